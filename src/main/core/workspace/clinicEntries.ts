// The clinic's shared words and phrases: kept here at once, exchanged with the server when it is met. Without a server they are this workstation's.
import { ClinicEntry } from '#shared/domain/phrase.ts'
import type { Readable, Writable } from '../storage/handles.ts'

interface Row {
  id: string
  body: string
}
const MOST_AT_ONCE = 500
function read({ body }: Row): ClinicEntry[] {
  const entry = ClinicEntry.safeParse(JSON.parse(body))
  return entry.success ? [entry.data] : []
}

/** Those that stand, by their words. */
export function listClinicEntries(r: Readable): ClinicEntry[] {
  return r.all<Row>('SELECT id, body FROM clinic_entry ORDER BY id').flatMap(read).filter(({ removed }) => !removed)
}

export function keepClinicEntry(tx: Writable, entry: ClinicEntry, sent = false): void {
  tx.run('INSERT INTO clinic_entry (id, body, sent) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body, sent = excluded.sent', [entry.id, JSON.stringify(entry), sent ? 1 : 0])
}

/** What goes to the server now, and from where on it is read. */
export function clinicRequest(r: Readable): { since: number; entries: ClinicEntry[] } {
  const since = r.get<{ since: number }>('SELECT up_to AS since FROM clinic_read')?.since ?? 0
  return { since, entries: r.all<Row>('SELECT id, body FROM clinic_entry WHERE sent = 0 ORDER BY id LIMIT ?', [MOST_AT_ONCE]).flatMap(read) }
}

/** What was changed here since the request keeps its place and goes next time. */
export function takeClinicAnswer(tx: Writable, told: readonly ClinicEntry[], { upTo, entries }: { upTo: number; entries: readonly ClinicEntry[] }): void {
  for (const entry of told) tx.run('UPDATE clinic_entry SET sent = 1 WHERE id = ? AND body = ?', [entry.id, JSON.stringify(entry)])
  for (const entry of entries) if (!tx.get('SELECT 1 FROM clinic_entry WHERE id = ? AND sent = 0', [entry.id])) keepClinicEntry(tx, entry, true)
  tx.run('INSERT INTO clinic_read (one, up_to) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET up_to = excluded.up_to', [upTo])
}

/** The server lost what it had, or is another: everything is told and read anew. */
export function forgetClinicExchange(tx: Writable): void {
  tx.run('UPDATE clinic_entry SET sent = 0')
  tx.run('DELETE FROM clinic_read')
}
