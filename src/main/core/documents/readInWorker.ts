// One look at foreign bytes in a disposable worker, its failures as expected ends.
import { caseError } from '#shared/contract/errors.ts'
import { type InputOf, type OutputOf, runTask, type TaskName, WorkerFailure } from '../jobs/workers.ts'

const TIMEOUT_MS = 60_000

/** @throws CaseError DOCUMENT_UNREADABLE when the worker gave up */
export async function readInWorker<T extends TaskName<'parse'>>(task: T, input: InputOf<'parse', T>): Promise<OutputOf<'parse', T>> {
  try {
    return await runTask('parse', task, input, { timeoutMs: TIMEOUT_MS })
  } catch (cause) {
    throw cause instanceof WorkerFailure ? caseError('DOCUMENT_UNREADABLE', {}, { cause }) : cause
  }
}

export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
