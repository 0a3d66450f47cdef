// Rows of the pages this person has had in view. One store is one person's; having seen is no statement of having read.
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { Readable, Writable } from '../storage/handles.ts'

export function listSeenPages(r: Readable, caseId: string, sha256: string): number[] {
  return r.all<{ page: number }>('SELECT page FROM seen_page WHERE case_id = ? AND sha256 = ? ORDER BY page', [caseId, sha256]).map(({ page }) => page)
}

/** @returns whether any of them is new */
export function addSeenPages(tx: Writable, caseId: string, sha256: string, pages: readonly number[]): boolean {
  const added = pages.map((page) => tx.run('INSERT OR IGNORE INTO seen_page (case_id, sha256, page) VALUES (?, ?, ?)', [caseId, sha256, page]).changes)
  return added.some((changes) => changes > 0)
}

/** Files of which pages were never in view, and how many. A file without pages counts as one; pages put together here count for those they were taken from; what we cited ourselves was not sent. */
export function listUnseen(r: Readable, caseId: string, documents: readonly SourceDocument[]): { name: string; pages: number }[] {
  const rows = r.all<{ sha256: string; page: number }>('SELECT sha256, page FROM seen_page WHERE case_id = ?', [caseId])
  const seen = new Set(rows.map(({ sha256, page }) => `${sha256} ${page}`))
  const byId = new Map(documents.map((document) => [document.id, document]))
  for (const made of documents) {
    for (const [i, { documentId, page }] of (made.arrangedFrom ?? []).entries()) {
      const source = byId.get(documentId)
      if (source && seen.has(`${made.sha256} ${i + 1}`)) seen.add(`${source.sha256} ${page}`)
    }
  }
  return documents.flatMap(({ name, sha256, pages, arrangedFrom, kind }) => {
    if (arrangedFrom || kind === 'literature') return []
    const count = Array.from({ length: pages ?? 1 }, (_, i) => i + 1).filter((page) => !seen.has(`${sha256} ${page}`)).length
    return count === 0 ? [] : [{ name, pages: count }]
  })
}
