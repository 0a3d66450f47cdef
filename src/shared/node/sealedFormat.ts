// The format of an encrypted blob file, version 1: header, then AES-256-GCM chunks. Knows bytes and keys, no file and no case.
//
//   0  8  magic "CONSBLOB"       12  20  blob id (random, its file name)   64  4  plain chunk size, big endian
//   8  1  version 1              32  32  salt (random)                     68  8  plain size, big endian
//   9  1  algorithm 1            (10, 11 zero)                             76  chunks, each with its 16-byte tag
//
// Key of the file: HKDF-SHA256(master key, salt). Nonce: 3 zero bytes, chunk index (8), 1 for the last chunk else 0: unique, because the key is.
// Additional data: SHA-256 of bytes 0..67; for the last chunk the plain size follows. So a changed header, a cut, added, moved or foreign chunk fails.
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto'

export const HEADER_BYTES = 76
export const TAG_BYTES = 16
export const BLOB_ID_BYTES = 20
export const CHUNK_BYTES = 512 * 1024
const FIXED_BYTES = 68
const SALT_BYTES = 32
const MAGIC = Buffer.from('CONSBLOB', 'latin1')
const KEY_INFO = 'consilium/blob/1'
/** Larger chunks than any writer of ours makes are refused, so that a forged header cannot ask for memory. */
const LARGEST_CHUNK_BYTES = 8 * 1024 * 1024

/** The bytes are not what was written: cut, altered, moved, of another blob, or under another key. */
export class SealBroken extends Error {
  constructor(options?: { cause?: unknown }) {
    super('an encrypted file does not authenticate', options)
    this.name = 'SealBroken'
  }
}

export interface SealHeader {
  readonly blobId: Uint8Array
  readonly salt: Uint8Array
  readonly chunkBytes: number
  /** Trustworthy only after the last chunk was opened. */
  readonly plainBytes: number
}

export function encodeHeader({ blobId, salt, chunkBytes, plainBytes }: SealHeader): Buffer {
  if (blobId.byteLength !== BLOB_ID_BYTES || salt.byteLength !== SALT_BYTES) throw new RangeError('blob id or salt has a wrong length')
  const header = Buffer.alloc(HEADER_BYTES)
  MAGIC.copy(header)
  header[8] = 1
  header[9] = 1
  header.set(blobId, 12)
  header.set(salt, 32)
  header.writeUInt32BE(chunkBytes, 64)
  header.writeBigUInt64BE(BigInt(plainBytes), FIXED_BYTES)
  return header
}

/** @throws SealBroken for anything that is not such a header */
export function decodeHeader(bytes: Uint8Array): SealHeader {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isOurs =
    header.length === HEADER_BYTES && header.subarray(0, 8).equals(MAGIC) && header[8] === 1 && header[9] === 1 && header[10] === 0 && header[11] === 0
  if (!isOurs) throw new SealBroken()
  const chunkBytes = header.readUInt32BE(64)
  const plainBytes = Number(header.readBigUInt64BE(FIXED_BYTES))
  if (chunkBytes === 0 || chunkBytes > LARGEST_CHUNK_BYTES || !Number.isSafeInteger(plainBytes)) throw new SealBroken()
  return { blobId: header.subarray(12, 32), salt: header.subarray(32, 64), chunkBytes, plainBytes }
}

/** An empty blob has one empty chunk: its end is authenticated too. */
export function chunkCount({ plainBytes, chunkBytes }: SealHeader): number {
  return Math.max(1, Math.ceil(plainBytes / chunkBytes))
}

export function sealedFileBytes(header: SealHeader): number {
  return HEADER_BYTES + header.plainBytes + chunkCount(header) * TAG_BYTES
}

/** Seals and opens the chunks of one blob. */
export interface ChunkCipher {
  /** @param end plain size of the whole blob when this is its last chunk, else null */
  seal(index: number, plain: Uint8Array, end: number | null): Buffer
  /** The same in two pieces, nothing copied: body, tag. */
  sealParts(index: number, plain: Uint8Array, end: number | null): readonly [body: Buffer, tag: Buffer]
  /** @throws SealBroken */
  open(index: number, sealed: Uint8Array, end: number | null): Buffer
  /** Forgets the key. */
  zero(): void
}

export function createChunkCipher(masterKey: Uint8Array, header: SealHeader): ChunkCipher {
  if (masterKey.byteLength !== 32) throw new RangeError('a master key has 32 bytes')
  const key = Buffer.from(hkdfSync('sha256', masterKey, header.salt, KEY_INFO, 32))
  const bound = createHash('sha256').update(encodeHeader(header).subarray(0, FIXED_BYTES)).digest()

  function parameters(index: number, end: number | null) {
    const nonce = Buffer.alloc(12)
    nonce.writeBigUInt64BE(BigInt(index), 3)
    nonce[11] = end === null ? 0 : 1
    if (end === null) return { nonce, additional: bound }
    const size = Buffer.alloc(8)
    size.writeBigUInt64BE(BigInt(end))
    return { nonce, additional: Buffer.concat([bound, size]) }
  }

  function sealParts(index: number, plain: Uint8Array, end: number | null) {
    const { nonce, additional } = parameters(index, end)
    const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    cipher.setAAD(additional)
    const body = cipher.update(plain)
    cipher.final()
    return [body, cipher.getAuthTag()] as const
  }

  return {
    seal: (index, plain, end) => Buffer.concat(sealParts(index, plain, end)),
    sealParts,
    open(index, sealed, end) {
      if (sealed.byteLength < TAG_BYTES) throw new SealBroken()
      const { nonce, additional } = parameters(index, end)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      decipher.setAAD(additional)
      decipher.setAuthTag(sealed.subarray(sealed.byteLength - TAG_BYTES))
      const plain = decipher.update(sealed.subarray(0, sealed.byteLength - TAG_BYTES))
      try {
        decipher.final()
      } catch (cause) {
        throw new SealBroken({ cause })
      }
      return plain
    },
    zero() {
      key.fill(0)
    },
  }
}
