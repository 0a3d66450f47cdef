// Takes files into the store in one pass over their bytes: told by their first bytes, hashed, encrypted, written, flushed. Foreign bytes are looked at, never parsed.
import { closeSync, constants, fstatSync, fsync, openSync, readSync, rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { CHUNK_BYTES } from '#shared/node/sealedFormat.ts'
import { sealFile } from '#shared/node/sealFile.ts'
import { type Format, SNIFF_BYTES, sniffFormat } from '../../bundles/sniffFormat.ts'
import { HEAD_BYTES, headOf } from '../../imaging/dicom/fileHead.ts'
import type { TaskContext } from '../task.ts'

export interface FileToTake {
  /** A plain file of this disk, or its bytes. */
  from: { path: string } | { bytes: Uint8Array }
  bytes: number
  /** Name and path of the encrypted file, should it be kept. */
  fileId: string
  place: string
  /** Nothing but DICOM is kept: what else the file may be belongs to its medium. */
  onlyDicom: boolean
}

export interface TakeFilesInput {
  masterKey: Uint8Array
  files: readonly FileToTake[]
}

export type TakenFile =
  | { kind: 'notReadable' }
  | {
      kind: 'taken'
      format: Format
      /** As much of the file as a reader of headers needs: of an uncompressed image what lies before its pixels, else all of it up to WHOLE_BYTES. */
      head: Uint8Array | null
      /** null: not kept. */
      sealed: { sha256: string } | null
    }

/** Larger files come back by their head only. */
export const WHOLE_BYTES = 64 * 1024 * 1024

const flush = promisify(fsync)

class NotReadable extends Error {}

/** One chunk for all files of this thread: taken files are read through it, one after the other. */
let chunk: Buffer | undefined

/** Flushes overlap: while one file waits for the disk the next is hashed. @throws what the store's disk says (ENOSPC); then none of the files is there */
export async function run({ masterKey, files }: TakeFilesInput, context: TaskContext): Promise<TakenFile[]> {
  const taken: TakenFile[] = []
  const flushing: Promise<unknown>[] = []
  try {
    for (const file of files) {
      const { result, descriptor } = takeOne(file, masterKey)
      taken.push(result)
      if (result.kind === 'taken' && result.head) context.transfer(result.head.buffer as ArrayBuffer)
      if (descriptor !== null) flushing.push(flush(descriptor).finally(() => closeSync(descriptor)))
    }
    await Promise.all(flushing)
    return taken
  } catch (cause) {
    await Promise.allSettled(flushing)
    for (const { place } of files) rmSync(place, { force: true })
    throw cause
  } finally {
    masterKey.fill(0)
  }
}

interface OneTaken {
  result: TakenFile
  descriptor: number | null
}

function takeOne(file: FileToTake, masterKey: Uint8Array): OneTaken {
  if ('bytes' in file.from) return keep(file, masterKey, partsOf(file.from.bytes))
  let source: number | null = null
  try {
    source = openPlain(file.from.path)
    return keep(file, masterKey, partsOfFile(source, file.bytes))
  } catch (cause) {
    if (!(cause instanceof NotReadable)) throw cause
    return { result: { kind: 'notReadable' }, descriptor: null }
  } finally {
    if (source !== null) closeSync(source)
  }
}

/** The plain bytes: chunk by chunk, and as a whole where they are wanted. */
interface Parts {
  chunkAt(start: number): Uint8Array
  /** Own memory, so that it can be moved to another thread. */
  copy(end: number): Uint8Array
}

function keep({ bytes, fileId, place, onlyDicom }: FileToTake, masterKey: Uint8Array, parts: Parts): OneTaken {
  const first = parts.chunkAt(0)
  const format = sniffFormat(first.subarray(0, SNIFF_BYTES))
  const isKept = format.kind === 'dicom' || (format.kind === 'document' && !onlyDicom)
  if (!isKept) return { result: { kind: 'taken', format, head: null, sealed: null }, descriptor: null }
  const headBytes = format.kind === 'dicom' ? headOf(first, bytes) : null
  const wanted = headBytes ?? (bytes <= WHOLE_BYTES ? bytes : HEAD_BYTES)
  const head = parts.copy(wanted)
  const chunkAt = wanted === bytes ? (start: number) => head.subarray(start, start + CHUNK_BYTES) : parts.chunkAt
  const { sha256, descriptor } = sealFile({ file: place, masterKey, blobId: Buffer.from(fileId, 'hex'), plainBytes: bytes, chunkAt })
  return { result: { kind: 'taken', format, head, sealed: { sha256 } }, descriptor }
}

function partsOf(bytes: Uint8Array): Parts {
  return {
    chunkAt: (start) => bytes.subarray(start, start + CHUNK_BYTES),
    copy: (end) => (end === bytes.length ? bytes : bytes.slice(0, end)),
  }
}

function partsOfFile(descriptor: number, bytes: number): Parts {
  chunk ??= Buffer.allocUnsafeSlow(CHUNK_BYTES)
  const buffer = chunk
  /** What the chunk holds: a small file is read once. */
  let held = -1
  return {
    chunkAt(start) {
      const part = buffer.subarray(0, Math.min(CHUNK_BYTES, bytes - start))
      if (held !== start) readExactly(descriptor, part, start)
      held = start
      return part
    },
    copy(end) {
      const all = new Uint8Array(end)
      const known = held === 0 ? Math.min(end, CHUNK_BYTES) : 0
      all.set(buffer.subarray(0, known))
      if (known < end) readExactly(descriptor, all.subarray(known), known)
      return all
    },
  }
}

/** The name may have become a link since it was listed: opened without following, then looked at again. */
function openPlain(path: string): number {
  try {
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    if (fstatSync(descriptor).isFile()) return descriptor
    closeSync(descriptor)
  } catch (cause) {
    throw new NotReadable('', { cause })
  }
  throw new NotReadable()
}

function readExactly(descriptor: number, into: Uint8Array, position: number): void {
  for (let read = 0; read < into.length; ) {
    const now = tryRead(descriptor, into, read, position + read)
    if (now === 0) throw new NotReadable()
    read += now
  }
}

/** A medium that was pulled out or cannot be read any more. */
function tryRead(descriptor: number, into: Uint8Array, offset: number, position: number): number {
  try {
    return readSync(descriptor, into, offset, into.length - offset, position)
  } catch (cause) {
    throw new NotReadable('', { cause })
  }
}
