// What can be done at a board meeting, as immutable acts. Workstation and server fold the same acts into the same meeting.
import { z } from 'zod'
import { CaseId, UserId } from '../../kit/ids.ts'
import { Discipline } from '../panel/panelAct.ts'
import { CalendarDate } from '../patient.ts'
import { User } from '../people.ts'

const Instant = z.iso.datetime()
const words = (most: number) => z.string().trim().max(most)

/** What is talked about before a decision; order of the shared screen. */
export const CHECKLIST = ['comorbidity', 'patientWishes', 'psychosocial', 'trial', 'fertility', 'genetics'] as const
export const ChecklistItem = z.enum(CHECKLIST)
export type ChecklistItem = z.infer<typeof ChecklistItem>

const CHECK_STATES = ['open', 'discussed', 'notApplicable'] as const
export const CheckState = z.enum(CHECK_STATES)

export const VOTE_CHOICES = ['agree', 'conditional', 'differ', 'abstain'] as const
export const VoteChoice = z.enum(VOTE_CHOICES)
export type VoteChoice = z.infer<typeof VoteChoice>

export const URGENCIES = ['immediate', 'days', 'weeks', 'planned'] as const
export const Urgency = z.enum(URGENCIES)
export type Urgency = z.infer<typeof Urgency>

/** What follows from a decision: who does what until when. */
export const BoardRecommendation = z.object({
  id: z.uuid(),
  text: z.string().trim().min(1).max(1000),
  /** Name as it is to be printed: an owner need not be at the board. */
  owner: words(120),
  urgency: Urgency,
  /** null: no day was agreed. */
  dueOn: CalendarDate.nullable(),
})
export type BoardRecommendation = z.infer<typeof BoardRecommendation>

const PRESENCES = ['expected', 'present', 'remote', 'absent'] as const
export const BoardPresence = z.enum(PRESENCES)
export type BoardPresence = z.infer<typeof BoardPresence>

/** Of the meeting itself: names no patient, holds no clinical word. */
export const MeetingAct = z.discriminatedUnion('type', [
  /** The actor becomes chair and presenter. */
  z.object({ type: z.literal('open'), title: z.string().trim().min(1).max(120), startsAt: Instant, quorum: z.array(Discipline).max(12) }),
  z.object({ type: z.literal('invite'), person: User, discipline: Discipline }),
  z.object({ type: z.literal('addCase'), caseId: CaseId, minutes: z.number().int().min(1).max(120) }),
  z.object({ type: z.literal('removeCase'), caseId: CaseId }),
  z.object({ type: z.literal('order'), caseIds: z.array(CaseId).max(60) }),
  z.object({ type: z.literal('allot'), caseId: CaseId, minutes: z.number().int().min(1).max(120) }),
  z.object({ type: z.literal('setQuorum'), quorum: z.array(Discipline).max(12) }),
  z.object({ type: z.literal('attend'), personId: UserId, presence: BoardPresence }),
  z.object({ type: z.literal('handOver'), role: z.enum(['chair', 'presenter']), personId: UserId }),
  /** The chair is not there: a physician of the board takes the chair, and says why. */
  z.object({ type: z.literal('takeChair'), reason: z.string().trim().min(1).max(500) }),
  /** The next case; the one before is locked. */
  z.object({ type: z.literal('begin'), caseId: CaseId }),
  z.object({ type: z.literal('end') }),
])
export type MeetingAct = z.infer<typeof MeetingAct>

/** Of one case at the meeting: readable only to those who may read the case. */
export const BoardCaseAct = z.discriminatedUnion('type', [
  z.object({ type: z.literal('minute'), text: z.string().trim().min(1).max(4000) }),
  z.object({ type: z.literal('discuss'), item: ChecklistItem, state: CheckState, note: words(500) }),
  z.object({
    type: z.literal('decide'),
    text: z.string().trim().min(1).max(4000),
    /** Formal needs the quorum; without it a decision is advice of those present. */
    formal: z.boolean(),
    recommendations: z.array(BoardRecommendation).max(40),
  }),
  /** The actor's own voice on one wording of the decision. */
  z.object({ type: z.literal('vote'), decisionId: z.uuid(), choice: VoteChoice, dissent: words(2000) }),
  /** Written down for somebody: it is theirs only when they have voted themselves. */
  z.object({ type: z.literal('noteVote'), decisionId: z.uuid(), personId: UserId, choice: VoteChoice, dissent: words(2000) }),
  z.object({ type: z.literal('settleTask'), recommendationId: z.uuid(), done: z.boolean() }),
])
export type BoardCaseAct = z.infer<typeof BoardCaseAct>

const common = {
  id: z.uuid(),
  meetingId: z.uuid(),
  /** The person the server authenticated; never a name inside an act. */
  actor: User,
  /** When it was done, by the clock of the workstation; the server refuses the future. */
  at: Instant,
}
export const BoardEvent = z.union([z.object({ ...common, caseId: z.null(), act: MeetingAct }), z.object({ ...common, caseId: CaseId, act: BoardCaseAct })])
export type BoardEvent = z.infer<typeof BoardEvent>
