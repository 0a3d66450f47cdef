// Remembers layout, series, slice, window, selection and planes once the picture rests or the room is left, so that a crash or another tab returns exactly there.
import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import { seriesKey } from '#shared/domain/imagingStudy.ts'
import { beforeLeaving, type StageLook, type Target, usePlace } from '../../app/place.ts'
import type { Looks } from './looks.ts'
import { placeOf } from './panes.ts'
import type { PlanesLook } from './planes/planesLook.ts'
import { placeOfStage, type StageState } from './stageState.ts'

/** How long the picture rests before the place is remembered. */
const REST_MS = 400

interface Kept {
  caseId: string
  /** Beside the report the place is not this room's to keep. */
  embedded: boolean
  stage: StageState
  looks: Looks
  planes: { isOpen: boolean; look: { current: PlanesLook | null } }
  selectedId: string | null
  isLinked: boolean
  written: { current: Target | null }
}

/** @returns to be called whenever something was seen anew */
export function usePlaceKeeping(setup: Kept): () => void {
  const { embedded, stage, planes, selectedId, isLinked } = setup
  const latest = useRef(setup)
  useLayoutEffect(() => {
    latest.current = setup
  })
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  const keep = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    write(latest.current)
  }, [])
  const touch = useCallback(() => {
    if (embedded) return
    clearTimeout(timer.current)
    timer.current = setTimeout(keep, REST_MS)
  }, [embedded, keep])

  useEffect(() => {
    const stop = beforeLeaving(() => {
      if (timer.current !== undefined) keep()
    })
    return () => {
      stop()
      clearTimeout(timer.current)
    }
  }, [keep])
  const { panes, active, layout } = stage
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these is a part of the place
  useEffect(touch, [panes, active, layout, planes.isOpen, selectedId, isLinked, touch])
  return touch
}

function write({ caseId, stage, looks, planes, selectedId, isLinked, written }: Kept): void {
  const { place, adjust } = usePlace.getState()
  const pane = stage.panes[stage.active]
  if (place.view !== 'case' || place.tab !== 'imaging' || place.caseId !== caseId || !pane) return
  const seen = stage.panes.map((one): StageLook | null => (one && (looks.get(one) ?? one.look)) ?? null)
  const look = seen[stage.active]
  if (!look) return
  const target: Target = { anchor: look.anchor, annotationId: selectedId }
  written.current = target
  adjust({ open: seriesKey(placeOf(pane.entry)), target, stage: placeOfStage(stage, planes.isOpen, seen, isLinked, planes.look.current) })
}
