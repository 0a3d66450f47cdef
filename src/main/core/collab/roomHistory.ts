// Shared documents as they were: replayed from the log, which is only ever appended to. Changes nothing.
import * as Y from 'yjs'
import type { Readable } from '../storage/handles.ts'

/** Up to and with a change by its number, or by its time. */
export type LogPoint = { readonly seq: number } | { readonly at: string }

export function docAsItWas(r: Readable, room: string, point: LogPoint): Y.Doc {
  const rows =
    'seq' in point
      ? r.all<{ data: Uint8Array }>('SELECT data FROM doc_update WHERE room = ? AND seq <= ? ORDER BY seq', [room, point.seq])
      : r.all<{ data: Uint8Array }>('SELECT data FROM doc_update WHERE room = ? AND at <= ? ORDER BY seq', [room, point.at])
  const doc = new Y.Doc()
  if (rows.length > 0) Y.applyUpdate(doc, rows.length === 1 && rows[0] ? rows[0].data : Y.mergeUpdates(rows.map(({ data }) => data)))
  return doc
}

const OF_CASE = "room GLOB 'case/' || ? || '/*'"

export function lastOfCase(r: Readable, caseId: string): number {
  return r.get<{ seq: number | null }>(`SELECT max(seq) AS seq FROM doc_update WHERE ${OF_CASE}`, [caseId])?.seq ?? 0
}

/** Rooms of a case that changed after a change, and who wrote there; '' = it came from elsewhere. */
export function writersSince(r: Readable, caseId: string, seq: number): Map<string, Set<string>> {
  const writers = new Map<string, Set<string>>()
  for (const { room, actor, source } of r.all<{ room: string; actor: string; source: string }>(`SELECT DISTINCT room, actor, source FROM doc_update WHERE seq > ? AND ${OF_CASE}`, [seq, caseId])) {
    writers.set(room, (writers.get(room) ?? new Set()).add(source === 'local' ? actor : ''))
  }
  return writers
}

/** The changes of a case, those of one second together: the last instant of each and how many. Oldest first. */
export function changeTimes(r: Readable, caseId: string): { at: string; changes: number }[] {
  return r.all<{ at: string; changes: number }>(`SELECT max(at) AS at, count(*) AS changes FROM doc_update WHERE ${OF_CASE} GROUP BY substr(at, 1, 19) ORDER BY 1`, [caseId])
}
