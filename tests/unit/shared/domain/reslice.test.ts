import { describe, expect, test } from 'vitest'
import { type CutPlane, reslice, type Slab, type Volume, valueAtPoint } from '../../../../src/shared/domain/reslice.ts'
import { columnDirection, normalOf, rowDirection, type Orientation, type Vector3 } from '../../../../src/shared/domain/vector.ts'
import { type GridSlice, type VolumeGrid, volumeGrid } from '../../../../src/shared/domain/volumeGrid.ts'

/** A field that is linear in the patient: trilinear interpolation must give it back exactly, whatever the slices' places. */
const field = ([x, y, z]: Vector3) => 3 * x - 2 * y + 5 * z + 40
const single: Slab = { mode: 'maximum', mm: 0 }
const AXIAL: Orientation = [1, 0, 0, 0, 1, 0]

interface Made {
  orientation?: Orientation
  /** Position of the first pixel of each slice. */
  positions: readonly Vector3[]
  columns?: number
  rows?: number
  spacing?: [number, number]
  slopes?: readonly number[]
}

function make({ orientation = AXIAL, positions, columns = 9, rows = 7, spacing = [2, 1.5], slopes }: Made) {
  const slices = positions.map(
    (position, n): GridSlice => ({
      ImagePositionPatient: position, ImageOrientationPatient: orientation, PixelSpacing: spacing, FrameOfReferenceUID: '1', Rows: rows, Columns: columns, SamplesPerPixel: 1,
      RescaleSlope: slopes?.[n] ?? 1, RescaleIntercept: 0,
    }),
  )
  const grid = volumeGrid(slices) as VolumeGrid
  const [row, column] = [rowDirection(orientation), columnDirection(orientation)]
  const values = positions.map((p, n) =>
    Float64Array.from({ length: columns * rows }, (_, i) => {
      const [c, r] = [(i % columns) * spacing[1], Math.floor(i / columns) * spacing[0]]
      return field([p[0] + row[0] * c + column[0] * r, p[1] + row[1] * c + column[1] * r, p[2] + row[2] * c + column[2] * r]) / (slopes?.[n] ?? 1)
    }),
  )
  const volume: Volume = { grid, layerOf: (n) => ({ values: values[n]!, rescale: { slope: slices[n]!.RescaleSlope ?? 1, intercept: 0 } }) }
  return { slices, grid, volume }
}

const along = (count: number, step: (n: number) => Vector3) => Array.from({ length: count }, (_, n) => step(n))

function samplesOf(volume: Volume, plane: CutPlane, slab = single): { at: Vector3; value: number }[] {
  const out = new Float32Array(plane.columns * plane.rows)
  reslice(volume, plane, slab, out)
  return Array.from(out, (value, i) => {
    const [c, r] = [i % plane.columns, Math.floor(i / plane.columns)]
    const at = (n: 0 | 1 | 2) => plane.origin[n] + plane.right[n] * c + plane.down[n] * r
    return { at: [at(0), at(1), at(2)], value }
  })
}

const oblique: CutPlane = { origin: [2, 9, 2], right: [0.7, 0.1, 0.35], down: [-0.1, -0.6, 0.5], columns: 11, rows: 9 }

