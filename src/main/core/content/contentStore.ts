// What the rest of the core may ask of the encrypted blob store. Implemented in this folder; bytes are always plain on this side.
import type { Readable as ByteStream } from 'node:stream'
import type { Writable } from '../storage/handles.ts'

export interface StoredBlob {
  /** SHA-256 of the plain bytes: its name everywhere outside the store. */
  readonly sha256: string
  readonly bytes: number
}

/** A blob written and fsynced, not yet named in the database. Unclaimed ones are swept at the next start. */
export interface StagedBlob extends StoredBlob {
  /** Name of its file; nothing outside this profile's database knows it. */
  readonly fileId: string
  /**
   * Names the blob inside the caller's transaction: from the commit on it is part of the case.
   * The same bytes twice in one case keep one blob. Returns the blob's record.
   */
  claim(tx: Writable, caseId: string, mediaType: string): StoredBlob
  discard(): Promise<void>
}

export interface ReservedFiles {
  /** A copy: whoever gets it zeroes it. */
  readonly masterKey: Uint8Array
  readonly places: readonly { readonly fileId: string; readonly file: string }[]
}

export interface RangeReader {
  readonly bytes: number
  /** As given at claim; absent where the reader is not of a stored blob. */
  readonly mediaType?: string
  /** Exactly the bytes [start, end) of the plain content, decrypted and authenticated. @throws when a chunk was altered */
  read(start: number, end: number): Promise<Uint8Array>
  stream(start?: number, end?: number): ByteStream
}

export interface ContentStore {
  /** Encrypts a stream to a new file, hashing on the way; returns after fsync of file and folder. Bounded memory. */
  stage(source: AsyncIterable<Uint8Array>, caseId: string): Promise<StagedBlob>
  /**
   * The same for many files: the bytes are flushed, their names not yet. `flushStaged` must have ended before the transaction that
   * claims any of them: one flush per folder instead of one per file.
   */
  stageMany(source: AsyncIterable<Uint8Array>, caseId: string): Promise<StagedBlob>
  flushStaged(): Promise<void>
  /**
   * Names for files that another thread writes under the case's key and flushes. Every one of them ends in `adopt` or `release`;
   * `flushStaged` as with `stageMany`.
   */
  reserve(caseId: string, count: number): ReservedFiles
  adopt(written: { caseId: string; fileId: string; sha256: string; bytes: number }): StagedBlob
  /** A blob staged by an earlier run and kept by the journal of its import; undefined when its file is not there in its full length. */
  readopt(written: { caseId: string; fileId: string; sha256: string; bytes: number }): StagedBlob | undefined
  release(fileIds: readonly string[]): Promise<void>
  /** @throws CaseError DISK_FULL when the disk has no room for so many plain bytes and what else must be written */
  ensureRoom(bytes: number): Promise<void>
  /** CaseError DISK_FULL for a write that found no room, else the cause itself. */
  explainWriteFailure(cause: unknown): Promise<unknown>
  /** undefined when no case of the profile holds such a blob. */
  open(sha256: string, caseId?: string): RangeReader | undefined
  has(sha256: string, caseId: string): boolean
  /** Whole content, for small things only (under `limitBytes`, default 64 MiB). @throws RangeError above the limit */
  readAll(sha256: string, limitBytes?: number): Promise<Uint8Array>
}
