import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { JobId } from '../../kit/ids.ts'
import { pick } from '../errors.ts'
import { signedInProcedure } from '../procedure.ts'

export const JobProgress = z.object({
  jobId: JobId,
  kind: z.enum(['import', 'demo', 'export', 'sync']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  doneItems: z.number().int(),
  /** null while the number is not known yet. */
  totalItems: z.number().int().nullable(),
  doneBytes: z.number(),
  totalBytes: z.number().nullable(),
  /** Last item's name, for people. */
  current: z.string(),
  /** Error code when failed. */
  error: z.string().nullable(),
})
export type JobProgress = z.infer<typeof JobProgress>

export const jobsContract = {
  /** Current state first, then every change (at most ten a second); ends when the job has ended. */
  watch: signedInProcedure().errors(pick('JOB_NOT_FOUND')).input(z.object({ jobId: JobId })).output(eventIterator(JobProgress)),
  cancel: signedInProcedure().errors(pick('JOB_NOT_FOUND')).input(z.object({ jobId: JobId })).output(z.object({})),
}
