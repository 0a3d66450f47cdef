// Rows of board meetings. The only place with SQL of these tables.
import { BoardEvent } from '#shared/domain/board/boardAct.ts'
import type { Readable, Writable } from '../storage/handles.ts'

interface EventRow {
  body: string
}

const parse = ({ body }: EventRow) => BoardEvent.parse(JSON.parse(body))

/** Acts that count: the server's in its order, then those that still wait for it. */
export function listEvents(r: Readable, meetingId: string): BoardEvent[] {
  return r.all<EventRow>('SELECT body FROM board_event WHERE meeting_id = ? AND refused IS NULL ORDER BY server_order IS NULL, server_order, seq', [meetingId]).map(parse)
}

/** What was done about one case, at whatever meeting. */
export function listCaseEvents(r: Readable, caseId: string): BoardEvent[] {
  return r.all<EventRow>('SELECT body FROM board_event WHERE case_id = ? AND refused IS NULL ORDER BY server_order IS NULL, server_order, seq', [caseId]).map(parse)
}

/** Acts of this workstation that the server has not confirmed, oldest first. */
export function listWaiting(r: Readable, meetingId: string): BoardEvent[] {
  return r.all<EventRow>('SELECT body FROM board_event WHERE meeting_id = ? AND server_order IS NULL AND refused IS NULL ORDER BY seq', [meetingId]).map(parse)
}

export function listRefused(r: Readable, meetingId: string): { event: BoardEvent; reason: string }[] {
  return r
    .all<EventRow & { refused: string }>('SELECT body, refused FROM board_event WHERE meeting_id = ? AND refused IS NOT NULL ORDER BY seq', [meetingId])
    .map((row) => ({ event: parse(row), reason: row.refused }))
}

export function listMeetingIds(r: Readable): string[] {
  return r.all<{ id: string }>('SELECT DISTINCT meeting_id AS id FROM board_event WHERE refused IS NULL').map(({ id }) => id)
}

export function addEvent(tx: Writable, event: BoardEvent): void {
  tx.run('INSERT INTO board_event (id, meeting_id, case_id, body) VALUES (?, ?, ?, ?)', [event.id, event.meetingId, event.caseId, JSON.stringify(event)])
}

/** What the server holds for this reader. Writing the same twice changes nothing; nothing is removed. */
export function putServerEvents(tx: Writable, ordered: readonly { order: number; event: BoardEvent }[]): void {
  for (const { order, event } of ordered) {
    tx.run(
      `INSERT INTO board_event (id, meeting_id, case_id, body, server_order) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET body = excluded.body, server_order = excluded.server_order, refused = NULL`,
      [event.id, event.meetingId, event.caseId, JSON.stringify(event), order],
    )
  }
}

/** The server's rules refused the act: it stays as a row, and counts no more. */
export function refuseEvent(tx: Writable, eventId: string, reason: string): void {
  tx.run('UPDATE board_event SET refused = ? WHERE id = ? AND server_order IS NULL', [reason, eventId])
}

/** The server has lost acts (it was restored): this person's own go there again. */
export function sendAgain(tx: Writable, meetingId: string, head: number, userId: string): void {
  tx.run("UPDATE board_event SET server_order = NULL WHERE meeting_id = ? AND server_order > ? AND json_extract(body, '$.actor.id') = ?", [meetingId, head, userId])
}

export interface BoardHead {
  readonly head: number
  /** Ids of the cases of whose acts the reader was told. */
  readonly cases: string
}

export function readHead(r: Readable, meetingId: string): BoardHead {
  return r.get<BoardHead & Record<string, never>>('SELECT head, cases FROM board_head WHERE meeting_id = ?', [meetingId]) ?? { head: 0, cases: '' }
}

export function putHead(tx: Writable, meetingId: string, { head, cases }: BoardHead): void {
  tx.run('INSERT INTO board_head (meeting_id, head, cases) VALUES (?, ?, ?) ON CONFLICT (meeting_id) DO UPDATE SET head = excluded.head, cases = excluded.cases', [meetingId, head, cases])
}

export function readNotes(r: Readable, meetingId: string): Record<string, string> {
  const rows = r.all<{ caseId: string; text: string }>('SELECT case_id AS caseId, text FROM board_note WHERE meeting_id = ?', [meetingId])
  return Object.fromEntries(rows.map(({ caseId, text }) => [caseId, text]))
}

export function putNote(tx: Writable, meetingId: string, caseId: string, text: string): void {
  tx.run('INSERT INTO board_note (meeting_id, case_id, text) VALUES (?, ?, ?) ON CONFLICT (meeting_id, case_id) DO UPDATE SET text = excluded.text', [meetingId, caseId, text])
}
