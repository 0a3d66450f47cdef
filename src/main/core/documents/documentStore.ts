// Rows of source documents. A document is written once; what a person found in it may be corrected, its bytes never.
import { findingsOf, mergeFindings } from '#shared/domain/documentFindings.ts'
import { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { Readable, Writable } from '../storage/handles.ts'

/** The same bytes twice in one case stay one document. @returns false when it was there already */
export function putDocument(tx: Writable, document: SourceDocument, importId: string | null): boolean {
  const { changes } = tx.run('INSERT INTO document (id, case_id, import_id, sha256, kind, body) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING', [
    document.id,
    document.caseId,
    importId,
    document.sha256,
    document.kind,
    JSON.stringify(document),
  ])
  return changes > 0
}

/** By name, as the sender ordered them. */
export function listDocuments(r: Readable, caseId: string): SourceDocument[] {
  return r.all<{ body: string }>('SELECT body FROM document WHERE case_id = ? ORDER BY id', [caseId]).map(({ body }) => SourceDocument.parse(JSON.parse(body))).sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** What a person found in it; its bytes, name and hash stay. */
export function changeDocument(tx: Writable, document: SourceDocument): void {
  const { kind, id, caseId } = document
  tx.run('UPDATE document SET kind = ?, body = ? WHERE id = ? AND case_id = ?', [kind, JSON.stringify(SourceDocument.parse(document)), id, caseId])
}

/** The case does not know it any more; its bytes stay. Only for what is set aside: nothing is ever removed from a case otherwise. */
export function dropDocument(tx: Writable, { id, caseId }: Pick<SourceDocument, 'id' | 'caseId'>): void {
  tx.run('DELETE FROM document WHERE id = ? AND case_id = ?', [id, caseId])
}

/** Takes what people found elsewhere in a document that is here, the later finding of each field. A pair with a document that is not here stays open. */
export function takeFindings(tx: Writable, theirs: SourceDocument): void {
  if (!theirs.foundAt) return
  const documents = listDocuments(tx, theirs.caseId)
  const mine = documents.find(({ sha256 }) => sha256 === theirs.sha256)
  if (!mine) return
  const isPairHere = theirs.translationOf === undefined || documents.some(({ id }) => id === theirs.translationOf)
  const { translationOf: _pair, ...alone } = theirs.foundAt
  const merged = mergeFindings(mine, isPairHere ? theirs : { ...theirs, foundAt: alone })
  if (merged !== mine) changeDocument(tx, merged)
  if (findingsOf(merged) === findingsOf(theirs)) noteTold(tx, [merged])
}

/** Documents whose findings changed since the server was told, or told of them. */
export function listUntoldFindings(r: Readable, caseId: string): SourceDocument[] {
  const told = new Map(r.all<{ id: string; found: string }>('SELECT document_id AS id, found_at AS found FROM told_finding WHERE case_id = ?', [caseId]).map(({ id, found }) => [id, found]))
  return listDocuments(r, caseId).filter((document) => findingsOf(document) !== (told.get(document.id) ?? ''))
}

export function noteTold(tx: Writable, documents: readonly SourceDocument[]): void {
  for (const document of documents) {
    tx.run('INSERT INTO told_finding (case_id, document_id, found_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET found_at = excluded.found_at', [document.caseId, document.id, findingsOf(document)])
  }
}
