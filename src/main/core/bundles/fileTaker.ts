// Puts files into few messages to the threads that read, encrypt and write them. Knows no format and no case; what comes back is staged, not named.
import type { ContentStore, StagedBlob } from '../content/contentStore.ts'
import type { FileToTake, TakenFile } from '../jobs/tasks/takeFiles.ts'
import type { WorkerPool } from '../jobs/workers.ts'
import { type BundleFile, ItemRefusal } from './bundleSource.ts'
import type { Format } from './sniffFormat.ts'

const BATCH = 16
const BATCH_BYTES = 16 * 1024 * 1024
const WAIT_MS = 2
/** A scratched disc reads slowly. */
const TIMEOUT_MS = 10 * 60_000

export interface Taken {
  format: Format
  head: Uint8Array | null
  blob: StagedBlob | null
}

export interface FileTaker {
  /**
   * Told by its first bytes and kept, if it is to be kept, in one reading.
   * @param bytes the file's content where it is no plain file of this disk; moved away
   * @throws ItemRefusal notReadable; CaseError DISK_FULL and the rest end the import
   */
  take(file: BundleFile, bytes: Uint8Array | null, onlyDicom: boolean): Promise<Taken>
  /** Ended once nothing is being written any more. */
  idle(): Promise<void>
}

interface Waiting {
  file: Pick<FileToTake, 'from' | 'bytes' | 'onlyDicom'>
  resolve(taken: Taken): void
  reject(cause: unknown): void
}

export interface TakerPorts {
  caseId: string
  pool: WorkerPool<'seal'>
  content: Pick<ContentStore, 'reserve' | 'adopt' | 'release'>
  /** A failed write as an expected end. */
  explain(cause: unknown): Promise<unknown>
}

export function createFileTaker({ caseId, pool, content, explain }: TakerPorts): FileTaker {
  let waiting: Waiting[] = []
  let waitingBytes = 0
  let timer: NodeJS.Timeout | undefined
  const running = new Set<Promise<void>>()

  function flush() {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    waitingBytes = 0
    if (batch.length === 0) return
    const sent = send(batch).finally(() => running.delete(sent))
    running.add(sent)
  }

  async function send(batch: readonly Waiting[]): Promise<void> {
    const { masterKey, places } = content.reserve(caseId, batch.length)
    const fileIds = new Set(places.map(({ fileId }) => fileId))
    const files = batch.map(({ file }, i) => ({ ...file, fileId: places[i]?.fileId ?? '', place: places[i]?.file ?? '' }))
    const moved = files.flatMap(({ from }) => ('bytes' in from ? [from.bytes.buffer as ArrayBuffer] : []))
    try {
      // Never cancelled in the middle: a thread that is ended while it writes leaves files behind it.
      const taken = await pool.run('takeFiles', { masterKey, files }, { timeoutMs: TIMEOUT_MS, transfer: [masterKey.buffer as ArrayBuffer, ...moved] })
      for (const [i, { resolve, reject }] of batch.entries()) {
        const result = taken[i]
        if (result?.kind === 'taken') resolve(adopted(result, files[i] as FileToTake, fileIds))
        else reject(new ItemRefusal('notReadable'))
      }
    } catch (cause) {
      const explained = await explain(cause)
      for (const { reject } of batch) reject(explained)
    }
    await content.release([...fileIds])
  }

  function adopted({ format, head, sealed }: Extract<TakenFile, { kind: 'taken' }>, { fileId, bytes }: FileToTake, unused: Set<string>): Taken {
    if (!sealed) return { format, head, blob: null }
    unused.delete(fileId)
    return { format, head, blob: content.adopt({ caseId, fileId, sha256: sealed.sha256, bytes }) }
  }

  return {
    take: ({ bytes, path }, given, onlyDicom) =>
      new Promise((resolve, reject) => {
        const from = given ? { bytes: given } : { path: path ?? '' }
        waiting.push({ file: { from, bytes, onlyDicom }, resolve, reject })
        waitingBytes += bytes
        if (waiting.length >= BATCH || waitingBytes >= BATCH_BYTES) flush()
        else timer ??= setTimeout(flush, WAIT_MS)
      }),
    async idle() {
      flush()
      await Promise.allSettled(running)
    },
  }
}
