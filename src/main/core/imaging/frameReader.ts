// The bytes of one frame out of a stored file: a plain range where it is one, joined fragments or shifted bits where it is not.
import { Readable } from 'node:stream'
import type { OpenContent } from '../content/contentRoutes.ts'
import type { RangeReader } from '../content/contentStore.ts'
import type { FrameTable, Span } from './dicom/frameTable.ts'

/** @param frame first frame is 1. @returns undefined when the object has no such frame */
export async function openFrameBytes(file: RangeReader, table: FrameTable, frame: number, frames: number): Promise<OpenContent['reader'] | undefined> {
  if (frame < 1 || frame > frames) return undefined
  if (table.kind === 'encapsulated') return openFragments(file, table.frames[frame - 1])
  const firstBit = (frame - 1) * table.frameBits
  const [start, end] = [table.offset + Math.floor(firstBit / 8), table.offset + Math.ceil((firstBit + table.frameBits) / 8)]
  if (firstBit % 8 !== 0) return ofBytes(shiftBits(await file.read(start, end), firstBit % 8, table.frameBits))
  return ofSpan(file, [start, end - start])
}

async function openFragments(file: RangeReader, fragments: readonly Span[] | undefined): Promise<OpenContent['reader'] | undefined> {
  const [only] = fragments ?? []
  if (!fragments || !only) return undefined
  if (fragments.length === 1) return ofSpan(file, only)
  return ofBytes(Buffer.concat(await Promise.all(fragments.map(([offset, length]) => file.read(offset, offset + length)))))
}

function ofSpan(file: RangeReader, [offset, length]: Span): OpenContent['reader'] {
  return { bytes: length, stream: (start = 0, end = length) => file.stream(offset + start, offset + end) }
}

function ofBytes(bytes: Uint8Array): OpenContent['reader'] {
  return { bytes: bytes.length, stream: (start = 0, end = bytes.length) => Readable.from([Buffer.from(bytes.subarray(start, end))]) }
}

/** Frames of 1-bit pixels follow each other without padding: a frame that begins inside a byte is moved to its first bit (lowest bit first). */
function shiftBits(bytes: Uint8Array, by: number, bits: number): Uint8Array {
  return Uint8Array.from({ length: Math.ceil(bits / 8) }, (_, i) => (((bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8)) >> by) & 0xff)
}
