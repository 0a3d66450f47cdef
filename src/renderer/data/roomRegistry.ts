// Shared documents in use: one socket for all, counted by who holds them, kept until everything written is saved. Knows no screen.
// The socket object is replaced whole after every break: a provider that is only detached leaves a CLOSE message in the old
// queue, which would shut the next connection while still reporting "synced" (sync note, silent loss of sync).
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import { isoInstant } from '#shared/kit/clock.ts'
import * as Y from 'yjs'
import { type AnnotationStore, createAnnotationStore } from './annotationStore.ts'
import type { HostConnection } from './hostConnection.ts'

/** What may be done in a room. The same object until one of the three changes: a key typed in the room is no change. */
export interface RoomAccess {
  readonly synced: boolean
  readonly readOnly: boolean
  /** The core does not let this person read the room. */
  readonly refused: boolean
}

export interface RoomState extends RoomAccess {
  /** true only when the core has acknowledged, thus stored, everything written here. */
  readonly saved: boolean
}

export interface Room {
  readonly name: string
  readonly doc: Y.Doc
  readonly provider: HocuspocusProvider
  /** The room's annotations as this person edits them; one store, one undo history per room. */
  annotations(actorId: string): AnnotationStore
  state(): RoomState
  access(): RoomAccess
  subscribe(listener: () => void): () => void
}

interface Held {
  room: Room
  holders: number
  changed(): void
  expiry: ReturnType<typeof setTimeout> | null
}

const LINGER_MS = 120_000
const BACK_OFF_MS = 400
/** How often at most the words "saving" and "saved" change. */
const TELL_MS = 500
/** Stateless message of the core to everybody in a room that nobody may write to any more. */
const FROZEN = JSON.stringify({ type: 'frozen' })
/** `delay` below `minDelay` (1000 by default) would never connect, without an error. */
const RETRY = { delay: 300, minDelay: 300, maxDelay: 3000, factor: 1.6 }

/** What the status bar says about all rooms together. */
export interface SaveState {
  readonly unsaved: number
  /** ISO instant at which the last change was acknowledged as stored; null before the first. */
  readonly lastSavedAt: string | null
}

