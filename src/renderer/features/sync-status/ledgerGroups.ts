// The ledger put in the order in which it matters: needs you, moving, waiting, done; by case. Pure.
import { parseRoomName } from '#shared/casedoc/layout.ts'
import type { LedgerRow } from '#shared/contract/workstation/sync.contract.ts'

const RANK: Record<LedgerRow['state'], number> = { needsYou: 0, moving: 1, waiting: 2, done: 3 }

export interface LedgerGroup {
  caseId: string | null
  rows: LedgerRow[]
}

export function groupLedger(rows: readonly LedgerRow[]): LedgerGroup[] {
  const groups = new Map<string | null, LedgerRow[]>()
  for (const row of rows) groups.set(row.caseId, [...(groups.get(row.caseId) ?? []), row])
  return [...groups]
    .map(([caseId, of]) => ({ caseId, rows: of.toSorted((a, b) => RANK[a.state] - RANK[b.state] || (a.at < b.at ? 1 : -1)) }))
    .toSorted((a, b) => RANK[a.rows[0]?.state ?? 'done'] - RANK[b.rows[0]?.state ?? 'done'])
}

/** What a row is, as an i18n key with values: a report's section, annotations, a command, a kind of file. */
export function rowWords(row: LedgerRow): { key: string; values: Record<string, string | number> } {
  if (row.kind === 'text') {
    const room = parseRoomName(row.label)
    if (room?.kind === 'section') return { key: 'sync.row.section', values: { number: room.report, section: room.section } }
    if (room) return { key: `sync.row.${room.kind}`, values: {} }
    return { key: 'sync.row.text', values: {} }
  }
  if (row.kind === 'blob') return { key: 'sync.row.file', values: { type: row.label } }
  return { key: 'sync.row.command', values: { type: row.label } }
}

export function countByState(rows: readonly LedgerRow[]): Record<LedgerRow['state'], number> {
  const counts: Record<LedgerRow['state'], number> = { needsYou: 0, moving: 0, waiting: 0, done: 0 }
  for (const row of rows) counts[row.state] += 1
  return counts
}
