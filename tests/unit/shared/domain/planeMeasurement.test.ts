// Shapes on planes cut through a volume: distances and angles by hand from PixelSpacing, slice distance and direction, also tilted; what a region says
// of its samples from numpy 2.4 over the same volume (mean, std with one degree of freedom, trilinear weights of its own on the oblique plane).
import { describe, expect, test } from 'vitest'
import type { MeasurementShape } from '../../../../src/shared/domain/annotation.ts'
import { imagePlane } from '../../../../src/shared/domain/imagePlane.ts'
import type { ImagingInstance } from '../../../../src/shared/domain/imagingStudy.ts'
import { proposeShape, type PixelPoint } from '../../../../src/shared/domain/measuring.ts'
import { type DrawingPlane, drawingPlaneOf, measureOnPlane, outlineInPatient, planeMeasurement, planeStatistics, toPatient, toPlane } from '../../../../src/shared/domain/planeMeasurement.ts'
import type { Vector3 } from '../../../../src/shared/domain/vector.ts'
import { type VolumeGrid, volumeGrid } from '../../../../src/shared/domain/volumeGrid.ts'

/** Rows 0.5 mm, columns 0.8 mm, slices 3 mm apart; the whole volume tilted by a rotation about x with cosine 0.8 and sine 0.6. */
const tilted = [1, 0, 0, 0, 0.8, 0.6] as const
const normal: Vector3 = [0, -0.6, 0.8]
const volume = Array.from({ length: 20 }, (_, n) => ({
  SOPInstanceUID: `3.${n}`, PixelSpacing: [0.5, 0.8], ImagePositionPatient: normal.map((c) => c * 3 * n), ImageOrientationPatient: [...tilted], FrameOfReferenceUID: '4.1',
}) as unknown as ImagingInstance)
const point = (slice: number, column: number, row: number): Vector3 => imagePlane(volume[slice]!)!.toPatient([column, row])
/** The coronal plane of the volume through row 50, and the plane of its slice 5. */
const coronal: DrawingPlane = { origin: point(0, 0, 50), right: [1, 0, 0], down: [0, 0.6, -0.8] }
const slice5: DrawingPlane = { origin: point(5, 0, 0), right: [1, 0, 0], down: [0, 0.8, 0.6] }
const drawn = (type: MeasurementShape['type'], ends: readonly Vector3[], plane: DrawingPlane, instances = volume) => {
  const points = ends.map((end): PixelPoint => toPlane(plane, end))
  return planeMeasurement(type, points.length === 2 ? proposeShape(type, [points[0]!, points[1]!], 1) : points, plane, instances)
}

describe('lines on cut planes', () => {
  test('40 columns and 10 slices on the coronal plane of the volume: sqrt(32² + 30²) = 43.9 mm', () => {
    const made = drawn('length', [point(2, 10, 50), point(12, 50, 50)], coronal)
    expect(made).toMatchObject({ values: ['43.9'], spacingSource: 'patientCoordinates', index: 7 })
    // The feet on the slice in the middle keep column and row.
    expect(made?.pixels.map(([c, r]) => [Math.round(c), Math.round(r)])).toEqual([[10, 50], [50, 50]])
  })
  test('a line on a slice of the volume says what the slice itself says: sqrt((30·0.8)² + (40·0.5)²) = 31.2 mm', () => {
    expect(drawn('length', [point(5, 0, 0), point(5, 30, 40)], slice5)).toMatchObject({ values: ['31.2'], index: 5 })
  })
  test('the short axis stands at right angles on the plane, half as long', () => {
    const made = drawn('bidirectional', [point(2, 10, 50), point(12, 50, 50)], coronal)
    const [a, b, c, d] = made?.patient ?? []
    const along = [0, 1, 2].map((n) => b![n]! - a![n]!)
    const across = [0, 1, 2].map((n) => d![n]! - c![n]!)
    expect(made?.values).toEqual(['43.9', '21.9'])
    expect(along.reduce((sum, v, n) => sum + v * across[n]!, 0)).toBeCloseTo(0, 9)
    expect(across[1]! * 0.8 + across[2]! * 0.6).toBeCloseTo(0, 9)
  })
  test('angles are the patient\'s: 32 mm along a row against 24 mm across slices at 53.1° (3-4-5), and a Cobb angle between lines of rise 15 and 0 over 20 mm is 36.9°', () => {
    // End, vertex, end: (18, 24) from the vertex against a row: atan(24 / 18).
    expect(drawn('angle', [point(2, 60, 50), point(2, 10, 50), toPatient(coronal, [8 + 18, -6 - 24])], coronal)?.values).toEqual(['53.1'])
    expect(measureOnPlane('cobb', [[0, 0], [20, 0], [0, 30], [20, 45]]).values).toEqual(['36.9'])
    expect(measureOnPlane('cobb', [[20, 0], [0, 0], [0, 30], [20, 45]]).values).toEqual(['36.9'])
  })
  test('regions on the tilted coronal plane have their area in the patient: 32 × 30 mm, π·16·15, and a triangle of half the box', () => {
    const corners: [PixelPoint, PixelPoint] = [[8, -36], [40, -6]]
    expect(planeMeasurement('rectangle', corners, coronal, volume)).toMatchObject({ values: ['960.0'], spacingSource: 'patientCoordinates' })
    expect(planeMeasurement('ellipse', corners, coronal, volume)?.values).toEqual(['754.0'])
    expect(planeMeasurement('freehand', [[8, -36], [40, -36], [40, -6]], coronal, volume)?.values).toEqual(['480.0'])
    expect(planeMeasurement('arrow', corners, coronal, volume)?.values).toEqual([])
    expect(planeMeasurement('text', [[8, -36]], coronal, volume)?.patient).toHaveLength(1)
  })
  test('a box comes back on the axes it was drawn along, whatever they are', () => {
    const turned: DrawingPlane = { origin: [5, 6, 7], right: [0.6, 0.8, 0], down: [0, 0, -1] }
    const made = planeMeasurement('rectangle', [[1, 2], [11, 8]], turned, volume)!
    const again = drawingPlaneOf({ plane: made.plane, shape: { type: 'rectangle', points: { pixels: made.pixels, patient: made.patient } } })!
    expect(made.patient.map((p) => toPlane(again, p).map((mm) => Number(mm.toFixed(9))))).toEqual([[0, 0], [10, 6]])
    const outline = outlineInPatient({ plane: made.plane, shape: { type: 'rectangle', points: { pixels: made.pixels, patient: made.patient } } })
    expect(outline.map((p) => toPlane(turned, p).map((mm) => Number(mm.toFixed(9))))).toEqual([[1, 2], [11, 2], [11, 8], [1, 8]])
  })
  test('without a frame of reference, a position or an extent there is no measurement', () => {
    const ends = [point(2, 0, 50), point(3, 9, 50)]
    expect(drawn('length', ends, coronal, volume.map((one) => ({ ...one, FrameOfReferenceUID: null })))).toBeNull()
    expect(drawn('length', ends, coronal, volume.map((one) => ({ ...one, ImagePositionPatient: null })))).toBeNull()
    expect(drawn('length', [ends[0]!, ends[0]!], coronal)).toBeNull()
    expect(planeMeasurement('rectangle', [[0, 0], [10, 0]], coronal, volume)).toBeNull()
  })
})

