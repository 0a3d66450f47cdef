// Which pages a person has had in view: drawn, large enough in the window, and standing there for a moment. What only passed was not seen.
import type { StoreApi } from 'zustand/vanilla'
import { type ViewedPage, watchStanding } from './standing.ts'
import type { PdfState } from './pdfState.ts'
import type { PDFViewer } from './viewerParts.ts'

const LOOK_EVERY_MS = 250

interface VisiblePage {
  id: number
  percent: number
  view: { div: HTMLElement }
}

/** @returns stops watching */
export function watchSeen(viewer: PDFViewer, container: HTMLElement, state: StoreApi<PdfState>): () => void {
  const stands = watchStanding()
  const timer = window.setInterval(() => {
    const { phase, seen, layers } = state.getState()
    const isShown = phase === 'ready' && !document.hidden && container.clientHeight > 0
    const { views } = isShown ? (viewer._getVisiblePages() as { views: VisiblePage[] }) : { views: [] }
    const pages = views.map(({ id, percent, view: { div } }): ViewedPage => ({ page: id, drawn: layers.has(id), ofPage: percent, ofWindow: (percent * div.clientHeight) / container.clientHeight }))
    const found = stands(pages, performance.now())
    if (found.some((page) => !seen.has(page))) state.setState({ seen: new Set([...seen, ...found]) })
  }, LOOK_EVERY_MS)
  return () => window.clearInterval(timer)
}
