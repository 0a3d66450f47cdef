// Which pages a person has had in view: drawn, large enough in the window, and standing there for a moment. What only passed was not seen.
import type { StoreApi } from 'zustand/vanilla'
import type { PdfState } from './pdfState.ts'
import type { PDFViewer } from './viewerParts.ts'

/** A page counts after standing in view this long, at most twice as long. */
const SEEN_AFTER_MS = 400
/** Percent of the page, or of the window when the page is larger than it. */
const ENOUGH = 40

interface VisiblePage {
  id: number
  percent: number
  view: { div: HTMLElement }
}

/** @returns stops watching */
export function watchSeen(viewer: PDFViewer, container: HTMLElement, state: StoreApi<PdfState>): () => void {
  let stood: ReadonlySet<number> = new Set()
  const timer = window.setInterval(() => {
    const { phase, seen, layers } = state.getState()
    if (phase !== 'ready' || document.hidden || container.clientHeight === 0) return
    const { views } = viewer._getVisiblePages() as { views: VisiblePage[] }
    const isEnough = ({ percent, view: { div } }: VisiblePage) => percent >= ENOUGH || percent * div.clientHeight >= ENOUGH * container.clientHeight
    const visible = views.filter(isEnough).map(({ id }) => id)
    const found = visible.filter((page) => stood.has(page) && layers.has(page))
    stood = new Set(visible)
    if (found.some((page) => !seen.has(page))) state.setState({ seen: new Set([...seen, ...found]) })
  }, SEEN_AFTER_MS)
  return () => window.clearInterval(timer)
}
