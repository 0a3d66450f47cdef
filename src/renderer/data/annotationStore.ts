// The annotations of one shared document: validated reads, own edits, undo of own edits only. Knows no provider and no screen.
import * as Y from 'yjs'
import { ANNOTATIONS, type EditOrigin } from '#shared/casedoc/layout.ts'
import { Annotation } from '#shared/domain/annotation.ts'

export interface AnnotationStore {
  /** Oldest first; entries that do not parse are left out and counted. */
  list(): readonly Annotation[]
  unreadable(): number
  subscribe(listener: () => void): () => void
  save(annotation: Annotation): void
  remove(id: string): void
  undo(): void
  redo(): void
  destroy(): void
}

export function createAnnotationStore(doc: Y.Doc, room: string, actorId: string): AnnotationStore {
  const map = doc.getMap<unknown>(ANNOTATIONS)
  const origin: EditOrigin = { actorId, room, tool: 'annotation' }
  const undoManager = new Y.UndoManager(map, { trackedOrigins: new Set([origin]), captureTimeout: 0 })
  const listeners = new Set<() => void>()
  let shown: { list: readonly Annotation[]; unreadable: number } | null = null
  const changed = () => {
    shown = null
    for (const listener of listeners) listener()
  }
  map.observe(changed)

  function read() {
    if (!shown) {
      const parsed = [...map.values()].map((value) => Annotation.safeParse(value))
      const list = parsed.flatMap((p) => (p.success ? [p.data] : [])).sort(byCreation)
      shown = { list, unreadable: parsed.length - list.length }
    }
    return shown
  }

  return {
    list: () => read().list,
    unreadable: () => read().unreadable,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    save: (annotation) => doc.transact(() => map.set(annotation.id, Annotation.parse(annotation)), origin),
    remove: (id) => doc.transact(() => map.delete(id), origin),
    undo: () => void undoManager.undo(),
    redo: () => void undoManager.redo(),
    destroy() {
      map.unobserve(changed)
      undoManager.destroy()
    },
  }
}

function byCreation(a: Annotation, b: Annotation): number {
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1
}
