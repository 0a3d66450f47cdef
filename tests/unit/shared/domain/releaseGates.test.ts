// Every gate of the delivery fires where the issue asks for it, and nowhere else: each situation judged by the rules as they are written, apart from the code.
import { expect, test } from 'vitest'
import { closedGates, NO_CONSENT, RECIPIENTS, RELEASE_GATES, type ReleaseFacts } from '#shared/domain/delivery.ts'
import { REPORT_STATUSES } from '#shared/domain/report.ts'

const wishes = (informationPreference: 'none' | 'full', mayBeTold: string) => ({ informationPreference, mayBeTold, decisionRole: 'own' as const })
const WISHES = [null, wishes('full', ''), wishes('none', ''), wishes('none', 'Her daughter')]

/** Every situation: 8 states, 2 roles, 2 of the server, 2 cards, 2 offers, 2 consents, 4 wishes. */
function* situations(): Generator<ReleaseFacts> {
  for (const status of [null, ...REPORT_STATUSES])
    for (let bits = 0; bits < 32; bits++)
      for (const said of WISHES) {
        const is = (n: number) => (bits & (1 << n)) !== 0
        yield { status, mayRelease: is(0), isCountersigned: is(1), openSafetyCards: is(2) ? 1 : 0, consultationOffered: is(3), consent: { ...NO_CONSENT, release: is(4) }, wishes: said }
      }
}

const FINAL = ['final', 'amended', 'corrected', 'appended']
/** When each gate is closed, sentence by sentence: final, no open safety card, consent scope, consultation offered; the clinic's role and the server's acceptance. */
const RULES: Record<(typeof RELEASE_GATES)[number], (facts: ReleaseFacts, recipient: string) => boolean> = {
  role: ({ status, mayRelease }) => FINAL.includes(status ?? '') && !mayRelease,
  signed: ({ status }) => status === null || ['preliminary', 'cancelled'].includes(status),
  withdrawn: ({ status }) => status === 'entered-in-error',
  countersigned: ({ status, isCountersigned }) => FINAL.includes(status ?? '') && !isCountersigned,
  safetyCard: ({ openSafetyCards }) => openSafetyCards > 0,
  consultationOffered: ({ consultationOffered }, recipient) => recipient === 'patient' && !consultationOffered,
  consent: ({ consent }, recipient) => recipient === 'sponsor' && !consent.release,
  nobodyToTell: ({ wishes: said }, recipient) => recipient === 'patient' && said === WISHES[2],
}

test('each gate is closed exactly when its rule says so, for each recipient', () => {
  const fired = new Map<string, { closed: number; open: number }>()
  for (const facts of situations())
    for (const recipient of RECIPIENTS) {
      const closed = closedGates(facts, recipient)
      for (const gate of RELEASE_GATES) {
        const expected = RULES[gate](facts, recipient)
        if (closed.includes(gate) !== expected) expect.fail(`${gate} for ${recipient}: ${JSON.stringify(facts)}`)
        const count = fired.get(gate) ?? { closed: 0, open: 0 }
        fired.set(gate, { closed: count.closed + Number(expected), open: count.open + Number(!expected) })
      }
    }
  for (const gate of RELEASE_GATES) {
    expect(fired.get(gate)?.closed, `${gate} never closes`).toBeGreaterThan(0)
    expect(fired.get(gate)?.open, `${gate} never opens`).toBeGreaterThan(0)
  }
})
