// One step of a case's status, checked against the table and the programme's gate, written with its audit row. Called inside the caller's transaction.
import { caseError } from '#shared/contract/errors.ts'
import type { Closing } from '#shared/domain/caseIntake.ts'
import { EMPTY_INTAKE } from '#shared/domain/caseIntake.ts'
import { addWorkDays } from '#shared/domain/calendar.ts'
import { type CaseCommand, COMMANDS_WITH_REASON, READ_ONLY_STAGES, stageOf, transition } from '#shared/domain/caseStatus.ts'
import { checkMaterial, completenessOf } from '#shared/domain/completeness.ts'
import { illnessOf } from '#shared/domain/illness.ts'
import type { Role, User } from '#shared/domain/people.ts'
import type { CaseStage, ReviewCase } from '#shared/domain/reviewCase.ts'
import { type ConditionState, startConditions } from '#shared/domain/startGate.ts'
import type { AuditLog } from '../audit/auditLog.ts'
import type { ReportResources } from '../reports/reportResources.ts'
import type { Readable, Writable } from '../storage/handles.ts'
import { readMaterial, readReportState } from './caseLines.ts'
import { addStep, changeCase, readCase } from './caseStore.ts'

export interface Advance {
  caseId: string
  command: CaseCommand
  reason: string
  by: User
  /** ISO instant, and its calendar day on this workstation. */
  at: string
  day: string
}

export type StepPorts = { audit: AuditLog; resources: Pick<ReportResources, 'illness' | 'programme'> }

/** Role in the case's team; the profile's own role where the team does not say. */
export function roleIn({ team }: Pick<ReviewCase, 'team'>, { id, role }: Pick<User, 'id' | 'role'>): Role {
  return team.find(({ user }) => user.id === id)?.role ?? role
}

/** The programme's conditions as they stand now. */
export function conditionsOf(r: Readable, reviewCase: ReviewCase, resources: StepPorts['resources']): ConditionState[] {
  const illness = resources.illness(illnessOf(reviewCase))
  const complete = completenessOf(checkMaterial(illness, readMaterial(r, reviewCase.id), reviewCase.intake?.waived))
  return startConditions({ programme: resources.programme(reviewCase.policyId), illness, reviewCase, complete })
}

/**
 * @returns the case after the step
 * @throws CaseError STEP_NOT_POSSIBLE, REASON_MISSING, GATE_CLOSED
 */
export function advanceCase(tx: Writable, { caseId, command, reason, by, at, day }: Advance, { audit, resources }: StepPorts): ReviewCase {
  const before = readCase(tx, caseId)
  const stage = stageOf(before.stage, readReportState(tx, caseId))
  const role = roleIn(before, by)
  const to = transition(stage, command, role)
  if (to === null) throw caseError('STEP_NOT_POSSIBLE', { stage })
  if (COMMANDS_WITH_REASON.includes(command) && reason.trim().length < 3) throw caseError('REASON_MISSING', {})
  if (command === 'acceptForReview') {
    const open = conditionsOf(tx, before, resources).filter(({ met }) => met !== 'yes')
    if (open.length > 0) throw caseError('GATE_CLOSED', { conditions: open.map(({ condition }) => condition) })
  }
  const programme = resources.programme(before.policyId)
  audit.append(tx, 'case.advanced', { userId: by.id, role: by.role }, { caseId, command, from: stage, to, withReason: reason.trim() !== '' })
  addStep(tx, caseId, { at, labelKey: `event.stage.${to}`, title: to, actorName: by.name })
  return changeCase(tx, caseId, ({ intake: known, dueOn }) => {
    const intake = known ?? EMPTY_INTAKE
    const clockStartedOn = command === 'acceptForReview' ? (intake.clockStartedOn ?? day) : intake.clockStartedOn
    const outcome = OUTCOMES[command]
    const closing = closingOf(to, reason, day, programme.missingTests.refundWhenNotAssessable)
    return {
      stage: to,
      dueOn: command === 'acceptForReview' && dueOn === null ? addWorkDays(day, programme.clock.workDays) : dueOn,
      intake: {
        ...intake,
        clockStartedOn,
        preliminary: outcome ? { outcome, on: day, by: by.name, reason } : intake.preliminary,
        closing: closing ?? (command === 'reopen' ? null : intake.closing),
        payment: closing?.refund === 'full' && intake.payment.state === 'paid' ? { ...intake.payment, state: 'refunded', on: day } : intake.payment,
      },
    }
  })
}

const OUTCOMES = { acceptForReview: 'ready', requestData: 'needsData', declareNotAssessable: 'notAssessable', declareOutOfScope: 'outOfScope' } as const satisfies Partial<
  Record<CaseCommand, string>
> as Partial<Record<CaseCommand, 'ready' | 'needsData' | 'notAssessable' | 'outOfScope'>>

function closingOf(to: CaseStage, reason: string, day: string, refunds: boolean): Closing | null {
  if (!READ_ONLY_STAGES.includes(to)) return null
  return { because: to as Closing['because'], on: day, reason, refund: to === 'notAssessable' && refunds ? 'full' : 'none' }
}
