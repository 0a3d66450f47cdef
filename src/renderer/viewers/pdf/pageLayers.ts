// Keeps two elements on every page that is drawn: one under its text for marks, one over it for their buttons. pdf.js clears pages when it redraws them; this puts them back.
import type { EventBus, PDFViewer } from './viewerParts.ts'
import type { StoreApi } from 'zustand/vanilla'
import { pageRectToFractions, type PagePlane } from '../marks/pageGeometry.ts'
import type { PageLayer, PdfState } from './pdfState.ts'

/** The part of pdf.js' page view in use; its own types leave it untyped. */
export interface PageView {
  div: HTMLElement
  viewport: PagePlane
  pdfPage: unknown
  textLayer: { div: HTMLElement } | null
}

function makeLayer(className: string): HTMLElement {
  const element = document.createElement('div')
  element.className = className
  return element
}

function place(view: PageView, layer: Pick<PageLayer, 'under' | 'over'>): void {
  const canvas = view.div.querySelector('.canvasWrapper')
  if (canvas && canvas.nextSibling !== layer.under) canvas.after(layer.under)
  else if (!layer.under.isConnected) view.div.prepend(layer.under)
  if (view.div.lastElementChild !== layer.over) view.div.append(layer.over)
}

/** @returns stops watching */
export function keepPageLayers(viewer: PDFViewer, events: EventBus, state: StoreApi<PdfState>, nameOfPage: (page: number) => string): () => void {
  const stop = new AbortController()
  let version = 0
  const planes = new Map<number, PagePlane>()
  const refresh = ({ pageNumber }: { pageNumber: number }) => {
    const view: PageView | undefined = viewer.getPageView(pageNumber - 1)
    if (!view?.pdfPage) return
    // A page that went far out of view was emptied: what stood on it would be drawn for nobody, page after page of a long file.
    const layers = [...state.getState().layers].filter(([page, { over }]) => page === pageNumber || over.isConnected)
    const known = layers.find(([page]) => page === pageNumber)?.[1]
    const elements = known ?? { under: makeLayer('pdf-marks'), over: makeLayer('pdf-flags') }
    place(view, elements)
    view.div.setAttribute('aria-label', nameOfPage(pageNumber))
    const plane = view.viewport
    if (known && planes.get(pageNumber) === plane) return
    planes.set(pageNumber, plane)
    version += 1
    const layer: PageLayer = { ...elements, version, fractions: (rect) => pageRectToFractions(rect, plane) }
    state.setState({ layers: new Map([...layers, [pageNumber, layer]]) })
  }
  const refreshAll = () => {
    for (const pageNumber of state.getState().layers.keys()) refresh({ pageNumber })
  }
  events.on('pagerendered', refresh, { signal: stop.signal })
  events.on('textlayerrendered', refresh, { signal: stop.signal })
  events.on('scalechanging', () => queueMicrotask(refreshAll), { signal: stop.signal })
  return () => stop.abort()
}
