// Mouse, pen and wheel on a viewport: window, pan, zoom, scroll; drawing is handed on. Keys are the feature's.
import { useEffect, useRef, type PointerEvent as ReactPointerEvent, type RefObject } from 'react'
import { panned, zoomedAt, type Point } from './camera.ts'
import { isMeasuringTool, type Tool } from './tools.ts'
import type { Viewport } from './viewport.ts'

/** Wheel distance of one slice; a notch of a mouse wheel is 100 or more, a trackpad sends small steps that add up. */
const WHEEL_STEP = 60

interface Drag {
  tool: Tool
  pointer: number
  last: Point
  rest: number
}

export interface DrawHandlers {
  begin(at: Point): void
  move(at: Point): void
  end(at: Point): void
  cancel(): void
  /** The place that is pointed at with the crosshair. */
  point(at: Point): void
}

export function usePointerTools(box: RefObject<HTMLElement | null>, viewport: Viewport | null, tool: Tool, draw: DrawHandlers) {
  const drag = useRef<Drag | null>(null)

  useEffect(() => {
    const element = box.current
    if (!element || !viewport) return
    let rest = 0
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 40 : 1
      if (event.ctrlKey || event.metaKey) {
        zoomBy(viewport, Math.exp(-event.deltaY * unit * 0.002), within(element, event))
        return
      }
      rest += event.deltaY * unit
      const slices = Math.trunc(rest / WHEEL_STEP)
      if (slices === 0) return
      rest = Math.abs(event.deltaY * unit) >= 100 ? 0 : rest - slices * WHEEL_STEP
      viewport.scrollBy(Math.abs(event.deltaY * unit) >= 100 ? Math.sign(slices) : slices)
    }
    // Not passive: the page behind must not scroll.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [box, viewport])

  function onPointerDown(event: ReactPointerEvent<HTMLElement>) {
    if (!viewport || drag.current || event.defaultPrevented) return
    const used: Tool = event.button === 1 ? 'pan' : event.button === 2 ? 'zoom' : tool
    const at = within(event.currentTarget, event)
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { tool: used, pointer: event.pointerId, last: at, rest: 0 }
    if (used === 'crosshair') draw.point(at)
    if (isMeasuringTool(used)) draw.begin(at)
  }

  function onPointerMove(event: ReactPointerEvent<HTMLElement>) {
    const now = drag.current
    if (!viewport || now?.pointer !== event.pointerId) return
    const at = within(event.currentTarget, event)
    const dx = at[0] - now.last[0]
    const dy = at[1] - now.last[1]
    now.last = at
    if (now.tool === 'crosshair') draw.point(at)
    else if (isMeasuringTool(now.tool)) draw.move(at)
    else act(viewport, now, dx, dy)
  }

  function onPointerUp(event: ReactPointerEvent<HTMLElement>) {
    const now = drag.current
    if (now?.pointer !== event.pointerId) return
    drag.current = null
    if (isMeasuringTool(now.tool)) draw.end(within(event.currentTarget, event))
  }

  function onPointerCancel() {
    drag.current = null
    draw.cancel()
  }

  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel }
}

function within(element: Element, event: { clientX: number; clientY: number }): [number, number] {
  const { left, top } = element.getBoundingClientRect()
  return [event.clientX - left, event.clientY - top]
}

function act(viewport: Viewport, drag: Drag, dx: number, dy: number): void {
  const { camera, size, shown, index, window } = viewport.snapshot()
  const shape = viewport.shapeAt(shown ?? index)
  if (!shape) return
  switch (drag.tool) {
    case 'window': {
      if (!window) return
      const step = Math.max(window.width, 1) / 300
      viewport.setWindow({ ...window, center: window.center + dy * step, width: Math.max(1, window.width + dx * step) })
      return
    }
    case 'pan':
      viewport.setCamera(panned(camera, shape, size, dx, dy))
      return
    case 'zoom':
      zoomBy(viewport, Math.exp(-dy * 0.006), [size.width / 2, size.height / 2])
      return
    case 'scroll': {
      drag.rest += dy
      const slices = Math.trunc(drag.rest / 6)
      if (slices === 0) return
      drag.rest -= slices * 6
      viewport.scrollBy(slices)
      return
    }
    default:
      // Measuring and pointing are drawn, the lens follows by itself.
      return
  }
}

/** @param at held point, CSS pixels of the viewport */
export function zoomBy(viewport: Viewport, factor: number, at?: Point): void {
  const { camera, size, shown, index } = viewport.snapshot()
  const shape = viewport.shapeAt(shown ?? index)
  if (shape) viewport.setCamera(zoomedAt(camera, shape, size, camera.scale * factor, at ?? [size.width / 2, size.height / 2]))
}

/** Moves the picture. @param across, down shares of the viewport's size */
export function panBy(viewport: Viewport, across: number, down: number): void {
  const { camera, size, shown, index } = viewport.snapshot()
  const shape = viewport.shapeAt(shown ?? index)
  if (shape) viewport.setCamera(panned(camera, shape, size, across * size.width, down * size.height))
}

/** One image column per CSS pixel, around the middle. */
export function oneToOne(viewport: Viewport): void {
  zoomBy(viewport, 1 / viewport.snapshot().camera.scale)
}
