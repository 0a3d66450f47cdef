// The profile's encrypted files: staged, claimed by a transaction, read by range, checked after an unclean end. Knows keys by case only.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable as ByteStream } from 'node:stream'
import { caseError } from '#shared/contract/errors.ts'
import { type Clock, isoInstant } from '#shared/kit/clock.ts'
import { flushDirectory, fsyncDirectory } from '#shared/node/durableFiles.ts'
import { readSealedFile, type SealedReader } from '#shared/node/readSealedFile.ts'
import { CHUNK_BYTES, SealBroken, sealedFileBytes } from '#shared/node/sealedFormat.ts'
import { writeSealedFile } from '#shared/node/writeSealedFile.ts'
import type { Logger } from '../ports.ts'
import type { Database, Writable } from '../storage/handles.ts'
import { type BlobRow, blobTable } from './blobTable.ts'
import type { ContentStore, RangeReader, ReservedFiles, StagedBlob } from './contentStore.ts'
import { ensureRoom, explainWriteFailure } from './diskSpace.ts'
import { createFileIds } from './fileIds.ts'

export interface ContentStorePorts {
  readonly db: Database
  /** Session.caseKey: 32 bytes of the case. @throws CaseError LOCKED after lock */
  caseKey(caseId: string): Uint8Array
  /** The pool, shared by all profiles of the store. */
  readonly directory: string
  readonly clock: Clock
  readonly log: Logger
}

export interface StoreCheck {
  readonly checked: number
  /** Plain SHA-256 of blobs whose file is missing or does not authenticate. */
  readonly damaged: readonly string[]
}

/** The store of one unlocked profile. */
export interface ProfileContentStore extends ContentStore {
  /** Plain bytes of everything the case keeps here. */
  sizeOnDevice(caseId: string): number
  /** After unlock, in the background: removes what earlier runs staged and never claimed, reads what is newer than the last clean end. */
  recover(): Promise<StoreCheck & { swept: number }>
  /** Reads every blob and compares it with its hash. */
  verifyAll(signal?: AbortSignal): Promise<StoreCheck>
  /** Clean end: marks what was written as whole, forgets keys. Call before the session is locked and its database closed. */
  close(): Promise<void>
}

/** Readers kept with their derived key; the least recently used goes first. */
const KEPT_READERS = 512
const READ_ALL_LIMIT_BYTES = 64 * 1024 * 1024

