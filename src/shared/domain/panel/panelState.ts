// The panel as its acts made it: who was asked, who has sealed, what has been revealed. Pure fold; the same on every machine.
import type { SeriesOfStudy } from '../imagingStudy.ts'
import { MEDICAL_ROLES, type User } from '../people.ts'
import type { PanelAct, PanelEvent, RevealedOpinion, Discipline } from './panelAct.ts'

/** A series somebody opened; the study is null in acts of earlier versions, which did not say it. */
export interface SeenSeries {
  readonly StudyInstanceUID: string | null
  readonly SeriesInstanceUID: string
}

export interface PanelSeat {
  readonly person: User
  readonly discipline: Discipline
  readonly dueAt: string | null
  readonly invitedAt: string
  readonly answer: 'waiting' | 'accepted' | 'declined' | 'released'
  readonly answerReason: string
  /** Declared conflict; null = not answered yet or not for this reader, '' = nothing to declare. */
  readonly conflict: string | null
  readonly remindedAt: readonly string[]
  /** `releaseKey`: of the chair to whom it was sealed. */
  readonly sealed: { readonly opinionId: string; readonly commitment: string; readonly at: string; readonly box: string | null; readonly releaseKey: string | null } | null
  /** What they opened since they were asked. */
  readonly seen: { readonly documents: readonly string[]; readonly series: readonly SeenSeries[] }
}

export interface PublishedOpinion extends RevealedOpinion {
  readonly personId: string
  readonly commitment: string
  readonly at: string
  /** True for an opinion written after the reveal. */
  readonly isRevision: boolean
}

export interface PanelState {
  readonly chair: User | null
  readonly releaseKey: string | null
  readonly deadline: string | null
  readonly seats: readonly PanelSeat[]
  readonly revealedAt: string | null
  /** Every change of the chair, with its reason. */
  readonly chairsTaken: readonly { readonly person: User; readonly at: string; readonly reason: string }[]
  /** Oldest first; the last one of a person counts. */
  readonly opinions: readonly PublishedOpinion[]
}

export const NO_PANEL: PanelState = { chair: null, releaseKey: null, deadline: null, seats: [], revealedAt: null, chairsTaken: [], opinions: [] }

export const ACT_REFUSALS = ['notChair', 'notInvited', 'alreadyOpen', 'notOpen', 'alreadyInvited', 'alreadyRevealed', 'notRevealed', 'tooEarly', 'notSealed', 'alreadyAnswered'] as const
export type ActRefusal = (typeof ACT_REFUSALS)[number]

/** Experts who count: asked, and neither declined nor released. */
export function activeSeats(state: PanelState): PanelSeat[] {
  return state.seats.filter(({ answer }) => answer === 'waiting' || answer === 'accepted')
}

/** Sealed to the chair of now: a box for an earlier chair cannot be opened by this one. */
export function isSealed({ releaseKey }: Pick<PanelState, 'releaseKey'>, { sealed }: Pick<PanelSeat, 'sealed'>): boolean {
  return sealed !== null && sealed.releaseKey === releaseKey
}

/** All who count have sealed, or the deadline has passed. @param now ISO instant of the judge: the server's clock where there is one */
export function mayReveal(state: PanelState, now: string): boolean {
  const seats = activeSeats(state)
  if (!seats.some((seat) => isSealed(state, seat))) return false
  return seats.every((seat) => isSealed(state, seat)) || (state.deadline !== null && Date.parse(now) >= Date.parse(state.deadline))
}

/**
 * Whether the act may be done in this state.
 * @returns null when it may
 */
export function refusalOf(state: PanelState, act: PanelAct, actor: User, now: string): ActRefusal | null {
  if (act.type === 'open') return refuseOpening(state, actor)
  if (!state.chair) return 'notOpen'
  switch (act.type) {
    case 'answer':
    case 'seal':
    case 'revise':
    case 'see':
      return refuseExpert(state, act, actor)
    case 'takeChair':
      if (state.revealedAt) return 'alreadyRevealed'
      return MEDICAL_ROLES.includes(actor.role) ? null : 'notChair'
    default:
      if (state.chair.id !== actor.id) return 'notChair'
      return state.revealedAt ? 'alreadyRevealed' : refuseChair(state, act, now)
  }
}

function refuseOpening(state: PanelState, actor: User): ActRefusal | null {
  if (state.chair) return 'alreadyOpen'
  return MEDICAL_ROLES.includes(actor.role) ? null : 'notChair'
}

type ExpertAct = Extract<PanelAct, { type: 'answer' | 'seal' | 'revise' | 'see' }>

function refuseExpert(state: PanelState, act: ExpertAct, actor: User): ActRefusal | null {
  const answer = state.seats.find(({ person }) => person.id === actor.id)?.answer
  if (act.type === 'answer') {
    if (answer === undefined || answer === 'released') return 'notInvited'
    return answer === 'waiting' ? null : 'alreadyAnswered'
  }
  if (act.type === 'see') return answer === 'accepted' || answer === 'waiting' ? (state.revealedAt ? 'alreadyRevealed' : null) : 'notInvited'
  if (answer !== 'accepted') return 'notInvited'
  if (act.type === 'seal') return state.revealedAt ? 'alreadyRevealed' : null
  return state.revealedAt ? null : 'notRevealed'
}

