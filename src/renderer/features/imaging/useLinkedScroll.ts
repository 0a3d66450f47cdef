// Keeps the other viewers at the same patient position while one of them is scrolled.
import { useCallback, useRef, useState } from 'react'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import { linkOffset, nearestFrame, type LinkProblem } from './linkedScroll.ts'

export interface LinkedScroll {
  isLinked: boolean
  /** Largest offset among the linked viewers, mm; null while not linked. */
  offsetMm: number | null
  problem: LinkProblem | 'linkNeedsTwo' | null
  toggle(): void
  unlink(): void
  /** To be told of every slice a viewer shows. */
  follow(pane: number, snapshot: ViewportSnapshot): void
}

/** mm to add to the active viewer's depth, by viewer; viewers of another plane are not in it. */
type Offsets = ReadonlyMap<number, number>

/** @param handleOf the viewport in a place of the stage; @param active the viewer the others are linked to */
export function useLinkedScroll(handleOf: (n: number) => ViewportHandle | null, count: number, active: number): LinkedScroll {
  const [offsets, setOffsets] = useState<Offsets | null>(null)
  const [problem, setProblem] = useState<LinkProblem | null>(null)
  /** Slices this hook has just sent viewers to: their answer is not a new wish. */
  const sent = useRef(new Map<number, number>())

  const shownInstance = useCallback(
    (n: number) => {
      const snapshot = handleOf(n)?.viewport.snapshot()
      return snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown]?.instance : undefined
    },
    [handleOf],
  )

  const toggle = useCallback(() => {
    if (offsets) {
      setOffsets(null)
      return
    }
    const from = shownInstance(active)
    if (!from) return
    const found = new Map([[active, 0]])
    let refused: LinkProblem | null = null
    for (let n = 0; n < count; n++) {
      const to = n === active ? undefined : shownInstance(n)
      if (!to) continue
      const link = linkOffset(from, to)
      if ('problem' in link) refused = link.problem
      else found.set(n, link.offsetMm)
    }
    setProblem(found.size > 1 ? null : refused)
    if (found.size > 1) setOffsets(found)
  }, [offsets, shownInstance, active, count])

  const follow = useCallback(
    (pane: number, { shown, frames }: ViewportSnapshot) => {
      const own = offsets?.get(pane)
      if (!offsets || own === undefined || shown === null) return
      if (sent.current.get(pane) === shown) {
        sent.current.delete(pane)
        return
      }
      const instance = frames[shown]?.instance
      const depth = instance && imagePlane(instance)?.depth
      if (depth === undefined) return
      for (const [n, offset] of offsets) {
        const other = n === pane ? undefined : handleOf(n)?.viewport
        if (!other) continue
        const index = nearestFrame(other.snapshot().frames, depth - own + offset)
        if (index < 0 || index === other.snapshot().index) continue
        sent.current.set(n, index)
        other.goTo(index)
      }
    },
    [offsets, handleOf],
  )

  const unlink = useCallback(() => {
    setOffsets(null)
    setProblem(null)
    sent.current.clear()
  }, [])

  const isLinked = offsets !== null && count > 1
  const offsetMm = isLinked ? [...offsets.values()].reduce((far, mm) => (Math.abs(mm) > Math.abs(far) ? mm : far), 0) : null
  return { isLinked, offsetMm, problem: count > 1 ? problem : 'linkNeedsTwo', toggle, unlink, follow }
}
