// A radiograph calibrated by a ball of known size: millimetres by hand, history kept, other readers untouched.
import { describe, expect, test } from 'vitest'
import { Measurement } from '#shared/domain/annotation.ts'
import { calibrationOn, displaySpacing, mayBeCalibrated, measure, measuredAnew } from '#shared/domain/measuring.ts'
import { calibrated, takenOver } from '../../../../../src/renderer/features/imaging/marks.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const [me, other] = [id(900), id(901)]
const length = (n: number, author: string, to: [number, number], image = '3.1') =>
  Measurement.parse({
    id: id(n), author, authorName: 'H. Osei', createdAt: '2026-11-01T10:00:00Z', changedAt: '2026-11-01T10:00:00Z', type: 'measurement', label: `M${n}`, values: [Math.hypot(...to).toFixed(1)], spacingSource: 'none', note: '',
    anchor: { kind: 'image', StudyInstanceUID: '1.1', SeriesInstanceUID: '2.1', SOPInstanceUID: image, frame: 1, FrameOfReferenceUID: null, view: null },
    shape: { type: 'length', points: { pixels: [[0, 0], to], patient: null } },
  })
const radiograph = { Modality: 'DX' }
const now = '2026-11-02T10:00:00Z'

describe('calibration by hand', () => {
  // The ball of 25 mm spans 100 pixels: 0.25 mm a pixel; 300 by 400 pixels are 125 mm.
  const [ball, bone, theirs, elsewhere] = [length(1, me, [100, 0]), length(2, me, [300, 400]), length(3, other, [300, 400]), length(4, me, [300, 400], '3.2')]
  const all = [ball, bone, theirs, elsewhere]
  const after = calibrated(all, ball, { knownMm: '25', reason: 'calibration ball' }, radiograph, now)

  test('own measurements of the image are measured anew and keep their pixels', () => {
    expect(after.map(({ id: of, values, spacingSource, earlier }) => [of, values, spacingSource, earlier.map((one) => [one.values, one.spacingSource])])).toEqual([
      [ball.id, ['25.0'], 'userCalibration', [[['100.0'], 'none']]],
      [bone.id, ['125.0'], 'userCalibration', [[['500.0'], 'none']]],
    ])
  })
  test('a colleague keeps what they measured and is told what it would be; they take it over, and it keeps its past', () => {
    expect(after.some(({ id: of }) => of === theirs.id)).toBe(false)
    const attributes = { ...radiograph, userCalibration: calibrationOn(after, '3.1') }
    const now125 = measuredAnew(theirs, attributes)
    expect(now125).toEqual({ values: ['125.0'], spacingSource: 'userCalibration' })
    const taken = takenOver(theirs, now125!, now)
    expect([taken.values, taken.shape, taken.earlier.map(({ values, spacingSource }) => [values, spacingSource])]).toEqual([['125.0'], theirs.shape, [[['500.0'], 'none']]])
    expect(measuredAnew(taken, attributes)).toBeNull()
    // The calibration is taken back: what rested on it says so.
    expect(measuredAnew(taken, radiograph)).toEqual({ values: ['500.0'], spacingSource: 'none' })
    expect(measuredAnew({ ...theirs, plane: { normal: [0, 0, 1] } }, attributes)).toBeNull()
  })
  test('new lines and the scale bar follow; taking it back returns to pixels', () => {
    const calibration = calibrationOn(after, '3.1')
    expect(calibration).toEqual({ pixels: 100, knownMm: 25 })
    expect(measure('rectangle', [[0, 0], [40, 40]], { ...radiograph, userCalibration: calibration })).toEqual({ values: ['100.0'], spacingSource: 'userCalibration' })
    expect(displaySpacing({ ...radiograph, userCalibration: calibration })).toEqual({ columns: 0.25, rows: 0.25, source: 'userCalibration' })
    expect(calibrationOn(after, '3.2')).toBeNull()
    const back = calibrated(after, after[0]!, null, radiograph, '2026-11-03T10:00:00Z')
    expect(back.map(({ values, spacingSource }) => [values, spacingSource])).toEqual([[['100.0'], 'none'], [['500.0'], 'none']])
    expect(back[1]?.earlier).toHaveLength(2)
  })
  test('a CT slice and an ultrasound region keep their own millimetres', () => {
    const region = { RegionLocationMinX0: 0, RegionLocationMinY0: 0, RegionLocationMaxX1: 9, RegionLocationMaxY1: 9, PhysicalUnitsXDirection: 3, PhysicalUnitsYDirection: 3, PhysicalDeltaX: 0.02, PhysicalDeltaY: -0.02 }
    expect(mayBeCalibrated({ Modality: 'CT', PixelSpacing: [0.7, 0.7] })).toBe(false)
    expect(mayBeCalibrated({ Modality: 'US', SequenceOfUltrasoundRegions: [region] })).toBe(false)
    expect(mayBeCalibrated({ Modality: 'DX', ImagerPixelSpacing: [0.14, 0.14] })).toBe(true)
    expect(displaySpacing({ Modality: 'US', SequenceOfUltrasoundRegions: [region] })).toEqual({ columns: 0.2, rows: 0.2, source: 'ultrasoundRegion' })
    expect(displaySpacing({ Modality: 'US', SequenceOfUltrasoundRegions: [region, { ...region, PhysicalDeltaX: 0.04 }] })).toBeNull()
  })
})
