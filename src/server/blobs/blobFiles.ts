// Encrypted files: resumable by whole chunks, verified before they exist, ranged reading. Unfinished ones lie on this machine's disk, finished ones there or in a bucket.
// Knows no case, no person and no hash table.
// Written in the sealed format, chunk by chunk as the bytes arrive: nothing readable touches the disk, an unfinished upload included.
import { createHash, randomBytes, type Hash } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { fsyncDirectory } from '#shared/node/durableFiles.ts'
import { readSealedFile } from '#shared/node/readSealedFile.ts'
import { BLOB_ID_BYTES, CHUNK_BYTES, createChunkCipher, decodeHeader, encodeHeader, HEADER_BYTES, SealBroken, TAG_BYTES } from '#shared/node/sealedFormat.ts'
import { writeSealedFile } from '#shared/node/writeSealedFile.ts'
import type { Bucket } from './bucket.ts'

/** One file of one case: where it lies, under which key, what it must turn out to be. */
export interface BlobTarget {
  readonly fileId: string
  readonly key: Uint8Array
  readonly sha256: string
}

export type BlobFiles = ReturnType<typeof createBlobFiles>

type Appended = 'wrongOffset' | 'mismatch' | { offset: number; complete: boolean }

/** @param bucket where finished files go; null: they stay in `directory` */
export function createBlobFiles(directory: string, bucket: Bucket | null = null) {
  const path = (fileId: string) => join(directory, fileId.slice(0, 2), fileId)
  const partial = (fileId: string) => `${path(fileId)}.up`
  const busy = new Set<string>()
  /** Hash of what is on disk of an upload, while this process has received it all itself. */
  const running = new Map<string, { hash: Hash; offset: number }>()

  /** How many plain bytes of an unfinished upload are safe on disk: whole chunks only. */
  async function offsetOf(fileId: string): Promise<number> {
    const file = await open(partial(fileId), 'r').catch(() => null)
    if (!file) return 0
    try {
      const { size } = await file.stat()
      const whole = Math.max(0, Math.floor((size - HEADER_BYTES) / (CHUNK_BYTES + TAG_BYTES))) * CHUNK_BYTES
      // Everything came and yet it is unfinished: the last chunk is asked for once more, so that its sender does not take it for done.
      return whole > 0 && whole === (await headerOf(file)).plainBytes ? whole - CHUNK_BYTES : whole
    } finally {
      await file.close()
    }
  }

  /**
   * Appends from `offset`; when all `total` bytes are there, checks the hash and makes the file visible (fsync, rename, fsync of the folder).
   * @returns what is safe now; `mismatch` drops the upload
   */
  async function append(target: BlobTarget, offset: number, total: number, body: Readable): Promise<Appended> {
    const { fileId } = target
    if (busy.has(fileId) || (await offsetOf(fileId)) !== offset) return 'wrongOffset'
    busy.add(fileId)
    try {
      const safe = await appendChunks(target, offset, total, body)
      if (safe < total) return { offset: safe, complete: false }
      const told = running.get(fileId)
      running.delete(fileId)
      const digest = told?.offset === total ? told.hash.digest('hex') : await digestOf(target, total).catch(tornIsNoDigest)
      if (digest !== target.sha256) {
        await rm(partial(fileId))
        return 'mismatch'
      }
      await finish(fileId)
      return { offset: total, complete: true }
    } finally {
      busy.delete(fileId)
    }
  }

  /** @throws BucketFault; the whole upload is kept then, and its last chunk asked for again */
  async function finish(fileId: string): Promise<void> {
    if (bucket) {
      await bucket.put(fileId, partial(fileId))
      await rm(partial(fileId))
      return
    }
    await rename(partial(fileId), path(fileId))
    fsyncDirectory(dirname(path(fileId)))
  }

  async function appendChunks({ fileId, key }: BlobTarget, offset: number, total: number, body: Readable): Promise<number> {
    mkdirSync(dirname(path(fileId)), { recursive: true, mode: 0o700 })
    const file = await open(partial(fileId), offset === 0 ? 'w+' : 'r+', 0o600)
    try {
      const header = offset === 0 ? { blobId: Buffer.from(fileId, 'hex'), salt: randomBytes(32), chunkBytes: CHUNK_BYTES, plainBytes: total } : await headerOf(file)
      if (header.plainBytes !== total) throw new RangeError('another size than announced before')
      if (offset === 0) await file.write(encodeHeader(header), 0, HEADER_BYTES, 0)
      const cipher = createChunkCipher(key, header)
      const told = running.get(fileId)
      const hash = offset === 0 ? createHash('sha256') : told?.offset === offset ? told.hash : null
      let safe = offset
      let writing: Promise<unknown> = Promise.resolve()
      /** One write is under way while the next chunk is received, sealed and hashed. */
      const flush = async (plain: Buffer) => {
        const index = safe / CHUNK_BYTES
        const end = safe + plain.byteLength
        const sealed = cipher.sealParts(index, plain, end === total ? total : null)
        hash?.update(plain)
        await writing
        writing = file.writev([...sealed], HEADER_BYTES + index * (CHUNK_BYTES + TAG_BYTES))
        // Its failure is met at the next await, not as a stray rejection.
        writing.catch(() => undefined)
        safe = end
      }
      try {
        for await (const plain of chunksOf(body, total - offset)) await flush(plain)
      } finally {
        // Also after a cut connection: whole chunks that arrived are kept, so that the sender goes on from there.
        running.delete(fileId)
        cipher.zero()
        await writing
        if (hash) running.set(fileId, { hash, offset: safe })
        // The end is flushed before it is acknowledged; a part that a power cut tears before is found by its seal, and sent again.
        if (safe === total) await file.datasync()
      }
      return safe
    } finally {
      await file.close()
    }
  }

  async function headerOf(file: Awaited<ReturnType<typeof open>>) {
    const { buffer } = await file.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0)
    return decodeHeader(buffer)
  }

  /** From what is on disk: after a restart, or when the bytes came by way of several processes. */
  async function digestOf({ fileId, key }: BlobTarget, total: number): Promise<string> {
    const hash = createHash('sha256')
    const reader = readSealedFile({ file: partial(fileId), masterKey: () => key, blobId: Buffer.from(fileId, 'hex'), bytes: total })
    for await (const piece of reader.stream()) hash.update(piece as Uint8Array)
    return hash.digest('hex')
  }

  return {
    newId: () => randomBytes(BLOB_ID_BYTES).toString('hex'),
    offsetOf,
    append,
    /** The file is there and has been verified. */
    has: async (fileId: string): Promise<boolean> => existsSync(path(fileId)) || ((await bucket?.has(fileId)) ?? false),
    /** Plain bytes [start, end). */
    read: ({ fileId, key }: Omit<BlobTarget, 'sha256'>, bytes: number, start: number, end: number): Readable =>
      // A server that was given a bucket later still reads what lay in its folder before.
      readSealedFile({ file: bucket && !existsSync(path(fileId)) ? () => bucket.sealed(fileId) : path(fileId), masterKey: () => key, blobId: Buffer.from(fileId, 'hex'), bytes }).stream(start, end),
    /** A whole file at once, for content that is here already. */
    async write(fileId: string, key: Uint8Array, content: Uint8Array): Promise<void> {
      mkdirSync(dirname(path(fileId)), { recursive: true, mode: 0o700 })
      await writeSealedFile({ file: path(fileId), masterKey: key, blobId: Buffer.from(fileId, 'hex'), source: Readable.from([content]) })
    },
    async remove(fileId: string): Promise<void> {
      await rm(path(fileId), { force: true })
      await rm(partial(fileId), { force: true })
      await bucket?.remove(fileId)
    },
    isReached: async (): Promise<boolean> => (await bucket?.isReached()) ?? true,
  }
}

/** A file that does not authenticate is not the one that was announced, whatever its hash would be. */
function tornIsNoDigest(cause: unknown): null {
  if (cause instanceof SealBroken) return null
  throw cause
}

/**
 * The body in whole chunks; of `expected` bytes the last piece may be shorter. Bytes after the last whole chunk of an unfinished body are left out.
 * @throws RangeError for more bytes than expected
 */
async function* chunksOf(body: Readable, expected: number): AsyncGenerator<Buffer> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
  let filled = 0
  let left = expected
  // A failure here ends the upload, not the line on which its sender has to be told.
  for await (const piece of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
    if (piece.byteLength > left) throw new RangeError('more bytes than announced')
    left -= piece.byteLength
    for (let taken = 0; taken < piece.byteLength; ) {
      const room = Math.min(CHUNK_BYTES - filled, piece.byteLength - taken)
      chunk.set(piece.subarray(taken, taken + room), filled)
      filled += room
      taken += room
      const isLast = left === 0 && taken === piece.byteLength
      if (filled < CHUNK_BYTES && !isLast) continue
      yield chunk.subarray(0, filled)
      filled = 0
    }
  }
}
