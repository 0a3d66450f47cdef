// Cuts a volume in any plane: trilinear between true slice positions, every slice with its own rescale; thick slabs by maximum, minimum or mean.
// Pure numbers over typed arrays; nothing is invented outside the volume or inside a hole (not a number there).
import type { VolumeGrid } from './volumeGrid.ts'
import { dot, lengthOf, type Vector3 } from './vector.ts'
import type { Rescale, StoredValues } from './windowing.ts'

export interface VolumeLayer {
  values: StoredValues
  rescale: Rescale
}

export interface Volume {
  grid: VolumeGrid
  /** By the index of the slice in its stack (`GridLayer.index`); undefined while a slice is on its way. */
  layerOf(index: number): VolumeLayer | undefined
}

/** A picture in the patient: centre of its first pixel and the steps to the next column and row, patient mm. */
export interface CutPlane {
  origin: Vector3
  right: Vector3
  down: Vector3
  columns: number
  rows: number
}

export const SLAB_MODES = ['maximum', 'minimum', 'average'] as const
export type SlabMode = (typeof SLAB_MODES)[number]

export interface Slab {
  mode: SlabMode
  /** Thickness, mm; 0 = a single cut. */
  mm: number
}

/** Layers that are there, as flat arrays: what the inner loop reads. */
interface Loaded {
  depth: Float64Array
  across: Float64Array
  down: Float64Array
  slope: Float64Array
  intercept: Float64Array
  values: StoredValues[]
  /** Widest gap that is bridged, mm: while slices are still coming, any. */
  bridge: number
}

/**
 * @param out modality values row by row (`columns * rows`), NaN where nothing was scanned
 * @param nearest take the nearest voxel instead of interpolating (for previews and projections)
 * @returns how many of the volume's layers took part
 */
export function reslice(volume: Volume, plane: CutPlane, slab: Slab, out: Float32Array, nearest = false): number {
  const loaded = gather(volume)
  if (loaded.values.length === 0) {
    out.fill(Number.NaN)
    return 0
  }
  const steps = slabSteps(volume.grid, slab)
  if (steps.length === 1) {
    cut(volume.grid, loaded, plane, out, nearest)
    return loaded.values.length
  }
  const normal = unitNormal(plane)
  const single = new Float32Array(out.length)
  const counts = slab.mode === 'average' ? new Uint16Array(out.length) : null
  out.fill(Number.NaN)
  for (const offset of steps) {
    const origin: Vector3 = [plane.origin[0] + normal[0] * offset, plane.origin[1] + normal[1] * offset, plane.origin[2] + normal[2] * offset]
    cut(volume.grid, loaded, { ...plane, origin }, single, nearest)
    gatherSlab(slab.mode, single, out, counts)
  }
  if (counts) for (let i = 0; i < out.length; i++) if ((counts[i] as number) > 0) out[i] = (out[i] as number) / (counts[i] as number)
  return loaded.values.length
}

/** Offsets along the plane's normal, mm, symmetric around 0 and no wider apart than the finest voxel edge. */
function slabSteps(grid: VolumeGrid, { mm }: Slab): number[] {
  const finest = Math.min(grid.columnMm, grid.rowMm, grid.spacingMm)
  if (!(mm > finest)) return [0]
  const count = Math.ceil(mm / finest) + 1
  return Array.from({ length: count }, (_, n) => -mm / 2 + (mm * n) / (count - 1))
}

function gatherSlab(mode: SlabMode, single: Float32Array, out: Float32Array, counts: Uint16Array | null): void {
  for (let i = 0; i < out.length; i++) {
    const v = single[i] as number
    if (Number.isNaN(v)) continue
    const old = out[i] as number
    if (Number.isNaN(old)) out[i] = v
    else if (counts) out[i] = old + v
    else if (mode === 'maximum' ? v > old : v < old) out[i] = v
    if (counts) counts[i] = (counts[i] as number) + 1
  }
}

function gather({ grid, layerOf }: Volume): Loaded {
  const there = grid.layers.flatMap((layer) => {
    const found = layerOf(layer.index)
    return found ? [{ layer, found }] : []
  })
  const numbers = (of: (entry: (typeof there)[number]) => number) => Float64Array.from(there, of)
  return {
    depth: numbers(({ layer }) => layer.depth),
    across: numbers(({ layer }) => layer.across),
    down: numbers(({ layer }) => layer.down),
    slope: numbers(({ found }) => found.rescale.slope),
    intercept: numbers(({ found }) => found.rescale.intercept),
    values: there.map(({ found }) => found.values),
    bridge: there.length === grid.layers.length ? grid.bridgeMm : Number.POSITIVE_INFINITY,
  }
}

