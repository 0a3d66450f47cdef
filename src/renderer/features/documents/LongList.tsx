// A list of which only the part near the window is drawn: a document may have thousands of marks. What is out of sight keeps its height.
import { type ReactNode, useEffect, useRef, useState } from 'react'

const PART = 40
/** Drawn this far outside the window, pixels. */
const AHEAD_PX = 800
/** Until a part was drawn once. */
const ENTRY_PX = 68

interface LongListProps<T> {
  items: readonly T[]
  /** Drawn wherever it stands: somebody may go there by key. */
  isKept(item: T): boolean
  render(item: T): ReactNode
}

export function LongList<T>({ items, isKept, render }: LongListProps<T>) {
  if (items.length <= PART) return items.map(render)
  const parts = Array.from({ length: Math.ceil(items.length / PART) }, (_, i) => items.slice(i * PART, (i + 1) * PART))
  return parts.map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the list; what stands in it has keys of its own
    <Part key={i} count={part.length} starts={i === 0} keeps={part.some(isKept)} draw={() => part.map(render)} />
  ))
}

function Part({ count, starts, keeps, draw }: { count: number; starts: boolean; keeps: boolean; draw(): ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const [{ isNear, height }, setState] = useState({ isNear: starts, height: count * ENTRY_PX })
  useEffect(() => {
    const part = box.current
    if (!part) return
    const look = ([entry]: IntersectionObserverEntry[]) => {
      if (!entry || entry.boundingClientRect.height === 0) return
      const { isIntersecting, boundingClientRect } = entry
      setState((before) => (before.isNear === isIntersecting ? before : { isNear: isIntersecting, height: boundingClientRect.height }))
    }
    const watcher = new IntersectionObserver(look, { root: part.parentElement, rootMargin: `${AHEAD_PX}px 0px` })
    watcher.observe(part)
    return () => watcher.disconnect()
  }, [])
  const isDrawn = isNear || keeps
  return (
    <div ref={box} className="d-part" style={isDrawn ? undefined : { height }}>
      {isDrawn && draw()}
    </div>
  )
}
