// From the bytes of a file to its top-level elements, also when preamble, meta header or transfer syntax are missing or wrong. Never trusts a length.
import { inflateRawSync } from 'node:zlib'
import { type DataSet, dicomParser, type Element } from './parser.ts'
import { readExplicitElements } from './plainElements.ts'
import { DEFLATED, EXPLICIT_BIG, EXPLICIT_LITTLE, IMPLICIT_LITTLE } from './transferSyntaxes.ts'
import { sniffDataSet } from './sniffDataSet.ts'

export const PIXEL_DATA = 'x7fe00010'
const PIXEL_TAGS = new Set([PIXEL_DATA, 'x7fe00008', 'x7fe00009'])
/** Tags that say who and which object this is: twice in one file is a way to smuggle another patient in (dicom-parser keeps the last). */
const IDENTITY_TAGS = new Set(['x00100010', 'x00100020', 'x00100021', 'x00100030', 'x00100040', 'x00080018', 'x0020000d', 'x0020000e'])
const MAX_ELEMENTS = 20_000
const MAX_INFLATED = 512 * 1024 * 1024
/** Images do not shrink this far; what unpacks to more is a bomb. Small ones are let through whatever their ratio. */
const MAX_INFLATE_RATIO = 250
const SMALL_INFLATED = 64 * 1024 * 1024

export interface OpenedDataSet {
  dataSet: DataSet
  /** As stated; sniffed when the file does not state it or states it wrongly. */
  TransferSyntaxUID: string
  mediaStorageSOPClassUID: string | null
  isBigEndian: boolean
  /** The bytes that element offsets point into: the file's own, or the inflated ones. */
  bytes: Uint8Array
  wasInflated: boolean
  repeatedIdentityTag: boolean
  /** false: the parser stopped before the pixel data or the end; what was read until then is in dataSet. */
  complete: boolean
}

/** The file says of itself that it is DICOM, whatever follows. */
export function hasDicomPrefix(bytes: Uint8Array): boolean {
  return bytes.length >= 132 && String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM'
}

/** Ends the reading of a data set from inside: enough was read, or too many elements. */
class StopReading extends Error {}
/** One for all files: making an error costs more than reading ten elements. */
const STOP = new StopReading()

/**
 * @param bytes whole file, or its head when `isHead`
 * @returns undefined when nothing in the bytes looks like a DICOM data set
 */
export function openDataSet(bytes: Uint8Array, isHead: boolean): OpenedDataSet | undefined {
  const meta = readMeta(bytes)
  const start = meta?.end ?? 0
  const stated = meta?.TransferSyntaxUID
  if (meta && stated === DEFLATED) return isHead ? undefined : openDeflated(bytes, start, meta)
  const sniffed = sniffDataSet(bytes, start, meta === undefined)
  if (!stated && !sniffed) return undefined
  const TransferSyntaxUID = settleSyntax(stated, sniffed?.TransferSyntaxUID)
  const opened = readElements(bytes, sniffed?.start ?? start, TransferSyntaxUID, meta, false)
  // A head that ends before the pixel data may hide elements, whatever the parser says of it.
  return isHead && !(PIXEL_DATA in opened.dataSet.elements) ? { ...opened, complete: false } : opened
}

interface Meta {
  TransferSyntaxUID: string | undefined
  mediaStorageSOPClassUID: string | null
  end: number
}

/** The meta header, also where the preamble before it was left out. */
function readMeta(bytes: Uint8Array): Meta | undefined {
  const isBare = bytes[0] === 0x02 && bytes[1] === 0x00 && bytes[3] === 0x00
  if (!hasDicomPrefix(bytes) && !isBare) return undefined
  const start = isBare ? 0 : 132
  const stream = new dicomParser.ByteStream(dicomParser.littleEndianByteArrayParser, bytes, start)
  const elements: DataSet['elements'] = {}
  let end = start
  try {
    while (end + 8 <= bytes.length && bytes[end] === 0x02 && bytes[end + 1] === 0x00 && Object.keys(elements).length < 64) {
      const element = dicomParser.readDicomElementExplicit(stream)
      if (stream.position > bytes.length) break
      elements[element.tag] = element
      end = stream.position
    }
  } catch {
    // A damaged meta header ends where it was last good; the data set is sniffed from there.
  }
  const dataSet = new dicomParser.DataSet(dicomParser.littleEndianByteArrayParser, bytes, elements)
  const uid = (tag: string) => dataSet.string(tag)?.trim() || undefined
  return { TransferSyntaxUID: uid('x00020010'), mediaStorageSOPClassUID: uid('x00020002') ?? null, end }
}