function unitNormal({ right, down }: CutPlane): Vector3 {
  const n: Vector3 = [right[1] * down[2] - right[2] * down[1], right[2] * down[0] - right[0] * down[2], right[0] * down[1] - right[1] * down[0]]
  const length = lengthOf(n)
  return [n[0] / length, n[1] / length, n[2] / length]
}

function cut(grid: VolumeGrid, loaded: Loaded, plane: CutPlane, out: Float32Array, nearest: boolean): void {
  const { depth, bridge } = loaded
  const last = depth.length - 1
  const half = grid.spacingMm / 2
  const lowest = (depth[0] as number) - half
  const highest = (depth[last] as number) + half
  const start = alongGrid(plane.origin, grid)
  const stepX = alongGrid(plane.right, grid)
  const stepY = alongGrid(plane.down, grid)
  let k = 0
  let i = 0
  for (let y = 0; y < plane.rows; y++) {
    for (let x = 0; x < plane.columns; x++, i++) {
      const d = start[2] + y * stepY[2] + x * stepX[2]
      if (d < lowest || d > highest) {
        out[i] = Number.NaN
        continue
      }
      while (k < last && d >= (depth[k + 1] as number)) k++
      while (k > 0 && d < (depth[k] as number)) k--
      const below = depth[k] as number
      const f = shareOfNext(d - below, k < last ? (depth[k + 1] as number) - below : 0, half, bridge)
      out[i] = between(grid, loaded, k, nearest && f >= 0.5 ? 1 : nearest && f < 0.5 ? 0 : f, start[0] + y * stepY[0] + x * stepX[0], start[1] + y * stepY[1] + x * stepX[1], nearest)
    }
  }
}

function alongGrid(v: Vector3, grid: VolumeGrid): Vector3 {
  return [dot(v, grid.row), dot(v, grid.column), dot(v, grid.normal)]
}

/** How much of the next layer, 0 to 1. In a hole each side reaches half a slice, the rest was not scanned: NaN. */
function shareOfNext(above: number, gap: number, half: number, bridge: number): number {
  if (gap <= 0 || above <= 0) return 0
  if (gap <= bridge) return above / gap
  if (above <= half) return 0
  return gap - above <= half ? 1 : Number.NaN
}

/** Modality value between layer k and the next; @param c, r mm along rows and columns */
function between(grid: VolumeGrid, loaded: Loaded, k: number, f: number, c: number, r: number, nearest: boolean): number {
  if (Number.isNaN(f)) return Number.NaN
  const near = f < 1 ? layerValue(grid, loaded, k, c, r, nearest) : 0
  return f > 0 ? near * (1 - f) + layerValue(grid, loaded, k + 1, c, r, nearest) * f : near
}

function layerValue(grid: VolumeGrid, { values, across, down, slope, intercept }: Loaded, k: number, c: number, r: number, nearest: boolean): number {
  const stored = sample(values[k] as StoredValues, (c - (across[k] as number)) / grid.columnMm, (r - (down[k] as number)) / grid.rowMm, grid.columns, grid.rows, nearest)
  return stored * (slope[k] as number) + (intercept[k] as number)
}

/** Bilinear in one slice; NaN farther than half a pixel outside it. */
function sample(values: StoredValues, column: number, row: number, columns: number, rows: number, nearest: boolean): number {
  if (!(column >= -0.5 && row >= -0.5 && column <= columns - 0.5 && row <= rows - 0.5)) return Number.NaN
  const c = column < 0 ? 0 : column > columns - 1 ? columns - 1 : column
  const r = row < 0 ? 0 : row > rows - 1 ? rows - 1 : row
  if (nearest) return values[((r + 0.5) | 0) * columns + ((c + 0.5) | 0)] as number
  const c0 = c | 0
  const r0 = r | 0
  const fc = c - c0
  const fr = r - r0
  const at = r0 * columns + c0
  const right = fc > 0 ? 1 : 0
  const below = fr > 0 ? columns : 0
  const top = (values[at] as number) * (1 - fc) + (values[at + right] as number) * fc
  if (fr === 0) return top
  const bottom = (values[at + below] as number) * (1 - fc) + (values[at + below + right] as number) * fc
  return top * (1 - fr) + bottom * fr
}

/** Value at one patient point, as the cut shows it. */
export function valueAtPoint(volume: Volume, point: Vector3): number | null {
  const out = new Float32Array(1)
  reslice(volume, { origin: point, right: [1, 0, 0], down: [0, 1, 0], columns: 1, rows: 1 }, { mode: 'maximum', mm: 0 }, out)
  return Number.isNaN(out[0]) ? null : (out[0] as number)
}
