// A place where a mark stands as a proof.
import { z } from 'zod'
import { AnnotationId } from '../kit/ids.ts'

export const ProofUse = z.object({
  annotationId: AnnotationId,
  place: z.enum(['report', 'response']),
  /** Number of the report's version and key of its section; null outside a report. */
  report: z.number().int().positive().nullable(),
  section: z.string().nullable(),
  /** Number of the question whose answer it stands in. */
  question: z.number().int().positive().nullable(),
  /** The words before it, shortened at their beginning. */
  words: z.string().max(200),
})
export type ProofUse = z.infer<typeof ProofUse>
