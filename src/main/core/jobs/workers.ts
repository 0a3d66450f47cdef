// Work outside the core's thread: a disposable worker per call, or a pool for many cheap calls. Knows tasks by type only.
import type { Transferable } from 'node:worker_threads'
import type { TaskInput, TaskOutput } from './task.ts'
import type { DeriveTasks } from './tasks/deriveTasks.ts'
import type { ParseTasks } from './tasks/parseTasks.ts'
import type { SealTasks } from './tasks/sealTasks.ts'
import { startThread } from './taskThread.ts'
import { createThreadPool } from './threadPool.ts'
import { WorkerFailure } from './workerFailure.ts'

export { WorkerFailure, type WorkerFailureReason } from './workerFailure.ts'

export interface Registries {
  parse: ParseTasks
  derive: DeriveTasks
  seal: SealTasks
}
export type WorkerName = keyof Registries
export type TaskName<W extends WorkerName> = keyof Registries[W] & string
export type InputOf<W extends WorkerName, T extends TaskName<W>> = TaskInput<Registries[W], T>
export type OutputOf<W extends WorkerName, T extends TaskName<W>> = TaskOutput<Registries[W], T>

export interface CallOptions {
  /** From the moment a worker takes the task. Default 60 s. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** Buffers and ports of `input` to move instead of copying. */
  readonly transfer?: readonly Transferable[]
  /** Progress of the task; the value is foreign, validate it. */
  readonly onMessage?: (value: unknown) => void
}

const TIMEOUT_MS = 60_000
const MEMORY_MB = 512
const IDLE_MS = 10_000

/**
 * Runs one task in a worker of its own, which is gone afterwards.
 * @param options.memoryMb heap and buffers together, MiB; default 512
 * @throws WorkerFailure
 */
export async function runTask<W extends WorkerName, T extends TaskName<W>>(
  worker: W,
  task: T,
  input: InputOf<W, T>,
  options: CallOptions & { readonly memoryMb?: number } = {},
): Promise<OutputOf<W, T>> {
  if (options.signal?.aborted) throw new WorkerFailure('cancelled')
  const thread = startThread(entryOf(worker), options.memoryMb ?? MEMORY_MB)
  try {
    return (await thread.run(task, input, { ...options, timeoutMs: options.timeoutMs ?? TIMEOUT_MS })) as OutputOf<W, T>
  } finally {
    await thread.stop()
  }
}

export interface PoolOptions {
  /** Most workers at one time; they start when needed. */
  readonly size: number
  /** Per worker, heap and buffers together, MiB. Default 512. */
  readonly memoryMb?: number
  /** A worker idle for so long is ended. Default 10 s. */
  readonly idleMs?: number
}

export interface WorkerPool<W extends WorkerName> {
  /** Waits for a free worker, then runs. A worker that was stopped or died is replaced. @throws WorkerFailure */
  run<T extends TaskName<W>>(task: T, input: InputOf<W, T>, options?: CallOptions): Promise<OutputOf<W, T>>
  /** Ends all workers; running and waiting calls fail with `closed`. */
  close(): Promise<void>
}

/** Opens a pool of reusable workers. */
export function openWorkerPool<W extends WorkerName>(worker: W, options: PoolOptions): WorkerPool<W> {
  const pool = createThreadPool(entryOf(worker), { memoryMb: MEMORY_MB, idleMs: IDLE_MS, ...options })
  return {
    async run<T extends TaskName<W>>(task: T, input: InputOf<W, T>, call: CallOptions = {}): Promise<OutputOf<W, T>> {
      return (await pool.run(task, input, { ...call, timeoutMs: call.timeoutMs ?? TIMEOUT_MS })) as OutputOf<W, T>
    },
    close: pool.close,
  }
}

/** Beside this file: as source under Node's type stripping, as a chunk in the built folder. */
function entryOf(worker: WorkerName): URL {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return new URL(`./${worker}.worker.${extension}`, import.meta.url)
}
