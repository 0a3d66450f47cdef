// What a task in a worker is: one function over plain values. Knows neither the pool nor the thread that runs it.
import type { Transferable } from 'node:worker_threads'

/** What a running task may do besides returning. */
export interface TaskContext {
  /** Progress or a partial result to the caller's `onMessage`. */
  message(value: unknown, transfer?: readonly Transferable[]): void
  /** Moves these buffers with the task's result instead of copying them. */
  transfer(...items: Transferable[]): void
}

/** Input and output are structured-clonable. A task ends an expected way by throwing `TaskRefusal`. */
export type Task<I, O> = (input: I, context: TaskContext) => O | Promise<O>

/** Loads a task's module at first use, so that a worker carries only what it needs: `() => import('./tasks/x.ts')`. */
export type TaskLoader<I, O> = () => Promise<{ run: Task<I, O> }>

// biome-ignore lint/suspicious/noExplicitAny: the only way to say "a loader of any input"; every use infers the real types
export type TaskRegistry = Record<string, TaskLoader<any, unknown>>

export type TaskInput<R extends TaskRegistry, T extends keyof R> = R[T] extends TaskLoader<infer I, unknown> ? I : never
export type TaskOutput<R extends TaskRegistry, T extends keyof R> = Awaited<ReturnType<Awaited<ReturnType<R[T]>>['run']>>

/** An expected end of a task: `code` reaches the caller as `WorkerFailure.code`. Text never does, it may come from a patient's file. */
export class TaskRefusal extends Error {
  readonly code: string
  constructor(code: string, options?: { cause?: unknown }) {
    super(code, options)
    this.name = 'TaskRefusal'
    this.code = code
  }
}

/** Starter to worker. */
export interface TaskRequest {
  readonly id: number
  readonly task: string
  readonly input: unknown
}

/** Worker to starter. `where` are stack frames without the message. */
export type TaskReply =
  | { readonly id: number; readonly kind: 'message'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'done'; readonly output: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly code: string | null; readonly where: string }
