// A ZIP archive as a source: every entry judged by its directory record first, then streamed against its stated size and checksum (T1). Writes nothing.
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32, createInflateRaw } from 'node:zlib'
import yauzl from 'yauzl'
import type { ItemCode } from '#shared/domain/importing.ts'
import { type BundleEntry, type BundleFile, type BundleSourceReader, ItemRefusal, LIMITS, type PartReader } from './bundleSource.ts'
import { judgeItemName, showableName } from './itemName.ts'
import { AES_METHOD, cipherOf, decryptEntry } from './zipCipher.ts'

const PART_BYTES = 256 * 1024

/** Asks for the archive's password; null: its encrypted files are left out. @param again the last one did not open it */
export type AskPassword = (again: boolean) => Promise<string | null>

/** A patient's bundle unless said otherwise. */
type ZipLimits = Readonly<Record<'entries' | 'totalBytes' | 'fileBytes', number>>

/** @throws ItemRefusal notReadable when there is no readable archive directory */
export async function openZipSource(reader: PartReader, name: string, ask?: AskPassword, limits: ZipLimits = LIMITS): Promise<BundleSourceReader> {
  const parts = new PartsOf(reader)
  // Sizes are checked here, entry by entry: yauzl would give up the whole archive for one lie.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: false }
  const archive = await yauzl.fromRandomAccessReaderPromise(parts, reader.bytes, options).catch((cause) => {
    throw new ItemRefusal('notReadable', { cause })
  })
  return {
    name,
    list: () => listEntries(archive, name, ask, limits),
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

interface Listed {
  entry: yauzl.Entry
  name: string
}

async function listEntries(archive: yauzl.ZipFile, archiveName: string, ask: AskPassword | undefined, limits: ZipLimits): Promise<BundleEntry[]> {
  const listed: Listed[] = []
  if (archive.entryCount > limits.entries) return [refused(archiveName, 0, 'entryLimit')]
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
  const files = listed.filter(({ name }) => !name.endsWith('/')).map((file) => ({ ...file, code: judgeEntry(file.entry, file.name, overlapping, limits) }))
  const password = await findPassword(archive, files.filter(({ entry, code }) => code === null && isEncrypted(entry)), ask)
  const names = new Set<string>()
  let total = 0
  return files.map(({ entry, name, code }): BundleEntry => {
    const bytes = entry.uncompressedSize
    if (code) return refused(showableName(name), bytes, code)
    if (isEncrypted(entry) && password === null) return refused(name, bytes, 'encrypted')
    // On many disks one name would lie over the other.
    const folded = name.normalize('NFC').toLowerCase()
    if (names.has(folded)) return refused(name, bytes, 'nameCollision')
    names.add(folded)
    total += bytes
    return total > limits.totalBytes ? refused(name, bytes, 'totalLimit') : zipFile(archive, entry, name, password)
  })
}

const isEncrypted = (entry: yauzl.Entry) => (entry.generalPurposeBitFlag & 1) !== 0
/** A password is tried on the smallest entry, up to this size. */
const TRIED_BYTES = 64 * 1024 * 1024

/** Asks until a password opens an encrypted entry, or none is given. */
async function findPassword(archive: yauzl.ZipFile, encrypted: readonly Listed[], ask: AskPassword | undefined): Promise<Buffer | null> {
  const [smallest] = [...encrypted].sort((a, b) => a.entry.uncompressedSize - b.entry.uncompressedSize)
  if (!smallest || !ask) return null
  for (let again = false; ; again = true) {
    const given = await ask(again)
    if (given === null) return null
    for (const password of spellings(given)) if (await opens(archive, smallest.entry, password)) return password
  }
}

/** The format does not say in which bytes a password is written. */
function spellings(password: string): Buffer[] {
  const spelt = [Buffer.from(password, 'utf8'), Buffer.from(password.normalize('NFC'), 'latin1')]
  return spelt.slice(0, spelt[0]?.equals(spelt[1] ?? Buffer.alloc(0)) ? 1 : 2)
}

async function opens(archive: yauzl.ZipFile, entry: yauzl.Entry, password: Buffer): Promise<boolean> {
  let seen = 0
  try {
    for await (const piece of readEntry(archive, entry, password)) {
      seen += piece.length
      if (seen > TRIED_BYTES) return true
    }
    return true
  } catch (cause) {
    if (!(cause instanceof ItemRefusal)) throw cause
    // The old cipher has one check byte: a wrong password may pass it and gives noise.
    return cause.code !== 'wrongPassword' && entry.compressionMethod === AES_METHOD
  }
}

function nameOf(entry: yauzl.Entry): string {
  const raw = (entry as unknown as { fileNameRaw: Buffer }).fileNameRaw
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, extraFieldsOf(entry), false)
}

const extraFieldsOf = (entry: yauzl.Entry) => (entry as unknown as { extraFields: yauzl.ExtraField[] }).extraFields

function refused(name: string, bytes: number, code: ItemCode): BundleEntry {
  return { kind: 'refused', name, bytes, outcome: 'rejected', code }
}

function judgeEntry(entry: yauzl.Entry, name: string, overlapping: ReadonlySet<yauzl.Entry>, limits: ZipLimits): ItemCode | null {
  const isUnix = entry.versionMadeBy >> 8 === 3
  if (isUnix && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return 'symbolicLink'
  const unsafe = judgeItemName(name)
  if (unsafe) return unsafe
  const method = isEncrypted(entry) ? cipherOf(entry.compressionMethod, extraFieldsOf(entry))?.method : entry.compressionMethod
  if (method !== 0 && method !== 8) return 'unsupportedFormat'
  if (entry.uncompressedSize > limits.fileBytes) return 'tooLarge'
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

function zipFile(archive: yauzl.ZipFile, entry: yauzl.Entry, name: string, password: Buffer | null): BundleFile {
  const stamp = `${entry.crc32} ${entry.compressedSize}`
  return { kind: 'file', name, bytes: entry.uncompressedSize, stamp, open: () => readEntry(archive, entry, password) }
}

async function* readEntry(archive: yauzl.ZipFile, entry: yauzl.Entry, password: Buffer | null): AsyncGenerator<Uint8Array> {
  let seen = 0
  let sum = 0
  let hasChecksum = true
  try {
    const opened = await openEntry(archive, entry, password)
    hasChecksum = opened.hasChecksum
    for await (const chunk of opened.plain) {
      seen += chunk.length
      if (seen > entry.uncompressedSize) throw new ItemRefusal('sizeLie')
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (cause) {
    throw cause instanceof ItemRefusal ? cause : new ItemRefusal('notReadable', { cause })
  }
  if (seen !== entry.uncompressedSize) throw new ItemRefusal('sizeLie')
  if (hasChecksum && sum !== entry.crc32) throw new ItemRefusal('checksumMismatch')
}

async function openEntry(archive: yauzl.ZipFile, entry: yauzl.Entry, password: Buffer | null): Promise<{ plain: AsyncIterable<Uint8Array>; hasChecksum: boolean }> {
  if (!isEncrypted(entry)) return { plain: (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>, hasChecksum: true }
  const cipher = cipherOf(entry.compressionMethod, extraFieldsOf(entry))
  if (!cipher || password === null) throw new ItemRefusal('encrypted')
  const raw = (await archive.openReadStreamPromise(entry, { decodeFileData: false } as yauzl.ZipFileOptions)) as AsyncIterable<Buffer>
  // Of the checksum, or, for entries whose checksum was not known yet, of the time; writers do not agree on when.
  const checkBytes = [entry.crc32 >>> 24, (entry.lastModFileTime >> 8) & 0xff]
  const packed = decryptEntry(raw, cipher, password, { rawBytes: entry.compressedSize, checkBytes })
  return { plain: cipher.method === 0 ? packed : inflated(packed), hasChecksum: cipher.hasChecksum }
}

/** An error on the way in ends the way out with it. */
function inflated(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const inflate = createInflateRaw()
  pipeline(Readable.from(packed, { objectMode: false }), inflate).catch((cause: unknown) => inflate.destroy(cause as Error))
  return inflate
}
