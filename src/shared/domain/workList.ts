// What a line of the work list says about its case: whom it waits for, which filters it belongs to, in which order it stands. Pure.
import { CLOSED_STAGES } from './caseStatus.ts'
import { daysBetween } from './localFormat.ts'
import type { CaseStage } from './reviewCase.ts'

export const FILTERS = ['waitingForMe', 'toSign', 'all', 'intake', 'needsData', 'dueSoon', 'setAside', 'closed'] as const
export type Filter = (typeof FILTERS)[number]

/** What decides about a line; everything else on it is for reading. */
export interface WorkFacts {
  readonly id: string
  readonly caseNumber: string
  readonly stage: CaseStage
  readonly dueOn: string | null
  readonly isPaused: boolean
  readonly quarantined: number
  readonly blockers: number
  readonly missing: number
  readonly openRequests: number
  /** Requests for data whose day has passed. */
  readonly nextRequestDue: string | null
  readonly lastEventAt: string
}

const WRITING: readonly CaseStage[] = ['review', 'reporting']
const INTAKE: readonly CaseStage[] = ['intake', 'preliminaryStudy']
const SOON_DAYS = 2

export function isClosed({ stage }: Pick<WorkFacts, 'stage'>): boolean {
  return CLOSED_STAGES.includes(stage)
}

/** Nothing blocks the signature. What is missing in the material does not block it: the report has to say so. */
export function isReadyToSign({ stage, blockers, quarantined }: Pick<WorkFacts, 'stage' | 'blockers' | 'quarantined'>): boolean {
  return stage === 'reporting' && blockers === 0 && quarantined === 0
}

export function waitsForMe(facts: WorkFacts): boolean {
  return !isClosed(facts) && (facts.quarantined > 0 || WRITING.includes(facts.stage))
}

/** A clock that stands still runs nowhere. */
export function isDueSoon({ dueOn, isPaused, nextRequestDue }: WorkFacts, day: string): boolean {
  const isOpinionDue = dueOn !== null && !isPaused && daysBetween(day, dueOn) <= SOON_DAYS
  return isOpinionDue || (nextRequestDue !== null && nextRequestDue < day)
}

export function belongsTo(facts: WorkFacts, filter: Filter, day: string): boolean {
  switch (filter) {
    case 'waitingForMe':
      return waitsForMe(facts)
    case 'toSign':
      return isReadyToSign(facts)
    case 'all':
      return !isClosed(facts)
    case 'intake':
      return INTAKE.includes(facts.stage)
    case 'needsData':
      return !isClosed(facts) && (facts.stage === 'needsData' || facts.missing > 0 || facts.openRequests > 0)
    case 'dueSoon':
      return !isClosed(facts) && isDueSoon(facts, day)
    case 'setAside':
      return facts.quarantined > 0
    case 'closed':
      return isClosed(facts)
  }
}

/** Pinned first, then what waits for me, then by due date (none last), then the newest happening. */
export function inOrder<T extends WorkFacts>(lines: readonly T[], pinned: ReadonlySet<string>): T[] {
  const rank = (line: T) => (pinned.has(line.id) ? 0 : waitsForMe(line) ? 1 : 2)
  return [...lines].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compare(a.dueOn ?? '9999', b.dueOn ?? '9999') ||
      compare(b.lastEventAt, a.lastEventAt) ||
      compare(a.caseNumber, b.caseNumber),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Lower case without accents, so that "garcia" finds "García". */
export function foldForSearch(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
