import { z } from 'zod'
import { CaseId } from '../../kit/ids.ts'
import { SearchAnswer } from '../../domain/searching.ts'
import { teamProcedure } from '../procedure.ts'

export const searchContract = {
  /** Every word of one case: documents, recognised pages, image descriptions, notes, reports. What is asked for is kept nowhere. */
  find: teamProcedure(null).input(z.object({ caseId: CaseId, words: z.string().max(200), limit: z.number().int().min(1).max(500) })).output(SearchAnswer),
}
