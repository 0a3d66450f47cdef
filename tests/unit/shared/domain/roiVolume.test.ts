// Volumes of solids whose volume geometry gives: a box by its edges, a ball by 4/3 pi r^3 (Archimedes).
import { describe, expect, test } from 'vitest'
import { Measurement } from '../../../../src/shared/domain/annotation.ts'
import type { ImagingInstance } from '../../../../src/shared/domain/imagingStudy.ts'
import { roiVolume } from '../../../../src/shared/domain/roiVolume.ts'

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const author = id(900)

/** Slices along a normal, `gap` mm apart; rows 0.5 mm, columns 0.8 mm apart. */
const stack = (count: number, gap: (n: number) => number, orientation = [1, 0, 0, 0, 1, 0]): ImagingInstance[] => {
  const normal = [orientation[1]! * orientation[5]! - orientation[2]! * orientation[4]!, orientation[2]! * orientation[3]! - orientation[0]! * orientation[5]!, orientation[0]! * orientation[4]! - orientation[1]! * orientation[3]!]
  return Array.from({ length: count }, (_, n) => ({
    SOPInstanceUID: `3.${n}`, NumberOfFrames: 1, PixelSpacing: [0.5, 0.8], ImagePositionPatient: normal.map((c) => c * gap(n)), ImageOrientationPatient: orientation, FrameOfReferenceUID: '4.1',
  }) as ImagingInstance)
}
const region = (n: number, shape: Measurement['shape'], more: object = {}) =>
  Measurement.parse({
    id: id(n), author, authorName: 'H. Osei', createdAt: '2026-11-01T10:00:00Z', changedAt: '2026-11-01T10:00:00Z', type: 'measurement', label: 'Liver lesion', values: ['1.0'], spacingSource: 'pixelSpacing', note: '',
    anchor: { kind: 'image', StudyInstanceUID: '1.1', SeriesInstanceUID: '2.1', SOPInstanceUID: `3.${n}`, frame: 1, FrameOfReferenceUID: '4.1', view: null }, shape, ...more,
  })
const rectangle = (width: number, height: number): Measurement['shape'] => ({ type: 'rectangle', points: { pixels: [[10, 10], [10 + width, 10 + height]], patient: null } })
const ellipse = (width: number, height: number): Measurement['shape'] => ({ type: 'ellipse', points: { pixels: [[100 - width, 100 - height], [100 + width, 100 + height]], patient: null } })

describe('volume over slices', () => {
  test('a box of 40 columns by 30 rows on 5 slices 2 mm apart: 32 mm x 15 mm x 10 mm = 4800 mm3', () => {
    const parts = [3, 4, 5, 6, 7].map((n) => region(n, rectangle(40, 30)))
    expect(roiVolume(parts[0]!, parts, stack(12, (n) => n * 2))).toEqual({ mm3: expect.closeTo(4800, 6), slices: 5 })
  })
  test('an oblique stack measures along its own normal, not along an axis of the patient', () => {
    const oblique = [0.8, 0.6, 0, 0, 0, -1]
    const parts = [3, 4].map((n) => region(n, rectangle(40, 30)))
    expect(roiVolume(parts[0]!, parts, stack(8, (n) => n * 3, oblique))).toEqual({ mm3: expect.closeTo(32 * 15 * 6, 3), slices: 2 })
  })
  test('a ball of 20 mm radius in slices of 1 mm is within 1 % of 33,510 mm3', () => {
    const parts = Array.from({ length: 41 }, (_, n) => n - 20).flatMap((z) => {
      const r = Math.sqrt(Math.max(0, 400 - z * z))
      return r > 0 ? [region(z + 30, ellipse(r / 0.8, r / 0.5))] : []
    })
    const found = roiVolume(parts[0]!, parts, stack(60, (n) => n))
    expect(found && 'mm3' in found && Math.abs(found.mm3 / ((4 / 3) * Math.PI * 8000) - 1)).toBeLessThan(0.01)
  })
  test('slices without an outline between, uneven spacing and slices without a place give no number', () => {
    const apart = [3, 5].map((n) => region(n, rectangle(40, 30)))
    expect(roiVolume(apart[0]!, apart, stack(12, (n) => n * 2))).toEqual({ refusal: 'slicesBetween', slices: 2 })
    const near = [3, 4].map((n) => region(n, rectangle(40, 30)))
    expect(roiVolume(near[0]!, near, stack(12, (n) => (n > 3 ? n * 2 + 1 : n * 2)))).toEqual({ refusal: 'irregularSpacing', slices: 2 })
    expect(roiVolume(near[0]!, near, stack(12, (n) => n * 2).map((one) => ({ ...one, ImagePositionPatient: null })))).toEqual({ refusal: 'withoutGeometry', slices: 2 })
  })
  test('one slice, another name or another author is no volume', () => {
    const [a, b] = [region(3, rectangle(40, 30)), region(4, rectangle(40, 30))]
    expect(roiVolume(a, [a], stack(12, (n) => n * 2))).toBeNull()
    expect(roiVolume(a, [a, { ...b, label: 'other' }], stack(12, (n) => n * 2))).toBeNull()
    expect(roiVolume(a, [a, { ...b, author: id(901) as typeof b.author }], stack(12, (n) => n * 2))).toBeNull()
  })
  test('regions on coronal cuts one row apart: 16 mm x 9 mm x 3 cuts of 0.5 mm = 216 mm3; a cut between without an outline gives no number', () => {
    const images = stack(12, (n) => n * 3).map((one) => ({ ...one, Rows: 40, Columns: 40, SamplesPerPixel: 1, RescaleSlope: 1, RescaleIntercept: 0 }))
    const onCut = (n: number, row: number) =>
      region(n, { type: 'rectangle', points: { pixels: [[5, row], [25, row]], patient: [[4, row * 0.5, 18], [20, row * 0.5, 9]] } }, { plane: { normal: [0, 1, 0], right: [1, 0, 0] } })
    const parts = [6, 7, 8].map((row, n) => onCut(n + 4, row))
    expect(roiVolume(parts[0]!, parts, images)).toEqual({ mm3: expect.closeTo(216, 6), slices: 3 })
    expect(roiVolume(parts[0]!, [parts[0]!, parts[2]!], images)).toEqual({ refusal: 'planesBetween', slices: 2 })
    expect(roiVolume(parts[0]!, [parts[0]!, onCut(9, 6.4)], images)).toEqual({ refusal: 'irregularSpacing', slices: 2 })
    // A region of the same name on a slice is another section: neither counts the other.
    expect(roiVolume(parts[0]!, [parts[0]!, region(3, rectangle(40, 30))], images)).toBeNull()
    expect(roiVolume(region(3, rectangle(40, 30)), [region(3, rectangle(40, 30)), ...parts], images)).toBeNull()
  })
})
