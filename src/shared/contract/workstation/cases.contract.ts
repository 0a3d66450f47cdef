import { z } from 'zod'
import { COURSE_LANES } from '../../domain/courseEvent.ts'
import { CaseId } from '../../kit/ids.ts'
import { CASE_DECISIONS } from '../../domain/caseStatus.ts'
import { ReviewCase, PatientQuestion, CaseStage } from '../../domain/reviewCase.ts'
import { SourceDocument } from '../../domain/sourceDocument.ts'
import { FILTERS } from '../../domain/workList.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

/** A line of the work list. */
export const CaseLine = z.object({
  reviewCase: ReviewCase,
  /** As it is: what was commanded, overruled by what the newest report shows. */
  stage: CaseStage,
  documents: z.number().int(),
  studies: z.number().int(),
  quarantined: z.number().int(),
  /** Required items of the illness's checklist that are there or waived / in all; codes of those missing. */
  complete: z.object({ present: z.number().int(), required: z.number().int(), missing: z.array(z.string()) }),
  blockers: z.number().int(),
  /** The programme's clock stands still. */
  isPaused: z.boolean(),
  openRequests: z.number().int(),
  /** Day of the open request for data that is due first. */
  nextRequestDue: z.string().nullable(),
  onDeviceBytes: z.number(),
  lastEventAt: z.string(),
})
export type CaseLine = z.infer<typeof CaseLine>

/** One dated happening of the case, for the timeline picture and "since you last looked". */
export const CaseEvent = z.object({
  /** YYYY-MM-DD or an ISO instant for our own steps. */
  at: z.string(),
  lane: z.enum([...COURSE_LANES, 'own']),
  /** i18n key of the kind of event: documentKind.*, imaging, event.* */
  labelKey: z.string(),
  /** What it is, as stated in the source. */
  title: z.string(),
  documentId: z.string().nullable(),
  StudyInstanceUID: z.string().nullable(),
  actorName: z.string().nullable(),
})
export type CaseEvent = z.infer<typeof CaseEvent>

/** Part of the work list in its order, and how many cases each filter holds. */
export const WorkListPage = z.object({
  lines: z.array(CaseLine),
  offset: z.number().int(),
  /** Cases that fit filter and text / in all. */
  total: z.number().int(),
  all: z.number().int(),
  /** Place of `selected` among those that fit; null when it is not among them. */
  at: z.number().int().nullable(),
  counts: z.record(z.enum(FILTERS), z.number().int()),
  /** Cases with items set aside or blockers. */
  needsSomeone: z.number().int(),
  bytes: z.number(),
})
export type WorkListPage = z.infer<typeof WorkListPage>

export const casesContract = {
  page: signedInProcedure({ audit: 'cases.listed' })
    .input(
      z.object({
        filter: z.enum(FILTERS).nullable(),
        text: z.string().max(200),
        /** Kept at the top. */
        pinned: z.array(z.string()).max(200),
        selected: z.string().nullable(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(0).max(200),
      }),
    )
    .output(WorkListPage),
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
      }),
    )
    .output(ReviewCase),
  /** One step of the status machine, by a person. A reason is needed to close a case and to open it again. */
  advance: teamProcedure('case.advanced')
    .errors(pick('STALE_VERSION', 'STEP_NOT_POSSIBLE', 'GATE_CLOSED', 'REASON_MISSING'))
    .input(z.object({ caseId: CaseId, baseVersion: z.number().int(), command: z.enum(CASE_DECISIONS), reason: z.string().trim().max(500).default('') }))
    .output(ReviewCase),
}
