import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { CaseId, JobId } from '../../kit/ids.ts'
import { pick } from '../errors.ts'
import { signedInProcedure } from '../procedure.ts'

/** What a job cannot decide by itself: it waits until `jobs.answer`. */
export const JobQuestion = z.discriminatedUnion('kind', [
  /** Most of what the bundle holds is in this case already. */
  z.object({ kind: z.literal('sameBundle'), caseId: CaseId, caseNumber: z.string(), shared: z.number().int(), total: z.number().int() }),
  /** An archive is encrypted; `again`: the last password did not open it. */
  z.object({ kind: z.literal('password'), name: z.string(), again: z.boolean() }),
])
export type JobQuestion = z.infer<typeof JobQuestion>

export const JobAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sameBundle'), choice: z.enum(['open', 'add', 'separate']) }),
  /** null: the encrypted files are left out. */
  z.object({ kind: z.literal('password'), password: z.string().max(1024).nullable() }),
])
export type JobAnswer = z.infer<typeof JobAnswer>

export const JobProgress = z.object({
  jobId: JobId,
  kind: z.enum(['import', 'demo', 'export', 'sync', 'recognise', 'pull', 'send']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  doneItems: z.number().int(),
  /** null while the number is not known yet. */
  totalItems: z.number().int().nullable(),
  doneBytes: z.number(),
  totalBytes: z.number().nullable(),
  /** Last item's name, for people. */
  current: z.string(),
  paused: z.boolean(),
  /** Of the last seconds, pauses left out; null until there is enough to tell. */
  bytesPerSecond: z.number().nullable(),
  question: JobQuestion.nullable(),
  /** Error code when failed. */
  error: z.string().nullable(),
})
export type JobProgress = z.infer<typeof JobProgress>

export const jobsContract = {
  /** Current state first, then every change (at most ten a second); ends when the job has ended. */
  watch: signedInProcedure().errors(pick('JOB_NOT_FOUND')).input(z.object({ jobId: JobId })).output(eventIterator(JobProgress)),
  /** Stops before the next item and goes on from there. */
  pause: signedInProcedure().errors(pick('JOB_NOT_FOUND')).input(z.object({ jobId: JobId, paused: z.boolean() })).output(z.object({})),
  answer: signedInProcedure().errors(pick('JOB_NOT_FOUND')).input(z.object({ jobId: JobId, answer: JobAnswer })).output(z.object({})),
  cancel: signedInProcedure().errors(pick('JOB_NOT_FOUND')).input(z.object({ jobId: JobId })).output(z.object({})),
}
