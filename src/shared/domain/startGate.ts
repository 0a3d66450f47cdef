// May the work begin? The programme's conditions against what the intake has recorded (S0-15..17, S1-1, S2-5). Pure; each condition says how it stands.
import type { Completeness } from './completeness.ts'
import { type CaseIntake, EMPTY_INTAKE } from './caseIntake.ts'
import type { Illness } from './illness.ts'
import type { Programme } from './programme.ts'
import type { ReviewCase } from './reviewCase.ts'

export const CONDITIONS = ['complete', 'paid', 'preAuthorised', 'consent', 'policyInForce', 'coveredIllness', 'diagnosisProven', 'surgeryNeedProven'] as const
export type Condition = (typeof CONDITIONS)[number]

/** `unknown`: nothing was recorded that would tell; it keeps a gate closed as `no` does. */
export interface ConditionState {
  readonly condition: Condition
  readonly met: 'yes' | 'no' | 'unknown'
}

export interface GateInput {
  readonly programme: Programme
  readonly illness: Illness
  readonly reviewCase: Pick<ReviewCase, 'requestedOn' | 'intake'>
  readonly complete: Completeness
}

/** The conditions that this programme has, in a fixed order; the others are not asked for. */
export function startConditions({ programme, illness, reviewCase, complete }: GateInput): ConditionState[] {
  const intake = reviewCase.intake ?? EMPTY_INTAKE
  const { startGate, eligibility } = programme
  const surgery = eligibility.surgeryNeedProven === 'always' || (eligibility.surgeryNeedProven === 'surgicalIllnesses' && illness.surgical)
  const found: (ConditionState | false)[] = [
    startGate.complete && { condition: 'complete', met: complete.missing.length === 0 ? 'yes' : 'no' },
    startGate.paid && { condition: 'paid', met: paid(intake) },
    startGate.preAuthorised && { condition: 'preAuthorised', met: authorised(intake) },
    { condition: 'consent', met: consented(intake, complete) },
    eligibility.policyInForce && { condition: 'policyInForce', met: policyInForce(intake, reviewCase.requestedOn) },
    eligibility.coveredIllnessOnly && { condition: 'coveredIllness', met: programme.illnesses.includes(illness.id) ? 'yes' : 'no' },
    eligibility.diagnosisProven && { condition: 'diagnosisProven', met: criterion(intake, 'diagnosisProven') },
    surgery && { condition: 'surgeryNeedProven', met: criterion(intake, 'surgeryNeedProven') },
  ]
  return found.filter((state): state is ConditionState => state !== false)
}

export function isGateOpen(conditions: readonly ConditionState[]): boolean {
  return conditions.every(({ met }) => met === 'yes')
}

/** Recorded with its day and giver it counts for what it names; otherwise its paper must be among the documents. */
function consented({ consent }: CaseIntake, { missing }: Completeness): ConditionState['met'] {
  if (consent) return consent.scope.includes('review') ? 'yes' : 'no'
  return missing.includes('consent') ? 'no' : 'yes'
}

function paid({ payment: { state } }: CaseIntake): ConditionState['met'] {
  if (state === 'paid' || state === 'notRequired') return 'yes'
  return state === 'notRecorded' ? 'unknown' : 'no'
}

function authorised({ authorisation: { state, number } }: CaseIntake): ConditionState['met'] {
  if (state === 'granted') return number === '' ? 'unknown' : 'yes'
  return state === 'refused' ? 'no' : 'unknown'
}

/** Both ends count; an open end counts as in force only when the beginning is known. */
export function policyInForce({ cover }: Pick<CaseIntake, 'cover'>, requestedOn: string | null): ConditionState['met'] {
  if (!cover?.inForceFrom || requestedOn === null) return 'unknown'
  if (requestedOn < cover.inForceFrom) return 'no'
  return cover.inForceUntil !== null && requestedOn > cover.inForceUntil ? 'no' : 'yes'
}

function criterion({ criteria }: CaseIntake, code: 'diagnosisProven' | 'surgeryNeedProven'): ConditionState['met'] {
  const found = criteria.find((one) => one.code === code)
  // Said to be proven, but by nothing: not proven.
  return found?.met === 'yes' && found.documentId === null ? 'unknown' : (found?.met ?? 'unknown')
}

export interface Entitlement {
  readonly operationsUsed: number
  readonly operationsAllowed: number | null
  readonly usedBefore: boolean
}

/** Shown, never enforced: what the sponsor counts is the sponsor's word (S0-19). */
export function entitlementOf({ entitlement }: Programme, { id }: Pick<Illness, 'id'>, intake: CaseIntake | undefined): Entitlement {
  const cover = intake?.cover
  return {
    operationsUsed: cover?.operationsUsed ?? 0,
    operationsAllowed: entitlement.operations,
    usedBefore: entitlement.perIllness !== null && (cover?.illnessesUsed ?? []).filter((used) => used === id).length >= entitlement.perIllness,
  }
}
