// One worker thread that runs one task at a time, inside limits of time and memory. Knows no pool.
import { Worker, type Transferable } from 'node:worker_threads'
import type { TaskReply, TaskRequest } from './task.ts'
import { WorkerFailure } from './workerFailure.ts'

export interface RunOptions {
  /** Counted from the moment a worker takes the task. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  readonly transfer?: readonly Transferable[] | undefined
  /** The caller validates: what comes from a parse worker is foreign. */
  readonly onMessage?: ((value: unknown) => void) | undefined
}

export interface TaskThread {
  /** False once the thread was stopped or died: it takes no more tasks. */
  readonly alive: boolean
  /** @throws WorkerFailure; after any reason but `failed` the thread is gone */
  run(task: string, input: unknown, options: RunOptions): Promise<unknown>
  stop(): Promise<void>
}

/** How often the memory outside V8's heap (ArrayBuffers, WASM) is looked at; resourceLimits do not cover it. */
const MEMORY_LOOK_MS = 150
const MIB = 1024 * 1024

interface Running {
  readonly id: number
  readonly options: RunOptions
  settle(end: { output: unknown } | { failure: WorkerFailure }): void
}

/**
 * Starts a thread.
 * @param entry module that calls `serveTasks`
 * @param memoryMb limit of heap and buffers together, MiB
 */
export function startThread(entry: URL, memoryMb: number): TaskThread {
  // An empty environment: a parser has no business with the passphrase variable of the command line.
  const thread = new Worker(entry, {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: Math.min(64, memoryMb) },
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  // Parser libraries print what they parse; nothing of it may reach a log.
  thread.stdout.resume()
  thread.stderr.resume()
  let alive = true
  let running: Running | undefined
  let nextId = 1

  function end(result: { output: unknown } | { failure: WorkerFailure }) {
    const ended = running
    running = undefined
    ended?.settle(result)
  }

  function die(failure: WorkerFailure) {
    alive = false
    void thread.terminate()
    end({ failure })
  }

  thread.on('message', (reply: TaskReply) => {
    if (running === undefined || reply.id !== running.id) return
    if (reply.kind === 'message') running.options.onMessage?.(reply.value)
    else if (reply.kind === 'done') end({ output: reply.output })
    else end({ failure: new WorkerFailure('failed', reply.code, reply.where) })
  })
  thread.on('error', (error) => {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : null
    die(new WorkerFailure(code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memoryExceeded' : 'crashed', code))
  })
  thread.on('messageerror', () => die(new WorkerFailure('crashed', 'ERR_MESSAGE')))
  thread.on('exit', () => die(new WorkerFailure('crashed')))
  thread.unref()

  async function lookAtMemory() {
    const stats = await thread.getHeapStatistics().catch(() => undefined)
    if (stats && stats.external_memory + stats.used_heap_size > memoryMb * MIB) die(new WorkerFailure('memoryExceeded'))
  }

  function run(task: string, input: unknown, options: RunOptions): Promise<unknown> {
    if (!alive || running !== undefined) return Promise.reject(new WorkerFailure('closed'))
    if (options.signal?.aborted) return Promise.reject(new WorkerFailure('cancelled'))
    const id = nextId++
    return new Promise((resolve, reject) => {
      const cancel = () => die(new WorkerFailure('cancelled'))
      const timeout = setTimeout(() => die(new WorkerFailure('timedOut')), options.timeoutMs)
      const looking = setInterval(() => void lookAtMemory(), MEMORY_LOOK_MS)
      options.signal?.addEventListener('abort', cancel, { once: true })
      running = {
        id,
        options,
        settle(result) {
          clearTimeout(timeout)
          clearInterval(looking)
          options.signal?.removeEventListener('abort', cancel)
          thread.unref()
          if ('failure' in result) reject(result.failure)
          else resolve(result.output)
        },
      }
      thread.ref()
      try {
        thread.postMessage({ id, task, input } satisfies TaskRequest, options.transfer ?? [])
      } catch {
        end({ failure: new WorkerFailure('failed', 'INPUT_NOT_CLONABLE') })
      }
    })
  }

  return {
    get alive() {
      return alive
    },
    run,
    async stop() {
      alive = false
      end({ failure: new WorkerFailure('closed') })
      await thread.terminate()
    },
  }
}
