// Reads any part of an encrypted file, decrypted and authenticated. Keeps no file open between reads.
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { chunkCount, createChunkCipher, decodeHeader, HEADER_BYTES, SealBroken, type SealHeader, sealedFileBytes, TAG_BYTES, type ChunkCipher } from './sealedFormat.ts'

export interface SealedReader {
  readonly bytes: number
  /** The plain bytes [start, end), in an ArrayBuffer of their own. @throws SealBroken, RangeError outside [0, bytes] */
  read(start: number, end: number): Promise<Uint8Array>
  /** The same in pieces of at most a chunk, from `start` to `end` (default: all). Errors end the stream. */
  stream(start?: number, end?: number): Readable
  /** Drops the derived key; a later read derives it again. Only while no read is under way. */
  forget(): void
}

export interface ReadSealedFile {
  /** A path, or bytes that lie elsewhere than on this machine's disk. */
  readonly file: string | (() => Promise<SealedBytes>)
  /** Asked for once per derivation, so that a locked key ends reading. */
  readonly masterKey: () => Uint8Array
  readonly blobId: Uint8Array
  /** Plain size as kept elsewhere, authentically (the database): a file of another size is refused. */
  readonly bytes: number
}

/** An encrypted file wherever it lies. */
export interface SealedBytes {
  readonly size: number
  /** All `length` bytes. @throws SealBroken when they are not there */
  read(position: number, length: number): Promise<Buffer>
  close(): Promise<void>
  /** Chunks worth one read: a disk is near, a bucket is a round trip away. */
  readonly runChunks: number
}

/** Chunks decrypted per disk read. */
const RUN_CHUNKS = 4

interface Opened {
  readonly header: SealHeader
  readonly cipher: ChunkCipher
}

/** The file is opened at the first read; a missing file fails there with its system error. */
export function readSealedFile({ file, masterKey, blobId, bytes }: ReadSealedFile): SealedReader {
  let opened: Opened | undefined

  async function openHeader(handle: SealedBytes): Promise<Opened> {
    if (opened) return opened
    const header = decodeHeader(await handle.read(0, HEADER_BYTES))
    if (!Buffer.from(blobId).equals(header.blobId) || header.plainBytes !== bytes) throw new SealBroken()
    if (handle.size !== sealedFileBytes(header)) throw new SealBroken()
    opened = { header, cipher: createChunkCipher(masterKey(), header) }
    return opened
  }

  async function* pieces(start: number, end: number): AsyncGenerator<Buffer> {
    if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start <= end && end <= bytes)) throw new RangeError('outside the content')
    // Reading an empty blob still authenticates its one empty chunk.
    if (start === end && bytes > 0) return
    const handle = typeof file === 'string' ? await onDisk(file) : await file()
    try {
      const { header, cipher } = await openHeader(handle)
      const last = chunkCount(header) - 1
      const size = header.chunkBytes
      const stop = Math.max(1, Math.ceil(end / size))
      for (let first = Math.floor(start / size); first < stop; first += handle.runChunks) {
        const until = Math.min(first + handle.runChunks, last + 1, stop)
        for (const [i, plain] of (await openRun(handle, header, cipher, first, until)).entries()) {
          const at = (first + i) * size
          yield plain.subarray(Math.max(0, start - at), Math.min(plain.byteLength, end - at))
        }
      }
    } finally {
      await handle.close()
    }
  }

  async function read(start: number, end: number): Promise<Uint8Array> {
    const whole = new Uint8Array(Math.min(Math.max(0, end - start), bytes))
    let filled = 0
    for await (const piece of pieces(start, end)) {
      whole.set(piece, filled)
      filled += piece.byteLength
    }
    return whole
  }

  function forget() {
    opened?.cipher.zero()
    opened = undefined
  }

  return { bytes, read, stream: (start = 0, end = bytes) => Readable.from(pieces(start, end), { objectMode: false }), forget }
}

/** Reads chunks [first, until) at once and opens them. */
async function openRun(handle: SealedBytes, header: SealHeader, cipher: ChunkCipher, first: number, until: number): Promise<Buffer[]> {
  const stride = header.chunkBytes + TAG_BYTES
  const last = chunkCount(header) - 1
  const from = HEADER_BYTES + first * stride
  const to = until > last ? sealedFileBytes(header) : HEADER_BYTES + until * stride
  const sealed = await handle.read(from, to - from)
  const plain: Buffer[] = []
  for (let index = first; index < until; index++) {
    const at = (index - first) * stride
    plain.push(cipher.open(index, sealed.subarray(at, Math.min(at + stride, sealed.byteLength)), index === last ? header.plainBytes : null))
  }
  return plain
}

async function onDisk(file: string): Promise<SealedBytes> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    return { size, read: (position, length) => readExactly(handle, position, length), close: () => handle.close(), runChunks: RUN_CHUNKS }
  } catch (cause) {
    await handle.close()
    throw cause
  }
}

async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(bytes, done, length - done, position + done)
    if (bytesRead === 0) throw new SealBroken()
    done += bytesRead
  }
  return bytes
}
