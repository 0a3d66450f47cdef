// Brings shared documents and the server's copies together: one socket, a provider per document that differs, detached when even.
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { WebSocket } from 'ws'
import type { OpenRoom } from '#shared/node/durableRooms.ts'
import type { WorkstationRooms } from '../collab/createRooms.ts'
import type { Database } from '../storage/handles.ts'
import type { ServerLink } from './serverLink.ts'

/** A document that has not become even in this time is tried again in the next round. */
const ROOM_TIMEOUT_MS = 30_000
const AT_ONCE = 6

export interface RoomHead {
  readonly room: string
  readonly head: number
  readonly frozen: boolean
}

export interface RoomSync {
  /** Rooms with local changes that the server has not acknowledged. */
  unsent(): string[]
  /** Brings every room that differs to the same state on both sides. @returns rooms that changed here */
  exchange(heads: readonly RoomHead[]): Promise<void>
  stop(): void
}

export function createRoomSync({ db, rooms, link }: { db: Database; rooms: WorkstationRooms; link: ServerLink }): RoomSync {
  let socket: HocuspocusProviderWebsocket | null = null

  function localHead(room: string): number {
    return db.read((r) => r.get<{ seq: number | null }>("SELECT max(seq) AS seq FROM doc_update WHERE room = ? AND source = 'local'", [room]))?.seq ?? 0
  }

  function unsent(): string[] {
    return db
      .read((r) =>
        r.all<{ room: string }>(`SELECT u.room FROM doc_update u JOIN sync_case c ON u.room GLOB 'case/' || c.case_id || '/*'
          LEFT JOIN sync_room s ON s.room = u.room WHERE c.standing = 'member'
          GROUP BY u.room HAVING max(CASE WHEN u.source = 'local' THEN u.seq ELSE 0 END) > coalesce(max(s.sent_seq), 0)`),
      )
      .map((row) => row.room)
  }

  function knownHead(room: string): number {
    return db.read((r) => r.get<{ head: number }>('SELECT server_head AS head FROM sync_room WHERE room = ?', [room]))?.head ?? 0
  }

  async function exchange(heads: readonly RoomHead[]): Promise<void> {
    const wanted = new Map(unsent().map((room) => [room, 0]))
    for (const { room, head } of heads) if (head > knownHead(room)) wanted.set(room, head)
    if (wanted.size > 0) await evenAll([...wanted])
    // The server's word is final on what is frozen: a report signed elsewhere closes here too, also when its text was here before.
    await rooms.freeze(heads.filter(({ room, frozen }) => frozen && !rooms.isFrozen(room)).map(({ room }) => room))
  }

  async function evenAll(queue: [string, number][]): Promise<void> {
    socket = await openSocket()
    try {
      const workers = Array.from({ length: Math.min(AT_ONCE, queue.length) }, async () => {
        for (let job = queue.shift(); job && socket; job = queue.shift()) await evenOut(socket, job[0], job[1])
      })
      await Promise.all(workers)
    } finally {
      socket?.destroy()
      socket = null
    }
  }

  async function openSocket(): Promise<HocuspocusProviderWebsocket> {
    const token = await link.token()
    const url = new URL('/collab', link.url)
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
    class SignedSocket extends WebSocket {
      constructor(address: string) {
        super(address, { headers: { authorization: `Bearer ${token}` }, agent: link.agent })
      }
    }
    return new HocuspocusProviderWebsocket({ url: url.href, WebSocketPolyfill: SignedSocket, maxAttempts: 2, delay: 300, minDelay: 300 })
  }

  async function evenOut(websocketProvider: HocuspocusProviderWebsocket, room: string, head: number): Promise<void> {
    const sentSeq = localHead(room)
    const opened = await rooms.open(room)
    try {
      if (!(await synced(websocketProvider, room, opened))) return
      db.write((tx) =>
        tx.run(
          `INSERT INTO sync_room (room, server_head, sent_seq) VALUES (?, ?, ?) ON CONFLICT (room) DO UPDATE SET
            server_head = max(server_head, excluded.server_head), sent_seq = max(sent_seq, excluded.sent_seq)`,
          [room, head, sentSeq],
        ),
      )
    } finally {
      await opened.close()
    }
  }

  return {
    unsent,
    exchange,
    stop() {
      socket?.destroy()
      socket = null
    },
  }
}

/** true once both sides hold the same and the server has acknowledged every local change (its acknowledgement means durable). */
function synced(websocketProvider: HocuspocusProviderWebsocket, name: string, opened: OpenRoom): Promise<boolean> {
  return new Promise((resolve) => {
    const provider = new HocuspocusProvider({ websocketProvider, name, document: opened.doc, token: 'device', awareness: null })
    let isSynced = false
    const timer = setTimeout(() => finish(false), ROOM_TIMEOUT_MS)
    const finish = (ok: boolean) => {
      clearTimeout(timer)
      provider.destroy()
      resolve(ok)
    }
    const check = () => {
      if (isSynced && !provider.hasUnsyncedChanges) finish(true)
    }
    provider.on('synced', () => {
      isSynced = true
      check()
    })
    provider.on('unsyncedChanges', check)
    provider.on('authenticationFailed', () => finish(false))
    provider.on('close', () => finish(false))
    provider.attach()
  })
}
