import { describe, expect, test } from 'vitest'
import { frameNear, linkOffset, nearestFrame } from '../../../../../src/renderer/features/imaging/linkedScroll.ts'
import { countsOf, freeName, newKeyImage, newMeasurement, proofOf, withLabelAt } from '../../../../../src/renderer/features/imaging/marks.ts'
import { counterpart, entriesOf, firstEntry, inTime } from '../../../../../src/renderer/features/imaging/panes.ts'
import { type Labelled, labelPlaces } from '../../../../../src/renderer/viewers/dicom/overlay/labelPlace.ts'
import { isOnFrame, valueText } from '../../../../../src/renderer/viewers/dicom/overlay/measurementText.ts'
import { scaleBar } from '../../../../../src/renderer/viewers/dicom/overlay/scaleBar.ts'
import { stackFrames } from '../../../../../src/renderer/viewers/dicom/stack.ts'
import { Measurement } from '../../../../../src/shared/domain/annotation.ts'
import type { ImagingStudy } from '../../../../../src/shared/domain/imagingStudy.ts'
import { AnnotationId, UserId, newUuid } from '../../../../../src/shared/kit/ids.ts'
import { generatedInstance } from '../../../../support/imagingBench/instance.ts'

const study = (uid: string, studyDate: string | null, slices: number, orientation: 'axial' | 'sagittal' = 'axial') =>
  ({
    StudyInstanceUID: uid,
    studyDate,
    series: [
      { SeriesInstanceUID: `${uid}.1`, Modality: 'CT', SeriesDescription: '', SeriesNumber: 1, issues: [], stacks: [{ stackId: 'a', orientation, issues: [], SOPInstanceUIDs: Array.from({ length: slices }, (_, n) => `${uid}.1.${n}`) }] },
    ],
  }) as unknown as ImagingStudy

describe('what stands beside what', () => {
  const studies = [study('1', '2026-05-24', 100), study('2', '2026-10-29', 120), study('3', null, 500), study('4', '2026-06-01', 100, 'sagittal')]
  test('the newest study opens; one without a date is never taken for the newest', () => {
    expect(firstEntry(studies)?.study.StudyInstanceUID).toBe('2')
  })
  test('anatomy opens before function, however many slices the PET has', () => {
    const both = study('6', '2026-12-01', 120)
    both.series.unshift({ ...study('7', null, 280).series[0]!, Modality: 'PT' })
    expect(firstEntry([both])?.series.Modality).toBe('CT')
    expect(firstEntry([{ ...both, series: both.series.slice(0, 1) }])?.series.Modality).toBe('PT')
  })
  test('compared is the same plane of another date, earlier date left', () => {
    const current = firstEntry(studies)!
    const other = counterpart(current, studies.filter((s) => s.studyDate !== null))!
    expect(other.study.StudyInstanceUID).toBe('1')
    expect(inTime(current, other).map((e) => e.study.studyDate)).toEqual(['2026-05-24', '2026-10-29'])
  })
  test('several stacks of a series are lines of their own', () => {
    const two = study('5', '2026-01-01', 3)
    two.series[0]!.stacks.push({ ...two.series[0]!.stacks[0]!, stackId: 'b' })
    expect(entriesOf([two]).map((e) => e.part)).toEqual([1, 2])
  })
})

describe('scrolling two dates as one', () => {
  const a = generatedInstance(10, { study: 1 })
  test('within one frame of reference positions are compared as they are', () => {
    expect(linkOffset(a, generatedInstance(20, { study: 1 }))).toEqual({ offsetMm: 0 })
  })
  test('between two visits the slices put beside each other are the reference, and the offset is known', () => {
    expect(linkOffset(a, generatedInstance(14, { study: 2 }))).toEqual({ offsetMm: 10 })
  })
  test('without positions or in another plane there is no link', () => {
    expect(linkOffset(a, generatedInstance(1, { study: 2, noOrientation: true }))).toEqual({ problem: 'linkNoPosition' })
    const sagittal = { ...generatedInstance(1, { study: 2 }), ImageOrientationPatient: [0, 1, 0, 0, 0, -1] as [number, number, number, number, number, number] }
    expect(linkOffset(a, sagittal)).toEqual({ problem: 'linkOtherPlane' })
  })
  test('a missing slice does not shift the others: the nearest position counts, not the number', () => {
    const gappy = stackFrames([0, 1, 2, 5, 6].map((n) => generatedInstance(n, { study: 1 })), () => '')
    expect(nearestFrame(gappy, -150 + 5 * 2.5)).toBe(3)
    // Another scan that counts from elsewhere does not begin at its last slice.
    expect([frameNear(gappy, -150 + 5 * 2.5), frameNear(gappy, -629)]).toEqual([3, -1])
  })
})

