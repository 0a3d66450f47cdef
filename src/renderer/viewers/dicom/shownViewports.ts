// The viewports on this screen by their element, for what goes along with a picture from outside its room, e.g. the hand of a colleague who is followed.
import type { Viewport } from './viewport.ts'

const shown = new Map<Element, Viewport>()
const watchers = new Set<(element: Element) => void>()

/** @returns takes it back */
export function offerViewport(element: Element, viewport: Viewport): () => void {
  shown.set(element, viewport)
  const stop = viewport.subscribe(() => {
    for (const watcher of watchers) watcher(element)
  })
  return () => {
    stop()
    if (shown.get(element) === viewport) shown.delete(element)
  }
}

export const viewportIn = (element: Element): Viewport | null => shown.get(element) ?? null

/** Told of every change of every viewport on this screen. @returns how to stop */
export function watchViewports(watcher: (element: Element) => void): () => void {
  watchers.add(watcher)
  return () => void watchers.delete(watcher)
}
