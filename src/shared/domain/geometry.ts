// Slices in space: which of a series belong together, in which order, and whether they make an even volume (H4).
// Only ImagePositionPatient and ImageOrientationPatient count; SliceThickness and SpacingBetweenSlices are never used.
import { dot, isPosition, isValidOrientation, lengthOf, normalOf, type Orientation, scale, subtract, type Vector3 } from './vector.ts'

export interface SliceAttributes {
  SOPInstanceUID: string
  InstanceNumber?: number | null | undefined
  ImagePositionPatient?: readonly number[] | null | undefined
  ImageOrientationPatient?: readonly number[] | null | undefined
  Rows?: number | null | undefined
  Columns?: number | null | undefined
  PixelSpacing?: readonly number[] | null | undefined
  FrameOfReferenceUID?: string | null | undefined
  EchoTime?: number | null | undefined
  TemporalPositionIdentifier?: number | null | undefined
}

const GEOMETRY_ISSUES = [
  'tooFewSlices',
  'duplicatePosition',
  'missingSlice',
  'irregularSpacing',
  'shearedStack',
  'notCollinear',
  'instanceNumberNotSpatial',
] as const
export type GeometryIssue = (typeof GEOMETRY_ISSUES)[number]

export interface StackGeometry {
  /** Number of instances, several at one position included. */
  instances: number
  /** UIDs by ascending projection on the normal; one per position, lowest InstanceNumber first. */
  order: string[]
  /** All UIDs in the same order, several at one position included. */
  all: string[]
  orientation: Orientation
  /** mm along the normal between neighbouring positions. */
  gaps: number[]
  /** Median gap; null with fewer than two positions. */
  spacingMm: number | null
  /** Angle between last - first and the normal; null with fewer than two positions. */
  tiltDegrees: number | null
  missingSlices: number
  issues: GeometryIssue[]
  /** True when nothing but instanceNumberNotSpatial is wrong. */
  volume: boolean
}

export interface SeriesGeometry<T> {
  /** `slices`: the stack's own instances, as given. */
  stacks: (StackGeometry & { slices: readonly T[] })[]
  /** Sorted UIDs of instances without a usable position or orientation. */
  withoutGeometry: string[]
}

/** Tolerances: positions 0.01 mm, spacing 1 %, tilt 0.1 degrees, off the line 0.1 mm. */
const SAME_POSITION_MM = 0.01
const SPACING_TOLERANCE = 0.01
const TILT_DEGREES = 0.1
const OFF_LINE_MM = 0.1

/**
 * Splits a series into stacks and measures each.
 * @param kindOf what else must be equal inside one stack (e.g. image type); default: nothing
 */
export function seriesGeometry<T extends SliceAttributes>(instances: readonly T[], kindOf: (slice: T) => string = () => ''): SeriesGeometry<T> {
  const withoutGeometry: string[] = []
  const groups: { kind: string; slices: T[] }[] = []
  for (const slice of instances) {
    if (!isPosition(slice.ImagePositionPatient) || !isValidOrientation(slice.ImageOrientationPatient)) {
      withoutGeometry.push(slice.SOPInstanceUID)
      continue
    }
    const kind = kindOf(slice)
    const group = groups.find((candidate) => candidate.kind === kind && belongsWith(candidate.slices[0], slice))
    if (group) group.slices.push(slice)
    else groups.push({ kind, slices: [slice] })
  }
  const stacks = groups.map(({ slices }) => ({ ...measureStack(slices), slices }))
  stacks.sort((a, b) => b.instances - a.instances || byCodePoint(a.order[0] ?? '', b.order[0] ?? ''))
  return { stacks, withoutGeometry: withoutGeometry.sort(byCodePoint) }
}

function belongsWith(a: SliceAttributes | undefined, b: SliceAttributes): boolean {
  if (!a) return false
  const same = (x: unknown, y: unknown) => (x ?? null) === (y ?? null)
  return (
    same(a.Rows, b.Rows) &&
    same(a.Columns, b.Columns) &&
    same(a.FrameOfReferenceUID, b.FrameOfReferenceUID) &&
    same(a.EchoTime, b.EchoTime) &&
    same(a.TemporalPositionIdentifier, b.TemporalPositionIdentifier) &&
    near(a.PixelSpacing, b.PixelSpacing, 1e-4) &&
    near(a.ImageOrientationPatient, b.ImageOrientationPatient, 1e-3)
  )
}

