// The status machine of a case: which command leads from which stage to which, and whose command it is. Pure data and look-ups; no clock, no store.
import { MEDICAL_ROLES, type Role } from './people.ts'
import type { CaseStage } from './reviewCase.ts'

export const CASE_COMMANDS = [
  'beginStudy',
  'requestData',
  'receiveData',
  'acceptForReview',
  'beginReport',
  'sign',
  'awaitCountersignature',
  'countersign',
  'deliver',
  'amend',
  'declareNotAssessable',
  'declareOutOfScope',
  'withdraw',
  'reopen',
] as const
export type CaseCommand = (typeof CASE_COMMANDS)[number]

export interface Transition {
  readonly to: CaseStage
  /** Roles of the team that may give the command. */
  readonly by: readonly Role[]
}

const KEEPERS: readonly Role[] = ['caseManager', 'physician', 'chair']
/** What the material allows is a doctor's judgement (S1-7, S3-9). */
const DOCTORS: readonly Role[] = ['physician', 'chair']
const CHAIR: readonly Role[] = ['chair', 'physician']

const study = { to: 'preliminaryStudy', by: KEEPERS } as const
const data = { to: 'needsData', by: KEEPERS } as const
const write = { to: 'reporting', by: MEDICAL_ROLES } as const
const notAssessable = { to: 'notAssessable', by: DOCTORS } as const
const outOfScope = { to: 'outOfScope', by: KEEPERS } as const
const withdrawn = { to: 'withdrawn', by: KEEPERS } as const
const signed = { to: 'signed', by: MEDICAL_ROLES } as const
const awaiting = { to: 'signedAwaitingCountersignature', by: MEDICAL_ROLES } as const
const reopened = { to: 'preliminaryStudy', by: CHAIR } as const

/** Everything that is not listed is refused. The order of steps is S1-6: study, missing data, review, report, delivery. */
export const TRANSITIONS: Readonly<Record<CaseStage, Readonly<Partial<Record<CaseCommand, Transition>>>>> = {
  intake: { beginStudy: study, requestData: data, beginReport: write, declareOutOfScope: outOfScope, withdraw: withdrawn },
  preliminaryStudy: {
    acceptForReview: { to: 'review', by: DOCTORS },
    requestData: data,
    beginReport: write,
    declareNotAssessable: notAssessable,
    declareOutOfScope: outOfScope,
    withdraw: withdrawn,
  },
  needsData: { receiveData: study, beginReport: write, declareNotAssessable: notAssessable, declareOutOfScope: outOfScope, withdraw: withdrawn },
  review: { beginReport: write, requestData: data, declareNotAssessable: notAssessable, withdraw: withdrawn },
  reporting: { sign: signed, awaitCountersignature: awaiting, declareNotAssessable: notAssessable, withdraw: withdrawn },
  signedAwaitingCountersignature: { countersign: signed },
  signed: { deliver: { to: 'delivered', by: KEEPERS }, amend: write },
  delivered: { amend: write },
  notAssessable: { reopen: reopened },
  outOfScope: { reopen: reopened },
  withdrawn: { reopen: reopened },
}

/** Commands that end the case or open it again say why. */
export const COMMANDS_WITH_REASON: readonly CaseCommand[] = ['declareNotAssessable', 'declareOutOfScope', 'withdraw', 'reopen']

/** Commands that a person gives on the case itself; the others are given by signing, writing and the server. */
export const CASE_DECISIONS = ['beginStudy', 'receiveData', 'acceptForReview', 'deliver', 'declareNotAssessable', 'declareOutOfScope', 'withdraw', 'reopen'] as const
export type CaseDecision = (typeof CASE_DECISIONS)[number]

/** @returns where the command leads; null when it does not belong to the stage or to the role */
export function transition(stage: CaseStage, command: CaseCommand, role: Role): CaseStage | null {
  const step = TRANSITIONS[stage][command]
  return step?.by.includes(role) ? step.to : null
}

/** Decisions that the role may take at the stage, in the order of the table. */
export function decisionsAt(stage: CaseStage, role: Role): CaseDecision[] {
  return CASE_DECISIONS.filter((command) => transition(stage, command, role) !== null)
}

/** Closed for good or until somebody opens it again: nothing of the case may be changed. */
export const READ_ONLY_STAGES: readonly CaseStage[] = ['notAssessable', 'outOfScope', 'withdrawn']

/** Nobody is waited for. */
export const CLOSED_STAGES: readonly CaseStage[] = ['signed', 'delivered', ...READ_ONLY_STAGES]

/** What the report and its signatures say; facts of their own rooms, never copied into the case. */
export interface ReportState {
  /** Somebody has written in the newest report. */
  readonly isWritten: boolean
  /** An amendment: the report before it is signed. */
  readonly isAmendment: boolean
  readonly signature: 'none' | 'awaiting' | 'signed'
}

/**
 * The stage as it is: what was commanded, overruled by what the newest report shows.
 * A report that is being written or signed cannot be in intake, whatever nobody told the case.
 */
export function stageOf(commanded: CaseStage, report: ReportState | null): CaseStage {
  if (!report || READ_ONLY_STAGES.includes(commanded)) return commanded
  if (report.signature === 'awaiting') return 'signedAwaitingCountersignature'
  if (report.signature === 'signed') return commanded === 'delivered' ? 'delivered' : 'signed'
  if (report.isAmendment || report.isWritten) return 'reporting'
  return commanded
}
