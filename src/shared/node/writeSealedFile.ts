// Streams plain bytes into an encrypted file, hashing on the way. In memory: one chunk.
import { createHash, randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fsyncDirectory } from './durableFiles.ts'
import { CHUNK_BYTES, createChunkCipher, encodeHeader, HEADER_BYTES, type SealHeader } from './sealedFormat.ts'

export interface WriteSealedFile {
  /** Final name. The bytes are first written to `<file>.part` beside it. */
  readonly file: string
  /** 32 bytes; the file's own key is derived from it. */
  readonly masterKey: Uint8Array
  /** BLOB_ID_BYTES random bytes. */
  readonly blobId: Uint8Array
  readonly source: AsyncIterable<Uint8Array>
  /**
   * false: no fsync, for content whose key dies with the process anyway. 'content': the bytes are flushed, but the caller
   * flushes the folder (once for many files) before it acknowledges. Default true: both.
   */
  readonly durable?: boolean | 'content'
}

/**
 * Writes, flushes the file, renames, flushes the folder: then returns. On any error nothing of the file is left.
 * @returns SHA-256 of the plain bytes (hex) and their number
 */
export async function writeSealedFile({ file, masterKey, blobId, source, durable = true }: WriteSealedFile): Promise<{ sha256: string; bytes: number }> {
  const part = `${file}.part`
  const handle = await open(part, 'wx', 0o600)
  try {
    const written = await writeChunks(handle, masterKey, { blobId, salt: randomBytes(32), chunkBytes: CHUNK_BYTES, plainBytes: 0 }, source)
    if (durable) await handle.sync()
    await handle.close()
    await rename(part, file)
    if (durable === true) fsyncDirectory(dirname(file))
    return written
  } catch (cause) {
    await handle.close().catch(() => undefined)
    await rm(part, { force: true })
    throw cause
  }
}

async function writeChunks(handle: FileHandle, masterKey: Uint8Array, header: SealHeader, source: AsyncIterable<Uint8Array>) {
  const cipher = createChunkCipher(masterKey, header)
  const hash = createHash('sha256')
  // Not zeroed first: a file smaller than a chunk touches only its own bytes of it.
  const chunk = Buffer.allocUnsafeSlow(header.chunkBytes)
  let used = 0
  let filled = 0
  let index = 0
  let bytes = 0
  let position = HEADER_BYTES

  async function flush(end: number | null) {
    const sealed = cipher.seal(index++, chunk.subarray(0, filled), end)
    await writeAll(handle, sealed, position)
    position += sealed.byteLength
    filled = 0
  }

  try {
    for await (const piece of source) {
      hash.update(piece)
      bytes += piece.byteLength
      for (let taken = 0; taken < piece.byteLength; ) {
        // A full chunk waits for one more byte: only then it is known not to be the last.
        if (filled === chunk.byteLength) await flush(null)
        const room = Math.min(chunk.byteLength - filled, piece.byteLength - taken)
        chunk.set(piece.subarray(taken, taken + room), filled)
        filled += room
        used = Math.max(used, filled)
        taken += room
      }
    }
    await flush(bytes)
    await writeAll(handle, encodeHeader({ ...header, plainBytes: bytes }), 0)
    return { sha256: hash.digest('hex'), bytes }
  } finally {
    chunk.fill(0, 0, used)
    cipher.zero()
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number) {
  for (let done = 0; done < bytes.byteLength; ) {
    done += (await handle.write(bytes, done, bytes.byteLength - done, position + done)).bytesWritten
  }
}
