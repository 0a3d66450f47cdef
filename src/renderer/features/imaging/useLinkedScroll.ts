// Keeps the other viewer at the same patient position while the active one is scrolled.
import { useCallback, useRef, useState, type RefObject } from 'react'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { ViewportSnapshot } from '../../viewers/dicom/viewport.ts'
import { linkOffset, nearestFrame, type LinkProblem } from './linkedScroll.ts'

type Handles = readonly [RefObject<ViewportHandle | null>, RefObject<ViewportHandle | null>]

export interface LinkedScroll {
  isLinked: boolean
  /** mm added from the first viewer to the second. */
  offsetMm: number | null
  problem: LinkProblem | 'linkNeedsTwo' | null
  toggle(): void
  unlink(): void
  /** To be told of every slice a viewer shows. */
  follow(pane: number, snapshot: ViewportSnapshot): void
}

export function useLinkedScroll(handles: Handles, isCompare: boolean): LinkedScroll {
  const [offsetMm, setOffset] = useState<number | null>(null)
  const [problem, setProblem] = useState<LinkProblem | null>(null)
  /** The slice this hook has just sent a viewer to: its answer is not a new wish. */
  const sent = useRef<{ pane: number; index: number } | null>(null)

  const shownInstance = useCallback(
    (n: 0 | 1) => {
      const snapshot = handles[n].current?.viewport.snapshot()
      return snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown]?.instance : undefined
    },
    [handles],
  )

  const toggle = useCallback(() => {
    if (offsetMm !== null) {
      setOffset(null)
      return
    }
    const from = shownInstance(0)
    const to = shownInstance(1)
    if (!from || !to) return
    const link = linkOffset(from, to)
    if ('problem' in link) setProblem(link.problem)
    else {
      setProblem(null)
      setOffset(link.offsetMm)
    }
  }, [offsetMm, shownInstance])

  const follow = useCallback(
    (pane: number, { shown, frames }: ViewportSnapshot) => {
      if (offsetMm === null || shown === null) return
      if (sent.current?.pane === pane && sent.current.index === shown) {
        sent.current = null
        return
      }
      const other = handles[pane === 0 ? 1 : 0].current?.viewport
      const instance = frames[shown]?.instance
      const depth = instance && imagePlane(instance)?.depth
      if (!other || depth === undefined) return
      const index = nearestFrame(other.snapshot().frames, pane === 0 ? depth + offsetMm : depth - offsetMm)
      if (index < 0 || index === other.snapshot().index) return
      sent.current = { pane: pane === 0 ? 1 : 0, index }
      other.goTo(index)
    },
    [offsetMm, handles],
  )

  const unlink = useCallback(() => {
    setOffset(null)
    setProblem(null)
  }, [])

  const isLinked = offsetMm !== null && isCompare
  return { isLinked, offsetMm: isLinked ? offsetMm : null, problem: isCompare ? problem : 'linkNeedsTwo', toggle, unlink, follow }
}
