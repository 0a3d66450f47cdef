// Rows of the unfinished form and of the confidential motive. The only place with SQL of these tables.
import type { Role } from '#shared/domain/people.ts'
import type { Readable, Writable } from '../storage/handles.ts'

export interface KeptMotive {
  text: string
  byName: string
  at: string
}

/** Those who care for the patient; not the sponsor's side, not invited readers of images (S4-6). */
const MOTIVE_READERS: readonly Role[] = ['caseManager', 'physician', 'psychologist', 'chair']

export function mayReadMotive(role: Role): boolean {
  return MOTIVE_READERS.includes(role)
}

export function readMotive(r: Readable, caseId: string): KeptMotive | null {
  return r.get<{ text: string; byName: string; at: string }>('SELECT text, by_name AS byName, at FROM confidential_motive WHERE case_id = ?', [caseId]) ?? null
}

export function putMotive(tx: Writable, caseId: string, { text, byName, at }: KeptMotive): void {
  tx.run(
    `INSERT INTO confidential_motive (case_id, text, by_name, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (case_id) DO UPDATE SET text = excluded.text, by_name = excluded.by_name, at = excluded.at`,
    [caseId, text, byName, at],
  )
}

export function readDraft(r: Readable): Record<string, unknown> | null {
  const row = r.get<{ body: string }>('SELECT body FROM intake_draft')
  return row ? (JSON.parse(row.body) as Record<string, unknown>) : null
}

export function keepDraft(tx: Writable, draft: Record<string, unknown> | null, at: string): void {
  if (draft === null) tx.run('DELETE FROM intake_draft')
  else tx.run('INSERT INTO intake_draft (one, body, at) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET body = excluded.body, at = excluded.at', [JSON.stringify(draft), at])
}