function refuseChair(state: PanelState, act: Exclude<PanelAct, ExpertAct | { type: 'open' | 'takeChair' }>, now: string): ActRefusal | null {
  switch (act.type) {
    case 'extend':
      return null
    case 'invite':
      return activeSeats(state).some(({ person }) => person.id === act.person.id) ? 'alreadyInvited' : null
    case 'remind':
    case 'release':
      return activeSeats(state).some(({ person }) => person.id === act.personId) ? null : 'notInvited'
    case 'reveal':
      if (!mayReveal(state, now)) return 'tooEarly'
      return everySealedIsIn(state, act) ? null : 'notSealed'
  }
}

/** A reveal opens every sealed opinion at once: nobody's is left out. */
function everySealedIsIn(state: PanelState, act: Extract<PanelAct, { type: 'reveal' }>): boolean {
  const sealed = activeSeats(state).flatMap((seat) => (seat.sealed && isSealed(state, seat) ? [seat.sealed.opinionId] : []))
  const given = act.opinions.map(({ opinionId }) => opinionId)
  return sealed.length === given.length && sealed.every((id) => given.includes(id))
}

/** Acts in order; one that was refused where it happened is not among them. */
export function foldPanel(events: readonly PanelEvent[]): PanelState {
  return events.reduce(apply, NO_PANEL)
}

function apply(state: PanelState, { act, actor, at }: PanelEvent): PanelState {
  const seat = (personId: string, change: (seat: PanelSeat) => PanelSeat): PanelState => ({
    ...state,
    seats: state.seats.map((one) => (one.person.id === personId ? change(one) : one)),
  })
  switch (act.type) {
    case 'open':
      return { ...state, chair: actor, releaseKey: act.releaseKey, deadline: act.deadline }
    case 'invite': {
      const empty: PanelSeat = { person: act.person, discipline: act.discipline, dueAt: act.dueAt, invitedAt: at, answer: 'waiting', answerReason: '', conflict: null, remindedAt: [], sealed: null, seen: { documents: [], series: [] } }
      return { ...state, seats: [...state.seats.filter(({ person }) => person.id !== act.person.id), empty] }
    }
    case 'answer':
      return seat(actor.id, (one) => ({ ...one, answer: act.accepts ? 'accepted' : 'declined', answerReason: act.reason, conflict: act.conflict }))
    case 'remind':
      return seat(act.personId, (one) => ({ ...one, remindedAt: [...one.remindedAt, at] }))
    case 'release':
      return seat(act.personId, (one) => ({ ...one, answer: 'released', answerReason: act.reason }))
    case 'extend':
      return { ...state, deadline: act.deadline }
    case 'see':
      return seat(actor.id, (one) => ({ ...one, seen: { documents: union(one.seen.documents, act.documents), series: unionOfSeries(one.seen.series, act.ofStudies ?? act.series.map((uid) => ({ StudyInstanceUID: null, SeriesInstanceUID: uid }))) } }))
    case 'takeChair':
      return { ...state, chair: actor, releaseKey: act.releaseKey, chairsTaken: [...state.chairsTaken, { person: actor, at, reason: act.reason }] }
    case 'seal':
      return seat(actor.id, (one) => ({ ...one, sealed: { opinionId: act.opinionId, commitment: act.commitment, at, box: act.box, releaseKey: state.releaseKey } }))
    case 'reveal':
      return { ...state, revealedAt: at, opinions: act.opinions.flatMap((opinion) => published(state, opinion)) }
    case 'revise':
      return { ...state, opinions: [...state.opinions, { ...act.opinion, personId: actor.id, commitment: act.commitment, at, isRevision: true }] }
  }
}

const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])]
const unionOfSeries = (a: readonly SeenSeries[], b: readonly SeenSeries[]) => [...new Map([...a, ...b].map((one) => [`${one.StudyInstanceUID}/${one.SeriesInstanceUID}`, one])).values()]

/**
 * Whether a series of the case was opened: in its own study. An act that named no study counts only where no second study carries the UID.
 * @param all every series of the case
 */
export function hasSeenSeries(seen: readonly SeenSeries[], of: SeriesOfStudy, all: readonly SeriesOfStudy[]): boolean {
  const isOnlyOne = all.filter(({ SeriesInstanceUID }) => SeriesInstanceUID === of.SeriesInstanceUID).length <= 1
  return seen.some((one) => one.SeriesInstanceUID === of.SeriesInstanceUID && (one.StudyInstanceUID === of.StudyInstanceUID || (one.StudyInstanceUID === null && isOnlyOne)))
}

function published(state: PanelState, opinion: RevealedOpinion): PublishedOpinion[] {
  const seat = state.seats.find(({ sealed }) => sealed?.opinionId === opinion.opinionId)
  return seat?.sealed ? [{ ...opinion, personId: seat.person.id, commitment: seat.sealed.commitment, at: seat.sealed.at, isRevision: false }] : []
}

/**
 * The events as one reader may hold them. The server hands out nothing else; a workstation stores nothing else.
 * Boxes go to the chair only when the panel may be revealed, and to nobody else. Words of a declared conflict, and what an expert opened, go to the chair and to their author.
 */
export function eventsFor(events: readonly PanelEvent[], readerId: string, now: string): PanelEvent[] {
  const state = foldPanel(events)
  const isChair = state.chair?.id === readerId
  const boxes = isChair && mayReveal(state, now)
  return events.map((event) => {
    const { act } = event
    if (act.type === 'seal' && !boxes) return { ...event, act: { ...act, box: null } }
    if (act.type === 'see' && !isChair && event.actor.id !== readerId) return { ...event, act: { type: 'see', documents: [], series: [] } }
    if (act.type === 'answer' && !isChair && event.actor.id !== readerId) return { ...event, act: { ...act, conflict: null } }
    return event
  })
}
