// The meeting as its acts made it. Pure fold; the same on every machine that holds the same acts in the same order.
import type { Discipline } from '../panel/panelAct.ts'
import type { User } from '../people.ts'
import { type AgendaCase, applyToCase } from './agendaCase.ts'
import type { BoardEvent, BoardPresence, MeetingAct } from './boardAct.ts'

export interface BoardSeat {
  readonly person: User
  readonly discipline: Discipline
  readonly presence: BoardPresence
  /** First time they were seen; null = not yet. */
  readonly joinedAt: string | null
}

export interface BoardState {
  readonly meetingId: string
  readonly title: string
  readonly startsAt: string
  readonly chair: User | null
  readonly presenter: User | null
  readonly seats: readonly BoardSeat[]
  readonly quorum: readonly Discipline[]
  readonly agenda: readonly AgendaCase[]
  /** The case on the table. */
  readonly current: string | null
  readonly startedAt: string | null
  readonly endedAt: string | null
  /** Chairs who took the chair, with their reasons. */
  readonly chairsTaken: readonly { readonly person: User; readonly at: string; readonly reason: string }[]
}

export const NO_BOARD: BoardState = {
  meetingId: '', title: '', startsAt: '', chair: null, presenter: null, seats: [], quorum: [], agenda: [], current: null, startedAt: null, endedAt: null, chairsTaken: [],
}

export function foldBoard(events: readonly BoardEvent[]): BoardState {
  return events.reduce(applyEvent, NO_BOARD)
}

export function caseOf(state: BoardState, caseId: string): AgendaCase | undefined {
  return state.agenda.find((one) => one.caseId === caseId)
}

export function isThere({ presence }: Pick<BoardSeat, 'presence'>): boolean {
  return presence === 'present' || presence === 'remote'
}

/** Every discipline the meeting asked for, and who of it is there. */
export function quorumOf({ quorum, seats }: Pick<BoardState, 'quorum' | 'seats'>): { discipline: Discipline; present: BoardSeat[] }[] {
  return quorum.map((discipline) => ({ discipline, present: seats.filter((seat) => seat.discipline === discipline && isThere(seat)) }))
}

export function hasQuorum(state: Pick<BoardState, 'quorum' | 'seats'>): boolean {
  return quorumOf(state).every(({ present }) => present.length > 0)
}

/** @param now ISO instant. @returns seconds the case was on the table, all its spans together */
export function secondsSpent({ spans }: Pick<AgendaCase, 'spans'>, now: string): number {
  return Math.round(spans.reduce((sum, { from, to }) => sum + Math.max(0, Date.parse(to ?? now) - Date.parse(from)), 0) / 1000)
}

function applyEvent(state: BoardState, event: BoardEvent): BoardState {
  if (event.caseId === null) return applyToMeeting(state, event)
  return { ...state, agenda: state.agenda.map((one) => (one.caseId === event.caseId ? applyToCase(one, event) : one)) }
}

function applyToMeeting(state: BoardState, { act, actor, at, meetingId }: Extract<BoardEvent, { caseId: null }>): BoardState {
  switch (act.type) {
    case 'open':
      return { ...NO_BOARD, meetingId, title: act.title, startsAt: act.startsAt, quorum: act.quorum, chair: actor, presenter: actor }
    case 'invite':
      return { ...state, seats: [...state.seats.filter(({ person }) => person.id !== act.person.id), seatOf(state, act)] }
    case 'attend':
      return { ...state, seats: state.seats.map((seat) => (seat.person.id === act.personId ? seen(seat, act.presence, at) : seat)) }
    case 'setQuorum':
      return { ...state, quorum: act.quorum }
    case 'handOver': {
      const to = state.seats.find(({ person }) => person.id === act.personId)?.person
      return to ? { ...state, [act.role]: to } : state
    }
    case 'takeChair':
      return { ...state, chair: actor, chairsTaken: [...state.chairsTaken, { person: actor, at, reason: act.reason }] }
    case 'begin': {
      const left = leave(state, at)
      return { ...left, current: act.caseId, startedAt: state.startedAt ?? at, agenda: left.agenda.map((one) => (one.caseId === act.caseId ? taken(one, at) : one)) }
    }
    case 'end':
      return { ...leave(state, at), current: null, endedAt: at }
    default:
      return { ...state, agenda: arranged(state.agenda, act) }
  }
}

function seatOf({ seats }: BoardState, { person, discipline }: Extract<MeetingAct, { type: 'invite' }>): BoardSeat {
  const before = seats.find((seat) => seat.person.id === person.id)
  return { person, discipline, presence: before?.presence ?? 'expected', joinedAt: before?.joinedAt ?? null }
}

function seen(seat: BoardSeat, presence: BoardPresence, at: string): BoardSeat {
  return { ...seat, presence, joinedAt: seat.joinedAt ?? (isThere({ presence }) ? at : null) }
}

/** The case on the table leaves it: its minutes are locked as a draft. */
function leave(state: BoardState, at: string): BoardState {
  return {
    ...state,
    agenda: state.agenda.map((one) =>
      one.caseId === state.current ? { ...one, lockedAt: at, spans: one.spans.map((span) => (span.to === null ? { ...span, to: at } : span)) } : one,
    ),
  }
}

/** A case that comes back is open again. */
function taken(one: AgendaCase, at: string): AgendaCase {
  return { ...one, lockedAt: null, spans: [...one.spans, { from: at, to: null }] }
}

function arranged(agenda: readonly AgendaCase[], act: Extract<MeetingAct, { type: 'addCase' | 'removeCase' | 'order' | 'allot' }>): AgendaCase[] {
  switch (act.type) {
    case 'addCase':
      return [...agenda, { caseId: act.caseId, minutes: act.minutes, spans: [], lockedAt: null, checklist: {}, minutesTaken: [], decisions: [], votes: [], tasksDone: [] }]
    case 'removeCase':
      return agenda.filter(({ caseId }) => caseId !== act.caseId)
    case 'allot':
      return agenda.map((one) => (one.caseId === act.caseId ? { ...one, minutes: act.minutes } : one))
    case 'order': {
      // A case that was added meanwhile elsewhere keeps its place behind those that were ordered.
      const place = (caseId: string) => (act.caseIds.includes(caseId as (typeof act.caseIds)[number]) ? act.caseIds.indexOf(caseId as (typeof act.caseIds)[number]) : agenda.length)
      return [...agenda].sort((a, b) => place(a.caseId) - place(b.caseId))
    }
  }
}
