// Ties one viewport to a canvas element: makes it, keeps its size, plays its cine, takes it down.
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react'
import { createCanvasSurface } from './engine/canvasSurface.ts'
import type { FrameStore } from './loading/frameStore.ts'
import { offerViewport } from './shownViewports.ts'
import type { StackFrame } from './stack.ts'
import { createViewport, type Viewport } from './viewport.ts'
import type { OpenAt, ViewportSnapshot } from './viewportState.ts'

const subscribeNothing = () => () => undefined

export interface ViewportSetup {
  frames: readonly StackFrame[]
  modality: string
  openAt: OpenAt
  store: FrameStore
}

/** The viewport is remade when the stack changes; `openAt` counts only then. */
export function useViewport(box: RefObject<HTMLElement | null>, canvas: RefObject<HTMLCanvasElement | null>, setup: ViewportSetup): Viewport | null {
  const [viewport, setViewport] = useState<Viewport | null>(null)
  const { frames, modality, store } = setup
  const openAt = useRef(setup.openAt)
  openAt.current = setup.openAt

  useLayoutEffect(() => {
    const element = box.current
    if (!canvas.current || !element) return
    const made = createViewport(createCanvasSurface(canvas.current), store, modality)
    made.resize(sizeOf(element))
    made.open(frames, openAt.current)
    setViewport(made)
    const takeBack = offerViewport(element, made)
    const observer = new ResizeObserver(() => made.resize(sizeOf(element)))
    observer.observe(element)
    return () => {
      observer.disconnect()
      takeBack()
      made.dispose()
      setViewport(null)
    }
  }, [box, canvas, frames, modality, store])

  useCine(viewport)
  return viewport
}

export function useSnapshot(viewport: Viewport | null): ViewportSnapshot | null {
  return useSyncExternalStore(viewport?.subscribe ?? subscribeNothing, () => viewport?.snapshot() ?? null)
}

function sizeOf(element: HTMLElement) {
  return { width: element.clientWidth, height: element.clientHeight }
}

/** Steps through the stack at the set rate and starts again at its end; waits for a slice that is not there yet. */
function useCine(viewport: Viewport | null): void {
  const playing = useSnapshot(viewport)?.isPlaying ?? false
  useEffect(() => {
    if (!viewport || !playing) return
    let last = performance.now()
    let request = 0
    const tick = (now: number) => {
      request = requestAnimationFrame(tick)
      const { framesPerSecond, index, shown, frames } = viewport.snapshot()
      if (now - last < 1000 / framesPerSecond - 2 || shown !== index) return
      last = now
      viewport.goTo((index + 1) % frames.length)
    }
    request = requestAnimationFrame(tick)
    return () => cancelAnimationFrame(request)
  }, [viewport, playing])
}
