// The result of an import put in the order in which it needs someone. Pure.
import type { ImportItem, ImportResult } from '#shared/domain/importing.ts'

export const GROUPS = ['quarantined', 'missing', 'rejected', 'document', 'image', 'skipped', 'duplicate'] as const satisfies readonly ImportItem['outcome'][]

export interface Group {
  outcome: ImportItem['outcome']
  items: ImportItem[]
}

/** Non-empty groups: set aside, missing, refused, recognised, skipped, already there. Undecided items first. */
export function groupsOf(result: ImportResult): Group[] {
  return GROUPS.map((outcome) => ({
    outcome,
    items: result.items.filter((item) => item.outcome === outcome).sort((a, b) => Number(a.decision !== null) - Number(b.decision !== null)),
  })).filter((group) => group.items.length > 0)
}

/** Counts for the one sentence at the end: items that arrived: of the case, set aside, refused; what a list names and did not arrive is told apart; skipped and duplicates are not asked about. */
export function summaryOf(result: ImportResult): { belong: number; total: number; setAside: number; refused: number; missing: number } {
  const count = (test: (item: ImportItem) => boolean) => result.items.filter(test).length
  const belong = count((item) => item.outcome === 'document' || item.outcome === 'image' || item.decision === 'released')
  const setAside = count((item) => item.outcome === 'quarantined' && item.decision !== 'released')
  const refused = count((item) => item.outcome === 'rejected')
  return { belong, total: belong + setAside + refused, setAside, refused, missing: count((item) => item.outcome === 'missing') }
}