describe('a linear field comes back exactly in an oblique cut (H4)', () => {
  const tilt = Math.sin((18.5 * Math.PI) / 180)
  const c = Math.cos((18.5 * Math.PI) / 180)
  const cases: [string, Made][] = [
    ['even slices', { positions: along(8, (n) => [0, 0, n * 2.5]) }],
    ['slices in descending order', { positions: along(8, (n) => [0, 0, 17.5 - n * 2.5]) }],
    ['uneven slices', { positions: [0, 2, 3.5, 6, 7, 10, 12].map((z): Vector3 => [0, 0, z]) }],
    ['every slice with its own slope', { positions: along(8, (n) => [0, 0, n * 2.5]), slopes: [1, 2, 0.5, 3, 0.2, 1, 4, 0.7] }],
    ['a tilted gantry', { orientation: [1, 0, 0, 0, c, -tilt], positions: along(8, (n) => [0, 0, n * 2.5]) }],
    ['an oblique acquisition', { orientation: [0.8, 0.6, 0, -0.6, 0.8, 0], positions: along(8, (n) => [4, 0, n * 2]) }],
  ]
  test.each(cases)('%s', (_name, made) => {
    const { volume } = make(made)
    const inside = samplesOf(volume, oblique).filter(({ value }) => !Number.isNaN(value))
    expect(inside.length).toBeGreaterThan(20)
    // Half a pixel and half a slice beyond the outermost centres the last value stands; the linear field is judged between the centres.
    const { grid } = volume
    const dot3 = (a: Vector3, b: Vector3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    const within = inside.filter(({ at }) => {
      const d = dot3(at, grid.normal)
      const over = grid.layers.filter(({ depth }, n) => Math.abs(depth - d) <= Math.abs((grid.layers[n + 1] ?? grid.layers[n - 1])!.depth - depth) + 1e-6)
      return (
        d >= grid.layers[0]!.depth && d <= grid.layers.at(-1)!.depth &&
        over.every(({ across, down }) => {
          const [cc, rr] = [(dot3(at, grid.row) - across) / grid.columnMm, (dot3(at, grid.column) - down) / grid.rowMm]
          return cc >= 0 && rr >= 0 && cc <= grid.columns - 1 && rr <= grid.rows - 1
        })
      )
    })
    expect(within.length).toBeGreaterThan(15)
    for (const { at, value } of within) expect(Math.abs(value - field(at))).toBeLessThan(1e-3)
  })

  test('the cut through a slice is that slice, pixel by pixel', () => {
    const { volume, grid } = make({ positions: along(5, (n) => [0, 0, n * 3]) })
    const out = new Float32Array(grid.columns * grid.rows)
    reslice(volume, { origin: [0, 0, 6], right: [1.5, 0, 0], down: [0, 2, 0], columns: 9, rows: 7 }, single, out)
    expect([...out]).toEqual([...volume.layerOf(2)!.values].map(Math.fround))
  })
})

test.each([false, true])('a row along the layers is the same as its samples one by one, within the volume, at its edges and outside (nearest: %s)', (nearest) => {
  const { volume } = make({ positions: [0, 2, 3.5, 6, 7, 10, 12].map((z, n): Vector3 => [n * 0.3, 0, z]), columns: 24, rows: 18, slopes: [1, 2, 0.5, 3, 0.2, 1, 4] })
  const one = new Float32Array(1)
  for (let turn = 0; turn < 24; turn++) {
    const [cos, sin] = [Math.cos(turn * 0.27), Math.sin(turn * 0.27)]
    const plane: CutPlane = { origin: [18 - 30 * cos + turn * 0.1, 16 - 30 * sin, turn * 0.6 - 0.8], right: [cos * 0.9, sin * 0.9, 0], down: turn % 2 ? [0, 0, 0.7] : [-sin * 0.8, cos * 0.8, 0], columns: 70, rows: 9 }
    const out = new Float32Array(plane.columns * plane.rows)
    reslice(volume, plane, single, out, nearest)
    const alone = Array.from(out, (_, i) => {
      const at = (n: 0 | 1 | 2) => plane.origin[n] + plane.right[n] * (i % plane.columns) + plane.down[n] * Math.floor(i / plane.columns)
      // A step across the layers: the way of cuts that are not along them.
      reslice(volume, { origin: [at(0), at(1), at(2)], right: [0, 0, 1], down: [0, 1, 0], columns: 1, rows: 1 }, single, one, nearest)
      return one[0] as number
    })
    expect(alone.some((value) => !Number.isNaN(value))).toBe(true)
    for (const [i, value] of alone.entries()) {
      if (Number.isNaN(value)) expect(out[i]).toBeNaN()
      else expect(Math.abs((out[i] as number) - value), `sample ${i}, turn ${turn}`).toBeLessThan(1e-3)
    }
  }
})

describe('what was not scanned stays empty', () => {
  test('outside the volume there is no value', () => {
    const { volume } = make({ positions: along(4, (n) => [0, 0, n * 2]) })
    expect(valueAtPoint(volume, [3, 3, -1.2])).toBeNull()
    expect(valueAtPoint(volume, [-1, 3, 2])).toBeNull()
    expect(valueAtPoint(volume, [3, 3, 2])).toBeCloseTo(field([3, 3, 2]), 3)
  })
  test('a missing slice leaves a hole, is named, and nothing is bridged across it', () => {
    const { volume, grid } = make({ positions: [0, 2, 4, 8, 10, 12].map((z): Vector3 => [0, 0, z]) })
    expect(grid.limits).toEqual(['missingSlice'])
    expect(valueAtPoint(volume, [3, 3, 6])).toBeNull()
    expect(valueAtPoint(volume, [3, 3, 4.9])).toBeCloseTo(field([3, 3, 4]), 3)
  })
  test('uneven distance and tilt are limits that say so', () => {
    expect(make({ positions: [0, 2, 3.5, 6, 7].map((z): Vector3 => [0, 0, z]) }).grid.limits).toEqual(['unevenSpacing'])
    const c = Math.cos(0.3)
    expect(make({ orientation: [1, 0, 0, 0, c, -Math.sin(0.3)], positions: along(5, (n) => [0, 0, n * 2]) }).grid.limits).toEqual(['gantryTilt'])
  })
  test('slices on their way are bridged for the preview and replaced when they come', () => {
    const { volume } = make({ positions: along(9, (n) => [0, 0, n * 2]) })
    const sparse: Volume = { ...volume, layerOf: (n) => (n % 4 === 0 ? volume.layerOf(n) : undefined) }
    expect(valueAtPoint(sparse, [3, 3, 5])).toBeCloseTo(field([3, 3, 5]), 3)
  })
})

test.each<[string, Partial<GridSlice>]>([
  ['noPosition', { ImagePositionPatient: null }],
  ['noPixelSpacing', { PixelSpacing: null }],
  ['colour', { SamplesPerPixel: 3 }],
])('a stack that cannot be cut says why: %s', (refusal, change) => {
  const { slices } = make({ positions: along(4, (n) => [0, 0, n * 2]) })
  expect(volumeGrid(slices.map((slice) => ({ ...slice, ...change })))).toEqual({ refusal })
})
test('several slices at one place, two planes or two slices make no volume', () => {
  expect(volumeGrid(make({ positions: [0, 2, 2, 4].map((z): Vector3 => [0, 0, z]) }).slices)).toEqual({ refusal: 'duplicatePosition' })
  const { slices } = make({ positions: along(4, (n) => [0, 0, n * 2]) })
  expect(volumeGrid(slices.map((s, n) => (n === 1 ? { ...s, ImageOrientationPatient: [0, 1, 0, 0, 0, -1] } : s)))).toEqual({ refusal: 'mixedGeometry' })
  expect(volumeGrid(slices.slice(0, 2))).toEqual({ refusal: 'tooFewSlices' })
})

test('a slab takes the highest, the lowest or the mean of what lies in its thickness', () => {
  const { volume } = make({ positions: along(9, (n) => [0, 0, n * 2]) })
  const plane: CutPlane = { origin: [3, 4, 8], right: [1, 0, 0], down: [0, 1, 0], columns: 2, rows: 2 }
  const [at] = samplesOf(volume, plane)
  const value = (slab: Slab) => samplesOf(volume, plane, slab)[0]!.value
  expect(value({ mode: 'maximum', mm: 6 })).toBeCloseTo(field([at!.at[0], at!.at[1], 11]), 3)
  expect(value({ mode: 'minimum', mm: 6 })).toBeCloseTo(field([at!.at[0], at!.at[1], 5]), 3)
  expect(value({ mode: 'average', mm: 6 })).toBeCloseTo(field([at!.at[0], at!.at[1], 8]), 3)
})

test('the normal of the grid is the right-handed one of its orientation', () => {
  const { grid } = make({ positions: along(4, (n) => [0, 0, n * 2]) })
  expect(grid.normal).toEqual(normalOf(AXIAL))
})
