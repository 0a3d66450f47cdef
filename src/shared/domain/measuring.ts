// What a drawn shape measures on its image: decimal strings and where the millimetre comes from. One rule for screen, list and report.
import type { Measurement, MeasurementShape, SpacingSource } from './annotation.ts'
import type { ImagingInstance } from './imagingStudy.ts'
import { areaPixels, outlineOf } from './roi.ts'
import { lengthMm, spacingOf, type SpacingAttributes } from './lengthMm.ts'

export type PixelPoint = [number, number]

/** Attributes that decide about millimetres, of an image of a series of this modality. */
export function spacingAttributes(instance: ImagingInstance, Modality: string, userCalibration: UserCalibration | null = null): SpacingAttributes {
  return { ...instance, Modality, userCalibration }
}

export type UserCalibration = NonNullable<SpacingAttributes['userCalibration']>

/** The newest calibration by hand on an image; it holds for all its frames. */
export function calibrationOn(measurements: readonly Measurement[], SOPInstanceUID: string): UserCalibration | null {
  const drawn = measurements.filter((m) => m.calibration && m.shape.type === 'length' && m.anchor.SOPInstanceUID === SOPInstanceUID)
  const [newest] = drawn.sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
  const [a, b] = newest?.shape.points.pixels ?? []
  return newest?.calibration && a && b ? { pixels: Math.hypot(b[0] - a[0], b[1] - a[1]), knownMm: Number(newest.calibration.knownMm) } : null
}

/** An image whose millimetres come from the patient's own geometry, or from ultrasound, is never calibrated by hand: that could only make it wrong. */
export function mayBeCalibrated(attributes: SpacingAttributes): boolean {
  if (attributes.SequenceOfUltrasoundRegions?.length) return false
  const spacing = spacingOf(attributes)
  return 'code' in spacing || spacing.source !== 'pixelSpacing'
}

/** Millimetres per pixel where a shape lies, from the same rules as a length; null when they refuse. */
function scaleAt(points: readonly PixelPoint[], attributes: SpacingAttributes): { columns: number; rows: number; source: SpacingSource } | null {
  const x = points.map(([column]) => column)
  const y = points.map(([, row]) => row)
  const at: PixelPoint = [Math.min(...x), Math.min(...y)]
  const width = Math.max(...x) - at[0] || 1
  const height = Math.max(...y) - at[1] || 1
  const across = lengthMm(attributes, [at, [at[0] + width, at[1]]])
  const down = lengthMm(attributes, [at, [at[0], at[1] + height]])
  return 'mm' in across && 'mm' in down ? { columns: across.mm / width, rows: down.mm / height, source: across.source } : null
}

/** Degrees between two directions, lines of equal rank: 0 to 90 for Cobb, 0 to 180 for an angle. */
function degrees(type: 'angle' | 'cobb', points: readonly PixelPoint[], scale: { columns: number; rows: number } | null): number {
  const [a, b, c, d] = points
  if (!a || !b || !c) return 0
  const { columns, rows } = scale ?? { columns: 1, rows: 1 }
  const towards = (from: PixelPoint, to: PixelPoint) => Math.atan2((to[1] - from[1]) * rows, (to[0] - from[0]) * columns)
  const between = Math.abs(((type === 'angle' ? towards(b, a) - towards(b, c) : towards(a, b) - towards(c, d ?? c)) * 180) / Math.PI) % 360
  const angle = between > 180 ? 360 - between : between
  return type === 'cobb' ? Math.min(angle, 180 - angle) : angle
}

function measureOther(type: Exclude<MeasurementShape['type'], 'length' | 'bidirectional'>, points: readonly PixelPoint[], attributes: SpacingAttributes): Measured {
  if (type === 'arrow' || type === 'text') return { values: [], spacingSource: 'none' }
  const scale = scaleAt(points, attributes)
  const value = type === 'angle' || type === 'cobb' ? degrees(type, points, scale) : areaPixels(type, points) * (scale ? scale.columns * scale.rows : 1)
  return { values: [value.toFixed(1)], spacingSource: scale?.source ?? 'none' }
}

export interface Measured {
  values: string[]
  spacingSource: SpacingSource
}

/**
 * @returns values with one decimal: [length], [long axis, short axis], [degrees] or [area]; pixels when source is `none`
 */
export function measure(
  type: MeasurementShape['type'],
  points: readonly PixelPoint[],
  attributes: SpacingAttributes,
): Measured {
  if (type !== 'length' && type !== 'bidirectional') return measureOther(type, points, attributes)
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

/**
 * What a measurement would say by the image's millimetres of today, where that is not what it says: it was made before a calibration, or under one that was taken back.
 * @param attributes of its image, with the calibration that holds now @returns null when it says the same; lines on planes never rest on the image's own scale
 */
export function measuredAnew(m: Pick<Measurement, 'shape' | 'values' | 'spacingSource' | 'plane'>, attributes: SpacingAttributes): Measured | null {
  if (m.plane) return null
  const now = measure(m.shape.type, m.shape.points.pixels, attributes)
  return now.spacingSource === m.spacingSource && now.values.join() === m.values.join() ? null : now
}

/** Millimetres per pixel [between columns, between rows] for drawing to scale; null without a spacing. */
export function displaySpacing(attributes: SpacingAttributes): { columns: number; rows: number; source: SpacingSource } | null {
  const { userCalibration, SequenceOfUltrasoundRegions: regions } = attributes
  if (userCalibration) {
    const mm = userCalibration.knownMm / userCalibration.pixels
    return Number.isFinite(mm) && mm > 0 ? { columns: mm, rows: mm, source: 'userCalibration' } : null
  }
  if (attributes.Modality === 'US' && regions?.length) return regionSpacing(regions)
  const spacing = spacingOf(attributes)
  return 'code' in spacing ? null : spacing
}

/** One scale for the whole picture only where all its regions in centimetres agree. */
function regionSpacing(regions: NonNullable<SpacingAttributes['SequenceOfUltrasoundRegions']>): { columns: number; rows: number; source: SpacingSource } | null {
  const scales = regions
    .filter((region) => region.PhysicalUnitsXDirection === 3 && region.PhysicalUnitsYDirection === 3 && region.PhysicalDeltaX && region.PhysicalDeltaY)
    .map((region) => ({ columns: Math.abs(region.PhysicalDeltaX ?? 0) * 10, rows: Math.abs(region.PhysicalDeltaY ?? 0) * 10 }))
  const [first] = scales
  return first && scales.every(({ columns, rows }) => columns === first.columns && rows === first.rows) ? { ...first, source: 'ultrasoundRegion' } : null
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

/** Where a shape starts from the line a reader drew: short axis, second arm at right angles, second line of Cobb one length below. */
export function proposeShape(type: MeasurementShape['type'], [a, b]: readonly [PixelPoint, PixelPoint], aspect: number): PixelPoint[] {
  const [dx, dy] = [b[0] - a[0], (b[1] - a[1]) * aspect]
  switch (type) {
    case 'bidirectional':
      return [a, b, ...proposeShortAxis([a, b], aspect)]
    case 'angle':
      return [a, b, [b[0] + dy, b[1] - dx / aspect]]
    case 'cobb':
      return [a, b, [a[0] - dy / 2, a[1] + dx / 2 / aspect], [b[0] - dy / 2, b[1] + dx / 2 / aspect]]
    case 'freehand':
      return outlineOf('ellipse', [a, b], 16)
    case 'text':
      return [a]
    default:
      return [a, b]
  }
}
