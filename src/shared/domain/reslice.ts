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
  columns: number
  rows: number
  /** Pixels per millimetre. */
  perColumn: number
  perRow: number
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
export function slabSteps(grid: VolumeGrid, { mm }: Slab): number[] {
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
    columns: grid.columns,
    rows: grid.rows,
    perColumn: 1 / grid.columnMm,
    perRow: 1 / grid.rowMm,
    bridge: there.length === grid.layers.length ? grid.bridgeMm : Number.POSITIVE_INFINITY,
  }
}

function unitNormal({ right, down }: CutPlane): Vector3 {
  const n: Vector3 = [right[1] * down[2] - right[2] * down[1], right[2] * down[0] - right[0] * down[2], right[0] * down[1] - right[1] * down[0]]
  const length = lengthOf(n)
  return [n[0] / length, n[1] / length, n[2] / length]
}

function cut(grid: VolumeGrid, loaded: Loaded, plane: CutPlane, out: Float32Array, nearest: boolean): void {
  const start = alongGrid(plane.origin, grid)
  const stepX = alongGrid(plane.right, grid)
  const stepY = alongGrid(plane.down, grid)
  const half = grid.spacingMm / 2
  // A row that runs along the layers, as in every plane that was not tilted, lies between the same two of them all the way.
  const isFlat = Math.abs(stepX[2]) * plane.columns < 1e-6
  let k = 0
  for (let y = 0; y < plane.rows; y++) {
    const from: Vector3 = [start[0] + y * stepY[0], start[1] + y * stepY[1], start[2] + y * stepY[2]]
    const at = y * plane.columns
    k = isFlat ? flatRow(loaded, from, stepX, half, out, at, plane.columns, nearest, k) : cutRow(loaded, from, stepX, half, out, at, plane.columns, nearest, k)
  }
}

/** As `cutRow`, for a row at one depth: layer and share are the same for all its samples. */
function flatRow(loaded: Loaded, [c, r, d]: Vector3, step: Vector3, half: number, out: Float32Array, at: number, count: number, nearest: boolean, k: number): number {
  const { depth, bridge } = loaded
  const last = depth.length - 1
  if (!(d >= (depth[0] as number) - half && d <= (depth[last] as number) + half)) {
    out.fill(Number.NaN, at, at + count)
    return k
  }
  let layer = k
  while (layer < last && d >= (depth[layer + 1] as number)) layer++
  while (layer > 0 && d < (depth[layer] as number)) layer--
  const below = depth[layer] as number
  const share = shareOfNext(d - below, layer < last ? (depth[layer + 1] as number) - below : 0, half, bridge)
  const f = nearest ? Math.round(share) : share
  if (Number.isNaN(f)) out.fill(Number.NaN, at, at + count)
  else {
    out.fill(0, at, at + count)
    if (f !== 1) addLayer(loaded, layer, c, r, step, 1 - f, out, at, count, nearest)
    if (f !== 0) addLayer(loaded, layer + 1, c, r, step, f, out, at, count, nearest)
  }
  return layer
}

/** Adds a row through one layer, weighted. Inside the picture without a question per sample; at its edges as every sample. */
function addLayer(loaded: Loaded, k: number, c: number, r: number, step: Vector3, weight: number, out: Float32Array, at: number, count: number, nearest: boolean): void {
  const { columns, rows, perColumn, perRow } = loaded
  const values = loaded.values[k] as StoredValues
  const slope = (loaded.slope[k] as number) * weight
  const intercept = (loaded.intercept[k] as number) * weight
  const x0 = (c - (loaded.across[k] as number)) * perColumn
  const y0 = (r - (loaded.down[k] as number)) * perRow
  const [dx, dy] = [step[0] * perColumn, step[1] * perRow]
  const [low, beyond] = nearest ? [-0.5, 0.5] : [0, 1]
  const first = Math.max(inside(x0, dx, low, columns - beyond, count)[0], inside(y0, dy, low, rows - beyond, count)[0])
  const end = Math.max(first, Math.min(inside(x0, dx, low, columns - beyond, count)[1], inside(y0, dy, low, rows - beyond, count)[1]))
  for (let n = 0; n < first && n < count; n++) out[at + n] = (out[at + n] as number) + layerValue(loaded, k, c + n * step[0], r + n * step[1], nearest) * weight
  if (nearest) {
    for (let n = first; n < end; n++) {
      const i = ((y0 + n * dy + 0.5) | 0) * columns + ((x0 + n * dx + 0.5) | 0)
      out[at + n] = (out[at + n] as number) + (values[i] as number) * slope + intercept
    }
  } else {
    for (let n = first; n < end; n++) {
      const x = x0 + n * dx
      const y = y0 + n * dy
      const c0 = x | 0
      const r0 = y | 0
      const fc = x - c0
      const i = r0 * columns + c0
      const j = i + columns
      const a = values[i] as number
      const b = values[j] as number
      const top = a + ((values[i + 1] as number) - a) * fc
      const bottom = b + ((values[j + 1] as number) - b) * fc
      out[at + n] = (out[at + n] as number) + (top + (bottom - top) * (y - r0)) * slope + intercept
    }
  }
  for (let n = end; n < count; n++) out[at + n] = (out[at + n] as number) + layerValue(loaded, k, c + n * step[0], r + n * step[1], nearest) * weight
}

