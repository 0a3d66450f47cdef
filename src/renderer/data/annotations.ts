// React's door to the annotations of a room. Engines and panels get domain values and five verbs.
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { Annotation } from '#shared/domain/annotation.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { AnnotationId, newUuid, type UserId } from '#shared/kit/ids.ts'
import { useProfile } from './queries.ts'
import { useHeldRoom, useRoomAccess } from './rooms.ts'

export interface Annotations {
  annotations: readonly Annotation[]
  /** Entries that could not be read and are not shown; the screen says so when above 0. */
  unreadable: number
  save(annotation: Annotation): void
  /** Several at once: one step to take back. */
  saveAll(annotations: readonly Annotation[]): void
  remove(id: string): void
  /** Takes back this person's own last change; never somebody else's. */
  undo(): void
  redo(): void
  readOnly: boolean
  ready: boolean
}

const none: readonly Annotation[] = []
const nothing = () => undefined

export function useAnnotations(roomName: string | null): Annotations {
  const room = useHeldRoom(roomName)
  const state = useRoomAccess(room)
  const me = useProfile().data?.me?.id
  const store = useMemo(() => (room && me ? room.annotations(me) : null), [room, me])
  const subscribe = useCallback((listener: () => void) => store?.subscribe(listener) ?? nothing, [store])
  const annotations = useSyncExternalStore(subscribe, () => store?.list() ?? none)
  const readOnly = state?.readOnly ?? true
  return {
    annotations,
    unreadable: store?.unreadable() ?? 0,
    save: store && !readOnly ? store.save : nothing,
    saveAll: store && !readOnly ? store.saveAll : nothing,
    remove: store && !readOnly ? store.remove : nothing,
    undo: store && !readOnly ? store.undo : nothing,
    redo: store && !readOnly ? store.redo : nothing,
    readOnly,
    ready: state?.synced ?? false,
  }
}

export interface Authored {
  id: AnnotationId
  author: UserId
  authorName: string
  createdAt: string
  changedAt: string
}

/** Makes the authored part of a new annotation: a fresh id, this person, now. null before a profile is open. */
export function useNewAnnotation(): (() => Authored) | null {
  const me = useProfile().data?.me
  return useMemo(() => {
    if (!me) return null
    return () => {
      const now = Date.now()
      const instant = isoInstant(now)
      return { id: AnnotationId.parse(newUuid(now)), author: me.id, authorName: me.name, createdAt: instant, changedAt: instant }
    }
  }, [me])
}
