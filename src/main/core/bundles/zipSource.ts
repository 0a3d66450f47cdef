// A ZIP archive as a source: every entry judged by its directory record first, then streamed against its stated size and checksum (T1). Writes nothing.
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import yauzl from 'yauzl'
import type { ItemCode } from '#shared/domain/importing.ts'
import { type BundleEntry, type BundleFile, type BundleSourceReader, ItemRefusal, LIMITS, type PartReader } from './bundleSource.ts'
import { judgeItemName, showableName } from './itemName.ts'

const PART_BYTES = 256 * 1024

/** @throws ItemRefusal notReadable when there is no readable archive directory */
export async function openZipSource(reader: PartReader, name: string): Promise<BundleSourceReader> {
  const parts = new PartsOf(reader)
  // Sizes are checked here, entry by entry: yauzl would give up the whole archive for one lie.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false }
  const archive = await yauzl.fromRandomAccessReaderPromise(parts, reader.bytes, options).catch((cause) => {
    throw new ItemRefusal('notReadable', { cause })
  })
  return {
    name,
    list: () => listEntries(archive, name),
    close: async () => archive.close(),
  }
}

/** yauzl's door to any range reader. */
class PartsOf extends yauzl.RandomAccessReader {
  readonly #reader: PartReader
  constructor(reader: PartReader) {
    super()
    this.#reader = reader
  }
  override _readStreamForRange(start: number, end: number): Readable {
    const reader = this.#reader
    return Readable.from(
      (async function* () {
        for (let at = start; at < end; at += PART_BYTES) yield await reader.read(at, Math.min(end, at + PART_BYTES))
      })(),
      { objectMode: false },
    )
  }
}

async function listEntries(archive: yauzl.ZipFile, archiveName: string): Promise<BundleEntry[]> {
  const listed: { entry: yauzl.Entry; name: string }[] = []
  if (archive.entryCount > LIMITS.entries) return [refused(archiveName, 0, 'entryLimit')]
  const ended = once(archive, 'end')
  archive.on('entry', (entry: yauzl.Entry) => {
    listed.push({ entry, name: nameOf(entry) })
    archive.readEntry()
  })
  archive.readEntry()
  await ended.catch((cause) => {
    throw new ItemRefusal('notReadable', { cause })
  })
  const overlapping = findOverlaps(listed.map(({ entry }) => entry))
  let total = 0
  const entries = listed
    .filter(({ name }) => !name.endsWith('/'))
    .map(({ entry, name }): BundleEntry => {
      const code = judgeEntry(entry, name, overlapping)
      if (code) return refused(showableName(name), entry.uncompressedSize, code)
      total += entry.uncompressedSize
      return total > LIMITS.totalBytes ? refused(name, entry.uncompressedSize, 'totalLimit') : zipFile(archive, entry, name)
    })
  return entries
}

function nameOf(entry: yauzl.Entry): string {
  const raw = (entry as unknown as { fileNameRaw: Buffer }).fileNameRaw
  const extra = (entry as unknown as { extraFields: yauzl.ExtraField[] }).extraFields
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, extra, false)
}

function refused(name: string, bytes: number, code: ItemCode): BundleEntry {
  return { kind: 'refused', name, bytes, outcome: 'rejected', code }
}

function judgeEntry(entry: yauzl.Entry, name: string, overlapping: ReadonlySet<yauzl.Entry>): ItemCode | null {
  const isUnix = entry.versionMadeBy >> 8 === 3
  const isEncrypted = (entry.generalPurposeBitFlag & 1) !== 0
  if (isUnix && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return 'symbolicLink'
  const unsafe = judgeItemName(name)
  if (unsafe) return unsafe
  if (isEncrypted) return 'encrypted'
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) return 'unsupportedFormat'
  if (entry.uncompressedSize > LIMITS.fileBytes) return 'tooLarge'
  const isBomb = entry.uncompressedSize > LIMITS.ratioFromBytes && entry.uncompressedSize > entry.compressedSize * LIMITS.ratio
  return isBomb || overlapping.has(entry) ? 'ratioExceeded' : null
}

/** Entries that share packed bytes with another one: how a small archive is made to unpack without end. */
function findOverlaps(entries: readonly yauzl.Entry[]): Set<yauzl.Entry> {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  const overlapping = new Set<yauzl.Entry>()
  let end = 0
  for (const entry of sorted) {
    if (entry.relativeOffsetOfLocalHeader < end) overlapping.add(entry)
    end = Math.max(end, entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize)
  }
  return overlapping
}

function zipFile(archive: yauzl.ZipFile, entry: yauzl.Entry, name: string): BundleFile {
  return { kind: 'file', name, bytes: entry.uncompressedSize, open: () => readEntry(archive, entry) }
}

async function* readEntry(archive: yauzl.ZipFile, entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
  let seen = 0
  let sum = 0
  try {
    const stream = await archive.openReadStreamPromise(entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      seen += chunk.length
      if (seen > entry.uncompressedSize) throw new ItemRefusal('sizeLie')
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (cause) {
    throw cause instanceof ItemRefusal ? cause : new ItemRefusal('notReadable', { cause })
  }
  if (seen !== entry.uncompressedSize) throw new ItemRefusal('sizeLie')
  if (sum !== entry.crc32) throw new ItemRefusal('checksumMismatch')
}
