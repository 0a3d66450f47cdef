// The ledger put in the order in which it matters: needs you, moving, waiting, done; by case. Pure.
import type { RoomName } from '#shared/casedoc/layout.ts'
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

/** Cases of which nothing is on its way come after the others. */
export function withQuietCases(groups: readonly LedgerGroup[], caseIds: readonly string[]): LedgerGroup[] {
  return [...groups, ...caseIds.filter((caseId) => !groups.some((group) => group.caseId === caseId)).map((caseId) => ({ caseId, rows: [] }))]
}

const TEXTS: readonly string[] = ['section', 'studyAnnotations', 'documentAnnotations', 'board', 'psychology', 'care'] satisfies RoomName['kind'][]
const CHANGES: readonly string[] = ['case.publish', 'case.update', 'case.addMaterial', 'case.assign', 'case.unassign', 'report.open', 'report.sign', 'report.act', 'quarantine.act']
/** How a file is called; what is not known here is named by its media type. */
const FILES: Readonly<Record<string, string>> = { 'application/dicom': 'images', 'application/pdf': 'pdf', 'text/plain': 'text', 'image/jpeg': 'scans', 'image/png': 'scans', 'image/tiff': 'scans' }
const REASONS: readonly string[] = ['unknownCase', 'notMember', 'staleVersion', 'unknownPerson', 'contentChanged', 'alreadySigned', 'wrongRole', 'badSignature', 'readOnly', 'closed', 'erased', 'unknownFile', 'decidedBefore']

/** What a row is, as an i18n key with values: texts by kind of room, changes by command, files by media type. */
export function rowWords(row: LedgerRow): { key: string; values: Record<string, string> } {
  switch (row.kind) {
    case 'text':
      return { key: `sync.text.${TEXTS.includes(row.label) ? row.label : 'other'}`, values: {} }
    case 'blob':
      return { key: `sync.file.${FILES[row.label] ?? 'other'}`, values: { type: row.label } }
    case 'command':
      return { key: `sync.change.${CHANGES.includes(row.label) ? row.label : 'other'}`, values: {} }
  }
}

/** Why a change needs a person, as an i18n key with the server's code for what is not known here; null = nothing to say. */
export function reasonWords(row: LedgerRow): { key: string; values: Record<string, string> } | null {
  // The server joined both people's changes of different values: done, and nobody has to do anything.
  if (!row.reason || row.reason === 'merged') return null
  return REASONS.includes(row.reason) ? { key: `sync.reason.${row.reason}`, values: {} } : { key: 'sync.reason.other', values: { code: row.reason } }
}

/** A file that comes is "received", everything else "sent". */
export function stateWord({ state, direction }: LedgerRow): string {
  return direction === 'down' && (state === 'done' || state === 'waiting') ? `${state}Down` : state
}

/** How many things, not lines: a line may stand for hundreds of files. */
export function countByState(rows: readonly LedgerRow[]): Record<LedgerRow['state'], number> {
  const counts: Record<LedgerRow['state'], number> = { needsYou: 0, moving: 0, waiting: 0, done: 0 }
  for (const row of rows) counts[row.state] += row.count
  return counts
}
