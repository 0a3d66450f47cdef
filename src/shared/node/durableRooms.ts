// Shared documents that are durable before they are acknowledged: Hocuspocus with a write-ahead log in `beforeSync`.
// Used by the workstation's core and by the central server. Knows neither SQL nor who may do what: both come as ports.
import { Hocuspocus, type Document, type WebSocketLike } from '@hocuspocus/server'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'

/** Who is at the other end of a connection or an edit. */
export interface RoomAuthor {
  readonly userId: string
  readonly name: string
  /** Colour number of the person's disc; presence only. */
  readonly tone?: number
  readonly role: string
  /** Device that made the update; null for the machine itself. */
  readonly device: string | null
}

export type UpdateSource = 'local' | 'server'

/** The durable side. `append` resolves only after fsync; `frozen` means nothing was stored. */
export interface UpdateLog {
  /** Snapshot (if any) and the updates after it, in order. */
  load(room: string): Promise<Uint8Array[]>
  append(room: string, update: Uint8Array, author: RoomAuthor, source: UpdateSource): Promise<'stored' | 'frozen'>
  isFrozen(room: string): Promise<boolean>
  freeze(rooms: readonly string[]): Promise<void>
}

export interface RoomGate {
  access(room: string, author: RoomAuthor): Promise<'write' | 'read' | 'none'>
}

/** Hocuspocus may be handed any object with these members; events are wired by `connect`. */
export interface RoomSocket extends WebSocketLike {
  on(event: 'message', listener: (data: Uint8Array) => void): void
  on(event: 'close', listener: (code: number, reason: string) => void): void
}

/** A document held in memory until `close`; changes made to `doc` by others than connections are logged as coming from the server. */
export interface OpenRoom {
  readonly doc: Y.Doc
  /** Presence of those who have it open; nothing of it is stored. */
  readonly awareness: Awareness
  close(): Promise<void>
}

interface Context {
  author: RoomAuthor
}

/** Largest single update that is taken; an edit by hand is far below. */
const MAX_UPDATE_BYTES = 8 * 1024 * 1024
const SYNC_STEP_2 = 1
const SYNC_UPDATE = 2
/** Marks updates that are in the log already when they reach the document. */
const LOGGED = { source: 'local', skipStoreHooks: true } as const

