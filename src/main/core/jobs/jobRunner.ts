// Long work with progress and cancel. A job reports; whoever watches is told at most ten times a second.
import type { z } from 'zod'
import type { JobAnswer, JobProgress, JobQuestion } from '#shared/contract/workstation/jobs.contract.ts'

export type Progress = z.infer<typeof JobProgress>

/** Reason of a job's signal when the profile is locked or the program ends: nobody wanted the job itself to end. */
export class JobStopped extends Error {
  override readonly name = 'JobStopped'
}

export interface JobContext {
  readonly jobId: string
  readonly signal: AbortSignal
  report(change: Partial<Pick<Progress, 'doneItems' | 'totalItems' | 'doneBytes' | 'totalBytes' | 'current'>>): void
  /** Waits while the job is paused. @throws the signal's reason once it aborts */
  mayGoOn(): Promise<void>
  /** Waits for a person. One question at a time; others wait for their turn. @throws the signal's reason once it aborts */
  ask<K extends JobQuestion['kind']>(question: Extract<JobQuestion, { kind: K }>): Promise<Extract<JobAnswer, { kind: K }>>
}

export interface JobRunner {
  /** Starts at once. The body must end soon after `signal` aborts and leave nothing half done. */
  start(kind: Progress['kind'], body: (job: JobContext) => Promise<void>): { jobId: string; done: Promise<Progress> }
  /** Current state first, then changes; ends with the job. undefined when the job is not known. */
  watch(jobId: string, signal?: AbortSignal): AsyncGenerator<Progress> | undefined
  cancel(jobId: string): boolean
  /** false when no such job runs. */
  pause(jobId: string, paused: boolean): boolean
  /** false when the job runs no more or does not ask this. */
  answer(jobId: string, answer: JobAnswer): boolean
  /** Cancels all and waits: part of a clean shutdown. */
  stop(): Promise<void>
}
