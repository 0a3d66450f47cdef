// Rows of how far this person has seen a case. One store is one person's.
import { z } from 'zod'
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
