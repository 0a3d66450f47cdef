import { constants, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type DicomObject, readHeader } from '../../../../../../src/main/core/imaging/dicom/readHeader.ts'
import { encapsulated, encodeElement, encodeFile, sequence, slice } from '../../../../../support/dicomFile.ts'
import { doseGrid } from '../../../../../support/objectFiles.ts'

function objectOf(bytes: Uint8Array, fileBytes?: number): DicomObject {
  const reading = readHeader(bytes, fileBytes)
  if (reading.kind !== 'object') throw new Error(reading.kind)
  return reading.object
}

test('a plain CT slice is read with its patient, place and pixels', () => {
  const file = slice({ number: 3, z: -12.5 })
  const object = objectOf(file)
  expect(object.stated).toEqual({ familyName: 'RUIZ MORA', givenName: 'ANA', birthDate: '1963-04-08', sex: 'F', identifier: '882211' })
  expect(object.study).toMatchObject({ StudyInstanceUID: '2.25.100', studyDate: '2026-03-12', studyTime: null, StudyDescription: 'DEMO CHEST' })
  expect(object.image).toMatchObject({ InstanceNumber: 3, Rows: 4, Columns: 4, ImagePositionPatient: [0, 0, -12.5], PixelSpacing: [0.7, 0.7], RescaleSlope: null, WindowCenter: [] })
  expect(object.frames).toEqual({ kind: 'native', offset: file.length - 32, frameBits: 256 })
})

test('what is absent is null, and an unreadable number is not half a number', () => {
  const { image } = objectOf(slice({ extra: [[0x00280030, 'DS', '0.7\\x'], [0x00200032, 'DS', '1\\2'], [0x00281053, 'DS', '']] }))
  expect(image).toMatchObject({ PixelSpacing: null, ImagePositionPatient: null, RescaleSlope: null, SliceThickness: null })
})

test.each([
  ['implicit little endian', { implicit: true }, '1.2.840.10008.1.2'],
  ['explicit big endian', { bigEndian: true }, '1.2.840.10008.1.2.2'],
  ['no preamble and no meta header', { meta: false }, '1.2.840.10008.1.2.1'],
  ['big endian without a meta header', { meta: false, bigEndian: true }, '1.2.840.10008.1.2.2'],
  ['implicit without a meta header', { meta: false, implicit: true }, '1.2.840.10008.1.2'],
  ['a meta header that states implicit over explicit data', { transferSyntax: '1.2.840.10008.1.2' }, '1.2.840.10008.1.2.1'],
] as const)('%s is read alike', (_, options, TransferSyntaxUID) => {
  const object = objectOf(slice({ number: 2 }, options))
  expect(object).toMatchObject({ TransferSyntaxUID, stated: { familyName: 'RUIZ MORA' }, image: { InstanceNumber: 2, Rows: 4 } })
})

test('one stray byte before a data set without meta header does not hide it', () => {
  expect(objectOf(Buffer.concat([Buffer.from([0x20]), slice({}, { meta: false })])).image?.Rows).toBe(4)
})

test('a deflated data set is inflated, and its frames point into the inflated bytes', () => {
  const meta = encodeFile([], { transferSyntax: '1.2.840.10008.1.2.1.99' })
  const body = slice({}, { meta: false })
  const object = objectOf(Buffer.concat([meta, deflateRawSync(body)]))
  expect(object).toMatchObject({ inflated: true, TransferSyntaxUID: '1.2.840.10008.1.2.1.99', frames: { offset: body.length - 32 } })
})

test('a deflated bomb ends as damaged, not as memory', () => {
  const meta = encodeFile([], { transferSyntax: '1.2.840.10008.1.2.1.99' })
  const part = deflateRawSync(Buffer.alloc(64 * 1024 * 1024), { finishFlush: constants.Z_FULL_FLUSH })
  expect(readHeader(Buffer.concat([meta, ...new Array(10).fill(part)]))).toEqual({ kind: 'damaged' })
})

test('a patient name twice in one file is noticed: parsers keep the last one silently', () => {
  const twice = encodeFile([
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.11'],
    [0x00080018, 'UI', '2.25.9'],
    [0x00100010, 'PN', 'RUIZ MORA^ANA'],
    [0x00100010, 'PN', 'OTHER^PERSON'],
    [0x0020000d, 'UI', '2.25.100'],
    [0x0020000e, 'UI', '2.25.200'],
  ])
  expect(objectOf(twice).repeatedIdentityTag).toBe(true)
  expect(objectOf(slice()).repeatedIdentityTag).toBe(false)
})

