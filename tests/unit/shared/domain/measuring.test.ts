import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { imagePlane } from '../../../../src/shared/domain/imagePlane.ts'
import { calculateLength } from '../../../../src/shared/domain/lengthCase.ts'
import { lengthMm } from '../../../../src/shared/domain/lengthMm.ts'
import { measure, proposeShortAxis } from '../../../../src/shared/domain/measuring.ts'

describe('millimetres only with a known spacing (H3)', () => {
  test('the first value of PixelSpacing is between rows: vertical lines use it', () => {
    const ct = { Modality: 'CT', PixelSpacing: [0.8, 0.5] }
    expect(lengthMm(ct, [[0, 0], [0, 100]])).toEqual({ mm: 80, source: 'pixelSpacing' })
    expect(lengthMm(ct, [[0, 0], [100, 0]])).toEqual({ mm: 50, source: 'pixelSpacing' })
  })
  test('without spacing the answer is pixels and a refusal, never 1 mm per pixel', () => {
    expect(lengthMm({ Modality: 'CT' }, [[0, 0], [30, 40]])).toEqual({ refusal: { code: 'missingSpacing' }, pixels: 50 })
    expect(measure('length', [[0, 0], [30, 40]], { Modality: 'CT' })).toEqual({ values: ['50.0'], spacingSource: 'none' })
  })
  test('a radiograph says that its millimetres lie at the detector', () => {
    expect(measure('length', [[0, 0], [300, 400]], { Modality: 'DX', ImagerPixelSpacing: [0.143, 0.143] })).toEqual({
      values: ['71.5'],
      spacingSource: 'detectorPlane',
    })
  })
  test('both axes of a bidirectional measurement have one unit', () => {
    const across = { RegionLocationMinX0: 0, RegionLocationMinY0: 0, RegionLocationMaxX1: 100, RegionLocationMaxY1: 100, PhysicalUnitsXDirection: 3, PhysicalUnitsYDirection: 3, PhysicalDeltaX: 0.1, PhysicalDeltaY: 0.1 }
    const half = measure('bidirectional', [[10, 10], [40, 50], [90, 90], [90, 190]], { Modality: 'US', SequenceOfUltrasoundRegions: [across] })
    expect(half).toEqual({ values: ['50.0', '100.0'], spacingSource: 'none' })
  })
  test('foreign input of another shape is refused, not guessed', () => {
    expect(calculateLength({ attributes: { PixelSpacing: '0.7' }, points: [[0, 0], [1, 1]] })).toEqual({ refusal: { code: 'invalidInput' } })
    expect(calculateLength({ attributes: {}, points: [[0, 0], [1, 1, 1]] })).toEqual({ refusal: { code: 'invalidInput' } })
  })
})

test('the proposed short axis stands at right angles in the patient, also on pixels that are not square', () => {
  const aspect = 0.8 / 0.5
  const [c, d] = proposeShortAxis([[10, 10], [40, 50]], aspect)
  const long = [30 * 0.5, 40 * 0.8]
  const short = [(d[0] - c[0]) * 0.5, (d[1] - c[1]) * 0.8]
  expect(long[0]! * short[0]! + long[1]! * short[1]!).toBeCloseTo(0, 9)
  expect(Math.hypot(...short)).toBeCloseTo(Math.hypot(...long) / 2, 9)
})

describe('pixels and patient', () => {
  test('a pixel goes to the patient and comes back, on any oblique slice', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), fc.tuple(fc.integer({ min: 0, max: 511 }), fc.integer({ min: 0, max: 511 })), (a, b, pixel) => {
        const row = [Math.cos(a) * Math.cos(b), Math.sin(a) * Math.cos(b), Math.sin(b)] as const
        const column = [-Math.sin(a), Math.cos(a), 0] as const
        const plane = imagePlane({ ImagePositionPatient: [10, -20, 30], ImageOrientationPatient: [...row, ...column], PixelSpacing: [0.7, 0.9] })
        const back = plane!.toPixel(plane!.toPatient(pixel))
        expect(back[0]).toBeCloseTo(pixel[0], 6)
        expect(back[1]).toBeCloseTo(pixel[1], 6)
      }),
    )
  })
  test('the distance in the patient equals the length on the slice', () => {
    const plane = imagePlane({ ImagePositionPatient: [0, 0, 0], ImageOrientationPatient: [0, 1, 0, 0, 0, -1], PixelSpacing: [0.8, 0.5] })!
    const [p, q] = [plane.toPatient([0, 0]), plane.toPatient([30, 40])]
    // Hand: sqrt((30*0.5)^2 + (40*0.8)^2) = sqrt(225 + 1024)
    expect(Math.hypot(q[0] - p[0], q[1] - p[1], q[2] - p[2])).toBeCloseTo(Math.sqrt(1249), 9)
  })
  test('without position, orientation or spacing there are no patient millimetres', () => {
    const whole = { ImagePositionPatient: [0, 0, 0], ImageOrientationPatient: [1, 0, 0, 0, 1, 0], PixelSpacing: [1, 1] as [number, number] }
    expect(imagePlane({ ...whole, ImagePositionPatient: null })).toBeNull()
    expect(imagePlane({ ...whole, ImageOrientationPatient: [1, 0, 0, 1, 0, 0] })).toBeNull()
    expect(imagePlane({ ...whole, PixelSpacing: null })).toBeNull()
  })
})
