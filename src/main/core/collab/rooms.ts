// What the rest of the core may ask of the shared documents. Implemented in this folder over Hocuspocus and the durable update log.
import type * as Y from 'yjs'
import type { EditOrigin } from '#shared/casedoc/layout.ts'
import type { Readable, Writable } from '../storage/handles.ts'

export interface Rooms {
  /** A private copy of the document as it is now, log and open connections included; changing it changes nothing. */
  snapshot(room: string): Promise<Y.Doc>
  /** One edit by the core itself, durable when the promise resolves. @throws CaseError REPORT_SIGNED when the room is frozen */
  edit(room: string, origin: EditOrigin, change: (doc: Y.Doc) => void): Promise<void>
  /** Names of the case's rooms that hold anything. */
  list(caseId: string): string[]
  /** From now on nobody writes: appends are refused, open connections turn read-only. Survives restart. */
  freeze(rooms: readonly string[]): Promise<void>
  isFrozen(room: string): boolean
  /** Number of the last change stored in any of the rooms; 0 when nothing was. Grows with every change. */
  lastChange(r: Readable, rooms: readonly string[]): number
  /** The same as `freeze`, as part of the caller's transaction: no change is stored after its commit. Call `freeze` afterwards for open connections. */
  freezeWithin(tx: Writable, rooms: readonly string[]): void
  /** Serves one y-protocol connection dressed as a WebSocket; `token` is the session of the host's channel. */
  connect(socket: RoomSocket, actor: { userId: string; name: string; role: string }): void
  /** Called after every durable change, with the room's name and where the change came from. */
  onChange(listener: (room: string, source: 'local' | 'server') => void): () => void
  stop(): Promise<void>
}

/** The part of a WebSocket that Hocuspocus uses; a MessagePort can be dressed as one. */
export interface RoomSocket {
  readyState: number
  binaryType?: string
  send(data: Uint8Array | ArrayBufferLike): void
  close(code?: number, reason?: string): void
  on(event: 'message', listener: (data: Uint8Array) => void): void
  on(event: 'close', listener: (code: number, reason: string) => void): void
}
