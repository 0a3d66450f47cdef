import { z } from 'zod'
import { CaseId, UserId } from '../../kit/ids.ts'
import { User } from '../../domain/people.ts'
import { ExpertOpinion, OpinionItem, OpinionSubject } from '../../domain/panel/opinion.ts'
import { Discipline, OpinionAttestations } from '../../domain/panel/panelAct.ts'
import { pick } from '../errors.ts'
import { signedInProcedure, teamProcedure } from '../procedure.ts'

const Instant = z.iso.datetime()

/** What one expert has written so far; kept on this device only. */
export const OpinionDraft = z.object({ items: z.array(OpinionItem).max(120), freeText: z.string().max(8000) })
export type OpinionDraft = z.infer<typeof OpinionDraft>

export const PanelSeatView = z.object({
  person: User,
  discipline: Discipline,
  dueAt: Instant.nullable(),
  invitedAt: Instant,
  answer: z.enum(['waiting', 'accepted', 'declined', 'released']),
  answerReason: z.string(),
  /** null: not answered, or its words are not for this reader. */
  conflict: z.string().nullable(),
  reminders: z.number().int(),
  /** Of the last reminder. */
  remindedAt: Instant.nullable(),
  /** `isCurrent`: to the chair of now; otherwise it waits for its author to seal it again. */
  sealed: z.object({ commitment: z.string(), at: Instant, isCurrent: z.boolean() }).nullable(),
  /** What they opened since they were asked; null for readers who are neither the chair nor the expert. */
  seen: z.object({ documents: z.array(z.string()), series: z.array(z.object({ StudyInstanceUID: z.string().nullable(), SeriesInstanceUID: z.string() })) }).nullable(),
})

export const PublishedOpinionView = z.object({
  personId: UserId,
  opinion: ExpertOpinion,
  commitment: z.string(),
  at: Instant,
  isRevision: z.boolean(),
  /** The words are the ones that were committed before anybody read them. */
  isIntact: z.boolean(),
})
export type PublishedOpinionView = z.infer<typeof PublishedOpinionView>

export const PanelView = z.object({
  chair: User.nullable(),
  deadline: Instant.nullable(),
  revealedAt: Instant.nullable(),
  mayReveal: z.boolean(),
  /** Acts of this workstation that the server has not confirmed yet. */
  unsent: z.number().int(),
  seats: z.array(PanelSeatView),
  chairsTaken: z.array(z.object({ person: User, at: Instant, reason: z.string() })),
  /** What the case's illness asks for (resources/illnesses). */
  disciplines: z.array(z.string()),
  /** What an opinion takes a position on: `question:n`, `axis:name`. */
  subjects: z.array(OpinionSubject),
  draft: OpinionDraft,
  /** The reader's own sealed opinion; nobody else's before the reveal. */
  ownOpinion: ExpertOpinion.nullable(),
  opinions: z.array(PublishedOpinionView),
})
export type PanelView = z.infer<typeof PanelView>

/** What a panel waits for from one person: an answer, their opinion, the same words for a new chair, or, of its chair, the reveal. */
export const AskedOpinion = z.object({
  caseId: CaseId,
  caseNumber: z.string(),
  patient: z.string(),
  waitsFor: z.enum(['answer', 'opinion', 'sealAgain', 'reveal']),
  chair: z.string(),
  dueAt: Instant.nullable(),
  remindedAt: Instant.nullable(),
})
export type AskedOpinion = z.infer<typeof AskedOpinion>

const refusable = pick('PANEL_REFUSED')

export const panelContract = {
  /** Everything that panels wait for from the caller, over all cases; what is due first stands first. */
  asked: signedInProcedure({ audit: 'cases.listed' }).output(z.array(AskedOpinion)),
  view: teamProcedure(null).input(z.object({ caseId: CaseId })).output(PanelView),
  /** Makes the caller the chair. */
  open: teamProcedure('panel.opened')
    .errors(refusable)
    .input(z.object({ caseId: CaseId, deadline: Instant.nullable() }))
    .output(PanelView),
  act: teamProcedure('panel.acted')
    .errors(refusable)
    .input(
      z.object({
        caseId: CaseId,
        act: z.discriminatedUnion('type', [
          z.object({ type: z.literal('invite'), person: User, discipline: Discipline, dueAt: Instant.nullable() }),
          z.object({ type: z.literal('answer'), accepts: z.boolean(), reason: z.string().max(1000), conflict: z.string().max(2000) }),
          z.object({ type: z.literal('remind'), personId: UserId }),
          z.object({ type: z.literal('release'), personId: UserId, reason: z.string().trim().min(1).max(1000) }),
          z.object({ type: z.literal('extend'), deadline: Instant }),
        ]),
      }),
    )
    .output(PanelView),
  /** The chair is lost: the caller takes the panel over. Opinions sealed before wait for their authors to seal them again. */
  takeChair: teamProcedure('panel.chairTaken')
    .errors(refusable)
    .input(z.object({ caseId: CaseId, reason: z.string().trim().min(1).max(500) }))
    .output(PanelView),
  /** The caller's own sealed opinion, word for word, for the new chair. */
  reseal: teamProcedure('panel.opinionSealed').errors(refusable).input(z.object({ caseId: CaseId })).output(PanelView),
  saveDraft: teamProcedure(null)
    .input(z.object({ caseId: CaseId, draft: OpinionDraft }))
    .output(z.object({})),
  seal: teamProcedure('panel.opinionSealed')
    .errors(pick('PANEL_REFUSED', 'OPINION_INCOMPLETE'))
    .input(z.object({ caseId: CaseId, draft: OpinionDraft, attestations: OpinionAttestations, changeReason: z.string().trim().min(1).max(2000).nullable() }))
    .output(PanelView),
  /** Adds the agreement and every dissenting voice, word for word, to the open report's section about the panel. */
  takeIntoReport: teamProcedure('panel.takenIntoReport')
    .errors(pick('PANEL_REFUSED', 'REPORT_SIGNED'))
    .input(z.object({ caseId: CaseId }))
    .output(z.object({ added: z.number().int() })),
  reveal: teamProcedure('panel.revealed')
    .errors(pick('PANEL_REFUSED', 'SEAL_BROKEN', 'SERVER_UNREACHABLE', 'SERVER_REFUSED'))
    .input(z.object({ caseId: CaseId }))
    .output(PanelView),
}
