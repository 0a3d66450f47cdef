// One case of the agenda as its own acts made it: minutes, checklist, decision, votes. Pure.
import type { User } from '../people.ts'
import type { BoardEvent, BoardRecommendation, ChecklistItem, VoteChoice } from './boardAct.ts'

export interface BoardMinute {
  readonly id: string
  readonly author: User
  readonly at: string
  readonly text: string
  /** Written when the case's minutes were locked already: stands after them, never among them. */
  readonly isLate: boolean
}

export interface BoardDecision {
  readonly id: string
  readonly text: string
  readonly formal: boolean
  readonly by: User
  readonly at: string
  readonly recommendations: readonly BoardRecommendation[]
}

export interface BoardVote {
  readonly personId: string
  readonly choice: VoteChoice
  readonly dissent: string
  /** Instant of the voter's own act; null while somebody else has only written it down. */
  readonly confirmedAt: string | null
  readonly isLate: boolean
}

export interface BoardCheck {
  readonly state: 'open' | 'discussed' | 'notApplicable'
  readonly note: string
  readonly by: User | null
  readonly at: string | null
}

export interface AgendaCase {
  readonly caseId: string
  /** Minutes allotted. */
  readonly minutes: number
  /** When it was on the table, oldest first; `to` null = now. */
  readonly spans: readonly { readonly from: string; readonly to: string | null }[]
  /** Its minutes are a locked draft since then; null = open. */
  readonly lockedAt: string | null
  readonly checklist: Readonly<Partial<Record<ChecklistItem, BoardCheck>>>
  readonly minutesTaken: readonly BoardMinute[]
  /** The last wording counts. */
  readonly decisions: readonly BoardDecision[]
  /** Votes on the last wording. */
  readonly votes: readonly BoardVote[]
  readonly tasksDone: readonly string[]
}

type CaseEvent = Exclude<BoardEvent, { caseId: null }>

export function applyToCase(one: AgendaCase, { id, act, actor, at }: CaseEvent): AgendaCase {
  const isLate = one.lockedAt !== null
  switch (act.type) {
    case 'minute':
      return { ...one, minutesTaken: [...one.minutesTaken, { id, author: actor, at, text: act.text, isLate }] }
    case 'discuss':
      return { ...one, checklist: { ...one.checklist, [act.item]: { state: act.state, note: act.note, by: actor, at } } }
    case 'decide':
      // Who agreed to other words has not agreed to these: votes belong to one wording.
      return { ...one, decisions: [...one.decisions, { id, text: act.text, formal: act.formal, by: actor, at, recommendations: act.recommendations }], votes: [] }
    case 'vote':
      return isOfLastWording(one, act.decisionId) ? withVote(one, { personId: actor.id, choice: act.choice, dissent: act.dissent, confirmedAt: at, isLate }) : one
    case 'noteVote': {
      const own = one.votes.some(({ personId, confirmedAt }) => personId === act.personId && confirmedAt !== null)
      return !own && isOfLastWording(one, act.decisionId) ? withVote(one, { personId: act.personId, choice: act.choice, dissent: act.dissent, confirmedAt: null, isLate }) : one
    }
    case 'settleTask':
      return { ...one, tasksDone: act.done ? [...new Set([...one.tasksDone, act.recommendationId])] : one.tasksDone.filter((task) => task !== act.recommendationId) }
  }
}

function isOfLastWording({ decisions }: AgendaCase, decisionId: string): boolean {
  return decisions.at(-1)?.id === decisionId
}

function withVote(one: AgendaCase, vote: BoardVote): AgendaCase {
  return { ...one, votes: [...one.votes.filter(({ personId }) => personId !== vote.personId), vote] }
}
