// What the office of the demo clinic would have noted about a case that came in: how it was asked for, and that it is paid. Through the same command as a person's.
import { isoInstant } from '#shared/kit/clock.ts'
import type { Workplace } from '../openWorkplace.ts'

/** The request arrived by form and its fee on the same day; an insurer's cases cost the patient nothing. */
export function recordDemoIntake({ cases, intake }: { cases: Pick<Workplace['cases'], 'get'>; intake: Pick<Workplace['intake'], 'record'> }, caseId: string): void {
  const { version, policyId, requestedOn, openedAt } = cases.get({ caseId }).reviewCase
  const on = requestedOn ?? isoInstant(Date.parse(openedAt)).slice(0, 10)
  const payment = policyId === 'oncology-remote' ? { state: 'paid' as const, on, reference: 'DEMO' } : { state: 'notRequired' as const, on: null, reference: '' }
  intake.record({ caseId, baseVersion: version, intake: { channel: 'form', payment } })
}
