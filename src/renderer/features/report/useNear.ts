// Whether a part of the report is near the window: its text and its shared document are opened only then, and stay open.
// One part a frame, nearest first: what is in view is drawn before what is below it, and pushes far parts out of reach again.
import { type RefObject, useEffect, useState } from 'react'

const reachPx = 500

/** @param wanted true opens it at once, wherever it is */
export function useNear(box: RefObject<HTMLElement | null>, wanted: boolean): boolean {
  const [near, setNear] = useState(false)
  useEffect(() => {
    const element = box.current
    if (near || !element) return
    let stop: (() => void) | null = null
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) stop ??= queue({ element, open: () => setNear(true) })
        else {
          stop?.()
          stop = null
        }
      },
      { rootMargin: `${reachPx}px 0px` },
    )
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      stop?.()
    }
  }, [near, box])
  return near || wanted
}

interface Waiting {
  element: HTMLElement
  open(): void
}

const waiting = new Set<Waiting>()
let frame = 0

/** @returns takes it out of the queue */
function queue(part: Waiting): () => void {
  waiting.add(part)
  if (frame === 0) frame = requestAnimationFrame(openNext)
  return () => void waiting.delete(part)
}

function openNext() {
  frame = 0
  const [next] = [...waiting].map((part) => ({ part, away: awayPx(part.element) })).sort((a, b) => a.away - b.away)
  if (!next) return
  waiting.delete(next.part)
  next.part.open()
  if (waiting.size > 0) frame = requestAnimationFrame(openNext)
}

/** From the upper edge of the window to the part, in CSS pixels; 0 when the edge crosses it. */
function awayPx(element: HTMLElement): number {
  const { top, bottom } = element.getBoundingClientRect()
  return Math.max(top, -bottom, 0)
}
