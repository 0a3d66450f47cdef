// A measurement in words: one wording for label, list and proof.
import type { Measurement, MeasurementShape, SpacingSource } from '#shared/domain/annotation.ts'

export interface MeasuredValues {
  values: readonly string[]
  spacingSource: SpacingSource
}

/** e.g. ["38.4 mm", "× 29.0 mm"]; pixels where the image is not calibrated. @param decimal spells a decimal in the language */
export function valueLines({ values, spacingSource }: MeasuredValues, decimal: (text: string) => string): string[] {
  const unit = spacingSource === 'none' ? 'px' : 'mm'
  return values.map((value, n) => `${n > 0 ? '×\u00a0' : ''}${decimal(value)}\u00a0${unit}`)
}

/** The whole value in one line that never breaks inside. */
export function valueText(measured: MeasuredValues, decimal: (text: string) => string): string {
  return valueLines(measured, decimal).join('\u00a0')
}

export function isOnFrame(m: Measurement, SOPInstanceUID: string, frame: number, FrameOfReferenceUID: string | null): boolean {
  const { anchor } = m
  const sameSpace = anchor.FrameOfReferenceUID === null || FrameOfReferenceUID === null || anchor.FrameOfReferenceUID === FrameOfReferenceUID
  return anchor.SOPInstanceUID === SOPInstanceUID && anchor.frame === frame && sameSpace
}

export type ShapeType = MeasurementShape['type']
