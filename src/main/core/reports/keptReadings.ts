// What shared documents said when they were last read, for as long as nothing is stored in them: a letter in one section has one document read again, not all of a report.
import type * as Y from 'yjs'
import type { Rooms } from '../collab/rooms.ts'
import type { Database } from '../storage/handles.ts'

/** @param make pure; the same function for the same document every time */
export type ReadRoom = <T>(room: string, make: (doc: Y.Doc) => T) => Promise<T>

/** A report and its case hold some forty documents. */
const MOST_ROOMS = 200

/** Reads anew every time. */
export function freshReadings(rooms: Pick<Rooms, 'snapshot'>): ReadRoom {
  return async (room, make) => make(await rooms.snapshot(room))
}

export function keptReadings(db: Database, rooms: Pick<Rooms, 'snapshot' | 'lastChange'>): ReadRoom {
  const kept = new Map<string, { change: number; make: unknown; value: unknown }>()
  return async <T>(room: string, make: (doc: Y.Doc) => T): Promise<T> => {
    // Asked for first: what is stored while the document is read has it read again the next time.
    const change = db.read((r) => rooms.lastChange(r, [room]))
    const known = kept.get(room)
    if (known?.change === change && known.make === make) return known.value as T
    const value = make(await rooms.snapshot(room))
    kept.delete(room)
    // Without a stored change nothing tells a later state from this one; an empty document is read quickly.
    if (change > 0) kept.set(room, { change, make, value })
    const [oldest] = kept.keys()
    if (kept.size > MOST_ROOMS && oldest !== undefined) kept.delete(oldest)
    return value
  }
}