describe('values inside a region of a plane', () => {
  /** 64 columns of 0.8 mm, 48 rows of 0.5 mm, 20 slices of 3 mm; v = (7 column + 13 row + 29 slice) mod 101 - 50. */
  const grid = volumeGrid(Array.from({ length: 20 }, (_, n) => ({
    ImagePositionPatient: [0, 0, 3 * n], ImageOrientationPatient: [1, 0, 0, 0, 1, 0], PixelSpacing: [0.5, 0.8] as const, FrameOfReferenceUID: '4.1', Rows: 48, Columns: 64, SamplesPerPixel: 1, RescaleSlope: 1, RescaleIntercept: 0,
  }))) as VolumeGrid
  const slices = Array.from({ length: 20 }, (_, k) => Int16Array.from({ length: 64 * 48 }, (_v, n) => ((7 * (n % 64) + 13 * Math.floor(n / 64) + 29 * k) % 101) - 50))
  const made = { grid, layerOf: (k: number) => ({ values: slices[k]!, rescale: { slope: 1, intercept: 0 } }) }
  const at = (y: number): DrawingPlane => ({ origin: [0, y, 0], right: [1, 0, 0], down: [0, 0, -1] })
  const box: PixelPoint[] = [[8, -36], [40, -6]]

  test('a coronal plane through row 10 counts the voxels themselves: 41 columns × 11 slices', () => {
    expect(planeStatistics('rectangle', box, at(5), made, 'HU')).toEqual({ mean: '0.54', sd: '29.21', min: '-50.00', max: '50.00', pixels: 451, unit: 'HU' })
    expect(planeStatistics('ellipse', [[8.3, -36.5], [40.1, -6.2]], at(5), made, 'HU')).toEqual({ mean: '0.88', sd: '29.65', min: '-50.00', max: '50.00', pixels: 313, unit: 'HU' })
  })
  test('half-way between two rows it says the values that are shown there', () => {
    expect(planeStatistics('rectangle', box, at(5.25), made, 'HU')).toEqual({ mean: '0.32', sd: '23.65', min: '-43.50', max: '43.50', pixels: 451, unit: 'HU' })
  })
  test('an oblique plane is sampled one voxel edge apart: 0.94 mm along it, 3 mm along the body', () => {
    const oblique: DrawingPlane = { origin: [0, 0, 0], right: [0.8, 0.6, 0], down: [0, 0, -1] }
    expect(planeStatistics('rectangle', [[5, -30], [20, -6]], oblique, made, 'HU')).toEqual({ mean: '-0.27', sd: '24.13', min: '-41.10', max: '41.71', pixels: 144, unit: 'HU' })
  })
  test('the place of the reader and the way the box was drawn change nothing; outside the volume nothing is counted', () => {
    expect(planeStatistics('rectangle', [[20, 6], [-12, -24]], { ...at(5), origin: [20, 5, 30] }, made, 'HU')).toEqual({ mean: '0.31', sd: '29.15', min: '-50.00', max: '50.00', pixels: 451, unit: 'HU' })
    expect(planeStatistics('rectangle', [[-900, -900], [-800, -800]], at(5), made, 'HU')).toBeNull()
    expect(planeStatistics('rectangle', [[-9e5, -9e5], [9e5, 9e5]], at(5), made, 'HU')?.pixels).toBe(64 * 20)
  })
})
