import { z } from 'zod'
import { CaseId } from '../../kit/ids.ts'
import { LabProposal } from '../../domain/labValue.ts'
import { teamProcedure } from '../procedure.ts'

export const valuesContract = {
  /** What the documents of the case state, for a person to confirm; what was decided lies in the case's shared document. */
  proposals: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(LabProposal)),
}
