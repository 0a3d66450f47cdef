import { expect, test } from 'vitest'
import type { LedgerRow } from '#shared/contract/workstation/sync.contract.ts'
import { countByState, groupLedger, reasonWords, rowWords } from '../../../../../src/renderer/features/sync-status/ledgerGroups.ts'

const row = (caseId: string | null, state: LedgerRow['state'], change: Partial<LedgerRow> = {}): LedgerRow => ({ commandId: null, direction: null, count: 1, caseId: caseId as never, kind: 'command', label: 'report.sign', bytes: null, state, at: '2026-11-22T21:00:00.000Z', reason: null, ...change })

test('what needs a decision stands first, by case and inside the case', () => {
  const groups = groupLedger([row('a', 'done'), row('b', 'waiting'), row('a', 'needsYou'), row('b', 'done')])
  expect(groups.map((g) => g.caseId)).toEqual(['a', 'b'])
  expect(groups[0]!.rows.map((r) => r.state)).toEqual(['needsYou', 'done'])
  expect(countByState([row('a', 'done'), row('b', 'waiting')])).toEqual({ needsYou: 0, moving: 0, waiting: 1, done: 1 })
})

test('a command or a reason that this version does not know is still named', () => {
  expect(rowWords(row(null, 'waiting', { label: 'case.merge' })).key).toBe('sync.change.other')
  expect(reasonWords(row(null, 'needsYou', { reason: 'quotaExceeded' }))).toEqual({ key: 'sync.reason.other', values: { code: 'quotaExceeded' } })
})
