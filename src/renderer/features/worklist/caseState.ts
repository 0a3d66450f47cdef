// What a line of the work list says about its case, as shape and words. Pure; which cases belong where is domain/workList.
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { isClosed as isClosedStage, isReadyToSign } from '#shared/domain/workList.ts'
import type { Status } from '../../ui/StatusIcon.tsx'

/** State as shape and i18n key with its number. */
export function stateOf(line: CaseLine): { status: Status; key: string; count: number } {
  const { stage } = line
  if (line.quarantined > 0 && !isClosedStage(line)) return { status: 'quarantine', key: 'worklist.state.setAside', count: line.quarantined }
  switch (stage) {
    case 'reporting':
      if (line.blockers > 0) return { status: 'draft', key: 'worklist.state.draft', count: line.blockers }
      return line.complete.missing.length > 0
        ? { status: 'draft', key: 'worklist.state.readyIncomplete', count: line.complete.missing.length }
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
    case 'outOfScope':
    case 'withdrawn':
      return { status: 'cannotJudge', key: `stage.${stage}`, count: 0 }
    case 'intake':
    case 'preliminaryStudy':
      return { status: 'note', key: `stage.${stage}`, count: 0 }
  }
}

/** Whom the case waits for, as i18n key with its number. */
export function waitingFor(line: CaseLine): { key: string; count: number } {
  const { stage, complete, openRequests, blockers, quarantined } = line
  if (stage === 'signedAwaitingCountersignature') return { key: 'worklist.waiting.server', count: 0 }
  if (isClosedStage(line)) return { key: 'worklist.waiting.nobody', count: 0 }
  if (quarantined > 0) return { key: 'worklist.waiting.identity', count: quarantined }
  if (isReadyToSign(line)) return { key: 'worklist.waiting.signature', count: 0 }
  if ((stage === 'review' || stage === 'reporting') && blockers > 0) return { key: 'worklist.waiting.blockers', count: blockers }
  if (openRequests > 0) return { key: 'worklist.waiting.patient', count: openRequests }
  if (complete.missing.length > 0) return { key: 'worklist.waiting.documents', count: complete.missing.length }
  return { key: 'worklist.waiting.review', count: 0 }
}

export function completeness(line: CaseLine): number {
  return line.complete.required === 0 ? 1 : line.complete.present / line.complete.required
}