export function createDurableRooms(ports: {
  log: UpdateLog
  gate: RoomGate
  /** Told of a failure that closes one document's connection; ids and codes only. */
  onFault: (code: string) => void
}) {
  const listeners = new Set<(room: string, source: UpdateSource) => void>()
  const changed = (room: string, source: UpdateSource) => {
    for (const listener of listeners) listener(room, source)
  }

  /** Sockets by room: windows that show it. The machine's own doors do not count. */
  const audience = new Map<string, Set<string>>()
  const onlookers = new Set<(room: string, isShown: boolean) => void>()
  const counted = (room: string, change: (sockets: Set<string>) => void) => {
    const sockets = audience.get(room) ?? new Set<string>()
    const before = sockets.size > 0
    change(sockets)
    if (sockets.size === 0) audience.delete(room)
    else audience.set(room, sockets)
    if (before !== sockets.size > 0) for (const tell of onlookers) tell(room, !before)
  }

  const hocuspocus = new Hocuspocus<Context>({
    quiet: true,
    // Nothing is stored by debounce: the log is written ahead of every acknowledgement.
    unloadImmediately: true,
    timeout: 60_000,

    async onAuthenticate({ documentName, context, connectionConfig }) {
      const access = await ports.gate.access(documentName, context.author)
      if (access === 'none') throw new Error('not allowed')
      connectionConfig.readOnly = access === 'read' || (await ports.log.isFrozen(documentName))
    },

    async connected({ documentName, socketId }) {
      counted(documentName, (sockets) => void sockets.add(socketId))
    },

    async onDisconnect({ documentName, socketId }) {
      counted(documentName, (sockets) => void sockets.delete(socketId))
    },

    async onLoadDocument({ document, documentName }) {
      applyStored(document, await ports.log.load(documentName))
      document.on('update', (update: Uint8Array, origin: unknown) => {
        if (isLoggedAlready(origin)) return
        void appendForeign(documentName, update)
      })
    },

    async beforeSync({ type, payload, document, documentName, connection, context }) {
      if ((type !== SYNC_STEP_2 && type !== SYNC_UPDATE) || connection.readOnly) return
      if (payload.byteLength > MAX_UPDATE_BYTES) throw new Error('update too large')
      // Bytes that nobody can read again must not get into the log: they would close the document to everybody.
      if (!isReadable(payload)) throw new Error('not an update')
      if (type === SYNC_STEP_2 && Y.snapshotContainsUpdate(Y.snapshot(document), payload)) return
      const outcome = await ports.log.append(documentName, payload, context.author, 'local')
      // Frozen while the connection was open: the read-only answer tells the client "refused" without closing anything.
      if (outcome === 'frozen') connection.readOnly = true
      else queueMicrotask(() => changed(documentName, 'local'))
    },

    async beforeHandleAwareness({ states, connection, context }) {
      if (!connection || !context) return
      for (const state of states.values()) {
        state['user'] = { id: context.author.userId, name: context.author.name, tone: context.author.tone ?? 0 }
      }
    },
  })

  /** One row that is damaged does not take the others with it. */
  function applyStored(doc: Y.Doc, updates: readonly Uint8Array[]) {
    for (const update of updates) {
      try {
        Y.applyUpdate(doc, update, LOGGED)
      } catch {
        ports.onFault('room.unreadableUpdate')
      }
    }
  }

  async function appendForeign(room: string, update: Uint8Array) {
    const machine: RoomAuthor = { userId: '', name: '', role: '', device: null }
    try {
      await ports.log.append(room, update, machine, 'server')
      changed(room, 'server')
    } catch {
      ports.onFault('room.append')
    }
  }

  /** Serves one connection; the caller has authenticated `author` already. */
  function connect(socket: RoomSocket, author: RoomAuthor): void {
    const client = hocuspocus.handleConnection(socket, new Request('http://localhost/'), { author })
    socket.on('message', (data) => {
      try {
        client.handleMessage(data)
      } catch {
        ports.onFault('room.message')
        socket.close(1002, 'malformed')
      }
    })
    socket.on('close', (code, reason) => client.handleClose({ code, reason }))
  }

  async function open(room: string): Promise<OpenRoom> {
    const direct = await hocuspocus.openDirectConnection(room, { author: { userId: '', name: '', role: '', device: null } })
    const doc = direct.document
    if (!doc) throw new Error('room did not open')
    return { doc, awareness: doc.awareness, close: () => direct.disconnect() }
  }

  async function snapshot(room: string): Promise<Y.Doc> {
    const live = hocuspocus.documents.get(room)
    const copy = new Y.Doc()
    if (live && !live.isLoading) Y.applyUpdate(copy, Y.encodeStateAsUpdate(live))
    else applyStored(copy, await ports.log.load(room))
    return copy
  }

  /**
   * One edit by the machine itself, durable when it resolves.
   * @returns false when the room is frozen; nothing changed then
   */
  async function edit(room: string, author: RoomAuthor, change: (doc: Y.Doc) => void): Promise<boolean> {
    const opened = await open(room)
    try {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(opened.doc))
      const before = Y.encodeStateVector(copy)
      change(copy)
      const update = Y.encodeStateAsUpdate(copy, before)
      if ((await ports.log.append(room, update, author, 'local')) === 'frozen') return false
      Y.applyUpdate(opened.doc, update, LOGGED)
      changed(room, 'local')
      return true
    } finally {
      await opened.close()
    }
  }

  /** Durable first, then every open connection turns read-only and is told so. */
  async function freeze(rooms: readonly string[]): Promise<void> {
    await ports.log.freeze(rooms)
    for (const room of rooms) {
      const live: Document | undefined = hocuspocus.documents.get(room)
      if (!live) continue
      for (const connection of live.getConnections()) connection.readOnly = true
      live.broadcastStateless(JSON.stringify({ type: 'frozen' }))
    }
  }

  /** Applies what another process has stored already to the room, if it is open here; a room that is being opened waits for it. */
  async function takeIn(room: string, read: () => Promise<Uint8Array[]>): Promise<void> {
    try {
      const live = hocuspocus.documents.get(room) ?? (await hocuspocus.loadingDocuments.get(room))
      if (!live) return
      for (const update of await read()) Y.applyUpdate(live, update, LOGGED)
      changed(room, 'server')
    } catch {
      ports.onFault('room.takeIn')
    }
  }

  function onChange(listener: (room: string, source: UpdateSource) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  /** Told when the first window opens a room and when the last one leaves it. */
  function onAudience(listener: (room: string, isShown: boolean) => void): () => void {
    onlookers.add(listener)
    return () => onlookers.delete(listener)
  }

  /** Closes every connection; all that was acknowledged is in the log already. */
  function stop(): void {
    listeners.clear()
    hocuspocus.closeConnections()
  }

  const openNames = () => [...hocuspocus.documents.keys()]

  return { connect, open, snapshot, edit, freeze, takeIn, openNames, onChange, onAudience, stop }
}

function isReadable(update: Uint8Array): boolean {
  try {
    Y.decodeUpdate(update)
    return true
  } catch {
    return false
  }
}

function isLoggedAlready(origin: unknown): boolean {
  return typeof origin === 'object' && origin !== null && 'source' in origin
}