/** Which steps of a line stay strictly within two limits: from the first to before the second, one kept free at either end. */
function inside(start: number, step: number, low: number, high: number, count: number): [number, number] {
  if (Math.abs(step) < 1e-12) return start >= low && start < high ? [0, count] : [count, count]
  const [a, b] = [(low - start) / step, (high - start) / step]
  const first = Math.max(0, Math.floor(Math.min(a, b)) + 2)
  const end = Math.min(count, Math.ceil(Math.max(a, b)) - 1)
  return end > first ? [Math.min(first, count), end] : [count, count]
}

function alongGrid(v: Vector3, grid: VolumeGrid): Vector3 {
  return [dot(v, grid.row), dot(v, grid.column), dot(v, grid.normal)]
}

/** One row of samples. @param k layer of the row before: neighbours lie close. @returns layer of the last sample */
function cutRow(loaded: Loaded, from: Vector3, step: Vector3, half: number, out: Float32Array, at: number, count: number, nearest: boolean, k: number): number {
  const { depth, bridge } = loaded
  const last = depth.length - 1
  const lowest = (depth[0] as number) - half
  const highest = (depth[last] as number) + half
  let layer = k
  for (let x = 0; x < count; x++) {
    const d = from[2] + x * step[2]
    if (d < lowest || d > highest) {
      out[at + x] = Number.NaN
      continue
    }
    while (layer < last && d >= (depth[layer + 1] as number)) layer++
    while (layer > 0 && d < (depth[layer] as number)) layer--
    const below = depth[layer] as number
    const share = shareOfNext(d - below, layer < last ? (depth[layer + 1] as number) - below : 0, half, bridge)
    const f = nearest ? Math.round(share) : share
    const c = from[0] + x * step[0]
    const r = from[1] + x * step[1]
    // With f not a number both parts are, and so is the sum: a hole stays empty.
    let v = f === 1 ? 0 : layerValue(loaded, layer, c, r, nearest) * (1 - f)
    if (f !== 0) v += layerValue(loaded, layer + 1, c, r, nearest) * f
    out[at + x] = v
  }
  return layer
}

/** How much of the next layer, 0 to 1. In a hole each side reaches half a slice, the rest was not scanned: NaN. */
function shareOfNext(above: number, gap: number, half: number, bridge: number): number {
  if (gap <= 0 || above <= 0) return 0
  if (gap <= bridge) return above / gap
  if (above <= half) return 0
  return gap - above <= half ? 1 : Number.NaN
}

/** Modality value in one layer, bilinear; NaN farther than half a pixel outside. @param c, r mm along rows and columns */
function layerValue(loaded: Loaded, k: number, c: number, r: number, nearest: boolean): number {
  const { columns, rows } = loaded
  const values = loaded.values[k] as StoredValues
  const x = (c - (loaded.across[k] as number)) * loaded.perColumn
  const y = (r - (loaded.down[k] as number)) * loaded.perRow
  if (!(x >= -0.5 && y >= -0.5 && x <= columns - 0.5 && y <= rows - 0.5)) return Number.NaN
  let stored: number
  if (nearest || x < 0 || y < 0 || x >= columns - 1 || y >= rows - 1) stored = edgeValue(values, x, y, columns, rows, nearest)
  else {
    const c0 = x | 0
    const r0 = y | 0
    const fc = x - c0
    const i = r0 * columns + c0
    const j = i + columns
    const a = values[i] as number
    const b = values[j] as number
    const top = a + ((values[i + 1] as number) - a) * fc
    const bottom = b + ((values[j + 1] as number) - b) * fc
    stored = top + (bottom - top) * (y - r0)
  }
  return stored * (loaded.slope[k] as number) + (loaded.intercept[k] as number)
}

/** Along the last row and column, in the half pixel outside, and for nearest voxels. */
function edgeValue(values: StoredValues, x: number, y: number, columns: number, rows: number, nearest: boolean): number {
  const c = Math.min(columns - 1, Math.max(0, x))
  const r = Math.min(rows - 1, Math.max(0, y))
  if (nearest) return values[((r + 0.5) | 0) * columns + ((c + 0.5) | 0)] as number
  const [c0, r0] = [c | 0, r | 0]
  const [c1, r1] = [Math.min(columns - 1, c0 + 1), Math.min(rows - 1, r0 + 1)]
  const [fc, fr] = [c - c0, r - r0]
  const value = (column: number, row: number) => values[row * columns + column] as number
  const top = value(c0, r0) * (1 - fc) + value(c1, r0) * fc
  return top * (1 - fr) + (value(c0, r1) * (1 - fc) + value(c1, r1) * fc) * fr
}

/** Value at one patient point, as the cut shows it. */
export function valueAtPoint(volume: Volume, point: Vector3): number | null {
  const out = new Float32Array(1)
  reslice(volume, { origin: point, right: [1, 0, 0], down: [0, 1, 0], columns: 1, rows: 1 }, { mode: 'maximum', mm: 0 }, out)
  return Number.isNaN(out[0]) ? null : (out[0] as number)
}
