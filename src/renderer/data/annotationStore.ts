// The annotations of one shared document: validated reads, own edits, undo of own edits only, also after a restart. Knows no provider and no screen.
import type * as Y from 'yjs'
import { ANNOTATIONS, type EditOrigin } from '#shared/casedoc/layout.ts'
import { editWithHistory, redoOwn, undoOwn } from '#shared/casedoc/ownHistory.ts'
import { Annotation } from '#shared/domain/annotation.ts'

export interface AnnotationStore {
  /** Oldest first; entries that do not parse are left out and counted. */
  list(): readonly Annotation[]
  unreadable(): number
  subscribe(listener: () => void): () => void
  save(annotation: Annotation): void
  /** Several at once: one step to take back. */
  saveAll(annotations: readonly Annotation[]): void
  remove(id: string): void
  undo(): void
  redo(): void
  destroy(): void
}

export function createAnnotationStore(doc: Y.Doc, room: string, actorId: string): AnnotationStore {
  const map = doc.getMap<unknown>(ANNOTATIONS)
  const origin: EditOrigin = { actorId, room, tool: 'annotation' }
  const listeners = new Set<() => void>()
  let shown: { list: readonly Annotation[]; unreadable: number } | null = null
  const changed = () => {
    shown = null
    for (const listener of listeners) listener()
  }
  map.observe(changed)

  /** An entry is replaced whole when it changes: its object is read once, however often others change. */
  const known = new WeakMap<object, Annotation | null>()
  function parseOnce(value: unknown): Annotation | null {
    if (typeof value !== 'object' || value === null) return null
    const seen = known.get(value)
    if (seen !== undefined) return seen
    const parsed = Annotation.safeParse(value)
    known.set(value, parsed.success ? parsed.data : null)
    return parsed.success ? parsed.data : null
  }

  function read() {
    if (!shown) {
      const parsed = [...map.values()].map(parseOnce)
      const list = parsed.filter((annotation) => annotation !== null).sort(byCreation)
      shown = { list, unreadable: parsed.length - list.length }
    }
    return shown
  }

  const saveAll = (annotations: readonly Annotation[]) =>
    editWithHistory(doc, origin, annotations.map((annotation) => ({ root: ANNOTATIONS, key: annotation.id, value: Annotation.parse(annotation) })))

  return {
    list: () => read().list,
    unreadable: () => read().unreadable,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    save: (annotation) => saveAll([annotation]),
    saveAll,
    remove: (id) => {
      if (map.has(id)) editWithHistory(doc, origin, [{ root: ANNOTATIONS, key: id, value: null }])
    },
    undo: () => undoOwn(doc, origin),
    redo: () => redoOwn(doc, origin),
    destroy: () => map.unobserve(changed),
  }
}

function byCreation(a: Annotation, b: Annotation): number {
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1
}
