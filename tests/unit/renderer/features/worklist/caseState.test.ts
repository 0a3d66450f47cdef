import { describe, expect, test } from 'vitest'
import { lines } from '../../../../support/shellBench/fixtures.ts'
import { belongsTo, completeness, inOrder, stateOf, waitingFor } from '../../../../../src/renderer/features/worklist/caseState.ts'

const line = (change: { stage?: string; quarantined?: number; blockers?: number; missing?: string[]; dueOn?: string | null }) => {
  const base = lines[0]!
  return {
    ...base,
    quarantined: change.quarantined ?? 0,
    blockers: change.blockers ?? 0,
    complete: { present: 5 - (change.missing?.length ?? 0), required: 5, missing: change.missing ?? [] },
    reviewCase: { ...base.reviewCase, stage: (change.stage ?? 'reporting') as never, dueOn: change.dueOn === undefined ? null : (change.dueOn as never) },
  }
}

describe('what the work list says of a case', () => {
  test('an item of another patient comes before everything else', () => {
    const doubtful = line({ quarantined: 2, blockers: 4 })
    expect(stateOf(doubtful)).toEqual({ status: 'quarantine', key: 'worklist.state.setAside', count: 2 })
    expect(waitingFor(doubtful).key).toBe('worklist.waiting.identity')
  })

  test('a draft without obstacles is ready to sign and waits for my signature', () => {
    expect(stateOf(line({})).key).toBe('worklist.state.ready')
    expect(waitingFor(line({})).key).toBe('worklist.waiting.signature')
    expect(belongsTo(line({}), 'toSign', '2026-11-22')).toBe(true)
    expect(belongsTo(line({ blockers: 1 }), 'toSign', '2026-11-22')).toBe(false)
  })

  test('a delivered case is closed: neither open nor overdue, even past its day', () => {
    const delivered = line({ stage: 'delivered', dueOn: '2026-11-01' })
    expect(belongsTo(delivered, 'all', '2026-11-22')).toBe(false)
    expect(belongsTo(delivered, 'dueSoon', '2026-11-22')).toBe(false)
    expect(belongsTo(delivered, 'closed', '2026-11-22')).toBe(true)
  })

  test('at risk from two days before the day, not three', () => {
    expect(belongsTo(line({ dueOn: '2026-11-24' }), 'dueSoon', '2026-11-22')).toBe(true)
    expect(belongsTo(line({ dueOn: '2026-11-25' }), 'dueSoon', '2026-11-22')).toBe(false)
    expect(belongsTo(line({ dueOn: '2026-11-20' }), 'dueSoon', '2026-11-22')).toBe(true)
  })

  test('pinned first, then what waits for me by due date', () => {
    const [soon, later, pinned] = [line({ dueOn: '2026-11-23' }), line({ dueOn: '2026-12-01' }), line({ stage: 'delivered' })].map((l, i) => ({ ...l, reviewCase: { ...l.reviewCase, id: `case-${i}` as never } }))
    expect(inOrder([later!, soon!, pinned!], new Set(['case-2'])).map((l) => l.reviewCase.id)).toEqual(['case-2', 'case-0', 'case-1'])
  })

  test('a pack that requires nothing is complete, not a division by zero', () => {
    expect(completeness({ ...line({}), complete: { present: 0, required: 0, missing: [] } })).toBe(1)
  })
})
