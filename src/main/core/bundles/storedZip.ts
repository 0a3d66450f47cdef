// Files into a ZIP that is never whole in memory: stored, not deflated, so that its length and every place in it are known before its first byte.
// Work and memory grow with the number of files, not with its square: a case may have 200,000. Layout: PKWARE APPNOTE 6.3.10, sections 4.3.7 to 4.3.16.
import { Readable as ByteStream } from 'node:stream'
import { crc32 } from 'node:zlib'
import type { OpenContent } from '../content/contentRoutes.ts'

export interface ZippedFile {
  readonly path: string
  readonly bytes: number
  /** The content from its start; asked for when its turn has come. */
  open(): ByteStream
}

interface Entry {
  file: ZippedFile
  name: Buffer
  offset: number
  /** Its size or its place does not fit into 32 bits. */
  isLong: boolean
}

/** 1 January 2000, noon, as DOS writes it: the same files make the same bytes. */
const DOS_TIME = 12 << 11
const DOS_DATE = (20 << 9) | (1 << 5) | 1
/** Names are UTF-8; checksum and sizes follow the data. */
const FLAGS = 0x0808
const MADE_BY_UNIX = (3 << 8) | 63
const ORDINARY_FILE = 0o100644 * 0x10000
const PLAIN_VERSION = 20
const LONG_VERSION = 45
const MAX_32 = 0xfffffffe
/** From so many entries on the long form of the end record is written; with fewer every old unpacker reads it. */
const MANY_ENTRIES = 400
/** Directory records are sent this many at a time. */
const RECORDS_AT_ONCE = 512

/** Fields of 2, 4 or 8 bytes, little-endian. */
function fields(...values: readonly (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer {
  const made = Buffer.alloc(values.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of values) {
    if (bytes === 8) made.writeBigUInt64LE(BigInt(value), at)
    else made.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return made
}

const localHeader = ({ name, isLong }: Entry): Buffer =>
  Buffer.concat([fields([4, 0x04034b50], [2, isLong ? LONG_VERSION : PLAIN_VERSION], [2, FLAGS], [2, 0], [2, DOS_TIME], [2, DOS_DATE], [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]), name])

function descriptor({ file: { bytes }, isLong }: Entry, sum: number): Buffer {
  const width = isLong ? 8 : 4
  return fields([4, 0x08074b50], [4, sum], [width, bytes], [width, bytes])
}

function directoryRecord({ file: { bytes }, name, offset, isLong }: Entry, sum: number): Buffer {
  const size = isLong ? 0xffffffff : bytes
  const long = isLong ? fields([2, 1], [2, 24], [8, bytes], [8, bytes], [8, offset]) : Buffer.alloc(0)
  const fixed = fields(
    [4, 0x02014b50], [2, MADE_BY_UNIX], [2, isLong ? LONG_VERSION : PLAIN_VERSION], [2, FLAGS], [2, 0], [2, DOS_TIME], [2, DOS_DATE], [4, sum], [4, size], [4, size],
    [2, name.length], [2, long.length], [2, 0], [2, 0], [2, 0], [4, ORDINARY_FILE], [4, isLong ? 0xffffffff : offset],
  )
  return Buffer.concat([fixed, name, long])
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const isLong = count > MANY_ENTRIES || size > MAX_32 || offset > MAX_32
  if (!isLong) return fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0])
  const long = fields([4, 0x06064b50], [8, 44], [2, MADE_BY_UNIX], [2, LONG_VERSION], [4, 0], [4, 0], [8, count], [8, count], [8, size], [8, offset])
  const locator = fields([4, 0x07064b50], [4, 0], [8, offset + size], [4, 1])
  return Buffer.concat([long, locator, fields([4, 0x06054b50], [2, 0], [2, 0], [2, 0xffff], [2, 0xffff], [4, 0xffffffff], [4, 0xffffffff], [2, 0])])
}

interface Plan {
  entries: readonly Entry[]
  /** Where the directory begins, and its length. */
  directory: { offset: number; bytes: number }
  bytes: number
}

function planOf(files: readonly ZippedFile[]): Plan {
  let offset = 0
  let directory = 0
  const entries = files.map((file): Entry => {
    const entry = { file, name: Buffer.from(file.path, 'utf8'), offset, isLong: file.bytes > MAX_32 || offset > MAX_32 }
    offset += 30 + entry.name.length + file.bytes + (entry.isLong ? 24 : 16)
    directory += 46 + entry.name.length + (entry.isLong ? 28 : 0)
    return entry
  })
  return { entries, directory: { offset, bytes: directory }, bytes: offset + directory + endRecord(files.length, directory, offset).length }
}

async function* bytesOf({ entries, directory }: Plan): AsyncGenerator<Uint8Array> {
  const sums = new Uint32Array(entries.length)
  for (const [i, entry] of entries.entries()) {
    yield localHeader(entry)
    let sum = 0
    let seen = 0
    const content = entry.file.open()
    // Whoever reads may leave in the middle: leaving the loop lets go of the source.
    for await (const chunk of content as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum)
      seen += chunk.length
      yield chunk
    }
    if (seen !== entry.file.bytes) throw new Error('a file is not as long as it was said to be')
    sums[i] = sum
    yield descriptor(entry, sum)
  }
  for (let at = 0; at < entries.length; at += RECORDS_AT_ONCE) yield Buffer.concat(entries.slice(at, at + RECORDS_AT_ONCE).map((entry, i) => directoryRecord(entry, sums[at + i] ?? 0)))
  yield endRecord(entries.length, directory.bytes, directory.offset)
}

/** The archive as content that is sent: any part of it, made anew each time from the same files to the same bytes. */
export function storedZip(files: readonly ZippedFile[], mediaType: string): OpenContent {
  const plan = planOf(files)
  return { mediaType, reader: { bytes: plan.bytes, stream: (start = 0, end = plan.bytes) => ByteStream.from(part(bytesOf(plan), start, end), { objectMode: false }) } }
}

async function* part(whole: AsyncIterable<Uint8Array>, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const chunk of whole) {
    const from = Math.max(0, start - at)
    const to = Math.min(chunk.length, end - at)
    if (to > from) yield chunk.subarray(from, to)
    at += chunk.length
    if (at >= end) return
  }
}
