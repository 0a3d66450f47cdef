// Lines of text and the index over them. The only place with SQL of these tables.
import { termsOf } from '#shared/domain/searching.ts'
import type { Readable, Writable } from '../storage/handles.ts'

export type SourceKind = 'document' | 'series' | 'note' | 'report'

export interface SearchLine {
  readonly page: number
  /** JSON of what leads there, beside kind and ref. */
  readonly detail: string
  readonly text: string
}

export interface FoundLine extends Omit<SearchLine, 'text'> {
  readonly kind: SourceKind
  readonly ref: string
  /** The text around the hits; hits stand between HIT_BEGINS and HIT_ENDS. */
  readonly snippet: string
}

export const HIT_BEGINS = '\u0002'
export const HIT_ENDS = '\u0003'
const SNIPPET_WORDS = 28

/** The case as one word of the index. */
const scopeOf = (caseId: string) => `c${caseId.replaceAll('-', '')}`

/** Replaces all lines of a source and remembers what it was read from. */
export function putLines(tx: Writable, caseId: string, kind: SourceKind, ref: string, { stamp, state, lines }: { stamp: string; state: string; lines: readonly SearchLine[] }): void {
  tx.run('DELETE FROM search_line WHERE case_id = ? AND kind = ? AND ref = ?', [caseId, kind, ref])
  for (const { page, detail, text } of lines) {
    tx.run('INSERT INTO search_line (case_id, scope, kind, ref, page, detail, text) VALUES (?, ?, ?, ?, ?, ?, ?)', [caseId, scopeOf(caseId), kind, ref, page, detail, text])
  }
  tx.run('INSERT INTO search_source (case_id, kind, ref, stamp, state) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET stamp = excluded.stamp, state = excluded.state', [caseId, kind, ref, stamp, state])
}

/** Sources read so far by ref. */
export function readSources(r: Readable, caseId: string, kind: SourceKind): Map<string, { stamp: string; state: string }> {
  const rows = r.all<{ ref: string; stamp: string; state: string }>('SELECT ref, stamp, state FROM search_source WHERE case_id = ? AND kind = ?', [caseId, kind])
  return new Map(rows.map(({ ref, stamp, state }) => [ref, { stamp, state }]))
}

/** Takes away what is no longer in the case. */
export function dropSource(tx: Writable, caseId: string, kind: SourceKind, ref: string): void {
  tx.run('DELETE FROM search_line WHERE case_id = ? AND kind = ? AND ref = ?', [caseId, kind, ref])
  tx.run('DELETE FROM search_source WHERE case_id = ? AND kind = ? AND ref = ?', [caseId, kind, ref])
}

export function countPages(r: Readable, caseId: string): number {
  return r.get<{ n: number }>("SELECT count(*) AS n FROM search_line WHERE case_id = ? AND kind = 'document'", [caseId])?.n ?? 0
}

/** Pages of one document that have text, in order. */
export function listPageTexts(r: Readable, caseId: string, sha256: string): { page: number; text: string }[] {
  return r.all<{ page: number; text: string }>("SELECT page, text FROM search_line WHERE case_id = ? AND kind = 'document' AND ref = ? ORDER BY page", [caseId, sha256])
}

/** Best first. Nothing typed finds nothing. */
export function findLines(r: Readable, caseId: string, typed: string, limit: number): { lines: FoundLine[]; total: number } {
  const terms = termsOf(typed)
  if (terms.length === 0) return { lines: [], total: 0 }
  const words = terms.map((term) => `"${term.words.replaceAll('"', ' ')}"${term.prefix ? ' *' : ''}`).join(' AND ')
  const question = `scope : "${scopeOf(caseId)}" AND text : (${words})`
  const found = r.all<{ id: number; snippet: string }>(
    `SELECT rowid AS id, snippet(search_text, 1, ?, ?, '\u2026', ${SNIPPET_WORDS}) AS snippet FROM search_text WHERE search_text MATCH ? AND rank MATCH 'bm25(0.0, 1.0)' ORDER BY rank LIMIT ?`,
    [HIT_BEGINS, HIT_ENDS, question, limit],
  )
  const total = found.length < limit ? found.length : (r.get<{ n: number }>('SELECT count(*) AS n FROM search_text WHERE search_text MATCH ?', [question])?.n ?? 0)
  const place = 'SELECT kind, ref, page, detail FROM search_line WHERE id = ?'
  const lines = found.flatMap(({ id, snippet }) => {
    const line = r.get<Omit<FoundLine, 'snippet'>>(place, [id])
    return line ? [{ ...line, snippet }] : []
  })
  return { lines, total }
}
