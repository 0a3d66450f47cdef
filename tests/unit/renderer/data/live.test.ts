import { expect, test } from 'vitest'
import { staleKeys } from '../../../../src/renderer/data/live.ts'

test('a signature makes the case, its reports, its signatures, its delivery and the work list be read again, and no other case', () => {
  expect(staleKeys({ topic: 'signOffs', caseId: 'c1' })).toEqual([['cases'], ['case', 'c1'], ['reports', 'c1'], ['signOffs', 'c1'], ['delivery', 'c1'], ['delivery', 'statistics'], ['psychology']])
})

test('an event without a case reaches every case', () => {
  expect(staleKeys({ topic: 'case', caseId: null })).toEqual([['cases'], ['case'], ['reports'], ['board']])
})
