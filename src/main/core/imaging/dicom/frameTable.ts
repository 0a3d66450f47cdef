// Where each frame's bytes lie inside the file. Arithmetic on stated sizes only after they were proven safe; lengths are checked against the real bytes.
import type { OpenedDataSet } from './openDataSet.ts'
import { PIXEL_DATA } from './openDataSet.ts'
import type { Element } from './parser.ts'

/** [offset, length] in the file (or, for a deflated file, in its inflated bytes). */
export type Span = readonly [offset: number, length: number]

export type FrameTable =
  /** Frames follow each other without gaps; with 1-bit pixels a frame may begin inside a byte. */
  | { readonly kind: 'native'; readonly offset: number; readonly frameBits: number }
  /** Each frame is the concatenation of its fragments. */
  | { readonly kind: 'encapsulated'; readonly frames: readonly (readonly Span[])[] }

export interface PixelSizes {
  Rows: number
  Columns: number
  SamplesPerPixel: number
  BitsAllocated: number
  PhotometricInterpretation: string
}

/** No frame of medicine is larger; a header that claims more is an attack or damage. */
const MAX_FRAME_BYTES = 1024 ** 3
const MAX_FRAMES = 100_000
const MAX_FRAGMENTS = 1_000_000
const UNDEFINED_LENGTH = 0xffff_ffff

/** @returns bits of one native frame, or undefined when the stated sizes are impossible */
export function frameBitsOf(sizes: PixelSizes): number | undefined {
  const { Rows, Columns, SamplesPerPixel, BitsAllocated } = sizes
  const parts = [Rows, Columns, SamplesPerPixel, BitsAllocated]
  if (parts.some((part) => !Number.isSafeInteger(part) || part <= 0 || part > 65_535)) return undefined
  const samples = sizes.PhotometricInterpretation === 'YBR_FULL_422' ? 2 : SamplesPerPixel
  const bits = Rows * Columns * samples * BitsAllocated
  return Number.isSafeInteger(bits) && bits <= MAX_FRAME_BYTES * 8 ? bits : undefined
}

/**
 * @param fileBytes length of the whole file: `opened` may hold only its head
 * @param stated NumberOfFrames; null = absent, NaN = not a number
 * @returns undefined when the pixel bytes do not hold what the header promises
 */
export function nativeFrames(
  element: Element,
  fileBytes: number,
  frameBits: number,
  stated: number | null,
): { table: FrameTable; NumberOfFrames: number } | undefined {
  const there = Math.max(0, Math.min(element.length, fileBytes - element.dataOffset))
  const counted = Math.floor((there * 8) / frameBits)
  const NumberOfFrames = stated === null ? 1 : Number.isSafeInteger(stated) && stated > 0 ? stated : counted
  if (NumberOfFrames < 1 || NumberOfFrames > counted || NumberOfFrames > MAX_FRAMES) return undefined
  return { table: { kind: 'native', offset: element.dataOffset, frameBits }, NumberOfFrames }
}

/** The same for encapsulated pixel data; needs the whole file. */
export function encapsulatedFrames(
  { bytes, dataSet }: OpenedDataSet,
  stated: number | null,
): { table: FrameTable; NumberOfFrames: number } | undefined {
  const element = dataSet.elements[PIXEL_DATA]
  if (!element || element.length !== UNDEFINED_LENGTH) return undefined
  const items = readItems(bytes, element.dataOffset)
  if (!items) return undefined
  const [offsetTable, ...fragments] = items
  if (!offsetTable || fragments.length === 0) return undefined
  const frames = Number.isSafeInteger(stated) && stated !== null && stated > 0 ? stated : 1
  if (frames > MAX_FRAMES || frames > fragments.length) return undefined
  const grouped = groupFragments(bytes, offsetTable, fragments, frames)
  return grouped && { table: { kind: 'encapsulated', frames: grouped }, NumberOfFrames: frames }
}

/** Content spans of the items up to the sequence delimiter; undefined when an item reaches beyond the file. */
function readItems(bytes: Uint8Array, from: number): Span[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const items: Span[] = []
  let at = from
  while (at + 8 <= bytes.length) {
    const tag = view.getUint32(at, true)
    const length = view.getUint32(at + 4, true)
    if (tag === 0xe0ddfffe) return items
    if (tag !== 0xe000fffe || length === UNDEFINED_LENGTH || at + 8 + length > bytes.length) return undefined
    items.push([at + 8, length])
    if (items.length > MAX_FRAGMENTS) return undefined
    at += 8 + length
  }
  // The delimiter is missing but every fragment is whole.
  return at >= bytes.length - 8 ? items : undefined
}

function groupFragments(bytes: Uint8Array, table: Span, fragments: readonly Span[], frames: number): (readonly Span[])[] | undefined {
  if (frames === 1) return [fragments]
  if (frames === fragments.length) return fragments.map((fragment) => [fragment])
  const starts = tableStarts(bytes, table, fragments, frames) ?? codestreamStarts(bytes, fragments)
  if (starts.length !== frames) return undefined
  return starts.map((start, i) => fragments.slice(start, starts[i + 1]))
}

/** Index of the first fragment of each frame by the basic offset table; undefined when the table is empty or points between fragments. */
function tableStarts(bytes: Uint8Array, table: Span, fragments: readonly Span[], frames: number): number[] | undefined {
  const [offset, length] = table
  const first = fragments[0]?.[0]
  if (first === undefined || length !== frames * 4) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const indexOf = new Map(fragments.map(([at], i) => [at - first, i]))
  const starts: number[] = []
  for (let i = 0; i < frames; i++) {
    const start = indexOf.get(view.getUint32(offset + i * 4, true))
    if (start === undefined || start <= (starts.at(-1) ?? -1)) return undefined
    starts.push(start)
  }
  return starts
}

/** Fragments that begin a JPEG family codestream (SOI) or a JPEG 2000 one (SOC, SIZ). */
function codestreamStarts(bytes: Uint8Array, fragments: readonly Span[]): number[] {
  return fragments.flatMap(([at], i) => {
    const isJpeg = bytes[at] === 0xff && bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff
    const isJpeg2000 = bytes[at] === 0xff && bytes[at + 1] === 0x4f && bytes[at + 2] === 0xff && bytes[at + 3] === 0x51
    return isJpeg || isJpeg2000 ? [i] : []
  })
}
