import { expect, test } from 'vitest'
import { outlinesOf } from '../../../../../src/main/core/imaging/maskOutlines.ts'
import { readPresentation } from '../../../../../src/main/core/imaging/readPresentation.ts'
import { readStructures } from '../../../../../src/main/core/imaging/readStructures.ts'
import { type Element, encodeFile, sequence } from '../../../../support/dicomFile.ts'

const uids: readonly Element[] = [[0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.481.3'], [0x00080018, 'UI', '2.25.9']]
const inSeries: readonly Element[] = [[0x0020000d, 'UI', '2.25.100'], [0x0020000e, 'UI', '2.25.300']]

test('regions keep name, colour, points and space; a region without outlines keeps its name', () => {
  const square = '0\\0\\5\\10\\0\\5\\10\\10\\5\\0\\10\\5'
  const set = readStructures(
    encodeFile([
      ...uids, [0x00080060, 'CS', 'RTSTRUCT'], ...inSeries, [0x30060002, 'SH', 'PLAN A'],
      sequence(0x30060020, [
        [[0x30060022, 'IS', '1'], [0x30060024, 'UI', '2.25.7'], [0x30060026, 'LO', 'Tumour bed']],
        [[0x30060022, 'IS', '2'], [0x30060026, 'LO', 'Heart']],
      ]),
      sequence(0x30060039, [
        [[0x3006002a, 'IS', '255\\0\\64'], sequence(0x30060040, [[[0x30060042, 'CS', 'CLOSED_PLANAR'], [0x30060050, 'DS', square]], [[0x30060042, 'CS', 'POINT'], [0x30060050, 'DS', '1\\2']]]), [0x30060084, 'IS', '1']],
        [[0x30060084, 'IS', '2']],
      ]),
    ]),
  )
  expect(set).toEqual({
    SOPInstanceUID: '2.25.9', Modality: 'RTSTRUCT', label: 'PLAN A', FrameOfReferenceUID: '2.25.7',
    structures: [
      { number: 1, name: 'Tumour bed', colour: [255, 0, 64], contours: [{ closed: true, points: [0, 0, 5, 10, 0, 5, 10, 10, 5, 0, 10, 5] }] },
      { number: 2, name: 'Heart', colour: null, contours: [] },
    ],
  })
})

test('the border of a mask runs along pixel edges: area and holes are kept', () => {
  const rows = ['.####.', '.#..#.', '.####.', '#.....']
  const mask = Uint8Array.from(rows.join(''), (c) => (c === '#' ? 1 : 0))
  const loops = outlinesOf(mask, 6, 4)
  const area = (loop: readonly (readonly [number, number])[]) => loop.reduce((sum, [x, y], n) => sum + x * loop[(n + 1) % loop.length]![1] - loop[(n + 1) % loop.length]![0] * y, 0) / 2
  // Outer border 4 x 3 without its hole of 2, and one pixel that touches in a corner only.
  expect(loops.map(area).sort((a, b) => a - b)).toEqual([-2, 1, 12])
  expect(loops.every((loop) => loop.every(([x, y]) => Math.abs(x % 1) === 0.5 && Math.abs(y % 1) === 0.5))).toBe(true)
})

test('lookup tables and overlay planes are read with their first value, bits, origin and runs', () => {
  const overlay = new Uint8Array(2)
  // 4 x 3 plane, bits 1, 2 and 11 set, lowest bit first.
  overlay[0] = 0b110
  overlay[1] = 0b1000
  const presentation = readPresentation(
    encodeFile([
      [0x00080018, 'UI', '2.25.9'], [0x00280103, 'US', 1],
      sequence(0x00283000, [[[0x00283002, 'US', [4, 65_534, 16]], [0x00283003, 'LO', 'optical density'], [0x00283006, 'US', [0, 100, 200, 4000]]]]),
      sequence(0x00283010, [[[0x00283002, 'US', [2, 0, 8]], [0x00283006, 'OW', [7, 250]]]]),
      [0x60000010, 'US', 3], [0x60000011, 'US', 4], [0x60000050, 'US', [2, 65_535]], [0x60003000, 'OW', overlay],
    ]),
  )
  expect(presentation).toEqual({
    SOPInstanceUID: '2.25.9',
    modalityLut: { first: -2, bits: 16, values: [0, 100, 200, 4000], explanation: 'optical density' },
    voiLuts: [{ first: 0, bits: 8, values: [7, 250], explanation: '' }],
    overlays: [{ rows: 3, columns: 4, originRow: 2, originColumn: -1, frame: null, label: '', runs: [1, 2, 11, 1] }],
  })
})
