// What a drawn shape measures on its image: decimal strings and where the millimetre comes from. One rule for screen, list and report.
import type { MeasurementShape, SpacingSource } from './annotation.ts'
import type { ImagingInstance } from './imagingStudy.ts'
import { lengthMm, spacingOf, type SpacingAttributes } from './lengthMm.ts'

export type PixelPoint = [number, number]

/** Attributes that decide about millimetres, of an image of a series of this modality. */
export function spacingAttributes(instance: ImagingInstance, Modality: string): SpacingAttributes {
  return { ...instance, Modality }
}

/**
 * @returns values with one decimal: [length] or [long axis, short axis]; pixels when source is `none`
 */
export function measure(
  type: MeasurementShape['type'],
  points: readonly PixelPoint[],
  attributes: SpacingAttributes,
): { values: string[]; spacingSource: SpacingSource } {
  const lines = type === 'length' ? [points.slice(0, 2)] : [points.slice(0, 2), points.slice(2, 4)]
  const lengths = lines.map(([a, b]) => (a && b ? lengthMm(attributes, [a, b]) : null))
  const sources = lengths.map((length) => (length && 'mm' in length ? length.source : 'none'))
  const [source] = sources
  // Both axes or neither: a long axis in millimetres beside a short one in pixels would be read as one unit.
  if (!source || source === 'none' || sources.some((other) => other !== source)) {
    return { values: lines.map(([a, b]) => (a && b ? Math.hypot(b[0] - a[0], b[1] - a[1]) : 0).toFixed(1)), spacingSource: 'none' }
  }
  return { values: lengths.map((length) => (length && 'mm' in length ? length.mm : 0).toFixed(1)), spacingSource: source }
}

/** Millimetres per pixel [between columns, between rows] for drawing to scale; null without a spacing. */
export function displaySpacing(attributes: SpacingAttributes): { columns: number; rows: number; source: SpacingSource } | null {
  const spacing = spacingOf(attributes)
  return 'code' in spacing ? null : spacing
}

/**
 * Short axis through the middle of the long one, at right angles in millimetres, half as long: where a bidirectional measurement starts.
 * @param aspect rows / columns spacing; 1 when unknown
 */
export function proposeShortAxis([a, b]: readonly [PixelPoint, PixelPoint], aspect: number): [PixelPoint, PixelPoint] {
  const middle: PixelPoint = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  const dx = b[0] - a[0]
  const dy = (b[1] - a[1]) * aspect
  const across: PixelPoint = [-dy / 4, dx / 4 / aspect]
  return [
    [middle[0] - across[0], middle[1] - across[1]],
    [middle[0] + across[0], middle[1] + across[1]],
  ]
}
