// React's hold of the stage: when studies or a target arrive they go through one step (stageState), in one effect.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ImageAnchor } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { StagePlace, Target } from '../../app/place.ts'
import { entriesOf, type StackEntry } from './panes.ts'
import { arrive, EMPTY_STAGE, type Layout, layOut, put, restore, type SeenNow, show, type StageState, toggleCompare } from './stageState.ts'

export interface Stage extends StageState {
  setActive(n: number): void
  open(entry: StackEntry): void
  show(anchor: ImageAnchor): void
  /** @param seen how the active viewer is seen now, so that it stays so */
  layOut(layout: Layout, seen: SeenNow): void
  toggleCompare(seen: SeenNow): void
  replace(state: StageState): void
  /** More than one viewer. */
  isCompare: boolean
}

interface Wanted {
  open: string | null
  target: Target | null
  /** Targets this room wrote itself while scrolling: they are where the reader is, not where to go. */
  isOwn(target: Target): boolean
  onTarget(target: Target): void
  /** Layout of an earlier run, taken up before anything else stands on the stage. */
  remembered: StagePlace | null
}

export function useStage(studies: readonly ImagingStudy[], { open: wantedSeries, target, isOwn, onTarget, remembered }: Wanted): Stage {
  const [state, setState] = useState<StageState>(() => (remembered ? restore(remembered, studies) : EMPTY_STAGE))
  const entries = useMemo(() => entriesOf(studies), [studies])
  const handled = useRef<Target | null>(null)

  useEffect(() => {
    const isNew = target !== null && target !== handled.current && !isOwn(target)
    handled.current = target
    setState((old) => arrive(old, { studies, target, isNew, open: wantedSeries }))
    if (isNew && target.anchor.kind === 'image') onTarget(target)
  }, [studies, target, wantedSeries, isOwn, onTarget])

  const setActive = useCallback((active: number) => setState((old) => (old.active === active ? old : { ...old, active })), [])
  return {
    ...state,
    setActive,
    open: useCallback((entry: StackEntry) => setState((old) => put(old, { entry, anchor: null })), []),
    show: useCallback((anchor: ImageAnchor) => setState((old) => show(old, entries, anchor)), [entries]),
    layOut: useCallback((layout: Layout, seen: SeenNow) => setState((old) => layOut(old, layout, studies, seen)), [studies]),
    toggleCompare: useCallback((seen: SeenNow) => setState((old) => toggleCompare(old, studies, seen)), [studies]),
    replace: setState,
    isCompare: state.panes.length > 1,
  }
}
