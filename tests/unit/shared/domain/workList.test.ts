import { describe, expect, test } from 'vitest'
import { belongsTo, inOrder, type WorkFacts } from '../../../../src/shared/domain/workList.ts'

const facts = (change: Partial<WorkFacts> = {}): WorkFacts => ({
  id: 'case-0', caseNumber: 'CN-2026-0001', stage: 'reporting', dueOn: null, isPaused: false, quarantined: 0, blockers: 0, missing: 0, openRequests: 0, nextRequestDue: null, lastEventAt: '2026-11-21T09:00:00Z', ...change,
})
const day = '2026-11-22'

describe('which filters a case belongs to', () => {
  test('ready to sign: nothing blocks, whatever is missing in the material', () => {
    expect(belongsTo(facts({ missing: 2 }), 'toSign', day)).toBe(true)
    expect(belongsTo(facts({ blockers: 1 }), 'toSign', day)).toBe(false)
    expect(belongsTo(facts({ quarantined: 1 }), 'toSign', day)).toBe(false)
    expect(belongsTo(facts({ stage: 'intake' }), 'toSign', day)).toBe(false)
  })

  test('a closed case is neither open nor overdue, even past its day', () => {
    for (const stage of ['delivered', 'signed', 'notAssessable', 'outOfScope', 'withdrawn'] as const) {
      const closed = facts({ stage, dueOn: '2026-11-01' })
      expect(belongsTo(closed, 'all', day)).toBe(false)
      expect(belongsTo(closed, 'dueSoon', day)).toBe(false)
      expect(belongsTo(closed, 'closed', day)).toBe(true)
    }
  })

  test('at risk from two days before the day, not three; a clock that stands is not at risk', () => {
    expect(belongsTo(facts({ dueOn: '2026-11-24' }), 'dueSoon', day)).toBe(true)
    expect(belongsTo(facts({ dueOn: '2026-11-25' }), 'dueSoon', day)).toBe(false)
    expect(belongsTo(facts({ dueOn: '2026-11-20' }), 'dueSoon', day)).toBe(true)
    expect(belongsTo(facts({ dueOn: '2026-11-20', isPaused: true }), 'dueSoon', day)).toBe(false)
  })

  test('a request for data is over on the day after its day, also while the clock stands', () => {
    expect(belongsTo(facts({ isPaused: true, nextRequestDue: '2026-11-22' }), 'dueSoon', day)).toBe(false)
    expect(belongsTo(facts({ isPaused: true, nextRequestDue: '2026-11-21' }), 'dueSoon', day)).toBe(true)
  })
})

test('pinned first, then what waits for me by due date', () => {
  const lines = [facts({ id: 'later', dueOn: '2026-12-01' }), facts({ id: 'soon', dueOn: '2026-11-23' }), facts({ id: 'intake', stage: 'intake', dueOn: '2026-11-01' }), facts({ id: 'pinned', stage: 'delivered' })]
  expect(inOrder(lines, new Set(['pinned'])).map(({ id }) => id)).toEqual(['pinned', 'soon', 'later', 'intake'])
})
