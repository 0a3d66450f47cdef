// React's door to plain registers of a shared document: read whole when one of their maps changes, written by named edits with this person as origin.
import type { Doc } from 'yjs'
import type { EditOrigin } from '#shared/casedoc/layout.ts'
import { useDocReading } from './docReading.ts'
import { useProfile } from './queries.ts'
import { useHeldRoom, useRoomAccess } from './rooms.ts'

export interface SharedReading<T> {
  value: T
  ready: boolean
  readOnly: boolean
  write(edit: (doc: Doc, origin: EditOrigin) => void): void
}

/** @param roots,read,none must be the same objects from one drawing to the next */
export function useSharedReading<T>(name: string, roots: readonly string[], read: (doc: Doc) => T, none: T, tool: string): SharedReading<T> {
  const room = useHeldRoom(name)
  const state = useRoomAccess(room)
  const me = useProfile().data?.me?.id
  const doc = room?.doc ?? null
  const value = useDocReading(doc, roots, read, none)
  const readOnly = (state?.readOnly ?? true) || me === undefined
  return {
    value,
    ready: state?.synced ?? false,
    readOnly,
    write: (edit) => {
      if (doc && me && !readOnly) edit(doc, { actorId: me, room: name, tool })
    },
  }
}
