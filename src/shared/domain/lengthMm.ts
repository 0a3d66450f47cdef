// Millimetres of a line on an image or in the patient, with the source of the spacing; refuses instead of guessing (H3).
// SliceThickness and SpacingBetweenSlices never enter. @source DICOM PS3.3 10.7.1.3, C.8.5.5, C.8.7.1.1
import type { SpacingSource } from './annotation.ts'

export interface UltrasoundRegion {
  RegionLocationMinX0: number
  RegionLocationMinY0: number
  RegionLocationMaxX1: number
  RegionLocationMaxY1: number
  PhysicalUnitsXDirection: number
  PhysicalUnitsYDirection: number
  PhysicalDeltaX?: number | undefined
  PhysicalDeltaY?: number | undefined
}

/** DICOM keywords as read; absent or null = not stated. */
export interface SpacingAttributes {
  Modality?: string | null | undefined
  PixelSpacing?: readonly number[] | null | undefined
  ImagerPixelSpacing?: readonly number[] | null | undefined
  NominalScannedPixelSpacing?: readonly number[] | null | undefined
  PixelSpacingCalibrationType?: string | null | undefined
  EstimatedRadiographicMagnificationFactor?: number | null | undefined
  SequenceOfUltrasoundRegions?: readonly UltrasoundRegion[] | null | undefined
  FrameOfReferenceUID?: string | null | undefined
  userCalibration?: { pixels: number; knownMm: number } | null | undefined
}

export type LengthRefusal =
  | 'missingSpacing'
  | 'invalidSpacing'
  | 'missingAttribute'
  | 'pointOutsideRegion'
  | 'pointsInDifferentRegions'
  | 'ambiguousRegion'
  | 'regionNotSpatial'

export type Length =
  | { mm: number; source: Exclude<SpacingSource, 'none'> }
  | { refusal: { code: LengthRefusal; fields?: string[] }; pixels?: number }

type Point2 = readonly [number, number]
type Point3 = readonly [number, number, number]

/** Modalities whose PixelSpacing may lie in the detector plane instead of the patient. */
const PROJECTION = new Set(['CR', 'DX', 'MG', 'XA', 'RF', 'PX', 'IO', 'RG'])
const CENTIMETRES = 3

/**
 * Distance between two points of one image.
 * @param points [column, row], sub-pixel allowed
 */
export function lengthMm(attributes: SpacingAttributes, [a, b]: readonly [Point2, Point2]): Length {
  const pixels = Math.hypot(b[0] - a[0], b[1] - a[1])
  const calibration = attributes.userCalibration
  if (calibration) {
    if (!(calibration.pixels > 0 && calibration.knownMm > 0)) return refuse('invalidSpacing', pixels, ['userCalibration'])
    return { mm: (pixels * calibration.knownMm) / calibration.pixels, source: 'userCalibration' }
  }
  const regions = attributes.SequenceOfUltrasoundRegions
  if (attributes.Modality === 'US' && regions?.length) return ultrasoundLength(regions, a, b, pixels)
  return planarLength(attributes, a, b, pixels)
}

/** Distance between two points of the patient's space, mm; they must share a frame of reference. */
export function patientLengthMm(attributes: SpacingAttributes, [a, b]: readonly [Point3, Point3]): Length {
  if (!attributes.FrameOfReferenceUID) return { refusal: { code: 'missingAttribute', fields: ['FrameOfReferenceUID'] } }
  return { mm: Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]), source: 'patientCoordinates' }
}

function refuse(code: LengthRefusal, pixels: number, fields?: string[]): Length {
  return { refusal: fields ? { code, fields } : { code }, pixels }
}

type Spacing = { rows: number; columns: number; source: Exclude<SpacingSource, 'none'> }

function planarLength(attributes: SpacingAttributes, a: Point2, b: Point2, pixels: number): Length {
  const spacing = spacingOf(attributes)
  if ('code' in spacing) return refuse(spacing.code, pixels, spacing.fields)
  return { mm: Math.hypot((b[0] - a[0]) * spacing.columns, (b[1] - a[1]) * spacing.rows), source: spacing.source }
}

