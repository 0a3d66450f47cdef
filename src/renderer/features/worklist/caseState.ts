// What a line of the work list says about its case: state, whom it waits for, which filters it belongs to. Pure.
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import type { Status } from '../../ui/StatusIcon.tsx'
import { daysBetween } from '../../ui/useDueWords.ts'

export const FILTERS = ['waitingForMe', 'toSign', 'all', 'needsData', 'dueSoon', 'setAside', 'closed'] as const
export type Filter = (typeof FILTERS)[number]

const CLOSED = new Set(['delivered', 'signed', 'notAssessable'])
const WRITING = new Set(['review', 'reporting'])
const SOON_DAYS = 2

export function isClosed(line: CaseLine): boolean {
  return CLOSED.has(line.reviewCase.stage)
}

function readyToSign(line: CaseLine): boolean {
  return line.reviewCase.stage === 'reporting' && line.blockers === 0 && line.quarantined === 0
}

function waitsForMe(line: CaseLine): boolean {
  return !isClosed(line) && (line.quarantined > 0 || (WRITING.has(line.reviewCase.stage) && line.reviewCase.stage !== 'signedAwaitingCountersignature'))
}

export function belongsTo(line: CaseLine, filter: Filter, day: string): boolean {
  const due = line.reviewCase.dueOn
  switch (filter) {
    case 'waitingForMe':
      return waitsForMe(line)
    case 'toSign':
      return readyToSign(line)
    case 'all':
      return !isClosed(line)
    case 'needsData':
      return !isClosed(line) && (line.reviewCase.stage === 'needsData' || line.complete.missing.length > 0)
    case 'dueSoon':
      return !isClosed(line) && due !== null && daysBetween(day, due) <= SOON_DAYS
    case 'setAside':
      return line.quarantined > 0
    case 'closed':
      return isClosed(line)
  }
}

/** State as shape and i18n key with its number. */
export function stateOf(line: CaseLine): { status: Status; key: string; count: number } {
  const { stage } = line.reviewCase
  if (line.quarantined > 0 && !isClosed(line)) return { status: 'quarantine', key: 'worklist.state.setAside', count: line.quarantined }
  switch (stage) {
    case 'reporting':
      return line.blockers > 0
        ? { status: 'draft', key: 'worklist.state.draft', count: line.blockers }
        : { status: 'ok', key: 'worklist.state.ready', count: 0 }
    case 'needsData':
      return { status: 'warn', key: 'worklist.state.needsData', count: line.complete.missing.length }
    case 'review':
      return { status: 'inProgress', key: `stage.${stage}`, count: 0 }
    case 'signed':
    case 'delivered':
      return { status: 'ok', key: `stage.${stage}`, count: 0 }
    case 'signedAwaitingCountersignature':
      return { status: 'waiting', key: `stage.${stage}`, count: 0 }
    case 'notAssessable':
      return { status: 'cannotJudge', key: `stage.${stage}`, count: 0 }
    case 'intake':
    case 'preliminaryStudy':
      return { status: 'note', key: `stage.${stage}`, count: 0 }
  }
}

/** Whom the case waits for, as i18n key with its number. */
export function waitingFor(line: CaseLine): { key: string; count: number } {
  if (line.reviewCase.stage === 'signedAwaitingCountersignature') return { key: 'worklist.waiting.server', count: 0 }
  if (isClosed(line)) return { key: 'worklist.waiting.nobody', count: 0 }
  if (line.quarantined > 0) return { key: 'worklist.waiting.identity', count: line.quarantined }
  if (readyToSign(line)) return { key: 'worklist.waiting.signature', count: 0 }
  if (WRITING.has(line.reviewCase.stage) && line.blockers > 0) return { key: 'worklist.waiting.blockers', count: line.blockers }
  if (line.complete.missing.length > 0) return { key: 'worklist.waiting.documents', count: line.complete.missing.length }
  return { key: 'worklist.waiting.review', count: 0 }
}

/** Pinned first, then what waits for me, then by due date (none last), then the newest happening. */
export function inOrder(lines: readonly CaseLine[], pinned: ReadonlySet<string>): CaseLine[] {
  const rank = (line: CaseLine) => (pinned.has(line.reviewCase.id) ? 0 : waitsForMe(line) ? 1 : 2)
  return [...lines].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compare(a.reviewCase.dueOn ?? '9999', b.reviewCase.dueOn ?? '9999') ||
      compare(b.lastEventAt, a.lastEventAt) ||
      compare(a.reviewCase.caseNumber, b.reviewCase.caseNumber),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export function completeness(line: CaseLine): number {
  return line.complete.required === 0 ? 1 : line.complete.present / line.complete.required
}
