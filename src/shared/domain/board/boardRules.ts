// Who may do what at a board meeting, and when. Judged at the workstation and again by the server, by this one function.
import { MEDICAL_ROLES, OFFICE_ROLES, type User } from '../people.ts'
import type { AgendaCase } from './agendaCase.ts'
import type { BoardCaseAct, BoardEvent, MeetingAct } from './boardAct.ts'
import { caseOf, hasQuorum, isThere, type BoardState } from './boardState.ts'

export const BOARD_REFUSALS = [
  'alreadyOpen', 'notOpen', 'notChair', 'notInvited', 'ended', 'onAgenda', 'notOnAgenda', 'onTheTable', 'chairIsThere', 'notBegun', 'locked', 'noQuorum', 'otherWording', 'reasonMissing', 'unknownTask', 'notReady',
] as const
export type BoardRefusal = (typeof BOARD_REFUSALS)[number]

/** @returns null when the act may be done in this state */
export function boardRefusal(state: BoardState, { caseId, act, actor }: Pick<BoardEvent, 'actor'> & ({ caseId: null; act: MeetingAct } | { caseId: string; act: BoardCaseAct })): BoardRefusal | null {
  if (caseId === null && act.type === 'open') return state.chair ? 'alreadyOpen' : MEDICAL_ROLES.includes(actor.role) || actor.role === 'caseManager' ? null : 'notChair'
  if (!state.chair) return 'notOpen'
  if (!isOfBoard(state, actor)) return 'notInvited'
  return caseId === null ? ofMeeting(state, act, actor) : ofCase(state, caseId, act, actor)
}

export function isOfBoard({ chair, seats }: Pick<BoardState, 'chair' | 'seats'>, { id }: Pick<User, 'id'>): boolean {
  return chair?.id === id || seats.some(({ person }) => person.id === id)
}

function ofMeeting(state: BoardState, act: MeetingAct, actor: User): BoardRefusal | null {
  if (act.type === 'takeChair') return refuseTakingChair(state, actor)
  const isChair = state.chair?.id === actor.id
  if (act.type === 'attend') return isChair || act.personId === actor.id ? seated(state, act.personId) : 'notChair'
  // Whoever steers may pass it on or give it back.
  if (act.type === 'handOver' && act.role === 'presenter' && state.presenter?.id === actor.id) return seated(state, act.personId)
  if (!isChair) return 'notChair'
  if (state.endedAt) return 'ended'
  return ofChair(state, act)
}

function ofChair(state: BoardState, act: MeetingAct): BoardRefusal | null {
  switch (act.type) {
    case 'addCase':
      return caseOf(state, act.caseId) ? 'onAgenda' : null
    case 'removeCase':
      if ((caseOf(state, act.caseId)?.spans.length ?? 0) > 0) return 'onTheTable'
      return caseOf(state, act.caseId) ? null : 'notOnAgenda'
    case 'allot':
    case 'begin':
      return caseOf(state, act.caseId) ? null : 'notOnAgenda'
    case 'handOver':
      return seated(state, act.personId)
    case 'end':
      return state.startedAt ? null : 'notBegun'
    default:
      return null
  }
}

/** Only while the chair is not at the meeting: nobody takes it from somebody who sits there. */
function refuseTakingChair({ chair, seats }: BoardState, actor: User): BoardRefusal | null {
  if (!MEDICAL_ROLES.includes(actor.role)) return 'notChair'
  const seat = seats.find(({ person }) => person.id === chair?.id)
  return seat && isThere(seat) ? 'chairIsThere' : null
}

function ofCase(state: BoardState, caseId: string, act: BoardCaseAct, actor: User): BoardRefusal | null {
  const one = caseOf(state, caseId)
  if (!one) return 'notOnAgenda'
  if (OFFICE_ROLES.includes(actor.role)) return 'notInvited'
  const last = one.decisions.at(-1)
  switch (act.type) {
    case 'minute':
      return one.spans.length === 0 ? 'notBegun' : null
    case 'discuss':
      return one.lockedAt ? 'locked' : null
    case 'decide':
      return refuseDeciding(state, one, act, actor)
    case 'vote':
    case 'noteVote':
      return refuseVoting(state, one, act, actor)
    case 'settleTask':
      return last?.recommendations.some(({ id }) => id === act.recommendationId) ? null : 'unknownTask'
  }
}

function refuseDeciding(state: BoardState, one: AgendaCase, { formal }: { formal: boolean }, actor: User): BoardRefusal | null {
  if (state.chair?.id !== actor.id) return 'notChair'
  if (one.spans.length === 0) return 'notBegun'
  if (one.lockedAt) return 'locked'
  return formal && !hasQuorum(state) ? 'noQuorum' : null
}

function refuseVoting({ chair }: BoardState, { decisions }: AgendaCase, act: Extract<BoardCaseAct, { type: 'vote' | 'noteVote' }>, actor: User): BoardRefusal | null {
  const last = decisions.at(-1)
  if (!last) return 'notBegun'
  if (last.id !== act.decisionId) return 'otherWording'
  if (act.type === 'noteVote' && chair?.id !== actor.id) return 'notChair'
  // A minority is heard in its own words, or it is no minority opinion.
  return act.choice === 'differ' && act.dissent.trim() === '' ? 'reasonMissing' : null
}

function seated({ seats }: BoardState, personId: string): BoardRefusal | null {
  return seats.some(({ person }) => person.id === personId) ? null : 'notInvited'
}
