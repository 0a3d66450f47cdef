// React's door to the shared documents: useRoom holds one as long as a component shows it.
import type { HocuspocusProvider } from '@hocuspocus/provider'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { openHost } from './hostConnection.ts'
import { createRoomRegistry, type Room, type RoomState, type SaveState } from './roomRegistry.ts'

export const rooms = createRoomRegistry(openHost)

export interface OpenRoom {
  doc: Y.Doc
  provider: HocuspocusProvider
  /** The core's copy has been read. */
  synced: boolean
  readOnly: boolean
  /** Everything written here is on the disk of this workstation. */
  saved: boolean
  refused: boolean
}

/** The room while it is shown; null for no name and during the first moment after the name changed. */
export function useHeldRoom(name: string | null): Room | null {
  const [room, setRoom] = useState<Room | null>(null)
  useEffect(() => {
    if (name === null) return
    const acquired = rooms.acquire(name)
    setRoom(acquired)
    return () => {
      setRoom(null)
      rooms.release(acquired)
    }
  }, [name])
  return room?.name === name ? room : null
}

const never = () => () => undefined

export function useRoomState(room: Room | null): RoomState | null {
  return useSyncExternalStore(room ? room.subscribe : never, () => room?.state() ?? null)
}

export function useRoom(name: string | null): OpenRoom | null {
  const room = useHeldRoom(name)
  const state = useRoomState(room)
  return room && state ? { doc: room.doc, provider: room.provider, ...state } : null
}

/** Whether everything written in any room is stored, and since when. */
export function useSaves(): SaveState {
  return useSyncExternalStore(rooms.watchSaves, rooms.saves)
}
