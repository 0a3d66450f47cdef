// Where pages stand on the screen: the scale at which one fits, and the part of one between two points.
import type { Box } from '../marks/pageGeometry.ts'
import type { PageView } from './pageLayers.ts'
import type { ZoomMode } from './pdfState.ts'
import { type PDFViewer, SpreadMode } from './viewerParts.ts'

const smallestScale = 0.25
const largestScale = 5

export function withinScale(scale: number): number {
  return Math.min(largestScale, Math.max(smallestScale, scale))
}

/** Work surface left beside and above a page that is fitted, so that it reads as paper. */
const gutterPx = 28
/** Larger than this a page is no easier to read. */
const autoLimit = 1.25

/** @returns scale (1 = 100 %) at which the current page fits; null before it is laid out */
export function fittingScale(viewer: PDFViewer, container: HTMLElement, mode: Exclude<ZoomMode, 'custom'>): number | null {
  const view: { width: number; height: number; scale: number } | undefined = viewer.getPageView(viewer.currentPageNumber - 1)
  if (!view || container.clientWidth === 0) return null
  const abreast = viewer.spreadMode === SpreadMode.NONE ? 1 : 2
  const width = ((container.clientWidth - 2 * gutterPx) / (view.width * abreast)) * view.scale
  const height = ((container.clientHeight - gutterPx) / view.height) * view.scale
  const wanted = mode === 'page-fit' ? Math.min(width, height) : mode === 'auto' ? Math.min(width, autoLimit) : width
  return withinScale(wanted)
}

interface Point {
  x: number
  y: number
}

/** The box between two points of the window, in viewport pixels of the page; null when it begins elsewhere or is too small to be meant. */
export function boxOnPage(view: PageView, a: Point, b: Point): Box | null {
  const frame = view.div.getBoundingClientRect()
  const inside = (p: Point) => p.x >= frame.left && p.x <= frame.right && p.y >= frame.top && p.y <= frame.bottom
  if (!inside(a)) return null
  const toX = (x: number) => ((Math.min(Math.max(x, frame.left), frame.right) - frame.left) / frame.width) * view.viewport.width
  const toY = (y: number) => ((Math.min(Math.max(y, frame.top), frame.bottom) - frame.top) / frame.height) * view.viewport.height
  const box = {
    left: Math.min(toX(a.x), toX(b.x)),
    top: Math.min(toY(a.y), toY(b.y)),
    right: Math.max(toX(a.x), toX(b.x)),
    bottom: Math.max(toY(a.y), toY(b.y)),
  }
  return box.right - box.left > 4 && box.bottom - box.top > 4 ? box : null
}

/** A point of the window in PDF points of the page; null when it lies beside it. */
export function pointOnPage({ div, viewport }: PageView, at: Point): [number, number] | null {
  const frame = div.getBoundingClientRect()
  if (at.x < frame.left || at.x > frame.right || at.y < frame.top || at.y > frame.bottom) return null
  const [x = 0, y = 0] = viewport.convertToPdfPoint(((at.x - frame.left) / frame.width) * viewport.width, ((at.y - frame.top) / frame.height) * viewport.height)
  return [x, y]
}
