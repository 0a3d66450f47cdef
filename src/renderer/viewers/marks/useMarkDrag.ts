// Putting a mark on a page by the pointer: a frame, a point, or strokes of a pen. Knows pages only through the surface it is given.
import { type CSSProperties, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { PageRect, Stroke } from '#shared/domain/annotation.ts'
import type { Gesture } from './mark.ts'

export interface WindowPoint {
  x: number
  y: number
}

/** A place on a page in the units of its marks. */
export interface DrawnPlace {
  page: number
  rects: PageRect[]
  quote: string
  strokes?: Stroke[]
}

export interface MarkSurface {
  /** null when no page lies there. */
  pointAt(at: WindowPoint): { page: number; point: [number, number] } | null
  /** null when the two are not on one page, or too near to be meant. */
  areaBetween(a: WindowPoint, b: WindowPoint): DrawnPlace | null
  /** Width and height of a mark that was put at a point. */
  readonly pointSize: readonly [number, number]
}

/** A pen that rests this long has ended its drawing. */
const PEN_RESTS_MS = 900
const LEAST_STEP_PX = 2
const MOST_POINTS = 2000
const MOST_STROKES = 50

interface Trail {
  page: number
  stroke: Stroke
  shown: string
}

const frame = (element: Element, a: WindowPoint, b: WindowPoint): CSSProperties => {
  const box = element.getBoundingClientRect()
  return { left: Math.min(a.x, b.x) - box.left, top: Math.min(a.y, b.y) - box.top, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

export function aroundPoint([x, y]: readonly [number, number], [width, height]: readonly [number, number]): PageRect {
  return [x - width / 2, y - height / 2, x + width / 2, y + height / 2].map((value) => Math.round(value * 100) / 100) as PageRect
}

function drawingOf(trails: readonly Trail[]): DrawnPlace | null {
  const page = trails[0]?.page
  if (page === undefined) return null
  const strokes = trails.map(({ stroke }) => stroke)
  const points = strokes.flat()
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  return { page, rects: [[Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]], quote: '', strokes }
}

export function useMarkDrag(surface: MarkSurface | null, gesture: Gesture | null, onPlace: (place: DrawnPlace) => void) {
  const [start, setStart] = useState<WindowPoint | null>(null)
  const [box, setBox] = useState<CSSProperties | null>(null)
  const [trails, setTrails] = useState<readonly Trail[]>([])
  const pen = useRef<{ page: number; stroke: Stroke; shown: string; last: WindowPoint } | null>(null)
  const [penShown, setPenShown] = useState('')
  const timer = useRef(0)
  const pending = useRef<readonly Trail[]>([])
  const place = useRef(onPlace)
  useEffect(() => {
    place.current = onPlace
  })
  function keep(next: readonly Trail[]) {
    pending.current = next
    setTrails(next)
  }
  const finish = useRef(() => {
    window.clearTimeout(timer.current)
    const drawing = drawingOf(pending.current)
    keep([])
    if (drawing) place.current(drawing)
  })
  // What was drawn is kept when the pen is put away or the page goes.
  useEffect(() => {
    const end = finish.current
    if (gesture === 'ink') return () => end()
  }, [gesture])

  const isIdle = !surface || gesture === null || gesture === 'words'
  if (isIdle) return { handlers: {}, box: null, trails: [] }

  function addPoint(event: PointerEvent<HTMLElement>) {
    const drawn = pen.current
    const found = surface?.pointAt({ x: event.clientX, y: event.clientY })
    if (!drawn || !found || found.page !== drawn.page || drawn.stroke.length >= MOST_POINTS) return
    if (drawn.stroke.length > 1 && Math.hypot(event.clientX - drawn.last.x, event.clientY - drawn.last.y) < LEAST_STEP_PX) return
    const frameBox = event.currentTarget.getBoundingClientRect()
    drawn.stroke.push([Math.round(found.point[0] * 100) / 100, Math.round(found.point[1] * 100) / 100])
    drawn.shown += ` ${event.clientX - frameBox.left},${event.clientY - frameBox.top}`
    drawn.last = { x: event.clientX, y: event.clientY }
    setPenShown(drawn.shown)
  }

  return {
    box,
    trails: [...trails.map(({ shown }) => shown), ...(penShown ? [penShown] : [])],
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0 || (event.target instanceof Element && event.target.closest('.mark-flag'))) return
        event.preventDefault()
        event.currentTarget.focus({ preventScroll: true })
        event.currentTarget.setPointerCapture(event.pointerId)
        const at = { x: event.clientX, y: event.clientY }
        setStart(at)
        if (gesture !== 'ink') return
        window.clearTimeout(timer.current)
        const found = surface.pointAt(at)
        if (found && pending.current[0] && pending.current[0].page !== found.page) finish.current()
        pen.current = found && { page: found.page, stroke: [], shown: '', last: at }
        addPoint(event)
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!start) return
        if (gesture === 'area') setBox(frame(event.currentTarget, start, { x: event.clientX, y: event.clientY }))
        if (gesture === 'ink') addPoint(event)
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        const at = { x: event.clientX, y: event.clientY }
        setStart(null)
        setBox(null)
        if (gesture === 'ink') {
          const drawn = pen.current
          pen.current = null
          setPenShown('')
          if (drawn && drawn.stroke.length > 1) keep([...pending.current, drawn].slice(0, MOST_STROKES))
          window.clearTimeout(timer.current)
          timer.current = window.setTimeout(() => finish.current(), PEN_RESTS_MS)
          return
        }
        const found = gesture === 'point' ? surface.pointAt(at) : null
        const drawn = found ? { page: found.page, rects: [aroundPoint(found.point, surface.pointSize)], quote: '' } : start && gesture === 'area' ? surface.areaBetween(start, at) : null
        if (drawn) place.current(drawn)
      },
    },
  }
}
