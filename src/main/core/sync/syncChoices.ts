// What the person decided about sync: pause and speed of files, cases kept complete for a journey, what was opened and is wanted first.
import type { Readable, Writable } from '../storage/handles.ts'

export interface Choices {
  /** Files wait; words, marks and signatures go on. */
  readonly paused: boolean
  /** KiB per second for files, both ways together; null = as fast as it goes. */
  readonly limitKib: number | null
}

export function readChoices(r: Readable): Choices {
  const row = r.get<{ paused: number; limitKib: number | null }>('SELECT paused, limit_kib AS limitKib FROM sync_choice')
  return row ? { paused: row.paused === 1, limitKib: row.limitKib } : { paused: false, limitKib: null }
}

export function keepChoices(tx: Writable, { paused, limitKib }: Choices): void {
  tx.run('INSERT INTO sync_choice (one, paused, limit_kib) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET paused = excluded.paused, limit_kib = excluded.limit_kib', [
    Number(paused),
    limitKib,
  ])
}

export function pinnedCases(r: Readable): string[] {
  return r.all<{ id: string }>('SELECT case_id AS id FROM pinned_case').map(({ id }) => id)
}

export function pinCase(tx: Writable, caseId: string, pinned: boolean): void {
  if (pinned) tx.run('INSERT INTO pinned_case (case_id) VALUES (?) ON CONFLICT DO NOTHING', [caseId])
  else tx.run('DELETE FROM pinned_case WHERE case_id = ?', [caseId])
}

/** A person opened the case, or one series of it: its files come before all others. @param files null = all of the case */
export function askFirst(tx: Writable, caseId: string, files: readonly string[] | null, at: string): void {
  if (files === null) tx.run("UPDATE sync_blob SET asked_at = ? WHERE case_id = ? AND direction = 'down' AND state = 'waiting'", [at, caseId])
  else for (const sha256 of files) tx.run("UPDATE sync_blob SET asked_at = ? WHERE case_id = ? AND sha256 = ? AND state = 'waiting'", [at, caseId, sha256])
}
