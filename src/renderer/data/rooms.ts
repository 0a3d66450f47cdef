// React's door to the shared documents: useRoom holds one as long as a component shows it.
import type { HocuspocusProvider } from '@hocuspocus/provider'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { openHost } from './hostConnection.ts'
import { createRoomRegistry, type Room, type RoomAccess, type SaveState } from './roomRegistry.ts'

export const rooms = createRoomRegistry(openHost)

export interface OpenRoom extends RoomAccess {
  doc: Y.Doc
  provider: HocuspocusProvider
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

/** Changes only with what may be done in the room, not with every letter that is stored. */
export function useRoomAccess(room: Room | null): RoomAccess | null {
  return useSyncExternalStore(room ? room.subscribe : never, () => room?.access() ?? null)
}

export function useRoom(name: string | null): OpenRoom | null {
  const room = useHeldRoom(name)
  const access = useRoomAccess(room)
  return room && access ? { doc: room.doc, provider: room.provider, ...access } : null
}

/** Whether everything written in any room is stored, and since when. */
export function useSaves(): SaveState {
  return useSyncExternalStore(rooms.watchSaves, rooms.saves)
}