export function createContentStore({ db, caseKey, directory, clock, log }: ContentStorePorts): ProfileContentStore {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const fileIds = createFileIds(db)
  const readers = new Map<string, SealedReader>()
  /** Written by this run: not leftovers. */
  const staged = new Set<string>()
  const damagedFiles = new Set<string>()
  /** Folders with new names that are not on the disk yet. */
  const unflushed = new Set<string>()
  let isClosed = false
  let isRecovered = false
  let recovering: Promise<unknown> = Promise.resolve()

  const pathOf = (fileId: string) => join(directory, fileId.slice(0, 2), fileId)

  function shardFor(fileId: string): string {
    const shard = join(directory, fileId.slice(0, 2))
    if (!existsSync(shard)) {
      mkdirSync(shard, { mode: 0o700, recursive: true })
      fsyncDirectory(directory)
    }
    return join(shard, fileId)
  }

  /** Files of one wave share a folder: its names are flushed once. */
  function reserve(caseId: string, count: number): ReservedFiles {
    const first = fileIds.make()
    const places = Array.from({ length: count }, (_, n) => {
      const fileId = n === 0 ? first : fileIds.make(Number.parseInt(first.slice(0, 2), 16))
      staged.add(fileId)
      return { fileId, file: shardFor(fileId) }
    })
    return { masterKey: Uint8Array.from(caseKey(caseId)), places }
  }

  function adopt({ caseId, fileId, sha256, bytes }: { caseId: string; fileId: string; sha256: string; bytes: number }): StagedBlob {
    unflushed.add(dirname(pathOf(fileId)))
    return stagedBlob({ case_id: caseId, sha256, file_id: fileId, bytes })
  }

  async function write(source: AsyncIterable<Uint8Array>, caseId: string, durable: true | 'content'): Promise<StagedBlob> {
    const fileId = fileIds.make()
    staged.add(fileId)
    try {
      const file = shardFor(fileId)
      const { sha256, bytes } = await writeSealedFile({ file, masterKey: caseKey(caseId), blobId: Buffer.from(fileId, 'hex'), source, durable })
      if (durable === 'content') unflushed.add(dirname(file))
      return stagedBlob({ case_id: caseId, sha256, file_id: fileId, bytes })
    } catch (cause) {
      staged.delete(fileId)
      throw await explainWriteFailure(cause, directory)
    }
  }

  async function flushStaged(): Promise<void> {
    const folders = [...unflushed]
    unflushed.clear()
    await Promise.all(folders.map(flushDirectory))
  }

  function stagedBlob(record: Omit<BlobRow, 'seq' | 'media_type'>): StagedBlob {
    const { sha256, bytes, file_id: fileId, case_id: caseId } = record
    return {
      sha256,
      bytes,
      fileId,
      claim(tx, forCase, mediaType) {
        if (forCase !== caseId) throw new TypeError('a blob is claimed by the case it was encrypted for')
        claim(tx, { ...record, media_type: mediaType })
        return { sha256, bytes }
      },
      discard: () => removeUnnamed(fileId),
    }
  }

  function claim(tx: Writable, record: Omit<BlobRow, 'seq'>) {
    const kept = blobTable.find(tx, record.case_id, record.sha256)
    if (kept === undefined) {
      blobTable.add(tx, record, isoInstant(clock.now()))
    } else if (kept.file_id !== record.file_id) {
      if (isHealthy(kept)) setImmediate(() => removeSurplus(record).catch(() => log.warn('content.surplusKept')))
      else blobTable.repair(tx, kept.seq, record.file_id)
    }
  }

  function isHealthy({ file_id: fileId, bytes }: Pick<BlobRow, 'file_id' | 'bytes'>): boolean {
    if (damagedFiles.has(fileId)) return false
    const size = statSync(pathOf(fileId), { throwIfNoEntry: false })?.size
    return size === sealedFileBytes({ blobId: Buffer.alloc(0), salt: Buffer.alloc(0), chunkBytes: CHUNK_BYTES, plainBytes: bytes })
  }

  /** The same bytes were there already. If the claiming transaction failed after all, the file stays and may be claimed again. */
  async function removeSurplus(record: Omit<BlobRow, 'seq'>) {
    if (isClosed || db.read((r) => blobTable.find(r, record.case_id, record.sha256)) === undefined) return
    await removeUnnamed(record.file_id)
  }

  async function removeUnnamed(fileId: string) {
    if (isClosed || db.read((r) => blobTable.isNeeded(r, fileId))) return
    staged.delete(fileId)
    await rm(pathOf(fileId), { force: true })
  }

  function readerOf(row: BlobRow): SealedReader {
    const kept = readers.get(row.file_id)
    readers.delete(row.file_id)
    const reader =
      kept ??
      readSealedFile({ file: pathOf(row.file_id), masterKey: () => caseKey(row.case_id), blobId: Buffer.from(row.file_id, 'hex'), bytes: row.bytes })
    readers.set(row.file_id, reader)
    if (readers.size > KEPT_READERS) readers.delete(readers.keys().next().value ?? row.file_id)
    return reader
  }

  function explainReadFailure(cause: unknown, row: BlobRow): unknown {
    // Keys are zeroed at lock: what fails to authenticate then is not damaged.
    if (isClosed) return caseError('LOCKED', {}, { cause })
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
    if (!isMissing && !(cause instanceof SealBroken)) return cause
    damagedFiles.add(row.file_id)
    readers.delete(row.file_id)
    log.error('content.damaged', { blob: row.seq, missing: isMissing })
    return caseError('STORE_DAMAGED', {}, { cause })
  }

  function rangeReader(row: BlobRow): RangeReader {
    async function* pieces(start: number, end: number) {
      try {
        for await (const piece of readerOf(row).stream(start, end)) yield piece as Buffer
      } catch (cause) {
        throw explainReadFailure(cause, row)
      }
    }
    return {
      bytes: row.bytes,
      mediaType: row.media_type,
      async read(start, end) {
        try {
          return await readerOf(row).read(start, end)
        } catch (cause) {
          throw explainReadFailure(cause, row)
        }
      },
      stream: (start = 0, end = row.bytes) => ByteStream.from(pieces(start, end), { objectMode: false }),
    }
  }

  function open(sha256: string, caseId?: string): RangeReader | undefined {
    const row = db.read((r) => (caseId === undefined ? blobTable.findAnywhere(r, sha256) : blobTable.find(r, caseId, sha256)))
    return row && rangeReader(row)
  }

  async function readAll(sha256: string, limitBytes = READ_ALL_LIMIT_BYTES): Promise<Uint8Array> {
    const reader = open(sha256)
    if (reader === undefined) throw caseError('STORE_DAMAGED', {})
    if (reader.bytes > limitBytes) throw new RangeError('content is larger than may be read at once')
    return reader.read(0, reader.bytes)
  }

  async function sweep(): Promise<number> {
    let swept = 0
    for (const shard of await readdir(directory, { withFileTypes: true })) {
      if (!shard.isDirectory() || !/^[0-9a-f]{2}$/.test(shard.name)) continue
      for (const name of await readdir(join(directory, shard.name))) {
        const fileId = name.replace(/\.part$/, '')
        if (isClosed) return swept
        if (!fileIds.isOurs(fileId) || staged.has(fileId) || db.read((r) => blobTable.isNeeded(r, fileId))) continue
        await rm(join(directory, shard.name, name), { force: true })
        swept++
      }
    }
    return swept
  }

  async function isWhole(row: BlobRow): Promise<boolean> {
    const hash = createHash('sha256')
    try {
      for await (const piece of rangeReader(row).stream()) hash.update(piece as Buffer)
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'STORE_DAMAGED') return false
      throw cause
    }
    return hash.digest('hex') === row.sha256
  }

  async function check(fromSeq: number, signal?: AbortSignal): Promise<StoreCheck & { wholeTo: number; isComplete: boolean }> {
    const damaged: string[] = []
    let checked = 0
    let wholeTo = fromSeq
    for (let seq = fromSeq; ; ) {
      if (isClosed || signal?.aborted) return { checked, damaged, wholeTo, isComplete: false }
      const row = db.read((r) => blobTable.after(r, seq, 1))[0]
      if (row === undefined) return { checked, damaged, wholeTo, isComplete: true }
      seq = row.seq
      checked++
      if (!(await isWhole(row))) damaged.push(row.sha256)
      else if (damaged.length === 0) wholeTo = row.seq
    }
  }

  async function recoverOnce() {
    const swept = await sweep()
    const { checked, damaged, wholeTo, isComplete } = await check(db.read(blobTable.verifiedTo))
    if (!isClosed) db.write((tx) => blobTable.setVerifiedTo(tx, wholeTo))
    isRecovered = isComplete && damaged.length === 0
    log.info('content.recovered', { swept, checked, damaged: damaged.length })
    return { swept, checked, damaged }
  }

  return {
    stage: (source, caseId) => write(source, caseId, true),
    stageMany: (source, caseId) => write(source, caseId, 'content'),
    flushStaged,
    reserve,
    adopt,
    readopt: (written) => (isHealthy({ file_id: written.fileId, bytes: written.bytes }) ? adopt(written) : undefined),
    release: async (ids) => {
      await Promise.all(ids.map(removeUnnamed))
    },
    open,
    has: (sha256, caseId) => db.read((r) => blobTable.find(r, caseId, sha256)) !== undefined,
    readAll,
    ensureRoom: (bytes) => ensureRoom(bytes, directory),
    explainWriteFailure: (cause) => explainWriteFailure(cause, directory),
    sizeOnDevice: (caseId) => db.read((r) => blobTable.sizeOf(r, caseId)),
    recover() {
      const result = recoverOnce()
      recovering = result.catch(() => undefined)
      return result
    },
    async verifyAll(signal) {
      const { checked, damaged } = await check(0, signal)
      return { checked, damaged }
    },
    async close() {
      if (isClosed) return
      // Only a run that read what the last one left may vouch for all.
      if (isRecovered && damagedFiles.size === 0) db.write((tx) => blobTable.setVerifiedTo(tx, blobTable.lastSeq(tx)))
      isClosed = true
      await recovering
      for (const reader of readers.values()) reader.forget()
      readers.clear()
    },
  }
}
