// Sections that are open in a window stand on the server's line: two people who write in one see each other's letters at once. Without a line, or
// without a server, nothing changes: the next round brings both sides together.
import { parseRoomName } from '#shared/casedoc/layout.ts'
import type { WorkstationRooms } from '../collab/createRooms.ts'
import type { LiveRooms } from './liveRooms.ts'

/** Scrolling opens several sections one after the other: the line is changed once. */
const GATHER_MS = 150

export function openLiveSections(rooms: Pick<WorkstationRooms, 'onAudience'>, lines: Pick<LiveRooms, 'hold' | 'stop'>): { stop(): Promise<void> } {
  const shown = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const leave = rooms.onAudience((room, isShown) => {
    if (parseRoomName(room)?.kind !== 'section') return
    if (isShown) shown.add(room)
    else shown.delete(room)
    clearTimeout(timer)
    timer = setTimeout(() => lines.hold([...shown].sort()), GATHER_MS)
    timer.unref()
  })
  return {
    async stop() {
      leave()
      clearTimeout(timer)
      await lines.stop()
    },
  }
}
