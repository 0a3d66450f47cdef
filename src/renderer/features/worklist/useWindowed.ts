// Which rows of a scrolling box are in view. Rows have one height, so that ten thousand cost as much as twenty.
import { useCallback, useEffect, useState } from 'react'

const OVERSCAN = 8
/** Rows asked for before the box has been measured. */
const FIRST = 40

export interface Windowed {
  setBox(box: HTMLElement | null): void
  box: HTMLElement | null
  /** First and last row to draw. */
  seen: readonly [number, number]
  /** Brings a row into view with as little movement as possible. */
  show(index: number): void
}

/** @param rowPx height of a row as drawn */
export function useWindowed(rowPx: number): Windowed {
  const [box, setBox] = useState<HTMLElement | null>(null)
  const [seen, setSeen] = useState<readonly [number, number]>([0, FIRST])
  useEffect(() => {
    if (!box) return
    const look = () => {
      const from = Math.max(0, Math.floor(box.scrollTop / rowPx) - OVERSCAN)
      const to = Math.ceil((box.scrollTop + box.clientHeight) / rowPx) + OVERSCAN
      setSeen((was) => (was[0] === from && was[1] === to ? was : [from, to]))
    }
    look()
    const watch = new ResizeObserver(look)
    watch.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      watch.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [box, rowPx])
  const show = useCallback(
    (index: number) => {
      if (!box) return
      const top = index * rowPx
      if (top < box.scrollTop) box.scrollTop = top
      else if (top + rowPx > box.scrollTop + box.clientHeight) box.scrollTop = top + rowPx - box.clientHeight
    },
    [box, rowPx],
  )
  return { setBox, box, seen, show }
}