/**
 * The in-plane spacing an image may be measured with, and where it comes from; ultrasound regions are judged per point instead.
 * @returns `rows` = distance between rows (vertical), `columns` = between columns, mm
 */
export function spacingOf(attributes: SpacingAttributes): Spacing | { code: LengthRefusal; fields?: string[] } {
  const { PixelSpacing, ImagerPixelSpacing, NominalScannedPixelSpacing } = attributes
  if (PixelSpacing) return pair(PixelSpacing, 'PixelSpacing', attributes, sourceOfPixelSpacing(attributes))
  if (ImagerPixelSpacing) return pair(ImagerPixelSpacing, 'ImagerPixelSpacing', attributes, 'detectorPlane')
  if (NominalScannedPixelSpacing) return pair(NominalScannedPixelSpacing, 'NominalScannedPixelSpacing', attributes, 'nominalScanned')
  return { code: 'missingSpacing' }
}

function sourceOfPixelSpacing(attributes: SpacingAttributes): Spacing['source'] {
  const { Modality, PixelSpacing, ImagerPixelSpacing, PixelSpacingCalibrationType } = attributes
  if (!Modality || !PROJECTION.has(Modality)) return 'pixelSpacing'
  if (PixelSpacingCalibrationType) return 'pixelSpacingCalibrated'
  if (!ImagerPixelSpacing) return 'pixelSpacingUnspecified'
  const equal = ImagerPixelSpacing.length === 2 && PixelSpacing?.every((value, n) => value === ImagerPixelSpacing[n])
  return equal ? 'detectorPlane' : 'pixelSpacingCalibrated'
}

function pair(
  values: readonly number[],
  field: string,
  attributes: SpacingAttributes,
  source: Spacing['source'],
): Spacing | { code: LengthRefusal; fields: string[] } {
  const [rows, columns] = values
  if (values.length !== 2 || !isPositive(rows) || !isPositive(columns)) return { code: 'invalidSpacing', fields: [field] }
  const factor = attributes.EstimatedRadiographicMagnificationFactor
  if (source !== 'detectorPlane' || factor === null || factor === undefined) return { rows, columns, source }
  if (!isPositive(factor)) return { code: 'invalidSpacing', fields: ['EstimatedRadiographicMagnificationFactor'] }
  return { rows: rows / factor, columns: columns / factor, source: 'detectorPlaneMagnificationCorrected' }
}

function isPositive(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value > 0
}

function ultrasoundLength(regions: readonly UltrasoundRegion[], a: Point2, b: Point2, pixels: number): Length {
  const around = (p: Point2) =>
    regions.filter(
      (r) => p[0] >= r.RegionLocationMinX0 && p[0] <= r.RegionLocationMaxX1 && p[1] >= r.RegionLocationMinY0 && p[1] <= r.RegionLocationMaxY1,
    )
  const ofA = around(a)
  const ofB = around(b)
  if (ofA.length === 0 || ofB.length === 0) return refuse('pointOutsideRegion', pixels)
  const common = ofA.filter((r) => ofB.includes(r))
  if (common.length === 0) return refuse('pointsInDifferentRegions', pixels)
  const [region] = common
  if (common.length > 1 || !region) return refuse('ambiguousRegion', pixels)
  if (region.PhysicalUnitsXDirection !== CENTIMETRES || region.PhysicalUnitsYDirection !== CENTIMETRES) return refuse('regionNotSpatial', pixels)
  const { PhysicalDeltaX: dx, PhysicalDeltaY: dy } = region
  const missing = [dx ? '' : 'PhysicalDeltaX', dy ? '' : 'PhysicalDeltaY'].filter(Boolean)
  if (!dx || !dy) return refuse('missingAttribute', pixels, missing)
  return { mm: Math.hypot((b[0] - a[0]) * dx * 10, (b[1] - a[1]) * dy * 10), source: 'ultrasoundRegion' }
}
