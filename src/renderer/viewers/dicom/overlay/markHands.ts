// What a hand does to the marks of one picture, in functions that stay the same: a mark is not drawn again because its picture was.
import { useMemo, useRef } from 'react'
import type { PixelPoint } from '#shared/domain/measuring.ts'

export interface MarkHands {
  select(id: string): void
  /** While dragging; points of the mark's own picture. */
  move(id: string, points: PixelPoint[]): void
  /** The drag or key step is done. */
  moved(id: string, points: PixelPoint[]): void
  remove(id: string): void
  /** Its label while it is dragged, from the mark's first point; null = the drag was given up. */
  label(id: string, at: PixelPoint | null): void
  /** The drag or key step is done; null = beside the mark again, where the program puts it. */
  labelled(id: string, at: PixelPoint | null): void
}

/** Steps on the screen. */
export const ARROWS: Readonly<Record<string, PixelPoint>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

export function useMarkHands(given: MarkHands): MarkHands {
  const latest = useRef(given)
  latest.current = given
  return useMemo(
    () => ({
      select: (id) => latest.current.select(id),
      move: (id, points) => latest.current.move(id, points),
      moved: (id, points) => latest.current.moved(id, points),
      remove: (id) => latest.current.remove(id),
      label: (id, at) => latest.current.label(id, at),
      labelled: (id, at) => latest.current.labelled(id, at),
    }),
    [],
  )
}
