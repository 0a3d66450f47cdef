// The header of a DICOM file as lines for the tag browser. Runs in the parse worker: foreign bytes. Nothing is interpreted, only spelled.
import type { DicomElement, DicomElements } from '#shared/domain/dicomElement.ts'
import { decodeText } from '../dicom/charset.ts'
import { openDataSet } from '../dicom/openDataSet.ts'
import type { DataSet, Element } from '../dicom/parser.ts'
import { dictionaryEntry } from './dictionary.ts'

const MOST_LINES = 5_000
const DEEPEST = 10
const MOST_TEXT = 1_024
const MOST_NUMBERS = 64

const TEXT = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST', 'TM', 'UC', 'UI', 'UR', 'UT'])
const NUMBERS: Readonly<Record<string, { bytes: number; read(data: DataSet, tag: string, n: number): number | undefined }>> = {
  US: { bytes: 2, read: (data, tag, n) => data.uint16(tag, n) },
  SS: { bytes: 2, read: (data, tag, n) => data.int16(tag, n) },
  UL: { bytes: 4, read: (data, tag, n) => data.uint32(tag, n) },
  SL: { bytes: 4, read: (data, tag, n) => data.int32(tag, n) },
  FL: { bytes: 4, read: (data, tag, n) => data.float(tag, n) },
  FD: { bytes: 8, read: (data, tag, n) => data.double(tag, n) },
}

/** @returns undefined when the bytes are no DICOM data set */
export function readElements(bytes: Uint8Array): DicomElements | undefined {
  const opened = openDataSet(bytes, false)
  if (!opened) return undefined
  const elements: DicomElement[] = []
  const isWhole = list(opened.dataSet, 0, null, charsets(opened.dataSet, []), elements)
  return { elements, truncated: !isWhole }
}

/** @returns false once there is no room for more */
function list(data: DataSet, depth: number, item: number | null, terms: readonly string[], out: DicomElement[]): boolean {
  for (const element of Object.values(data.elements).sort((a, b) => (a.tag < b.tag ? -1 : 1))) {
    if (out.length >= MOST_LINES || depth > DEEPEST) return false
    out.push(lineOf(data, element, depth, item, terms))
    for (const [n, { dataSet }] of (element.items ?? []).entries()) {
      if (dataSet && !list(dataSet, depth + 1, n + 1, charsets(dataSet, terms), out)) return false
    }
  }
  return true
}

function lineOf(data: DataSet, element: Element, depth: number, item: number | null, terms: readonly string[]): DicomElement {
  const tag = element.tag.slice(1)
  const known = dictionaryEntry(tag)
  // Two representations by context are listed in small letters; pixel padding and the like are unsigned unless the file says otherwise.
  const vr = element.vr ?? (known && /^[A-Z]{2}$/u.test(known.vr) ? known.vr : null)
  const isSequence = element.items !== undefined || vr === 'SQ'
  return {
    tag,
    vr: isSequence ? 'SQ' : vr,
    keyword: known?.keyword ?? null,
    depth,
    item,
    length: Math.max(0, Math.min(element.length, data.byteArray.length - element.dataOffset)),
    value: isSequence ? null : spelled(data, element, vr, terms),
  }
}

function spelled(data: DataSet, element: Element, vr: string | null, terms: readonly string[]): string | null {
  const end = element.dataOffset + element.length
  if (element.length <= 0) return ''
  if (end > data.byteArray.length || element.encapsulatedPixelData) return null
  if (vr === 'AT') return attributeTags(data, element)
  const numbers = vr === null ? undefined : NUMBERS[vr]
  if (numbers) {
    const count = Math.floor(element.length / numbers.bytes)
    const values = Array.from({ length: Math.min(count, MOST_NUMBERS) }, (_, n) => numbers.read(data, element.tag, n))
    return values.join('\\') + (count > MOST_NUMBERS ? '\\…' : '')
  }
  if (vr !== null && !TEXT.has(vr)) return null
  const text = decodeText(data.byteArray.subarray(element.dataOffset, Math.min(end, element.dataOffset + MOST_TEXT)), terms).replace(/[\0\s]+$/u, '')
  // Of a tag nobody knows only what reads as text is shown as text.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text
  if (vr === null && /[\u0000-\u0008\u000e-\u001f\ufffd]/u.test(text)) return null
  return element.length > MOST_TEXT ? `${text}…` : text
}

function attributeTags(data: DataSet, element: Element): string {
  const count = Math.min(MOST_NUMBERS, Math.floor(element.length / 4))
  const half = (n: number) => (data.uint16(element.tag, n) ?? 0).toString(16).padStart(4, '0')
  return Array.from({ length: count }, (_, n) => `(${half(n * 2)},${half(n * 2 + 1)})`).join('\\')
}

function charsets(data: DataSet, inherited: readonly string[]): readonly string[] {
  const own = data.elements.x00080005 ? data.string('x00080005') : undefined
  return own === undefined ? inherited : own.split('\\').map((term) => term.trim())
}
