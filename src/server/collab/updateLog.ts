// The durable log of shared documents on the server. Updates that arrive together share one statement.
import type { RoomAuthor, UpdateLog, UpdateSource } from '#shared/node/durableRooms.ts'
import { parseRoomName } from '#shared/casedoc/layout.ts'
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import { sql } from 'kysely'
import * as Y from 'yjs'
import type { Announcer } from './announcements.ts'
import { CaseErased, type CaseKey, type CaseVault } from '../storage/caseVault.ts'
import type { Executor, ServerDatabase } from '../storage/executor.ts'

const COMPACT_AFTER_ROWS = 500

interface Waiting {
  room: string
  update: Uint8Array
  author: RoomAuthor
  resolve(outcome: 'stored' | 'frozen'): void
  reject(reason: unknown): void
}

export interface ServerLog extends UpdateLog {
  /** Exactly these updates of a room, as another process announced them. */
  read(room: string, seqs: readonly number[]): Promise<Uint8Array[]>
}

export function createServerLog({ db, clock, vault, announce }: { db: ServerDatabase; clock: Clock; vault: CaseVault; announce: Announcer }): ServerLog {
  let waiting: Waiting[] = []
  let committing = false

  /** One commit at a time; what arrives meanwhile goes into the next one. */
  async function commitWaiting() {
    if (committing) return
    committing = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        const outcomes = await storeAll(batch)
        for (const [i, entry] of batch.entries()) entry.resolve(outcomes[i] ?? 'stored')
      } catch (cause) {
        for (const entry of batch) entry.reject(cause)
      }
    }
    committing = false
  }

  /** One statement, and so one transaction: the case's lock, the frozen flag read under it, the rows, the word to the other processes. */
  async function storeAll(batch: readonly Waiting[]) {
    const keys = new Map<string, CaseKey | null>()
    for (const { room } of batch) if (!keys.has(caseOf(room))) keys.set(caseOf(room), await keyOrErased(caseOf(room)))
    const entries = batch.flatMap(({ room, update, author }) => {
      const data = keys.get(caseOf(room))?.sealBytes(update).toString('base64')
      return data === undefined ? [] : [{ room, caseId: caseOf(room), actor: author.userId, device: author.device ?? '', data }]
    })
    const { channel = null, sender = null } = announce.notice ?? {}
    const { rows } = await sql<{ room: string }>`select append_updates(${JSON.stringify(entries)}::json, ${isoInstant(clock.now())}, ${channel}, ${sender}) as room`.execute(db)
    const stored = new Set(rows.map(({ room }) => room))
    return batch.map(({ room }) => (stored.has(room) ? ('stored' as const) : ('frozen' as const)))
  }

  /** null: the case was erased, and takes no more text than a signed one. */
  async function keyOrErased(caseId: string): Promise<CaseKey | null> {
    try {
      return await vault.keyOf(db, caseId)
    } catch (cause) {
      if (cause instanceof CaseErased) return null
      throw cause
    }
  }

  async function load(room: string): Promise<Uint8Array[]> {
    const snapshot = await db.selectFrom('doc_snapshot').selectAll().where('room', '=', room).executeTakeFirst()
    const tail = await db
      .selectFrom('doc_update')
      .select(['seq', 'data'])
      .where('room', '=', room)
      .where('seq', '>', Number(snapshot?.upto ?? 0))
      .orderBy('seq')
      .execute()
    if (!snapshot && tail.length === 0) return []
    const key = await vault.keyOf(db, caseOf(room))
    const parts = [...(snapshot ? [snapshot.data] : []), ...tail.map((row) => row.data)].map((d) => key.openBytes(new Uint8Array(d)))
    if (tail.length <= COMPACT_AFTER_ROWS) return parts
    const merged = Y.mergeUpdates(parts)
    const upto = Number(tail.at(-1)?.seq ?? 0)
    await db
      .insertInto('doc_snapshot')
      .values({ room, upto, data: key.sealBytes(merged) })
      .onConflict((c) => c.column('room').doUpdateSet({ upto, data: key.sealBytes(merged) }).where('doc_snapshot.upto', '<', upto))
      .execute()
    return [merged]
  }

  async function read(room: string, seqs: readonly number[]): Promise<Uint8Array[]> {
    const rows = await db.selectFrom('doc_update').select('data').where('room', '=', room).where('seq', 'in', [...seqs]).orderBy('seq').execute()
    const key = await vault.keyOf(db, caseOf(room))
    return rows.map((row) => key.openBytes(new Uint8Array(row.data)))
  }

  return {
    load,
    read,
    append: (room, update, author, _source: UpdateSource) =>
      new Promise((resolve, reject) => {
        if (!parseRoomName(room)) return reject(new Error('not a room'))
        waiting.push({ room, update, author, resolve, reject })
        void commitWaiting()
      }),
    isFrozen: async (room) => (await frozenAmong(db, [room])).has(room),
    freeze: (rooms) => freezeRooms(db, rooms, isoInstant(clock.now())),
  }
}

export async function freezeRooms(executor: Executor, rooms: readonly string[], at: string): Promise<void> {
  if (rooms.length === 0) return
  await executor
    .insertInto('doc_frozen')
    .values(rooms.map((room) => ({ room, at })))
    .onConflict((c) => c.column('room').doNothing())
    .execute()
}

async function frozenAmong(executor: Executor, rooms: readonly string[]): Promise<Set<string>> {
  if (rooms.length === 0) return new Set()
  const rows = await executor.selectFrom('doc_frozen').select('room').where('room', 'in', [...rooms]).execute()
  return new Set(rows.map((row) => row.room))
}

function caseOf(room: string): string {
  const parsed = parseRoomName(room)
  if (!parsed) throw new Error('not a room')
  return parsed.caseId
}
