// React's door to the decided laboratory values of a case: they lie in the shared document of its documents' marks, so that colleagues see them.
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Doc } from 'yjs'
import { removeLabValue, saveLabValue } from '#shared/casedoc/edit.ts'
import { LAB_VALUES, roomName } from '#shared/casedoc/layout.ts'
import { readLabValues } from '#shared/casedoc/read.ts'
import type { LabValue } from '#shared/domain/labValue.ts'
import { useProfile } from './queries.ts'
import { useHeldRoom, useRoomAccess } from './rooms.ts'

export interface LabValues {
  values: readonly LabValue[]
  unreadable: number
  ready: boolean
  readOnly: boolean
  save(value: LabValue): void
  remove(id: string): void
}

const none: ReturnType<typeof readLabValues> = { values: [], unreadable: 0 }

export function useLabValues(caseId: string): LabValues {
  const name = roomName({ kind: 'documentAnnotations', caseId })
  const room = useHeldRoom(name)
  const state = useRoomAccess(room)
  const me = useProfile().data?.me?.id
  const doc = room?.doc ?? null
  const shown = useRef<{ doc: Doc; read: typeof none } | null>(null)
  const subscribe = useCallback(
    (listener: () => void) => {
      if (!doc) return () => undefined
      const map = doc.getMap(LAB_VALUES)
      const changed = () => {
        shown.current = null
        listener()
      }
      map.observe(changed)
      return () => map.unobserve(changed)
    },
    [doc],
  )
  const read = useSyncExternalStore(subscribe, () => {
    if (!doc) return none
    if (shown.current?.doc !== doc) shown.current = { doc, read: readLabValues(doc) }
    return shown.current.read
  })
  const readOnly = (state?.readOnly ?? true) || me === undefined
  const origin = { actorId: me ?? '', room: name, tool: 'labValue' }
  return {
    ...read,
    ready: state?.synced ?? false,
    readOnly,
    save: (value) => doc && !readOnly && saveLabValue(doc, origin, value),
    remove: (id) => doc && !readOnly && removeLabValue(doc, origin, id),
  }
}
