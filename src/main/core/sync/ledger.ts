// The sync ledger: what is on its way, what arrived today, what needs a person. Codes and sizes, no content.
import { parseRoomName } from '#shared/casedoc/layout.ts'
import type { Database } from '../storage/handles.ts'
import type { BlobJob } from './blobSync.ts'
import type { OutboxEntry } from './outbox.ts'

export interface LedgerLine {
  commandId: string | null
  direction: 'up' | 'down' | null
  count: number
  caseId: string | null
  kind: 'command' | 'text' | 'blob'
  label: string
  bytes: number | null
  state: 'waiting' | 'moving' | 'done' | 'needsYou'
  at: string
  reason: string | null
}

const ORDER = { needsYou: 0, moving: 1, waiting: 2, done: 3 } as const

export function readLedger({ db, outbox, unsentRooms, moving, now }: { db: Database; outbox: readonly OutboxEntry[]; unsentRooms: readonly string[]; moving: readonly BlobJob[]; now: string }): LedgerLine[] {
  const commands = outbox.map((e): LedgerLine => ({ commandId: e.id, direction: null, count: 1, caseId: e.caseId, kind: 'command', label: e.type, bytes: null, state: e.state, at: e.at, reason: e.reason }))
  const texts = unsentRooms.map((room): LedgerLine => {
    const parsed = parseRoomName(room)
    return { commandId: null, direction: 'up', count: 1, caseId: parsed?.caseId ?? null, kind: 'text', label: parsed?.kind ?? 'section', bytes: null, state: 'waiting', at: now, reason: null }
  })
  const blobs = db
    .read((r) =>
      r.all<{ case_id: string; media_type: string; bytes: number; n: number; state: 'waiting' | 'done'; direction: 'up' | 'down'; at: string }>(
        `SELECT case_id, media_type, sum(bytes) AS bytes, count(*) AS n, state, direction, max(at) AS at FROM sync_blob GROUP BY case_id, media_type, direction, state ORDER BY at DESC LIMIT 200`,
      ),
    )
    .map((b): LedgerLine => {
      const isMoving = b.state === 'waiting' && moving.some((job) => job.caseId === b.case_id && job.mediaType === b.media_type)
      return { commandId: null, direction: b.direction, count: b.n, caseId: b.case_id, kind: 'blob', label: b.media_type, bytes: b.bytes, state: isMoving ? 'moving' : b.state, at: b.at, reason: null }
    })
  return [...commands, ...texts, ...blobs].sort((a, b) => ORDER[a.state] - ORDER[b.state])
}
