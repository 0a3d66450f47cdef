import { describe, expect, test } from 'vitest'
import { lines } from '../../../../support/shellBench/fixtures.ts'
import { completeness, stateOf, waitingFor } from '../../../../../src/renderer/features/worklist/caseState.ts'

const line = (change: { stage?: string; quarantined?: number; blockers?: number; missing?: string[]; dueOn?: string | null }) => {
  const base = lines[0]!
  return {
    ...base,
    quarantined: change.quarantined ?? 0,
    blockers: change.blockers ?? 0,
    complete: { present: 5 - (change.missing?.length ?? 0), required: 5, missing: change.missing ?? [] },
    stage: (change.stage ?? 'reporting') as never,
    reviewCase: { ...base.reviewCase, dueOn: change.dueOn === undefined ? null : (change.dueOn as never) },
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
  })

  test('a pack that requires nothing is complete, not a division by zero', () => {
    expect(completeness({ ...line({}), complete: { present: 0, required: 0, missing: [] } })).toBe(1)
  })
})
