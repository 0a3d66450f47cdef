// Files into a ZIP that is never whole in memory: stored, not deflated, so that its length is known before its first byte.
import { Readable as ByteStream } from 'node:stream'
import yazl from 'yazl'
import type { OpenContent } from '../content/contentRoutes.ts'

export interface ZippedFile {
  readonly path: string
  readonly bytes: number
  /** The content from its start; asked for when its turn has come. */
  open(): ByteStream
}

const MADE = new Date(Date.UTC(2000, 0, 1, 12))
/** From so many entries on the long form of the end record is written; with fewer every old unpacker reads it. */
const MANY_ENTRIES = 400

function archiveOf(files: readonly ZippedFile[], open: (file: ZippedFile) => ByteStream | null): { stream: ByteStream; bytes: number } {
  const zip = new yazl.ZipFile()
  const output = zip.outputStream as ByteStream
  let current: ByteStream | null = null
  for (const file of files) {
    zip.addReadStreamLazy(file.path, { mtime: MADE, mode: 0o100644, compress: false, forceDosTimestamp: true, size: file.bytes }, (use) => {
      current = open(file)
      if (!current) return
      current.once('error', (cause) => output.destroy(cause))
      use(null, current)
    })
  }
  ;(zip as unknown as ByteStream).once('error', (cause: Error) => output.destroy(cause))
  // Whoever reads it may leave in the middle: then its source is let go of too.
  output.once('close', () => current?.destroy())
  let bytes = -1
  const tellSize = (size: number) => {
    bytes = size
  }
  // The types of the package leave the size out.
  zip.end({ forceZip64Format: files.length > MANY_ENTRIES, comment: '' }, tellSize as () => void)
  return { stream: output, bytes }
}

/** The archive as content that is sent: any part of it, made anew each time from the same files to the same bytes. */
export function storedZip(files: readonly ZippedFile[], mediaType: string): OpenContent {
  // Never pumped: only its length is of use.
  const { bytes } = archiveOf(files, () => null)
  return { mediaType, reader: { bytes, stream: (start = 0, end = bytes) => ByteStream.from(part(archiveOf(files, (file) => file.open()).stream, start, end), { objectMode: false }) } }
}

async function* part(whole: ByteStream, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const chunk of whole as AsyncIterable<Buffer>) {
    const from = Math.max(0, start - at)
    const to = Math.min(chunk.length, end - at)
    if (to > from) yield chunk.subarray(from, to)
    at += chunk.length
    if (at >= end) return
  }
}
