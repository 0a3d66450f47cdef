// Lines on planes cut through a volume: distances computed by hand from PixelSpacing, slice distance and direction, also on tilted planes.
import { describe, expect, test } from 'vitest'
import { imagePlane } from '../../../../src/shared/domain/imagePlane.ts'
import type { ImagingInstance } from '../../../../src/shared/domain/imagingStudy.ts'
import { planeMeasurement } from '../../../../src/shared/domain/planeMeasurement.ts'
import type { Vector3 } from '../../../../src/shared/domain/vector.ts'

/** Rows 0.5 mm, columns 0.8 mm, slices 3 mm apart; the whole volume tilted by a rotation about x with cosine 0.8 and sine 0.6. */
const tilted = [1, 0, 0, 0, 0.8, 0.6] as const
const normal: Vector3 = [0, -0.6, 0.8]
const volume = Array.from({ length: 20 }, (_, n) => ({
  SOPInstanceUID: `3.${n}`, PixelSpacing: [0.5, 0.8], ImagePositionPatient: normal.map((c) => c * 3 * n), ImageOrientationPatient: [...tilted], FrameOfReferenceUID: '4.1',
}) as unknown as ImagingInstance)
const point = (slice: number, column: number, row: number): Vector3 => imagePlane(volume[slice]!)!.toPatient([column, row])

describe('measuring on cut planes', () => {
  test('40 columns and 10 slices on the coronal plane of the volume: sqrt(32² + 30²) = 43.9 mm', () => {
    const down: Vector3 = [0, 0.8, 0.6]
    const made = planeMeasurement('length', [point(2, 10, 50), point(12, 50, 50)], down, volume)
    expect(made).toMatchObject({ values: ['43.9'], spacingSource: 'patientCoordinates', index: 7 })
    // The feet on the slice in the middle keep column and row.
    expect(made?.pixels.map(([c, r]) => [Math.round(c), Math.round(r)])).toEqual([[10, 50], [50, 50]])
  })
  test('a line on a slice of the volume says what the slice itself says: sqrt((30·0.8)² + (40·0.5)²) = 31.2 mm', () => {
    expect(planeMeasurement('length', [point(5, 0, 0), point(5, 30, 40)], normal, volume)).toMatchObject({ values: ['31.2'], index: 5 })
  })
  test('the short axis stands at right angles on the plane, half as long', () => {
    const made = planeMeasurement('bidirectional', [point(2, 10, 50), point(12, 50, 50)], [0, 0.8, 0.6], volume)
    const [a, b, c, d] = made?.patient ?? []
    const along = [0, 1, 2].map((n) => b![n]! - a![n]!)
    const across = [0, 1, 2].map((n) => d![n]! - c![n]!)
    expect(made?.values).toEqual(['43.9', '21.9'])
    expect(along.reduce((sum, v, n) => sum + v * across[n]!, 0)).toBeCloseTo(0, 9)
    expect(across[1]! * 0.8 + across[2]! * 0.6).toBeCloseTo(0, 9)
  })
  test('without a frame of reference, a position or a length there is no measurement', () => {
    expect(planeMeasurement('length', [point(2, 0, 0), point(3, 9, 9)], normal, volume.map((one) => ({ ...one, FrameOfReferenceUID: null })))).toBeNull()
    expect(planeMeasurement('length', [point(2, 0, 0), point(3, 9, 9)], normal, volume.map((one) => ({ ...one, ImagePositionPatient: null })))).toBeNull()
    expect(planeMeasurement('length', [point(2, 0, 0), point(2, 0, 0)], normal, volume)).toBeNull()
  })
})
