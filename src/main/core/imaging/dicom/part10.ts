// Writes DICOM files: explicit VR little endian, same bytes for the same content. Knows no modality.
import { DICTIONARY, type Keyword } from './dictionary.ts'

export type Value = string | number | readonly (string | number)[] | readonly Dataset[] | Uint8Array
/** Attributes by DICOM keyword; '' and [] write an empty value, undefined leaves the attribute out. */
export type Dataset = { readonly [K in Keyword]?: Value | undefined }

export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1'
export const MEDIA_DIRECTORY = '1.2.840.10008.1.3.10'
const IMPLEMENTATION_CLASS_UID = '2.25.302611893187212906405830927105523810411'
const IMPLEMENTATION_VERSION = 'CONSILIUM_DEMO'
const LONG_VRS = new Set(['OB', 'OW', 'OF', 'SQ', 'UN', 'UT'])
const BINARY_SIZE: Readonly<Record<string, number>> = { US: 2, SS: 2, UL: 4, SL: 4, AT: 4, FL: 4, FD: 8 }

/** A whole file with preamble and meta group. The SOP class and instance are taken from the dataset unless given. @param version name of the writing implementation */
export function encodeFile(dataset: Dataset, sop?: { classUid: string; instanceUid: string }, version = IMPLEMENTATION_VERSION): Buffer {
  const classUid = sop?.classUid ?? String(dataset.SOPClassUID)
  const instanceUid = sop?.instanceUid ?? String(dataset.SOPInstanceUID)
  const meta = Buffer.concat([
    encodeElement(0x00020001, 'OB', Uint8Array.of(0, 1)),
    encodeElement(0x00020002, 'UI', classUid),
    encodeElement(0x00020003, 'UI', instanceUid),
    encodeElement(0x00020010, 'UI', EXPLICIT_LITTLE_ENDIAN),
    encodeElement(0x00020012, 'UI', IMPLEMENTATION_CLASS_UID),
    encodeElement(0x00020013, 'SH', version),
  ])
  const start = Buffer.alloc(132)
  start.write('DICM', 128, 'latin1')
  return Buffer.concat([start, encodeElement(0x00020000, 'UL', meta.length), meta, encodeDataset(dataset)])
}

function encodeDataset(dataset: Dataset): Buffer {
  const entries = (Object.keys(dataset) as Keyword[])
    .filter((keyword) => dataset[keyword] !== undefined)
    .map((keyword) => ({ keyword, tag: DICTIONARY[keyword][0], vr: vrOf(keyword, dataset) }))
    .sort((a, b) => a.tag - b.tag)
  return Buffer.concat(entries.map(({ keyword, tag, vr }) => encodeElement(tag, vr, dataset[keyword] as Value)))
}

/** Padding follows the sign of the pixels, 8-bit pixels are bytes. */
function vrOf(keyword: Keyword, dataset: Dataset): string {
  if (keyword === 'PixelPaddingValue' && dataset.PixelRepresentation === 1) return 'SS'
  if (keyword === 'PixelData' && dataset.BitsAllocated === 8) return 'OB'
  return DICTIONARY[keyword][1]
}

function encodeElement(tag: number, vr: string, value: Value): Buffer {
  const body = encodeValue(vr, value)
  const isLong = LONG_VRS.has(vr)
  const head = Buffer.alloc(isLong ? 12 : 8)
  head.writeUInt16LE(tag >>> 16, 0)
  head.writeUInt16LE(tag & 0xffff, 2)
  head.write(vr, 4, 'latin1')
  if (isLong) head.writeUInt32LE(body.length, 8)
  else head.writeUInt16LE(body.length, 6)
  return Buffer.concat([head, body])
}

function encodeValue(vr: string, value: Value): Buffer {
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
    return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)])
  }
  if (vr === 'SQ') return Buffer.concat((value as readonly Dataset[]).map(encodeItem))
  const values = (Array.isArray(value) ? value : [value]) as readonly (string | number)[]
  const size = BINARY_SIZE[vr]
  if (size !== undefined) return encodeNumbers(vr, size, values.map(Number))
  const text = values.map((part) => (typeof part === 'number' ? decimalString(part) : part)).join('\\')
  const bytes = Buffer.from(text, 'utf8')
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from(vr === 'UI' ? '\0' : ' ')])
}

/** One item of a sequence, with its length written. */
export function encodeItem(item: Dataset): Buffer {
  const body = encodeDataset(item)
  const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0])
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}

function encodeNumbers(vr: string, size: number, values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(size * values.length)
  for (const [i, value] of values.entries()) {
    const at = i * size
    if (vr === 'US') bytes.writeUInt16LE(value, at)
    else if (vr === 'SS') bytes.writeInt16LE(value, at)
    else if (vr === 'UL') bytes.writeUInt32LE(value, at)
    else if (vr === 'SL') bytes.writeInt32LE(value, at)
    else if (vr === 'FL') bytes.writeFloatLE(value, at)
    else if (vr === 'FD') bytes.writeDoubleLE(value, at)
    else {
      bytes.writeUInt16LE(value >>> 16, at)
      bytes.writeUInt16LE(value & 0xffff, at + 2)
    }
  }
  return bytes
}

/** A number as DICOM DS or IS: at most 16 characters, as precise as fits. */
function decimalString(value: number): string {
  const plain = String(Object.is(value, -0) ? 0 : value)
  if (plain.length <= 16) return plain
  for (let digits = 15; digits > 1; digits--) {
    const text = String(Number(value.toPrecision(digits)))
    if (text.length <= 16) return text
  }
  return value.toExponential(6)
}