test('a head that ends before the pixels is enough when the header is whole, and asks for the rest when it is not', () => {
  const file = slice({ extra: [[0x00280010, 'US', 512], [0x00280011, 'US', 512], [0x7fe00010, 'OW', new Array(512 * 512).fill(7)]] })
  expect(objectOf(file.subarray(0, 2048), file.length).image?.Rows).toBe(512)
  const long = slice({ extra: [[0x00204000, 'UT', 'x'.repeat(70_000)]] })
  expect(readHeader(long.subarray(0, 65_536), long.length)).toEqual({ kind: 'needsWhole' })
})

test('pixels shorter than the header promises are damage, longer ones are not', () => {
  const file = slice()
  expect(readHeader(file.subarray(0, file.length - 2))).toEqual({ kind: 'damaged' })
  expect(objectOf(Buffer.concat([file, Buffer.alloc(64 * 1024)])).image?.Rows).toBe(4)
})

test('sizes that no frame of medicine has are refused before they are multiplied', () => {
  const huge = slice({ extra: [[0x00280010, 'US', 65_535], [0x00280011, 'US', 65_535], [0x00280002, 'US', 65_535]] })
  expect(readHeader(huge)).toEqual({ kind: 'damaged' })
  expect(readHeader(slice({ extra: [[0x00280010, 'US', 0]] }))).toEqual({ kind: 'damaged' })
})

test('a pixel length of four gigabytes in a small file is read by what is there', () => {
  const file = Buffer.from(slice())
  file.writeUInt32LE(0xfffffff0, file.length - 36)
  expect(objectOf(file).frames).toMatchObject({ kind: 'native' })
})

const compressed = (frames: number, data: Buffer) => {
  const head = slice({ extra: [[0x00280008, 'IS', String(frames)]] }, { transferSyntax: '1.2.840.10008.1.2.4.50' })
  return Buffer.concat([head.subarray(0, head.length - 44), data])
}
const jpeg = (fill: number) => Buffer.from([0xff, 0xd8, 0xff, fill])

test('compressed frames are found by the offset table, by one fragment each, or by where a codestream begins', () => {
  const withTable = objectOf(compressed(2, encapsulated([0, 24], [jpeg(1), Buffer.from([5, 5, 5, 5]), jpeg(2)])))
  expect(withTable.frames).toMatchObject({ kind: 'encapsulated', frames: [[{}, {}], [{}]].map((f) => f.map(() => expect.anything())) })
  const oneEach = objectOf(compressed(2, encapsulated([], [Buffer.from([1, 1]), Buffer.from([2, 2])])))
  expect(oneEach.frames?.kind === 'encapsulated' && oneEach.frames.frames.map((f) => f.length)).toEqual([1, 1])
  const byStart = objectOf(compressed(2, encapsulated([], [jpeg(1), Buffer.from([9, 9]), jpeg(2), Buffer.from([9, 9])])))
  expect(byStart.frames?.kind === 'encapsulated' && byStart.frames.frames.map((f) => f.length)).toEqual([2, 2])
  expect(readHeader(compressed(3, encapsulated([], [jpeg(1), jpeg(2)])))).toEqual({ kind: 'damaged' })
})

test('a fragment that reaches beyond the file is damage', () => {
  const file = compressed(1, encapsulated([], [jpeg(1)]))
  expect(readHeader(file.subarray(0, file.length - 10))).toEqual({ kind: 'damaged' })
})

test('eight megabytes of zero bytes after a report end quickly', () => {
  const report = encodeFile([[0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.88.11'], [0x00080018, 'UI', '2.25.9'], [0x0020000d, 'UI', '2.25.1'], [0x0020000e, 'UI', '2.25.2']])
  const start = performance.now()
  readHeader(Buffer.concat([report, Buffer.alloc(8 * 1024 * 1024)]))
  expect(performance.now() - start).toBeLessThan(500)
})

test('noise, text and nothing are not DICOM; a prefix without a data set is damaged DICOM', () => {
  expect(readHeader(Buffer.from('<html><body>not an image</body></html>'.repeat(20)))).toEqual({ kind: 'notDicom' })
  expect(readHeader(new Uint8Array(0))).toEqual({ kind: 'notDicom' })
  expect(readHeader(Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.alloc(400, 0x7b)]))).toEqual({ kind: 'damaged' })
})

test('random mutations of a file never throw', () => {
  const seed = slice({ number: 5 })
  let state = 12345
  const random = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return state % below
  }
  for (let round = 0; round < 4000; round++) {
    const mutant = Buffer.from(seed.subarray(0, seed.length - random(200)))
    for (let i = 0; i < 6; i++) mutant[random(mutant.length)] = random(256)
    const { kind } = readHeader(mutant)
    expect(['object', 'directory', 'notDicom', 'damaged']).toContain(kind)
  }
})

