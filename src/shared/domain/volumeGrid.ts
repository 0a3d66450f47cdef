// Where the slices of one stack lie in the patient, as a volume that may be cut in any plane. Uneven gaps and tilt are kept as they are, never evened out (H4).
import { type GeometryIssue, seriesGeometry } from './geometry.ts'
import { columnDirection, dot, normalOf, type Orientation, rowDirection, type Vector3 } from './vector.ts'

export interface GridSlice {
  ImagePositionPatient: readonly number[] | null
  ImageOrientationPatient: readonly number[] | null
  PixelSpacing: readonly [number, number] | null
  FrameOfReferenceUID: string | null
  Rows: number
  Columns: number
  SamplesPerPixel: number
  RescaleSlope: number | null
  RescaleIntercept: number | null
}

/** Why a stack cannot be cut in other planes at all. */
export type GridRefusal = 'noPosition' | 'noPixelSpacing' | 'mixedGeometry' | 'duplicatePosition' | 'tooFewSlices' | 'colour'

export type VolumeRefusal = GridRefusal | 'tooLarge'

/** Shown and resampled truly, but nothing may be measured in another plane. */
export type GridLimit = 'missingSlice' | 'unevenSpacing' | 'gantryTilt'

export interface GridLayer {
  /** Index of the slice in the stack as given. */
  index: number
  /** mm along the normal. */
  depth: number
  /** Position of the first pixel along the row and the column direction, mm. */
  across: number
  down: number
}

export interface VolumeGrid {
  columns: number
  rows: number
  /** mm between neighbouring columns and rows. */
  columnMm: number
  rowMm: number
  row: Vector3
  column: Vector3
  normal: Vector3
  /** By ascending depth. */
  layers: readonly GridLayer[]
  /** Median gap, mm. */
  spacingMm: number
  /** Between layers farther apart than this nothing is interpolated: what was not scanned stays empty. */
  bridgeMm: number
  limits: readonly GridLimit[]
  /** Middle of the volume, patient mm. */
  centre: Vector3
  FrameOfReferenceUID: string | null
}

const LIMIT_OF: Partial<Record<GeometryIssue, GridLimit>> = {
  missingSlice: 'missingSlice',
  irregularSpacing: 'unevenSpacing',
  notCollinear: 'unevenSpacing',
  shearedStack: 'gantryTilt',
}

/** A gap this much wider than the usual one is a hole and stays empty. */
const HOLE = 1.9

export function volumeGrid(slices: readonly GridSlice[]): VolumeGrid | { refusal: GridRefusal } {
  if (slices.some(({ SamplesPerPixel }) => SamplesPerPixel !== 1)) return { refusal: 'colour' }
  if (slices.length < 3) return { refusal: 'tooFewSlices' }
  const { stacks, withoutGeometry } = seriesGeometry(slices.map((slice, n) => ({ ...slice, SOPInstanceUID: String(n).padStart(7, '0') })))
  const [stack] = stacks
  if (!stack || withoutGeometry.length > 0) return { refusal: 'noPosition' }
  if (stacks.length > 1) return { refusal: 'mixedGeometry' }
  const [first] = slices
  const spacing = first?.PixelSpacing
  if (!first || !spacing || !(spacing[0] > 0 && spacing[1] > 0)) return { refusal: 'noPixelSpacing' }
  if (stack.issues.includes('duplicatePosition')) return { refusal: 'duplicatePosition' }
  if (stack.issues.includes('tooFewSlices') || stack.spacingMm === null) return { refusal: 'tooFewSlices' }
  const orientation = stack.orientation as Orientation
  const [row, column, normal] = [rowDirection(orientation), columnDirection(orientation), normalOf(orientation)]
  const layers = stack.order.map((uid): GridLayer => {
    const index = Number(uid)
    const position = slices[index]?.ImagePositionPatient as Vector3
    return { index, depth: dot(position, normal), across: dot(position, row), down: dot(position, column) }
  })
  const [rowMm, columnMm] = spacing
  return {
    columns: first.Columns,
    rows: first.Rows,
    columnMm,
    rowMm,
    row,
    column,
    normal,
    layers,
    spacingMm: stack.spacingMm,
    bridgeMm: stack.spacingMm * HOLE,
    limits: [...new Set(stack.issues.flatMap((issue) => LIMIT_OF[issue] ?? []))],
    centre: middleOf(layers, { row, column, normal }, ((first.Columns - 1) / 2) * columnMm, ((first.Rows - 1) / 2) * rowMm),
    FrameOfReferenceUID: first.FrameOfReferenceUID,
  }
}

function middleOf(layers: readonly GridLayer[], axes: { row: Vector3; column: Vector3; normal: Vector3 }, across: number, down: number): Vector3 {
  const [first, last] = [layers[0] as GridLayer, layers.at(-1) as GridLayer]
  const c = (first.across + last.across) / 2 + across
  const r = (first.down + last.down) / 2 + down
  const d = (first.depth + last.depth) / 2
  const at = (n: 0 | 1 | 2) => axes.row[n] * c + axes.column[n] * r + axes.normal[n] * d
  return [at(0), at(1), at(2)]
}

/** mm from one sample to the next in this direction: the volume's own sampling there. @param direction unit vector */
export function samplingMm(grid: VolumeGrid, direction: Vector3): number {
  return Math.abs(dot(direction, grid.normal)) * grid.spacingMm + Math.abs(dot(direction, grid.row)) * grid.columnMm + Math.abs(dot(direction, grid.column)) * grid.rowMm
}

/** The eight corners, patient mm: what must be inside a view that shows everything. */
export function cornersOf(grid: VolumeGrid): Vector3[] {
  const ends = [grid.layers[0], grid.layers.at(-1)] as GridLayer[]
  return ends.flatMap((layer) =>
    [0, grid.columns - 1].flatMap((c) =>
      [0, grid.rows - 1].map((r): Vector3 => {
        const [across, down] = [layer.across + c * grid.columnMm, layer.down + r * grid.rowMm]
        const at = (n: 0 | 1 | 2) => grid.row[n] * across + grid.column[n] * down + grid.normal[n] * layer.depth
        return [at(0), at(1), at(2)]
      }),
    ),
  )
}
