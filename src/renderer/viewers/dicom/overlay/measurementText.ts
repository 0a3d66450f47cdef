// A measurement in words: one wording for label, list and proof.
import type { Measurement, MeasurementShape, RoiStatistics, SpacingSource } from '#shared/domain/annotation.ts'
import { isRoi } from '#shared/domain/roi.ts'

export interface MeasuredValues {
  values: readonly string[]
  spacingSource: SpacingSource
  /** Absent = length or two axes. */
  shape?: { type: ShapeType }
  statistics?: RoiStatistics | null
}

/** What the numbers of a shape are in; mm and mm² only with a known spacing. */
function unitOf(type: ShapeType, spacingSource: SpacingSource): string {
  if (type === 'angle' || type === 'cobb') return '\u00b0'
  return `${spacingSource === 'none' ? 'px' : 'mm'}${isRoi(type) ? '\u00b2' : ''}`
}

/** Arrows and texts measure nothing, angles need no millimetres: neither can be "not calibrated". */
export function needsSpacing(type: ShapeType): boolean {
  return type === 'length' || type === 'bidirectional' || isRoi(type)
}

/** e.g. ["38.4 mm", "× 29.0 mm"]; pixels where the image is not calibrated; a region adds its mean. @param decimal spells a decimal in the language */
export function valueLines({ values, spacingSource, shape, statistics }: MeasuredValues, decimal: (text: string) => string): string[] {
  const type = shape?.type ?? 'length'
  const unit = unitOf(type, spacingSource)
  if (statistics) return [...values.map((value) => `${decimal(value)}\u00a0${unit}`), `${decimal(statistics.mean)}\u00a0±\u00a0${decimal(statistics.sd)}\u00a0${statistics.unit}`.trim()]
  if (unit === '\u00b0') return values.map((value) => `${decimal(value)}${unit}`)
  return values.map((value, n) => `${n > 0 ? '×\u00a0' : ''}${decimal(value)}\u00a0${unit}`)
}

/** The whole value in one line that never breaks inside. */
export function valueText(measured: MeasuredValues, decimal: (text: string) => string): string {
  return valueLines(measured, decimal).join('\u00a0')
}

/** What was drawn on a cut plane is not a shape of any slice. */
export function isOnFrame(m: Measurement, SOPInstanceUID: string, frame: number, FrameOfReferenceUID: string | null): boolean {
  const { anchor } = m
  if (m.plane) return false
  const sameSpace = anchor.FrameOfReferenceUID === null || FrameOfReferenceUID === null || anchor.FrameOfReferenceUID === FrameOfReferenceUID
  return anchor.SOPInstanceUID === SOPInstanceUID && anchor.frame === frame && sameSpace
}

export type ShapeType = MeasurementShape['type']
