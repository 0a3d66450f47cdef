// A place where a mark stands as a proof.
import { z } from 'zod'
import { AnnotationId } from '../kit/ids.ts'

export const ProofUse = z.object({
  annotationId: AnnotationId,
  place: z.enum(['report', 'response', 'timeline']),
  /** Number of the report's version and key of its section; null outside a report. */
  report: z.number().int().positive().nullable(),
  section: z.string().nullable(),
  /** Number of the question whose answer it stands in. */
  question: z.number().int().positive().nullable(),
  /** Register of the coded value it stands behind; null in a text. */
  field: z.string().nullable(),
  /** The words before it, shortened at their beginning; of a value, the value; of a happening on the timeline, its day and words. */
  words: z.string().max(200),
})
export type ProofUse = z.infer<typeof ProofUse>
