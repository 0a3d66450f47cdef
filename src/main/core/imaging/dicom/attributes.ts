// Typed reading of a data set's elements by tag. Absent or malformed = null, never a default; text is decoded by SpecificCharacterSet.
import type { DataSet } from './parser.ts'
import { decodeText } from './charset.ts'

const MAX_TEXT_BYTES = 16_384

export interface Attributes {
  /** Decoded, trimmed; null when absent or empty. */
  text(tag: string): string | null
  /** Several values of text. */
  texts(tag: string): string[]
  /** UI without padding; null unless it is a well-formed UID. */
  uid(tag: string): string | null
  /** First number of a DS, IS or FD element. */
  number(tag: string): number | null
  numbers(tag: string): number[]
  /** Every value of an FL, FD, SL or DS element, however many; none when one is no number. */
  floats(tag: string): number[]
  /** Every value of an UL element. */
  numbersOf(tag: string): number[]
  /** Bytes as signed 16-bit words. */
  words(tag: string): number[]
  /** US (or, when `signed`, SS). */
  short(tag: string, signed?: boolean): number | null
  items(tag: string): Attributes[]
  has(tag: string): boolean
}

export function readAttributes(dataSet: DataSet, inherited: readonly string[] = []): Attributes {
  const own = dataSet.elements.x00080005 ? asciiValues(dataSet, 'x00080005') : undefined
  const terms = own ?? inherited
  const values = (tag: string) => {
    const bytes = bytesOf(dataSet, tag)
    return bytes ? decodeText(bytes, terms).split('\\') : []
  }
  const texts = (tag: string) => values(tag).map(trimValue).filter((value) => value !== '')
  const text = (tag: string) => {
    const bytes = bytesOf(dataSet, tag)
    return (bytes ? trimValue(decodeText(bytes, terms)) : '') || null
  }
  const numbers = (tag: string) => readNumbers(dataSet, tag)
  return {
    text,
    texts,
    uid(tag) {
      const value = asciiValues(dataSet, tag)[0] ?? ''
      return /^[0-9.]{1,64}$/.test(value) ? value : null
    },
    number: (tag) => numbers(tag)[0] ?? null,
    numbers,
    floats: (tag) => readMany(dataSet, tag),
    numbersOf: (tag) => fixed(dataSet, tag, 4, (i) => dataSet.uint32(tag, i)),
    words: (tag) => fixed(dataSet, tag, 2, (i) => dataSet.int16(tag, i)),
    short(tag, signed = false) {
      const element = dataSet.elements[tag]
      if (!element || element.length < 2 || element.dataOffset + 2 > dataSet.byteArray.length) return null
      return (signed ? dataSet.int16(tag) : dataSet.uint16(tag)) ?? null
    },
    items(tag) {
      const items = dataSet.elements[tag]?.items ?? []
      return items.flatMap(({ dataSet: item }) => (item ? [readAttributes(item, terms)] : []))
    },
    has: (tag) => tag in dataSet.elements,
  }
}

function bytesOf(dataSet: DataSet, tag: string): Uint8Array | null {
  const element = dataSet.elements[tag]
  if (!element || element.length <= 0 || element.items) return null
  const end = element.dataOffset + Math.min(element.length, MAX_TEXT_BYTES)
  return end > dataSet.byteArray.length ? null : dataSet.byteArray.subarray(element.dataOffset, end)
}

function trimValue(value: string): string {
  const end = value.indexOf('\0')
  return (end < 0 ? value : value.slice(0, end)).trim()
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')

function asciiValues(dataSet: DataSet, tag: string): string[] {
  const bytes = bytesOf(dataSet, tag)
  if (!bytes) return []
  const text = latin1(bytes.subarray(0, 1024))
  return text.includes('\\') ? text.split('\\').map(trimValue) : [trimValue(text)]
}

/** DS and IS by their text; FD and FL by their bytes. An entry that is no number makes the whole element absent. */
function readNumbers(dataSet: DataSet, tag: string): number[] {
  const element = dataSet.elements[tag]
  if (!element || element.dataOffset + element.length > dataSet.byteArray.length) return []
  if (element.vr === 'FD' || element.vr === 'FL') {
    const size = element.vr === 'FD' ? 8 : 4
    const count = Math.min(64, Math.floor(element.length / size))
    const read = (i: number) => (size === 8 ? dataSet.double(tag, i) : dataSet.float(tag, i))
    return Array.from({ length: count }, (_, i) => read(i)).filter((value) => value !== undefined && Number.isFinite(value)) as number[]
  }
  const values = asciiValues(dataSet, tag)
  const parsed = values.map((value) => (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value) ? Number(value) : Number.NaN))
  return parsed.every(Number.isFinite) ? parsed : []
}

const MOST_VALUES = 4_000_000

/** Numbers of one size, none when the element is cut off. */
function fixed(dataSet: DataSet, tag: string, size: number, read: (i: number) => number | undefined): number[] {
  const element = dataSet.elements[tag]
  if (!element || element.dataOffset + element.length > dataSet.byteArray.length) return []
  const values = Array.from({ length: Math.min(MOST_VALUES, Math.floor(element.length / size)) }, (_, i) => read(i))
  return values.every((value) => value !== undefined && Number.isFinite(value)) ? (values as number[]) : []
}

/** Representation as written; where the file writes none, whole decimal strings are read as such, anything else as FL. */
function readMany(dataSet: DataSet, tag: string): number[] {
  const element = dataSet.elements[tag]
  if (!element || element.dataOffset + element.length > dataSet.byteArray.length) return []
  const isText = element.vr === 'DS' || element.vr === 'IS' || (!element.vr && /^[\d\s.+\-eE\\]+$/u.test(latin1(dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length))))
  if (isText) {
    const values = latin1(dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length)).split('\\').map((value) => (value.trim() === '' ? Number.NaN : Number(value)))
    return values.every(Number.isFinite) ? values : []
  }
  if (element.vr === 'FD') return fixed(dataSet, tag, 8, (i) => dataSet.double(tag, i))
  return fixed(dataSet, tag, 4, (i) => (element.vr === 'SL' ? dataSet.int32(tag, i) : dataSet.float(tag, i)))
}
