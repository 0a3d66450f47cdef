// A shared document read as one value, kept until one of its maps changes. Knows what it is asked to read, not what that means.
import { useMemo, useSyncExternalStore } from 'react'
import { type Doc, encodeStateVector } from 'yjs'

export interface DocReading<T> {
  /** The same value until something changes. */
  get(): T
  /** @returns stops listening */
  subscribe(listener: () => void): () => void
}

export function docReading<T>(doc: Doc, roots: readonly string[], read: (doc: Doc) => T): DocReading<T> {
  let kept: { value: T; state: string } | null = null
  const state = () => encodeStateVector(doc).join()
  return {
    get() {
      kept ??= { value: read(doc), state: state() }
      return kept.value
    },
    subscribe(listener) {
      const changed = () => {
        kept = null
        listener()
      }
      // What arrived between the first drawing and now was heard by nobody: a busy window would show an empty document for ever.
      if (kept && kept.state !== state()) kept = null
      for (const root of roots) doc.getMap(root).observe(changed)
      return () => {
        for (const root of roots) doc.getMap(root).unobserve(changed)
      }
    },
  }
}

const never = () => () => undefined

/** @param roots,read,none must be the same objects from one drawing to the next */
export function useDocReading<T>(doc: Doc | null, roots: readonly string[], read: (doc: Doc) => T, none: T): T {
  const reading = useMemo(() => (doc ? docReading(doc, roots, read) : null), [doc, roots, read])
  return useSyncExternalStore(reading?.subscribe ?? never, () => (reading ? reading.get() : none))
}
