// Rows of how far this person has seen a case. One store is one person's.
import { z } from 'zod'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { Readable, Writable } from '../storage/handles.ts'

export interface Look {
  readonly at: string
  /** Last change of the shared documents that was there. */
  readonly upto: number
  /** Last of our own steps that was there. */
  readonly step: number
  /** Stamps of the documents and studies that were there, by item key. */
  readonly known: Readonly<Record<string, string>>
}

const Known = z.record(z.string(), z.string())

export function readLook(r: Readable, caseId: string): Look | null {
  const row = r.get<{ at: string; upto: number; step: number; known: string }>('SELECT at, upto, step, known FROM case_look WHERE case_id = ?', [caseId])
  return row ? { ...row, known: Known.parse(JSON.parse(row.known)) } : null
}

export function writeLook(tx: Writable, caseId: string, { at, upto, step, known }: Look): void {
  tx.run(
    'INSERT INTO case_look (case_id, at, upto, step, known) VALUES (?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET at = excluded.at, upto = excluded.upto, step = excluded.step, known = excluded.known',
    [caseId, at, upto, step, JSON.stringify(known)],
  )
}

export const documentKey = ({ id }: Pick<SourceDocument, 'id'>): string => `document/${id}`

/** Differs as soon as somebody found something else in the document. */
export function documentStamp({ kind, documentDate, author, institution, language, translationOf, standing, identity }: SourceDocument): string {
  return JSON.stringify([kind, documentDate, author, institution, language, translationOf, standing, identity.verdict])
}

/** What this person did to a document themselves is no news to them; what others did to it and they have not seen stays news. @param before null = it was not there */
export function noteOwnDocument(tx: Writable, before: SourceDocument | null, after: SourceDocument): void {
  const look = readLook(tx, after.caseId)
  const key = documentKey(after)
  if (!look || (before && look.known[key] !== documentStamp(before))) return
  writeLook(tx, after.caseId, { ...look, known: { ...look.known, [key]: documentStamp(after) } })
}
