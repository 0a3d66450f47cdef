// Listens to one section while the sign-off is open, so that a change after the preview can be named.
import { useEffect } from 'react'
import { useRoom } from '../../data/rooms.ts'

export function SectionWatch({ room, onChanged }: { room: string; onChanged(): void }) {
  const open = useRoom(room)
  const doc = open?.doc ?? null
  const synced = open?.synced ?? false
  useEffect(() => {
    if (!doc || !synced) return
    doc.on('update', onChanged)
    return () => doc.off('update', onChanged)
  }, [doc, synced, onChanged])
  return null
}