export function createRoomRegistry(host: () => HostConnection) {
  const held = new Map<string, Held>()
  const watchers = new Set<() => void>()
  let saves: SaveState = { unsaved: 0, lastSavedAt: null }
  let telling: ReturnType<typeof setTimeout> | null = null
  let socket: HocuspocusProviderWebsocket | null = null
  let recycling: ReturnType<typeof setTimeout> | null = null

  function countSaves() {
    const unsaved = [...held.values()].filter(({ room }) => room.provider.isSynced && room.provider.hasUnsyncedChanges).length
    if (unsaved === saves.unsaved) return
    saves = { unsaved, lastSavedAt: unsaved < saves.unsaved ? isoInstant(Date.now()) : saves.lastSavedAt }
    tellWatchers()
  }

  /** Every letter is stored and acknowledged by itself; the words about it follow when the hands rest. */
  function tellWatchers() {
    if (telling !== null) return
    telling = setTimeout(() => {
      telling = null
      for (const watcher of watchers) watcher()
    }, TELL_MS)
  }

  function openSocket(): HocuspocusProviderWebsocket {
    const { collabUrl, CollabSocket } = host()
    const opened = new HocuspocusProviderWebsocket({ url: collabUrl, WebSocketPolyfill: CollabSocket, ...RETRY })
    let wasOpen = false
    opened.on('open', () =>
      queueMicrotask(() => {
        wasOpen = true
        for (const { room } of held.values()) attach(room.provider, opened)
      }),
    )
    opened.on('disconnect', () => {
      for (const h of held.values()) h.changed()
      if (wasOpen) recycle(opened)
    })
    return opened
  }

  function attach(provider: HocuspocusProvider, to: HocuspocusProviderWebsocket) {
    if (provider.isAttached) provider.detach()
    provider.setConfiguration({ name: provider.configuration.name, websocketProvider: to })
    provider.attach()
  }

  /** Drops the whole socket and opens a new one after a moment. */
  function recycle(old: HocuspocusProviderWebsocket) {
    if (old !== socket || recycling) return
    for (const { room } of held.values()) if (room.provider.isAttached) room.provider.detach()
    old.destroy()
    recycling = setTimeout(() => {
      recycling = null
      socket = held.size > 0 ? openSocket() : null
    }, BACK_OFF_MS)
  }

  function open(name: string): Held {
    socket ??= openSocket()
    const doc = new Y.Doc()
    const listeners = new Set<() => void>()
    let refused = false
    let frozen = false
    let access: RoomAccess = { synced: false, readOnly: true, refused: false }
    let annotations: AnnotationStore | null = null
    const provider = new HocuspocusProvider({
      name,
      document: doc,
      websocketProvider: socket,
      onAuthenticationFailed: () => {
        refused = true
        changed()
      },
      onAuthenticated: () => {
        refused = false
        changed()
      },
      // The core freezes the rooms of a report while it is being signed, without closing them.
      onStateless: ({ payload }) => {
        if (payload !== FROZEN) return
        frozen = true
        changed()
      },
      onSynced: changed,
      onUnsyncedChanges: changed,
      onClose: () => {
        changed()
        // A close of this one document by the core, the socket still standing: only a new socket brings it back.
        if (socket?.status === 'connected' && !refused) recycle(socket)
      },
    })
    function changed() {
      const now: RoomAccess = { synced: provider.isSynced, readOnly: frozen || provider.authorizedScope !== 'read-write', refused }
      if (now.synced !== access.synced || now.readOnly !== access.readOnly || now.refused !== access.refused) access = now
      for (const listener of listeners) listener()
      countSaves()
    }
    const room: Room = {
      name,
      doc,
      provider,
      annotations: (actorId) => {
        annotations ??= createAnnotationStore(doc, name, actorId)
        return annotations
      },
      state: () => ({ ...access, saved: provider.isSynced && !provider.hasUnsyncedChanges }),
      access: () => access,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    }
    const entry: Held = { room, holders: 0, changed, expiry: null }
    held.set(name, entry)
    if (socket.status === 'connected') attach(provider, socket)
    return entry
  }

  /** Lets go of a room nobody holds; one with anything unsaved stays until it is saved. */
  function expire(entry: Held) {
    entry.expiry = setTimeout(() => {
      if (entry.holders > 0) return
      if (entry.room.provider.hasUnsyncedChanges) return expire(entry)
      close(entry)
    }, LINGER_MS)
  }

  function close(entry: Held) {
    if (entry.expiry) clearTimeout(entry.expiry)
    held.delete(entry.room.name)
    entry.room.provider.destroy()
    entry.room.doc.destroy()
  }

  return {
    acquire(name: string): Room {
      const entry = held.get(name) ?? open(name)
      entry.holders += 1
      if (entry.expiry) clearTimeout(entry.expiry)
      entry.expiry = null
      return entry.room
    },
    release(room: Room): void {
      const entry = held.get(room.name)
      if (entry?.room !== room) return
      entry.holders -= 1
      if (entry.holders === 0) expire(entry)
    },
    saves: () => saves,
    watchSaves(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    /** Waits until every room is saved, at most `ms`. @returns false when something is still unsaved */
    async settle(ms: number): Promise<boolean> {
      const end = Date.now() + ms
      const unsaved = () => [...held.values()].some(({ room }) => room.provider.hasUnsyncedChanges && !room.state().refused)
      while (unsaved() && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 40))
      return !unsaved()
    },
    /** Forgets every document: nothing clinical stays in this window's memory. Part of locking. */
    closeAll(): void {
      for (const entry of [...held.values()]) close(entry)
      if (recycling) clearTimeout(recycling)
      recycling = null
      socket?.destroy()
      socket = null
    },
  }
}
