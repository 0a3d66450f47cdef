// Writes one encrypted file of known length in one go, for threads that may wait: every chunk straight from the reader to the disk's cache.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { createHash, randomBytes } from 'node:crypto'
import { CHUNK_BYTES, createChunkCipher, encodeHeader, HEADER_BYTES } from './sealedFormat.ts'

export interface SealFile {
  /** Must not exist. Nobody knows the name yet, so there is no second one to rename from. */
  readonly file: string
  /** 32 bytes; the file's own key is derived from it. */
  readonly masterKey: Uint8Array
  readonly blobId: Uint8Array
  readonly plainBytes: number
  /** Plain bytes from `start`, CHUNK_BYTES of them or what is left; asked for in order, valid until the next call. */
  chunkAt(start: number): Uint8Array
}

/**
 * On any error nothing of the file is left.
 * @returns SHA-256 of the plain bytes (hex) and the open file: the caller flushes and closes it
 */
export function sealFile({ file, masterKey, blobId, plainBytes, chunkAt }: SealFile): { sha256: string; descriptor: number } {
  const header = { blobId, salt: randomBytes(32), chunkBytes: CHUNK_BYTES, plainBytes }
  const descriptor = openSync(file, 'wx', 0o600)
  const cipher = createChunkCipher(masterKey, header)
  const hash = createHash('sha256')
  try {
    writeAll(descriptor, encodeHeader(header), 0)
    let start = 0
    let position = HEADER_BYTES
    let index = 0
    do {
      const piece = chunkAt(start)
      start += piece.byteLength
      if (piece.byteLength === 0 && plainBytes > 0) throw new RangeError('a file ended before its length')
      hash.update(piece)
      for (const part of cipher.sealParts(index, piece, start >= plainBytes ? plainBytes : null)) {
        writeAll(descriptor, part, position)
        position += part.byteLength
      }
      index++
    } while (start < plainBytes)
    return { sha256: hash.digest('hex'), descriptor }
  } catch (cause) {
    closeSync(descriptor)
    rmSync(file, { force: true })
    throw cause
  } finally {
    cipher.zero()
  }
}

function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.byteLength; ) done += writeSync(descriptor, bytes, done, bytes.byteLength - done, position + done)
}
