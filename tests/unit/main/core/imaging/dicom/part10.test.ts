import dicomParser from 'dicom-parser'
import { expect, test } from 'vitest'
import { encodeFile } from '../../../../../../src/main/core/imaging/dicom/part10.ts'

const BASE = { SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', SOPInstanceUID: '2.25.77' }

test('an independent reader finds every attribute as it was given', () => {
  const bytes = encodeFile({
    ...BASE,
    SpecificCharacterSet: 'ISO_IR 192',
    PatientName: 'Solano Brihuega^Inés',
    Rows: 512,
    WindowCenter: [40, -600],
    FrameIncrementPointer: 0x00181063,
    DiffusionBValue: 1000,
    RadiopharmaceuticalInformationSequence: [{ RadionuclideTotalDose: 251e6, RadionuclideHalfLife: 6586.2 }],
    BitsAllocated: 16,
    PixelData: Uint8Array.of(1, 2, 3),
  })
  const dataSet = dicomParser.parseDicom(bytes)
  expect(dataSet.string('x00020010')).toBe('1.2.840.10008.1.2.1')
  expect(dataSet.string('x00080018')).toBe('2.25.77')
  const name = dataSet.elements.x00100010
  expect(Buffer.from(bytes.subarray(name?.dataOffset, (name?.dataOffset ?? 0) + (name?.length ?? 0))).toString('utf8').trim()).toBe('Solano Brihuega^Inés')
  expect(dataSet.uint16('x00280010')).toBe(512)
  expect(dataSet.string('x00281050')).toBe('40\\-600')
  expect(dataSet.uint16('x00280009', 1)).toBe(0x1063)
  expect(dataSet.double('x00189087')).toBe(1000)
  expect(dataSet.elements.x00540016?.items?.[0]?.dataSet?.floatString('x00181075')).toBe(6586.2)
  expect(dataSet.elements.x7fe00010?.length).toBe(4)
})

test('elements stand in order of their tags, each of even length', () => {
  const dataSet = dicomParser.parseDicom(encodeFile({ ...BASE, Rows: 1, PatientID: 'ABC', StudyInstanceUID: '2.25.1', StudyDate: '20260524' }))
  const elements = Object.values(dataSet.elements).sort((a, b) => a.dataOffset - b.dataOffset)
  const tags = elements.map((element) => element.tag)
  expect(tags.length).toBeGreaterThan(10)
  expect(tags).toEqual([...tags].sort())
  for (const element of elements) expect(element.length % 2, element.tag).toBe(0)
})

test('a decimal string never passes 16 characters and stays as near as they allow', () => {
  for (const value of [1 / 3, -1234567.891234567, 0.000123456789012345, -0.98480775, 1e-9 / 3, 251e6]) {
    const dataSet = dicomParser.parseDicom(encodeFile({ ...BASE, RescaleSlope: value }))
    const text = dataSet.string('x00281053') ?? ''
    expect(text.length).toBeLessThanOrEqual(16)
    expect(Math.abs(Number(text) / value - 1)).toBeLessThan(1e-7)
  }
})
