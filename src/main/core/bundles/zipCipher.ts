// Encrypted entries of a ZIP: AES as WinZip writes it (AE-1, AE-2) and the old PKWARE cipher, as streams over their raw bytes. Knows no archive.
// Sources: WinZip AES encryption specification 1.04; PKWARE APPNOTE 6.3.10, chapter 6.1.
import { createCipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { ItemRefusal } from './bundleSource.ts'

export interface EntryCipher {
  kind: 'aes' | 'pkware'
  /** AES: 1, 2 or 3 for 128, 192, 256 bits. */
  strength: number
  /** Compression behind the encryption: 0 stored, 8 deflated. */
  method: number
  /** AE-2 keeps no checksum of the plain bytes: its own code stands for them. */
  hasChecksum: boolean
}

export const AES_METHOD = 99
const AES_FIELD = 0x9901
const AES_CODE_BYTES = 10
const PKWARE_HEADER_BYTES = 12
const BLOCK = 16

const derive = promisify(pbkdf2)

/** @returns undefined when the entry's own description of its cipher makes no sense */
export function cipherOf(compressionMethod: number, extraFields: readonly { id: number; data: Uint8Array }[]): EntryCipher | undefined {
  if (compressionMethod !== AES_METHOD) return { kind: 'pkware', strength: 0, method: compressionMethod, hasChecksum: true }
  const field = extraFields.find(({ id }) => id === AES_FIELD)?.data
  if (!field || field.length < 7) return undefined
  const data = Buffer.from(field.buffer, field.byteOffset, field.byteLength)
  const [version, strength, method] = [data.readUInt16LE(0), data[4] ?? 0, data.readUInt16LE(5)]
  if (strength < 1 || strength > 3 || (version !== 1 && version !== 2)) return undefined
  return { kind: 'aes', strength, method, hasChecksum: version === 1 }
}

/**
 * Raw bytes of an entry -> what was compressed.
 * @param rawBytes length of the whole entry as it lies in the archive
 * @param checkBytes PKWARE: either may stand at the end of the cipher's header
 * @throws ItemRefusal wrongPassword (told before any byte is given out), checksumMismatch at the end
 */
export function decryptEntry(raw: AsyncIterable<Uint8Array>, cipher: EntryCipher, password: Uint8Array, { rawBytes, checkBytes }: { rawBytes: number; checkBytes: readonly number[] }): AsyncGenerator<Buffer> {
  return cipher.kind === 'aes' ? decryptAes(raw, cipher.strength, password, rawBytes) : decryptPkware(raw, password, checkBytes)
}

async function* decryptAes(raw: AsyncIterable<Uint8Array>, strength: number, password: Uint8Array, rawBytes: number): AsyncGenerator<Buffer> {
  const keyBytes = 8 + 8 * strength
  const saltBytes = keyBytes / 2
  const bodyBytes = rawBytes - saltBytes - 2 - AES_CODE_BYTES
  if (bodyBytes < 0) throw new ItemRefusal('notReadable')
  const reader = readerOf(raw)
  const salt = await reader.exactly(saltBytes)
  const check = await reader.exactly(2)
  const keys = await derive(password, salt, 1000, 2 * keyBytes + 2, 'sha1')
  if (!timingSafeEqual(keys.subarray(2 * keyBytes), check)) throw new ItemRefusal('wrongPassword')
  const code = createHmac('sha1', keys.subarray(keyBytes, 2 * keyBytes))
  const keyStream = createKeyStream(keys.subarray(0, keyBytes))
  for (let left = bodyBytes; left > 0; ) {
    const piece = await reader.upTo(left)
    if (piece.length === 0) throw new ItemRefusal('notReadable')
    left -= piece.length
    code.update(piece)
    yield keyStream(piece)
  }
  const stated = await reader.exactly(AES_CODE_BYTES)
  if (!timingSafeEqual(code.digest().subarray(0, AES_CODE_BYTES), stated)) throw new ItemRefusal('checksumMismatch')
}

/** Counter mode with the counter's lowest byte first, from 1: as the format wants it and no library's own mode has it. */
function createKeyStream(key: Uint8Array): (bytes: Uint8Array) => Buffer {
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false)
  let block = 1
  let rest = Buffer.alloc(0)
  return (bytes) => {
    const missing = Math.max(0, bytes.length - rest.length)
    const counters = Buffer.alloc(Math.ceil(missing / BLOCK) * BLOCK)
    for (let at = 0; at < counters.length; at += BLOCK) counters.writeUIntLE(block++, at, 6)
    const stream = Buffer.concat([rest, cipher.update(counters)])
    const plain = Buffer.alloc(bytes.length)
    for (let i = 0; i < bytes.length; i++) plain[i] = (bytes[i] ?? 0) ^ (stream[i] ?? 0)
    rest = stream.subarray(bytes.length)
    return plain
  }
}

async function* decryptPkware(raw: AsyncIterable<Uint8Array>, password: Uint8Array, checkBytes: readonly number[]): AsyncGenerator<Buffer> {
  const decrypt = createPkwareStream(password)
  const reader = readerOf(raw)
  const header = decrypt(await reader.exactly(PKWARE_HEADER_BYTES))
  if (!checkBytes.includes(header.at(-1) ?? -1)) throw new ItemRefusal('wrongPassword')
  for (;;) {
    const piece = await reader.upTo(Number.MAX_SAFE_INTEGER)
    if (piece.length === 0) return
    yield decrypt(piece)
  }
}

const CRC_STEPS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})

function createPkwareStream(password: Uint8Array): (bytes: Uint8Array) => Buffer {
  let [a, b, c] = [0x12345678, 0x23456789, 0x34567890]
  // The checksum's steps without the usual inversion before and after.
  const step = (sum: number, byte: number) => ((CRC_STEPS[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8)) >>> 0
  const take = (byte: number) => {
    a = step(a, byte)
    b = (Math.imul((b + (a & 0xff)) >>> 0, 134775813) + 1) >>> 0
    c = step(c, b >>> 24)
  }
  for (const byte of password) take(byte)
  return (bytes) => {
    const plain = Buffer.alloc(bytes.length)
    for (let i = 0; i < bytes.length; i++) {
      const mix = (c | 2) & 0xffff
      const byte = (bytes[i] ?? 0) ^ ((Math.imul(mix, mix ^ 1) >>> 8) & 0xff)
      plain[i] = byte
      take(byte)
    }
    return plain
  }
}

/** Pieces of a stream by wanted length. */
function readerOf(source: AsyncIterable<Uint8Array>) {
  const iterator = source[Symbol.asyncIterator]()
  let held: Uint8Array = new Uint8Array(0)
  async function upTo(bytes: number): Promise<Uint8Array> {
    if (held.length === 0) {
      const next = await iterator.next()
      if (next.done) return held
      held = next.value
    }
    const piece = held.subarray(0, bytes)
    held = held.subarray(piece.length)
    return piece
  }
  async function exactly(bytes: number): Promise<Buffer> {
    const parts: Uint8Array[] = []
    for (let left = bytes; left > 0; ) {
      const piece = await upTo(left)
      if (piece.length === 0) throw new ItemRefusal('notReadable')
      parts.push(piece)
      left -= piece.length
    }
    return Buffer.concat(parts)
  }
  return { upTo, exactly }
}
