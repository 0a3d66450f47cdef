import { expect, test } from 'vitest'
import { readElements } from '../../../../../../src/main/core/imaging/tags/readElements.ts'
import { encodeFile, sequence } from '../../../../../support/dicomFile.ts'

// Keywords and representations: DICOM PS3.6, looked up by hand for these tags.
test('the header is spelled as it is written: nested, private and binary elements included', () => {
  const read = readElements(
    encodeFile([
      [0x00080005, 'CS', 'ISO_IR 100'], [0x00080016, 'UI', '1.2.3'], [0x00091001, 'LO', 'secret'],
      sequence(0x00081140, [[[0x00081150, 'UI', '1.2'], [0x00081155, 'UI', '1.2.9']], [[0x00081155, 'UI', '1.2.10']]]),
      [0x00100010, 'PN', Buffer.from('M\xfcller^Ana', 'latin1')], [0x00280010, 'US', 512], [0x00280030, 'DS', '0.7\\0.7'], [0x7fe00010, 'OW', [1, 2, 3]],
    ]),
  )
  const lines = read?.elements.map(({ tag, vr, keyword, depth, item, value }) => [tag, vr, keyword, depth, item, value])
  expect(read?.truncated).toBe(false)
  expect(lines?.filter(([tag]) => !String(tag).startsWith('0002'))).toEqual([
    ['00080005', 'CS', 'SpecificCharacterSet', 0, null, 'ISO_IR 100'],
    ['00080016', 'UI', 'SOPClassUID', 0, null, '1.2.3'],
    ['00081140', 'SQ', 'ReferencedImageSequence', 0, null, null],
    ['00081150', 'UI', 'ReferencedSOPClassUID', 1, 1, '1.2'],
    ['00081155', 'UI', 'ReferencedSOPInstanceUID', 1, 1, '1.2.9'],
    ['00081155', 'UI', 'ReferencedSOPInstanceUID', 1, 2, '1.2.10'],
    ['00091001', 'LO', null, 0, null, 'secret'],
    ['00100010', 'PN', 'PatientName', 0, null, 'Müller^Ana'],
    ['00280010', 'US', 'Rows', 0, null, '512'],
    ['00280030', 'DS', 'PixelSpacing', 0, null, '0.7\\0.7'],
    ['7fe00010', 'OW', 'PixelData', 0, null, null],
  ])
})

test('without written representations the dictionary names them; a file that is no DICOM has no header', () => {
  const read = readElements(encodeFile([[0x00080016, 'UI', '1.2.3'], [0x00080018, 'UI', '1.2.4'], [0x00280010, 'US', 512]], { implicit: true }))
  expect(read?.elements.find(({ keyword }) => keyword === 'Rows')).toMatchObject({ vr: 'US', value: '512' })
  expect(readElements(Buffer.from('%PDF-1.7 nothing of the kind'))).toBeUndefined()
})