test('enhanced multi-frame objects take spacing and place from their functional groups', () => {
  const item = (...elements: Buffer[]) => {
    const content = Buffer.concat(elements)
    const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0])
    head.writeUInt32LE(content.length, 4)
    return Buffer.concat([head, content])
  }
  const macro = (tag: number, ...elements: Buffer[]) => encodeElement([tag, 'SQ', item(...elements)])
  const frame = (z: number) => item(macro(0x00209113, encodeElement([0x00200032, 'DS', `0\\0\\${z}`])))
  const file = slice({
    extra: [
      [0x00200032, 'DS', ''],
      [0x00200037, 'DS', ''],
      [0x00280030, 'DS', ''],
      [0x00280008, 'IS', '2'],
      [0x52009229, 'SQ', item(macro(0x00289110, encodeElement([0x00280030, 'DS', '1.5\\1.5'])), macro(0x00209116, encodeElement([0x00200037, 'DS', '1\\0\\0\\0\\1\\0'])))],
      [0x52009230, 'SQ', Buffer.concat([frame(10), frame(13)])],
      [0x7fe00010, 'OW', new Array(32).fill(1)],
    ],
  })
  const { image } = objectOf(file)
  expect(image).toMatchObject({ NumberOfFrames: 2, PixelSpacing: [1.5, 1.5], ImagePositionPatient: [0, 0, 10] })
  expect(image?.perFrame?.map(({ ImagePositionPatient }) => ImagePositionPatient?.[2])).toEqual([10, 13])
})

test('a dose grid lies plane by plane where its offsets say, scaled by its own factor; without an offset for each it has no places', () => {
  const { image } = objectOf(doseGrid({ study: '2.25.1', series: '2.25.2', space: '2.25.3', side: 4, planes: 3, firstZ: 10, gap: 2.5, spacing: 3 }))
  expect(image?.perFrame?.map(({ ImagePositionPatient }) => ImagePositionPatient)).toEqual([[0, 0, 10], [0, 0, 12.5], [0, 0, 15]])
  expect([image?.RescaleSlope, image?.RescaleType, image?.perFrame?.[1]?.RescaleSlope]).toEqual([0.001, 'GY', 0.001])
  const without = objectOf(slice({ modality: 'RTDOSE', extra: [[0x3004000e, 'DS', '0.001'], [0x3004000c, 'DS', '0\\3']] })).image
  expect(without?.perFrame).toBeUndefined()
})

test('a mammogram says its view and directions, an ultrasound its regions; a region without a place is left out', () => {
  const mammogram = objectOf(slice({ modality: 'MG', extra: [[0x00185101, 'CS', 'MLO'], [0x00200020, 'CS', 'A\\FR'], [0x00200062, 'CS', 'L'], [0x00200037, 'DS', ''], [0x00280301, 'CS', 'NO']] })).image
  expect(mammogram).toMatchObject({ ViewPosition: 'MLO', Laterality: 'L', PatientOrientation: ['A', 'FR'], BurnedInAnnotation: 'NO' })
  const region = (x1: number) => [[0x00186018, 'US', 2], [0x0018601a, 'US', 3], [0x0018601c, 'US', x1], [0x0018601e, 'US', 40], [0x00186024, 'US', 3], [0x00186026, 'US', 3], [0x0018602c, 'DS', '0.05'], [0x0018602e, 'DS', '0.05']] as const
  const ultrasound = objectOf(slice({ modality: 'US', extra: [sequence(0x00186011, [region(60), region(1)])] })).image
  expect(ultrasound?.SequenceOfUltrasoundRegions).toEqual([
    { RegionLocationMinX0: 2, RegionLocationMinY0: 3, RegionLocationMaxX1: 60, RegionLocationMaxY1: 40, PhysicalUnitsXDirection: 3, PhysicalUnitsYDirection: 3, PhysicalDeltaX: 0.05, PhysicalDeltaY: 0.05 },
  ])
})
