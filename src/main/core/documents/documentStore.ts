// Rows of source documents. A document is written once; what a person found in it may be corrected, its bytes never.
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