describe('measurements in words', () => {
  const mm = { values: ['38.4', '29.0'], spacingSource: 'pixelSpacing' as const }
  const instance = generatedInstance(3, { study: 1 })
  const place = { StudyInstanceUID: '1', SeriesInstanceUID: '2' }
  const authored = { id: AnnotationId.parse(newUuid(1)), author: UserId.parse(newUuid(2)), authorName: 'X', createdAt: '', changedAt: '' }
  const frame = { instance, frame: 1, url: '' }
  const made = newMeasurement({ frame, type: 'length', pixels: [[0, 0], [1, 1]], patient: null, ...mm, values: ['38.4'], statistics: null, view: null }, place, authored, 'T1')
  test('a value carries its unit and is never millimetres without a source', () => {
    expect(valueText(mm, (text) => text)).toBe('38.4\u00a0mm\u00a0×\u00a029.0\u00a0mm')
    expect(valueText({ values: ['96.3'], spacingSource: 'none' }, (text) => text.replace('.', ','))).toBe('96,3\u00a0px')
  })
  test('a mark belongs to its image and frame, and to no other frame of reference', () => {
    expect(isOnFrame(made, instance.SOPInstanceUID, 1, '1.2.1.9')).toBe(true)
    expect(isOnFrame(made, instance.SOPInstanceUID, 2, '1.2.1.9')).toBe(false)
    expect(isOnFrame(made, instance.SOPInstanceUID, 1, '1.2.2.9')).toBe(false)
    expect(proofOf(made, (text) => text, 'slice 4').label).toBe('T1 38.4\u00a0mm')
    expect(freeName([{ ...made, label: 'M1' }], (n) => `M${n}`)).toBe('M2')
    expect(freeName([{ ...made, label: 'Key image 1' }, { ...made, label: 'Key image 3' }], (n) => `Key image ${n}`)).toBe('Key image 2')
  })
  test('the head of the list counts what is hidden and locked, on slices and planes alike', () => {
    const onPlane = { ...made, plane: { normal: [0, 1, 0] as [number, number, number] } }
    const key = newKeyImage(frame, null, place, authored, 'Key image 1')
    expect(countsOf([made, { ...made, hidden: true }, { ...onPlane, hidden: true, locked: true }, { ...onPlane, locked: true }, key])).toEqual({ count: 5, hidden: 2, locked: 2 })
  })
  test('a label put elsewhere goes with its mark and back to its own place', () => {
    const put = withLabelAt(made, [30, -12])
    expect(Measurement.shape.labelAt.parse(JSON.parse(JSON.stringify(put)).labelAt)).toEqual([30, -12])
    expect('labelAt' in withLabelAt(put, null)).toBe(false)
  })
})

describe('on the picture', () => {
  test('the scale bar is a round number of millimetres that fits', () => {
    expect(scaleBar(1.5, 200)).toEqual({ mm: 100, length: 150 })
    expect(scaleBar(0.01, 100)).toBeNull()
  })
  test('the label stands off the lesion and inside the viewport', () => {
    const size = { width: 400, height: 300 }
    for (const points of [[[20, 20], [60, 60]], [[350, 280], [390, 250]], [[190, 150], [210, 160]]] as [number, number][][]) {
      const lines = ['M1 12.5 mm']
      const place = labelPlaces([{ points, lines }], size)[0]!
      const width = 7.4 * lines[0]!.length
      const [from, to] = place.anchor === 'end' ? [place.x - width, place.x] : [place.x, place.x + width]
      expect(from).toBeGreaterThanOrEqual(0)
      expect(to).toBeLessThanOrEqual(size.width)
      expect(points.every(([x]) => x! < from || x! > to)).toBe(true)
    }
  })
  test('labels of marks that lie together stand apart, each with its line to its mark; a later mark never moves an earlier label', () => {
    const size = { width: 640, height: 480 }
    const marks = Array.from({ length: 12 }, (_, n): Labelled => ({ points: [[300 + n, 240 + 2 * n], [340 - n, 238 + n]], lines: [`M${n} 448.3 mm²`, '−808.5 ± 3.5 HU'] }))
    const places = labelPlaces(marks, size)
    const boxes = places.map(({ x, y, anchor }, n) => {
      const width = 7.4 * Math.max(...marks[n]!.lines.map((line) => line.length))
      return { left: anchor === 'end' ? x - width : x, right: anchor === 'end' ? x : x + width, top: y - 12, bottom: y + 21 }
    })
    boxes.forEach((a, n) => {
      expect(a.left >= 0 && a.right <= size.width && a.top >= 0 && a.bottom <= size.height, `M${n} inside`).toBe(true)
      for (const b of boxes.slice(n + 1)) expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom, `M${n}`).toBe(false)
      expect(marks[n]!.points).toContainEqual(places[n]!.from)
    })
    expect(labelPlaces(marks.slice(0, 5), size)).toEqual(places.slice(0, 5))
    // One put elsewhere by hand stays there, the line goes to its nearest edge, and the others keep clear of it.
    const put = labelPlaces(marks.map((mark, n) => (n === 7 ? { ...mark, fixed: [places[0]!.x, places[0]!.y] as [number, number] } : mark)), size)
    expect(put[7]).toMatchObject({ x: places[0]!.x, y: places[0]!.y, anchor: 'middle' })
    expect(put[0]).not.toEqual(places[0])
    // Out of the picture it would say nothing: it waits at the edge.
    expect(labelPlaces([{ ...marks[0]!, fixed: [-500, 9000] }], size)[0]).toMatchObject({ x: expect.closeTo((7.4 * 15) / 2, 1), y: size.height - 4 - 17 })
    // More than there is room for: a label then stands where it belongs rather than nowhere.
    expect(labelPlaces(Array.from({ length: 60 }, () => marks[0]!), { width: 200, height: 150 })).toHaveLength(60)
  })
})
