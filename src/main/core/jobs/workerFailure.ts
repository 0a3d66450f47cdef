// Why a task in a worker did not end well.

/**
 * `failed`: the task threw (`code` when it said one). `crashed`: the thread died. `closed`: its pool was closed.
 * `timedOut`, `memoryExceeded`, `cancelled`: it was stopped from outside.
 */
export type WorkerFailureReason = 'failed' | 'crashed' | 'timedOut' | 'memoryExceeded' | 'cancelled' | 'closed'

/** Carries no text of the task's error: a parser's message may quote a patient's file. */
export class WorkerFailure extends Error {
  readonly reason: WorkerFailureReason
  /** Code the task gave (`TaskRefusal`) or the system's (ERR_..., ENOENT); null for any other throw. */
  readonly code: string | null
  /** Stack places inside the worker, for the log. */
  readonly where: string
  constructor(reason: WorkerFailureReason, code: string | null = null, where = '') {
    super(code === null ? `worker task ${reason}` : `worker task ${reason}: ${code}`)
    this.name = 'WorkerFailure'
    this.reason = reason
    this.code = code
    this.where = where
  }
}
