// Puts many small header requests into few messages to the parse workers; a file that breaks its batch is read again alone.
import { headOf } from '../imaging/dicom/fileHead.ts'
import type { HeaderReading } from '../imaging/dicom/readHeader.ts'
import { WorkerFailure, type WorkerPool } from '../jobs/workers.ts'
import { ItemRefusal } from './bundleSource.ts'

const BATCH = 64
const WAIT_MS = 2
const TIMEOUT_MS = 20_000

interface Waiting {
  file: { bytes: Uint8Array; fileBytes: number }
  resolve(reading: HeaderReading): void
  reject(cause: unknown): void
}

export interface HeaderReader {
  /** @param bytes head or whole of the file; free again at once. @throws ItemRefusal timedOut, memoryExceeded, dicomDamaged */
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
      const files = batch.map(({ file }) => file)
      const readings = await pool.run('readDicomHeaders', { files }, { signal, timeoutMs: TIMEOUT_MS })
      for (const [i, request] of batch.entries()) request.resolve(readings[i] ?? { kind: 'damaged' })
    } catch (cause) {
      if (batch.length > 1 && !signal.aborted) for (const request of batch) void send([request])
      else for (const request of batch) request.reject(refusalOf(cause))
    }
  }

  return {
    read: (bytes, fileBytes) =>
      new Promise((resolve, reject) => {
        // A copy of exactly what is needed, kept until it is answered: a batch that breaks its reader is sent again file by file.
        const head = bytes.slice(0, headOf(bytes, fileBytes) ?? bytes.length)
        waiting.push({ file: { bytes: head, fileBytes }, resolve, reject })
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
