// Pages that rush past are not drawn: they keep the screen's own rate and show their numbers, and are drawn as soon as the hand slows down.
import type { PDFViewer } from './viewerParts.ts'

/** Faster than this nobody reads: screens per second, over several movements in a row. A single jump is drawn at once. */
const RUSHING_SCREENS = 8
const RUSHING_MOVES = 3
/** Movements further apart than this are not one gesture. */
const GESTURE_MS = 400
/** After the last movement the page in view is drawn: this long, or two movements' distance on a slow machine. */
const REST_MS = 60
const MOST_REST_MS = 250

interface Queue {
  renderHighestPriority(visible?: unknown): void
}

/** @param container gets data-rushing while pages pass undrawn */
export function drawWhenReadable(viewer: PDFViewer, container: HTMLElement, signal: AbortSignal): void {
  const queue: Queue | undefined = viewer.renderingQueue
  if (!queue) return
  const draw = queue.renderHighestPriority.bind(queue)
  let last = { at: 0, top: 0 }
  let fastMoves = 0
  let rest = 0
  const isRushing = () => fastMoves >= RUSHING_MOVES
  const settle = () => {
    fastMoves = 0
    delete container.dataset.rushing
    if (!signal.aborted) draw()
  }
  queue.renderHighestPriority = (visible) => {
    if (!isRushing()) draw(visible)
  }
  container.addEventListener(
    'scroll',
    () => {
      const [at, top] = [performance.now(), container.scrollTop]
      const [passed, moved] = [at - last.at, Math.abs(top - last.top)]
      last = { at, top }
      const wasRushing = isRushing()
      fastMoves = passed < GESTURE_MS && moved * 1000 > RUSHING_SCREENS * container.clientHeight * Math.max(1, passed) ? fastMoves + 1 : 0
      window.clearTimeout(rest)
      if (isRushing()) {
        container.dataset.rushing = ''
        rest = window.setTimeout(settle, Math.min(MOST_REST_MS, Math.max(REST_MS, 2 * passed)))
      } else if (wasRushing) settle()
    },
    { signal, passive: true },
  )
  signal.addEventListener('abort', () => window.clearTimeout(rest), { once: true })
}
