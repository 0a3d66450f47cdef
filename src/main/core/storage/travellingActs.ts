// Acts of a team that wait for the server and are then ordered by it: the rows, for every room that has such acts. Knows no act's meaning.
import type { z } from 'zod'
import type { Readable, Writable } from './handles.ts'

interface EventRow {
  body: string
}

/** @param table with the columns id, case_id, body, server_order, refused and seq */
export function travellingActs<Event extends { id: string; caseId: string }>(table: 'panel_event' | 'quarantine_event', schema: z.ZodType<Event>) {
  const select = (r: Readable, caseId: string, rest: string): Event[] => r.all<EventRow>(`SELECT body FROM ${table} WHERE case_id = ? AND refused IS NULL ${rest}`, [caseId]).map(({ body }) => schema.parse(JSON.parse(body)))
  return {
    /** Acts that count: the server's in its order, then those that still wait for it. */
    list: (r: Readable, caseId: string): Event[] => select(r, caseId, 'ORDER BY server_order IS NULL, server_order, seq'),

    /** Acts that the server has confirmed. */
    confirmed: (r: Readable, caseId: string): Event[] => select(r, caseId, 'AND server_order IS NOT NULL ORDER BY server_order, seq'),

    /** Acts of this workstation that the server has not confirmed, oldest first. */
    waiting: (r: Readable, caseId: string): Event[] => select(r, caseId, 'AND server_order IS NULL ORDER BY seq'),

    add(tx: Writable, event: Event): void {
      tx.run(`INSERT INTO ${table} (id, case_id, body) VALUES (?, ?, ?)`, [event.id, event.caseId, JSON.stringify(event)])
    },

    /** What the server holds for this reader, in its order. Writing the same twice changes nothing; nothing is removed. */
    putServers(tx: Writable, caseId: string, events: readonly Event[]): void {
      for (const [order, event] of events.entries()) {
        tx.run(
          `INSERT INTO ${table} (id, case_id, body, server_order) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET body = excluded.body, server_order = excluded.server_order, refused = NULL`,
          [event.id, caseId, JSON.stringify(event), order],
        )
      }
    },

    /** The server's rules refused the act: it stays as a row, and counts no more. */
    refuse(tx: Writable, eventId: string, reason: string): void {
      tx.run(`UPDATE ${table} SET refused = ? WHERE id = ? AND server_order IS NULL`, [reason, eventId])
    },
  }
}
