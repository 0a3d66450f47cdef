import { z } from 'zod'
import { CaseId } from '../../kit/ids.ts'
import { ReviewCase, PatientQuestion, CaseStage } from '../../domain/reviewCase.ts'
import { SourceDocument } from '../../domain/sourceDocument.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

/** A line of the work list. */
export const CaseLine = z.object({
  reviewCase: ReviewCase,
  documents: z.number().int(),
  studies: z.number().int(),
  quarantined: z.number().int(),
  /** Required document kinds of the pack that are there / in all. */
  complete: z.object({ present: z.number().int(), required: z.number().int(), missing: z.array(z.string()) }),
  blockers: z.number().int(),
  onDeviceBytes: z.number(),
  lastEventAt: z.string(),
})
export type CaseLine = z.infer<typeof CaseLine>

/** One dated happening of the case, for the timeline picture and "since you last looked". */
export const CaseEvent = z.object({
  /** YYYY-MM-DD or an ISO instant for our own steps. */
  at: z.string(),
  lane: z.enum(['care', 'pathology', 'imaging', 'treatment', 'own']),
  /** i18n key of the kind of event: documentKind.*, imaging, event.* */
  labelKey: z.string(),
  /** What it is, as stated in the source. */
  title: z.string(),
  documentId: z.string().nullable(),
  StudyInstanceUID: z.string().nullable(),
  actorName: z.string().nullable(),
})
export type CaseEvent = z.infer<typeof CaseEvent>

export const casesContract = {
  list: signedInProcedure({ audit: 'cases.listed' }).output(z.array(CaseLine)),
  get: teamProcedure('case.opened').input(z.object({ caseId: CaseId })).output(CaseLine),
  documents: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(SourceDocument)),
  events: teamProcedure(null).input(z.object({ caseId: CaseId })).output(z.array(CaseEvent)),
  updateIntake: teamProcedure('case.intakeChanged')
    .errors(pick('STALE_VERSION'))
    .input(
      z.object({
        caseId: CaseId,
        baseVersion: z.number().int(),
        patientWords: z.string().max(4000).optional(),
        questions: z.array(PatientQuestion).max(99).optional(),
        stage: CaseStage.optional(),
      }),
    )
    .output(ReviewCase),
}
