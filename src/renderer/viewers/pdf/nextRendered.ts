// Waiting for a page to be drawn.
import type { EventBus } from './viewerParts.ts'

/** Resolves when the page has been drawn, or after two seconds: a page that cannot be drawn must not hold up a jump. */
export function nextRendered(events: EventBus, page: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      events.off('pagerendered', onRendered)
      window.clearTimeout(timer)
      resolve()
    }
    const onRendered = ({ pageNumber }: { pageNumber: number }) => {
      if (pageNumber === page) done()
    }
    const timer = window.setTimeout(done, 2000)
    events.on('pagerendered', onRendered)
    signal.addEventListener('abort', done, { once: true })
  })
}
