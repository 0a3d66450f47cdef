// Regions, angles and their numbers, computed by hand from plane geometry; sample standard deviation as defined in ISO 3534-1.
import { describe, expect, test } from 'vitest'
import { measure, proposeShape } from '../../../../src/shared/domain/measuring.ts'
import { areaPixels, outlineOf, roiStatistics, simplified } from '../../../../src/shared/domain/roi.ts'

type P = [number, number]
/** Rows 0.5 mm apart, columns 0.25 mm: not square. */
const oblong = { Modality: 'CT', PixelSpacing: [0.5, 0.25] }

describe('areas', () => {
  test('rectangle 40 x 20 pixels of 0.25 x 0.5 mm: 10 x 10 mm = 100 mm²', () => {
    expect(measure('rectangle', [[10, 10], [50, 30]], oblong)).toEqual({ values: ['100.0'], spacingSource: 'pixelSpacing' })
  })
  test('the ellipse in it: π/4 of that; corners in any order', () => {
    expect(measure('ellipse', [[50, 10], [10, 30]], oblong).values).toEqual(['78.5'])
  })
  test('a right triangle by hand, 40 x 20 pixels: half of the rectangle', () => {
    expect(measure('freehand', [[0, 0], [40, 0], [0, 20]], oblong).values).toEqual(['50.0'])
  })
  test('without spacing square pixels are counted, never mm²', () => {
    expect(measure('rectangle', [[0, 0], [3, 4]], { Modality: 'CT' })).toEqual({ values: ['12.0'], spacingSource: 'none' })
  })
  test('an ultrasound region gives its own spacing: 0.01 cm per pixel, 100 x 50 pixels = 10 x 5 mm', () => {
    const region = { RegionLocationMinX0: 0, RegionLocationMinY0: 0, RegionLocationMaxX1: 300, RegionLocationMaxY1: 300, PhysicalUnitsXDirection: 3, PhysicalUnitsYDirection: 3, PhysicalDeltaX: 0.01, PhysicalDeltaY: 0.01 }
    expect(measure('rectangle', [[0, 0], [100, 50]], { Modality: 'US', SequenceOfUltrasoundRegions: [region] })).toEqual({ values: ['50.0'], spacingSource: 'ultrasoundRegion' })
  })
  test('a polygon of 64 corners is within 0.2 % of its ellipse', () => {
    const corners: P[] = [[0, 0], [80, 40]]
    expect(areaPixels('freehand', outlineOf('ellipse', corners)) / areaPixels('ellipse', corners)).toBeCloseTo(1, 2)
  })
})

describe('angles', () => {
  test('a right angle in the patient is one on pixels that are not square', () => {
    // (0,0) to (40,0) is 10 mm across, (0,0) to (0,20) is 10 mm down.
    expect(measure('angle', [[40, 0], [0, 0], [0, 20]], oblong).values).toEqual(['90.0'])
    // 10 mm across and 10 mm down: 45 degrees.
    expect(measure('angle', [[40, 0], [0, 0], [40, 20]], oblong).values).toEqual(['45.0'])
  })
  test('Cobb: the acute angle between two lines, whichever way each was drawn', () => {
    const line: P[] = [[0, 0], [40, 0]]
    expect(measure('cobb', [...line, [0, 100], [40, 120]], oblong).values).toEqual(['45.0'])
    expect(measure('cobb', [...line, [40, 120], [0, 100]], oblong).values).toEqual(['45.0'])
  })
  test('a proposed second arm stands at right angles in millimetres', () => {
    const points = proposeShape('angle', [[0, 0], [40, 20]], 2)
    expect(measure('angle', points, oblong).values).toEqual(['90.0'])
  })
})

describe('statistics of the pixels inside', () => {
  /** The value of a pixel is its column. */
  const columns = ([column]: P) => column
  test('columns 2 to 5 on two rows: mean 3.5, sample standard deviation 1.20, 8 pixels', () => {
    expect(roiStatistics('rectangle', [[2, 1], [5, 2]], columns, 'HU')).toEqual({ mean: '3.50', sd: '1.20', min: '2.00', max: '5.00', pixels: 8, unit: 'HU' })
  })
  test('large offsets keep their digits: -1000 and -1001 differ by half a standard step', () => {
    expect(roiStatistics('rectangle', [[0, 0], [1, 0]], ([c]) => -1000 - c, 'HU')).toMatchObject({ mean: '-1000.5', sd: '0.7', min: '-1001.0', max: '-1000.0' })
  })
  test('a circle of radius 1 holds its centre and four neighbours', () => {
    expect(roiStatistics('ellipse', [[9, 9], [11, 11]], () => 7, '')).toMatchObject({ pixels: 5, mean: '7.00', sd: '0.00' })
  })
  test('colour, or a region outside the image, has no statistics', () => {
    expect(roiStatistics('rectangle', [[0, 0], [9, 9]], () => null, '')).toBeNull()
  })
  test('a hand-drawn square of many points counts as the square', () => {
    const side = (n: number) => Array.from({ length: 20 }, (_, i) => i / 2 + n * 0)
    const square: P[] = [...side(0).map((s): P => [s, 0]), ...side(0).map((s): P => [10, s]), ...side(0).map((s): P => [10 - s, 10]), ...side(0).map((s): P => [0, 10 - s])]
    const few = simplified(square)
    expect(few.length).toBeLessThan(10)
    expect(areaPixels('freehand', few)).toBeCloseTo(100, 0)
  })
})
