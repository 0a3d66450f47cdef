// Our reading of plain elements against dicom-parser's own, also of broken files: the same elements until the same place.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dicomParser, type Element } from '../../../../../../src/main/core/imaging/dicom/parser.ts'
import { readExplicitElements } from '../../../../../../src/main/core/imaging/dicom/plainElements.ts'
import { sequence, slice } from '../../../../../support/dicomFile.ts'

const START = 132
const PIXELS = 'x7fe00010'
const order = dicomParser.littleEndianByteArrayParser

interface Reading {
  elements: Record<string, Element>
  ended: boolean
}

function theirs(bytes: Uint8Array): Reading {
  const elements: Record<string, Element> = {}
  const dataSet = new dicomParser.DataSet(order, bytes, elements)
  dataSet.warnings = []
  try {
    dicomParser.parseDicomDataSetExplicit(dataSet, new dicomParser.ByteStream(order, bytes, START), bytes.length, { untilTag: PIXELS })
    return { elements, ended: true }
  } catch {
    return { elements, ended: false }
  }
}

function ours(bytes: Uint8Array): Reading {
  const elements: Record<string, Element> = {}
  const dataSet = new dicomParser.DataSet(order, bytes, elements)
  dataSet.warnings = []
  try {
    readExplicitElements(dataSet, START, PIXELS, (tag, element) => {
      elements[tag] = element
    })
    return { elements, ended: true }
  } catch {
    return { elements, ended: false }
  }
}

const plain = ({ elements, ended }: Reading) => ({ ended, elements: Object.values(elements).map(({ tag, vr, length, dataOffset, hadUndefinedLength, items }) => [tag, vr, length, dataOffset, hadUndefinedLength ?? false, items?.length ?? -1]) })

const file = new Uint8Array(slice({ extra: [sequence(0x00081110, [[[0x00081150, 'UI', '1.2.3']]]), [0x00090010, 'UN', 'PRIVATE '], [0x00204000, 'LT', 'A comment']] }))

test('a whole file', () => {
  expect(plain(ours(file))).toEqual(plain(theirs(file)))
  expect(Object.keys(ours(file).elements).length).toBeGreaterThan(25)
})

test('files with bytes changed, cut off or put in', () => {
  const change = fc.record({ at: fc.nat(file.length - 1), to: fc.constantFrom(0, 1, 0x41, 0x53, 0x7f, 0xff, 0xfe, 0x10) })
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(file.length), fc.boolean(), (changes, cut, isCut) => {
      const bytes = file.slice(0, isCut ? cut : file.length)
      for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to
      expect(plain(ours(bytes))).toEqual(plain(theirs(bytes)))
    }),
    { numRuns: 5000 },
  )
})
