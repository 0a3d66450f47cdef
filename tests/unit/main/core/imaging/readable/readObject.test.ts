import { expect, test } from 'vitest'
import { readObject } from '../../../../../../src/main/core/imaging/readable/readObject.ts'
import type { ReadableReport, ReadableView, ReadableWaveform } from '../../../../../../src/shared/domain/readableObject.ts'
import { type Element, encodeFile, sequence } from '../../../../../support/dicomFile.ts'
import { codeItem, contentItem, floats, imageReference, lengthReport } from '../../../../../support/objectFiles.ts'

const head = (modality: string): Element[] => [[0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.33'], [0x00080018, 'UI', '2.25.9'], [0x00080060, 'CS', modality], [0x0020000d, 'UI', '2.25.1'], [0x0020000e, 'UI', '2.25.2']]
const image = imageReference('2.25.77', 3)

// Layout of the items: PS3.3 C.17.3 and C.18.6, written by hand.
test('a report is its items in reading order: names, numbers with their own units, shapes on the image they were taken from', () => {
  const read = readObject(lengthReport(head('SR'), '2.25.77', 3)) as ReadableReport
  expect(read).toMatchObject({ kind: 'report', title: 'Imaging Measurement Report', completion: 'PARTIAL', verification: 'UNVERIFIED', truncated: false })
  expect(read.items.map(({ depth, type, name, value }) => [depth, type, name, value])).toEqual([
    [0, 'CONTAINER', 'Measurement Group', null],
    [1, 'NUM', 'Length', '12.50 mm'],
    [2, 'SCOORD', null, null],
    [0, 'TEXT', 'Finding', 'nodule'],
  ])
  // DICOM counts from the corner of the first pixel, we from its centre.
  expect(read.items[2]?.shape).toEqual({ type: 'POLYLINE', points: [10, 20, 30, 20], on: [{ SOPInstanceUID: '2.25.77', frames: [3] }] })
})

test('a key object selection names its images; a shape in the patient\u2019s space is listed but not placed', () => {
  const read = readObject(
    encodeFile([...head('KO'), codeItem(0x0040a043, '113000', 'Of Interest'),
      sequence(0x0040a730, [contentItem('CONTAINS', 'IMAGE', [image]), contentItem('CONTAINS', 'SCOORD3D', [[0x00700022, 'FL', floats(1, 2, 3)], [0x00700023, 'CS', 'POINT']])])]),
  ) as ReadableReport
  expect(read.title).toBe('Of Interest')
  expect(read.items[0]?.references).toEqual([{ SOPInstanceUID: '2.25.77', frames: [3] }])
  expect(read.items[1]).toMatchObject({ type: 'SCOORD3D', shape: null })
})

test('a presentation state: window, turn, flip, area, shapes and texts in pixels; what is not applied is named', () => {
  const on = sequence(0x00081140, [[[0x00081150, 'UI', '1.2'], [0x00081155, 'UI', '2.25.77']]])
  const corner = (a: number, b: number) => Buffer.from(Int32Array.from([a, b]).buffer)
  const read = readObject(
    encodeFile([
      ...head('PR').slice(0, 3), sequence(0x00081115, [[on, [0x0020000e, 'UI', '2.25.4']]]), ...head('PR').slice(3),
      sequence(0x00283110, [[[0x00281050, 'DS', '40'], [0x00281051, 'DS', '400']]]),
      sequence(0x00700001, [[on, sequence(0x00700008, [[[0x00700004, 'CS', 'PIXEL'], [0x00700006, 'ST', 'see here'], [0x00700014, 'FL', floats(5.5, 6.5)]]]), sequence(0x00700009, [[[0x00700005, 'CS', 'PIXEL'], [0x00700022, 'FL', floats(8.5, 8.5, 10.5, 8.5)], [0x00700023, 'CS', 'CIRCLE']], [[0x00700005, 'CS', 'DISPLAY'], [0x00700022, 'FL', floats(0.1, 0.1)], [0x00700023, 'CS', 'POINT']]])]]),
      [0x00700041, 'CS', 'Y'], [0x00700042, 'US', 90], sequence(0x0070005a, [[[0x00700052, 'SL', corner(60, 70)], [0x00700053, 'SL', corner(11, 21)]]]), [0x00700080, 'CS', 'LUNG'], [0x20500020, 'CS', 'INVERSE'],
    ]),
  ) as ReadableView
  expect(read).toMatchObject({
    kind: 'view', label: 'LUNG', window: { center: 40, width: 400 },
    // Turned by 90, then flipped (PS3.3 C.10.6) is flipped, then turned by 270; the corners are named by where they come to lie.
    invert: true, rotation: 270, flip: true, area: [10, 20, 59, 69],
    images: [{ SOPInstanceUID: '2.25.77', frames: [], SeriesInstanceUID: '2.25.4' }],
    shapes: [{ type: 'CIRCLE', points: [8, 8, 10, 8], on: [{ SOPInstanceUID: '2.25.77', frames: [] }] }],
    texts: [{ words: 'see here', at: [5, 6] }],
    notApplied: ['GraphicAnnotationUnits DISPLAY'],
  })
})

test('a waveform is multiplexed samples times sensitivity; without a sensitivity the numbers have no unit', () => {
  const channel = (rest: readonly Element[]): Element[] => [[0x003a0203, 'SH', 'Lead'], ...rest]
  const read = readObject(
    encodeFile([
      ...head('ECG'),
      sequence(0x54000100, [[[0x003a001a, 'DS', '500'], sequence(0x003a0200, [channel([codeItem(0x003a0208, 'MDC_ECG_LEAD_I', 'Lead I'), [0x003a0210, 'DS', '2.5'], codeItem(0x003a0211, 'uV', 'microvolt')]), channel([])]), [0x54001004, 'US', 16], [0x54001006, 'CS', 'SS'], [0x54001010, 'OW', Buffer.from(Int16Array.from([4, 7, -8, 9]).buffer)]]]),
    ]),
  ) as ReadableWaveform
  expect(read.groups).toEqual([{ label: '', frequency: 500, channels: [{ name: 'Lead I', unit: 'uV', samples: [10, -20] }, { name: 'Lead', unit: '', samples: [7, 9] }] }])
})

test('images and damaged files are none of these', () => {
  expect(readObject(encodeFile(head('CT')))).toBeUndefined()
  expect(readObject(Buffer.from('no dicom'))).toBeUndefined()
})
