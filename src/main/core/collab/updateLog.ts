// The durable log of shared documents in the profile's database. One commit serves all updates that arrive together.
import { isoInstant, type Clock } from '#shared/kit/clock.ts'
import type { RoomAuthor, UpdateLog, UpdateSource } from '#shared/node/durableRooms.ts'
import * as Y from 'yjs'
import type { Database, Readable, Writable } from '../storage/handles.ts'

/** Rows after the snapshot from which on loading would be felt (sync note: compact at about 500). */
const COMPACT_AFTER_ROWS = 500

interface Waiting {
  room: string
  update: Uint8Array
  author: RoomAuthor
  source: UpdateSource
  resolve(outcome: 'stored' | 'frozen'): void
  reject(reason: unknown): void
}

export interface LocalUpdateLog extends UpdateLog {
  /** Names of the case's rooms that hold anything. */
  rooms(caseId: string): string[]
  frozen(room: string): boolean
  lastChange(r: Readable, rooms: readonly string[]): number
  freezeWithin(tx: Writable, rooms: readonly string[]): void
}

export function createUpdateLog({ db, clock }: { db: Database; clock: Clock }): LocalUpdateLog {
  let waiting: Waiting[] = []

  function commitWaiting() {
    const batch = waiting
    waiting = []
    try {
      const outcomes = db.write((tx) => batch.map((entry) => store(tx, entry)))
      for (const [i, entry] of batch.entries()) entry.resolve(outcomes[i] ?? 'stored')
    } catch (cause) {
      for (const entry of batch) entry.reject(cause)
    }
  }

  function store(tx: Writable, { room, update, author, source }: Waiting): 'stored' | 'frozen' {
    if (isFrozenIn(tx, room)) return 'frozen'
    tx.run('INSERT INTO doc_update (room, actor, device, source, at, data) VALUES (?, ?, ?, ?, ?, ?)', [
      room,
      author.userId,
      author.device ?? '',
      source,
      isoInstant(clock.now()),
      update,
    ])
    return 'stored'
  }

  function append(room: string, update: Uint8Array, author: RoomAuthor, source: UpdateSource) {
    return new Promise<'stored' | 'frozen'>((resolve, reject) => {
      // setImmediate: everything read from sockets in this turn shares one fsync.
      if (waiting.length === 0) setImmediate(commitWaiting)
      waiting.push({ room, update, author, source, resolve, reject })
    })
  }

  async function load(room: string): Promise<Uint8Array[]> {
    const { snapshot, tail } = db.read((r) => readRoom(r, room))
    const parts = [...(snapshot ? [snapshot.data] : []), ...tail.map((row) => row.data)]
    if (tail.length <= COMPACT_AFTER_ROWS) return parts
    const merged = Y.mergeUpdates(parts)
    const upto = tail.at(-1)?.seq ?? 0
    db.write((tx) =>
      tx.run(
        'INSERT INTO doc_snapshot (room, upto, data) VALUES (?, ?, ?) ON CONFLICT (room) DO UPDATE SET upto = excluded.upto, data = excluded.data WHERE excluded.upto > upto',
        [room, upto, merged],
      ),
    )
    return [merged]
  }

  async function freeze(rooms: readonly string[]) {
    db.write((tx) => freezeWithin(tx, rooms))
  }

  function freezeWithin(tx: Writable, rooms: readonly string[]) {
    for (const room of rooms) {
      tx.run('INSERT INTO doc_frozen (room, at) VALUES (?, ?) ON CONFLICT (room) DO NOTHING', [room, isoInstant(clock.now())])
    }
  }

  function lastChange(r: Readable, rooms: readonly string[]): number {
    const last = rooms.map((room) => r.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM doc_update WHERE room = ?', [room])?.seq ?? 0)
    return Math.max(0, ...last)
  }

  const frozen = (room: string) => db.read((r) => isFrozenIn(r, room))

  function rooms(caseId: string): string[] {
    return db
      .read((r) => r.all<{ room: string }>("SELECT DISTINCT room FROM doc_update WHERE room GLOB 'case/' || ? || '/*' ORDER BY room", [caseId]))
      .map((row) => row.room)
  }

  return { append, load, freeze, freezeWithin, lastChange, isFrozen: async (room) => frozen(room), frozen, rooms }
}

function isFrozenIn(r: Readable, room: string): boolean {
  return r.get('SELECT 1 FROM doc_frozen WHERE room = ?', [room]) !== undefined
}

function readRoom(r: Readable, room: string) {
  const snapshot = r.get<{ upto: number; data: Uint8Array }>('SELECT upto, data FROM doc_snapshot WHERE room = ?', [room])
  const tail = r.all<{ seq: number; data: Uint8Array }>('SELECT seq, data FROM doc_update WHERE room = ? AND seq > ? ORDER BY seq', [
    room,
    snapshot?.upto ?? 0,
  ])
  return { snapshot, tail }
}
