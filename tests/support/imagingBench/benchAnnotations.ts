// Stands in for data/annotations.ts on the bench: marks live in this page only.
import { create } from 'zustand'
import type { Annotation } from '../../../src/shared/domain/annotation.ts'

const useBench = create<{ rooms: Record<string, Annotation[]> }>(() => ({ rooms: {} }))
const none: Annotation[] = []

export function useAnnotations(room: string | null) {
  const annotations = useBench((s) => (room ? (s.rooms[room] ?? none) : none))
  const put = (next: (old: Annotation[]) => Annotation[]) =>
    room && useBench.setState((s) => ({ rooms: { ...s.rooms, [room]: next(s.rooms[room] ?? none) } }))
  return {
    annotations,
    unreadable: 0,
    save: (a: Annotation) => put((old) => [...old.filter((o) => o.id !== a.id), a]),
    remove: (id: string) => put((old) => old.filter((o) => o.id !== id)),
    undo: () => undefined,
    redo: () => undefined,
    readOnly: new URLSearchParams(location.search).has('readonly'),
    ready: true,
  }
}

export function useNewAnnotation() {
  return make
}

function make() {
  return { id: crypto.randomUUID(), author: crypto.randomUUID(), authorName: 'H. Osei', createdAt: new Date().toISOString(), changedAt: new Date().toISOString() }
}
