import { z } from 'zod'
import { CaseDigest, HistoryItem, HistoryMoment } from '../../domain/caseHistory.ts'
import { CaseId } from '../../kit/ids.ts'
import { teamProcedure } from '../procedure.ts'

export const historyContract = {
  /** What others brought about since this person last said that they had seen everything. */
  digest: teamProcedure(null).input(z.object({ caseId: CaseId })).output(CaseDigest),
  /** Notes for this person alone that everything up to now was seen. */
  seen: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.object({ at: z.string() })),
  /** When something happened in the case, oldest first. */
  moments: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(HistoryMoment)),
  /** The case as it stood at an instant. */
  asItWas: teamProcedure('case.opened').input(z.object({ caseId: CaseId, at: z.iso.datetime() })).output(z.object({ at: z.string(), items: z.array(HistoryItem), more: z.number().int() })),
}
