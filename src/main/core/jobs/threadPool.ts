// Reusable threads behind a queue: bounded, replaced when they die, ended when idle. Knows no task.
import { startThread, type RunOptions, type TaskThread } from './taskThread.ts'
import { WorkerFailure } from './workerFailure.ts'

export interface ThreadPool {
  run(task: string, input: unknown, options: RunOptions): Promise<unknown>
  close(): Promise<void>
}

/** @param entry module that calls `serveTasks` */
export function createThreadPool(entry: URL, { size, memoryMb, idleMs }: { size: number; memoryMb: number; idleMs: number }): ThreadPool {
  const idle = new Map<TaskThread, NodeJS.Timeout>()
  const busy = new Set<TaskThread>()
  const waiting: { take(thread: TaskThread): void; refuse(failure: WorkerFailure): void }[] = []
  let closed = false

  function free(thread: TaskThread) {
    busy.delete(thread)
    const next = waiting.shift()
    if (next) {
      const usable = thread.alive ? thread : startThread(entry, memoryMb)
      busy.add(usable)
      next.take(usable)
    } else if (thread.alive) {
      idle.set(thread, setTimeout(() => retire(thread), idleMs).unref())
    }
  }

  function retire(thread: TaskThread) {
    clearTimeout(idle.get(thread))
    idle.delete(thread)
    return thread.stop()
  }

  /** The most recently used first, so that the rest can retire. */
  function takeIdle(): TaskThread | undefined {
    for (const thread of [...idle.keys()].reverse()) {
      clearTimeout(idle.get(thread))
      idle.delete(thread)
      if (thread.alive) return thread
    }
    return undefined
  }

  function acquire(signal: AbortSignal | undefined): Promise<TaskThread> {
    if (closed) return Promise.reject(new WorkerFailure('closed'))
    if (signal?.aborted) return Promise.reject(new WorkerFailure('cancelled'))
    const thread = takeIdle() ?? (busy.size < size ? startThread(entry, memoryMb) : undefined)
    if (thread) {
      busy.add(thread)
      return Promise.resolve(thread)
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(call), 1)
        reject(new WorkerFailure('cancelled'))
      }
      const call = {
        take(free: TaskThread) {
          signal?.removeEventListener('abort', leave)
          resolve(free)
        },
        refuse(failure: WorkerFailure) {
          signal?.removeEventListener('abort', leave)
          reject(failure)
        },
      }
      signal?.addEventListener('abort', leave, { once: true })
      waiting.push(call)
    })
  }

  async function run(task: string, input: unknown, options: RunOptions): Promise<unknown> {
    const thread = await acquire(options.signal)
    try {
      return await thread.run(task, input, options)
    } finally {
      free(thread)
    }
  }

  async function close() {
    closed = true
    for (const call of waiting.splice(0)) call.refuse(new WorkerFailure('closed'))
    await Promise.all([...[...idle.keys()].map(retire), ...[...busy].map((thread) => thread.stop())])
  }

  return { run, close }
}
