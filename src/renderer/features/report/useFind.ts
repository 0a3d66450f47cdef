// Find and replace over all texts of the open report, in reading order. Texts that are far away are opened first.
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { EditorHandle } from '../../editor/editorHandle.ts'

export interface Find {
  query: string
  /** Number of the current place from 1; 0 while none is chosen. */
  at: number
  total: number
  setQuery(query: string): void
  step(by: 1 | -1): void
  /** @returns how many places were changed */
  replace(words: string, all: boolean): number
}

/** @param texts every open text, in reading order @param watch told when one is opened or closed */
export function useFind(texts: () => readonly EditorHandle[], watch: (listener: () => void) => () => void): Find {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const [changes, setChanges] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a text that was opened or changed is counted anew
  const places = useMemo(() => texts().flatMap((text) => Array.from({ length: text.countFound(query) }, (_, i) => ({ text, i }))), [texts, query, changes])
  useEffect(() => watch(() => setChanges((count) => count + 1)), [watch])
  const total = places.length
  const shown = Math.min(at, total)
  useEffect(() => {
    const current = shown > 0 ? places[shown - 1] : undefined
    for (const text of texts()) text.showFound(query, current?.text.editor === text.editor ? current.i : -1)
  }, [texts, query, places, shown])
  useEffect(
    () => () => {
      for (const text of texts()) text.showFound('', -1)
    },
    [texts],
  )
  const step = useCallback(
    (by: 1 | -1) => {
      if (total === 0) return
      const next = shown === 0 ? (by > 0 ? 1 : total) : ((shown - 1 + by + total) % total) + 1
      setAt(next)
      const place = places[next - 1]
      place?.text.goToFound(query, place.i)
    },
    [places, query, shown, total],
  )
  const replace = useCallback(
    (words: string, all: boolean) => {
      const wanted = all ? places : places.slice(Math.max(0, shown - 1), Math.max(1, shown))
      // From the back: what was replaced does not move what is still to come.
      const done = [...wanted].reverse().filter(({ text, i }) => text.replaceFound(query, i, words)).length
      setChanges((count) => count + 1)
      return done
    },
    [places, query, shown],
  )
  // Other words: none of their places has been looked at, so none can be replaced alone.
  const ask = useCallback((words: string) => {
    setQuery(words)
    setAt(0)
  }, [])
  return { query, at: shown, total, setQuery: ask, step, replace }
}