function near(a: readonly number[] | null | undefined, b: readonly number[] | null | undefined, tolerance: number): boolean {
  if (!a || !b) return !a === !b
  return a.length === b.length && a.every((value, i) => Math.abs(value - (b[i] ?? Number.NaN)) <= tolerance)
}

interface Placed {
  uid: string
  number: number | null
  position: Vector3
  along: number
}

function measureStack(slices: readonly SliceAttributes[]): StackGeometry {
  const orientation = slices[0]?.ImageOrientationPatient as Orientation
  const normal = normalOf(orientation)
  const placed = slices.map((slice): Placed => {
    const position = slice.ImagePositionPatient as Vector3
    return { uid: slice.SOPInstanceUID, number: slice.InstanceNumber ?? null, position, along: dot(position, normal) }
  })
  placed.sort((a, b) => a.along - b.along)
  const positions = gatherPositions(placed)
  const firsts = positions.map((here) => here[0] as Placed)
  const gaps = firsts.slice(1).map((slice, i) => slice.along - (firsts[i]?.along ?? 0))
  const spacingMm = gaps.length ? median(gaps) : null
  const line = measureLine(firsts, normal)
  const { missingSlices, irregular } = judgeGaps(gaps, spacingMm)
  const issues: GeometryIssue[] = []
  if (firsts.length < 3) issues.push('tooFewSlices')
  if (positions.some((here) => here.length > 1)) issues.push('duplicatePosition')
  if (missingSlices) issues.push('missingSlice')
  if (irregular) issues.push('irregularSpacing')
  if (line && line.tiltDegrees > TILT_DEGREES) issues.push('shearedStack')
  if (line && line.offLineMm > OFF_LINE_MM) issues.push('notCollinear')
  if (!isMonotonous(firsts.map(({ number }) => number))) issues.push('instanceNumberNotSpatial')
  return {
    instances: slices.length,
    order: firsts.map(({ uid }) => uid),
    all: positions.flat().map(({ uid }) => uid),
    orientation,
    gaps,
    spacingMm,
    tiltDegrees: line?.tiltDegrees ?? null,
    missingSlices,
    issues: issues.sort(byCodePoint),
    volume: issues.every((issue) => issue === 'instanceNumberNotSpatial'),
  }
}

/** Slices at one position together, lowest InstanceNumber first. */
function gatherPositions(placed: readonly Placed[]): Placed[][] {
  const positions: Placed[][] = []
  for (const slice of placed) {
    const here = positions.at(-1)
    if (here?.[0] && slice.along - here[0].along <= SAME_POSITION_MM) here.push(slice)
    else positions.push([slice])
  }
  const last = Number.MAX_SAFE_INTEGER
  for (const here of positions) here.sort((a, b) => (a.number ?? last) - (b.number ?? last) || byCodePoint(a.uid, b.uid))
  return positions
}

function judgeGaps(gaps: readonly number[], spacingMm: number | null): { missingSlices: number; irregular: boolean } {
  let missingSlices = 0
  let irregular = false
  if (spacingMm === null) return { missingSlices, irregular }
  for (const gap of gaps) {
    const spacings = Math.round(gap / spacingMm)
    if (Math.abs(gap - spacingMm) <= spacingMm * SPACING_TOLERANCE) continue
    if (spacings >= 2 && Math.abs(gap - spacings * spacingMm) <= spacings * spacingMm * SPACING_TOLERANCE) missingSlices += spacings - 1
    else irregular = true
  }
  return { missingSlices, irregular }
}

/** Direction of the stack against the normal, and the farthest position from the line first-last. */
function measureLine(slices: readonly Placed[], normal: Vector3): { tiltDegrees: number; offLineMm: number } | null {
  const [first, last] = [slices[0], slices.at(-1)]
  if (!first || !last || first === last) return null
  const path = subtract(last.position, first.position)
  const along = scale(path, 1 / lengthOf(path))
  const across = lengthOf(subtract(along, scale(normal, dot(along, normal))))
  const tiltDegrees = (Math.atan2(across, dot(along, normal)) * 180) / Math.PI
  let offLineMm = 0
  for (const { position } of slices) {
    const from = subtract(position, first.position)
    offLineMm = Math.max(offLineMm, lengthOf(subtract(from, scale(along, dot(from, along)))))
  }
  return { tiltDegrees, offLineMm }
}

function isMonotonous(numbers: readonly (number | null)[]): boolean {
  const steps = numbers.slice(1).map((number, i) => {
    const before = numbers[i]
    return number === null || before === null || before === undefined ? null : Math.sign(number - before)
  })
  return steps.includes(null) || steps.every((step) => step === 1) || steps.every((step) => step === -1)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
