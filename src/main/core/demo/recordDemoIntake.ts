// What the office of the demo clinic would have noted about a case that came in: how it was asked for, that the patient consents, and that it is paid. Through the same command as a person's.
import { isoInstant } from '#shared/kit/clock.ts'
import type { Workplace } from '../openWorkplace.ts'

/** The request arrived by form, signed, and its fee on the same day; an insurer's cases cost the patient nothing. */
export function recordDemoIntake({ cases, intake }: { cases: Pick<Workplace['cases'], 'get'>; intake: Pick<Workplace['intake'], 'record'> }, caseId: string): void {
  const { version, policyId, requestedOn, openedAt, patient } = cases.get({ caseId }).reviewCase
  const opened = isoInstant(Date.parse(openedAt)).slice(0, 10)
  const on = requestedOn !== null && requestedOn < opened ? requestedOn : opened
  const payment = policyId === 'oncology-remote' ? { state: 'paid' as const, on, reference: 'DEMO' } : { state: 'notRequired' as const, on: null, reference: '' }
  intake.record({ caseId, baseVersion: version, intake: { channel: 'form', payment, consent: { givenOn: on, givenBy: `${patient.givenName} ${patient.familyName}`.trim(), scope: ['review', 'share'] } } })
}