/** A stated syntax stands unless the bytes show another explicitness or byte order: compressed syntaxes are always explicit little endian. */
function settleSyntax(stated: string | undefined, sniffed: string | undefined): string {
  if (!stated) return sniffed ?? IMPLICIT_LITTLE
  if (!sniffed) return stated
  const layout = stated === IMPLICIT_LITTLE || stated === EXPLICIT_BIG ? stated : EXPLICIT_LITTLE
  return layout === sniffed ? stated : sniffed
}

function openDeflated(bytes: Uint8Array, start: number, meta: Meta): OpenedDataSet | undefined {
  const packed = bytes.subarray(start)
  const maxOutputLength = Math.min(MAX_INFLATED, Math.max(SMALL_INFLATED, packed.byteLength * MAX_INFLATE_RATIO))
  const { buffer, byteOffset, byteLength } = inflateRawSync(packed, { maxOutputLength })
  return { ...readElements(new Uint8Array(buffer, byteOffset, byteLength), 0, EXPLICIT_LITTLE, meta, true), TransferSyntaxUID: DEFLATED }
}

function readElements(
  bytes: Uint8Array,
  start: number,
  TransferSyntaxUID: string,
  meta: Meta | undefined,
  wasInflated: boolean,
): OpenedDataSet {
  const isBigEndian = TransferSyntaxUID === EXPLICIT_BIG
  const order = isBigEndian ? dicomParser.bigEndianByteArrayParser : dicomParser.littleEndianByteArrayParser
  const elements: DataSet['elements'] = {}
  const watched = watchElements(elements)
  const dataSet = new dicomParser.DataSet(order, bytes, watched.elements)
  const stream = new dicomParser.ByteStream(order, bytes, start)
  dataSet.warnings = []
  let complete = true
  try {
    const options = { untilTag: PIXEL_DATA }
    if (TransferSyntaxUID === IMPLICIT_LITTLE) dicomParser.parseDicomDataSetImplicit(dataSet, stream, bytes.length, options)
    else if (!isBigEndian) readExplicitElements(dataSet, start, PIXEL_DATA, watched.keep)
    else dicomParser.parseDicomDataSetExplicit(dataSet, stream, bytes.length, options)
  } catch (cause) {
    // dicom-parser throws strings and objects; what it read until then stays in `elements`.
    complete = cause instanceof StopReading && watched.state.reachedPixels
  }
  dataSet.elements = elements
  return {
    dataSet,
    TransferSyntaxUID,
    mediaStorageSOPClassUID: meta?.mediaStorageSOPClassUID ?? null,
    isBigEndian,
    bytes,
    wasInflated,
    repeatedIdentityTag: watched.state.repeatedIdentityTag,
    complete: complete || PIXEL_DATA in elements,
  }
}

/** The parser writes elements as it reads them: here repeated tags are noticed and endless zero elements are ended. */
function watchElements(elements: DataSet['elements']) {
  const state = { repeatedIdentityTag: false, reachedPixels: false, count: 0 }
  function keep(tag: string, element: Element) {
    if (tag === 'x00000000') throw STOP
    if (IDENTITY_TAGS.has(tag) && tag in elements) state.repeatedIdentityTag = true
    elements[tag] = element
    state.count++
    if (PIXEL_TAGS.has(tag)) {
      state.reachedPixels = true
      throw STOP
    }
    if (state.count > MAX_ELEMENTS) throw STOP
  }
  const proxy = new Proxy(elements, {
    set(_target, tag: string, element) {
      keep(tag, element)
      return true
    },
  })
  return { elements: proxy, keep, state }
}
