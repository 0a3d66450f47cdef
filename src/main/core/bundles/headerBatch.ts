// Puts many small header requests into few messages to the parse workers; a file that breaks its batch is read again alone.
import type { HeaderReading } from '../imaging/dicom/readHeader.ts'
import { WorkerFailure, type WorkerPool } from '../jobs/workers.ts'
import { ItemRefusal } from './bundleSource.ts'

/** Enough to hold the header of nearly every image (imaging note §5). */
export const HEAD_BYTES = 64 * 1024
const BATCH = 24
const WAIT_MS = 2
const TIMEOUT_MS = 20_000

interface Waiting {
  file: { bytes: Uint8Array; fileBytes: number }
  resolve(reading: HeaderReading): void
  reject(cause: unknown): void
}

export interface HeaderReader {
  /** @param bytes head or whole of the file. @throws ItemRefusal timedOut, memoryExceeded, dicomDamaged */
  read(bytes: Uint8Array, fileBytes: number): Promise<HeaderReading>
}

export function createHeaderReader(pool: WorkerPool<'parse'>, signal: AbortSignal): HeaderReader {
  let waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined

  function flush() {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    if (batch.length > 0) void send(batch)
  }

  async function send(batch: readonly Waiting[]) {
    try {
      // A copy of exactly these bytes: posting a view would copy the whole buffer under it.
      const files = batch.map(({ file }) => ({ bytes: file.bytes.slice(), fileBytes: file.fileBytes }))
      const readings = await pool.run('readDicomHeaders', { files }, { signal, timeoutMs: TIMEOUT_MS, transfer: files.map(({ bytes }) => bytes.buffer) })
      for (const [i, request] of batch.entries()) request.resolve(readings[i] ?? { kind: 'damaged' })
    } catch (cause) {
      if (batch.length > 1 && !signal.aborted) for (const request of batch) void send([request])
      else for (const request of batch) request.reject(refusalOf(cause))
    }
  }

  return {
    read: (bytes, fileBytes) =>
      new Promise((resolve, reject) => {
        waiting.push({ file: { bytes, fileBytes }, resolve, reject })
        if (waiting.length >= BATCH) flush()
        else timer ??= setTimeout(flush, WAIT_MS)
      }),
  }
}

/** What a stopped worker means for the file it was reading; a cancelled import stays a cancelled import. */
export function refusalOf(cause: unknown, otherwise: 'dicomDamaged' | 'pdfDamaged' | 'notReadable' = 'dicomDamaged'): unknown {
  if (!(cause instanceof WorkerFailure) || cause.reason === 'cancelled' || cause.reason === 'closed') return cause
  if (cause.reason === 'timedOut' || cause.reason === 'memoryExceeded') return new ItemRefusal(cause.reason, { cause })
  return new ItemRefusal(otherwise, { cause })
}
