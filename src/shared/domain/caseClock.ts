// The programme's clock of a case: it stands while something is waited for, and the day of the opinion moves by as much. Pure, calendar days.
import { addDays } from './calendar.ts'
import type { CaseIntake, Pause } from './caseIntake.ts'
import { daysBetween } from './localFormat.ts'

export interface ClockState {
  intake: CaseIntake
  dueOn: string | null
}

/** A clock that stands already keeps its first reason. */
export function stopClock(state: ClockState, { reason, note }: Pick<Pause, 'reason' | 'note'>, day: string): ClockState {
  const { intake } = state
  if (intake.pauses.some(({ until }) => until === null)) return state
  return { ...state, intake: { ...intake, pauses: [...intake.pauses, { from: day, until: null, reason, note }] } }
}

export function restartClock(state: ClockState, day: string): ClockState {
  const { intake, dueOn } = state
  const open = intake.pauses.find(({ until }) => until === null)
  if (!open) return state
  const stood = Math.max(0, daysBetween(open.from, day))
  const pauses = intake.pauses.map((pause) => (pause === open ? { ...pause, until: day } : pause))
  return { intake: { ...intake, pauses }, dueOn: dueOn === null ? null : addDays(dueOn, stood) }
}
