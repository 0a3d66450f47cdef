// Long work with progress and cancel. A job reports; whoever watches is told at most ten times a second.
import type { z } from 'zod'
import type { JobProgress } from '#shared/contract/workstation/jobs.contract.ts'

export type Progress = z.infer<typeof JobProgress>

export interface JobContext {
  readonly jobId: string
  readonly signal: AbortSignal
  report(change: Partial<Omit<Progress, 'jobId' | 'kind' | 'state' | 'error'>>): void
}

export interface JobRunner {
  /** Starts at once. The body must end soon after `signal` aborts and leave nothing half done. */
  start(kind: Progress['kind'], body: (job: JobContext) => Promise<void>): { jobId: string; done: Promise<Progress> }
  /** Current state first, then changes; ends with the job. undefined when the job is not known. */
  watch(jobId: string, signal?: AbortSignal): AsyncGenerator<Progress> | undefined
  cancel(jobId: string): boolean
  /** Cancels all and waits: part of a clean shutdown. */
  stop(): Promise<void>
}
