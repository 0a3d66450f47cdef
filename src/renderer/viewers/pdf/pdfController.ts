// One PDF on the screen: opens it, moves in it, finds in it, and tells its state. Imperative on purpose; React draws around it.
import { EventBus, FindState, PDFFindController, PDFViewer, SpreadMode } from './viewerParts.ts'
import type { StoreApi } from 'zustand/vanilla'
import type { PageRect } from '#shared/domain/annotation.ts'
import { openPdf, PdfOpenError, pdfjs, type OpenPdf } from './engine.ts'
import { InertLinkService } from './inertLinks.ts'
import { inertL10n } from './inertL10n.ts'
import { keepPageLayers, type PageView } from './pageLayers.ts'
import { createPdfState, idleFind, type OutlineEntry, type PdfState, type ZoomMode } from './pdfState.ts'
import { passagesOf, type Passage } from './textSelection.ts'
import { boxToPageRect } from '../marks/pageGeometry.ts'
import { boxOnPage, fittingScale, pointOnPage, withinScale } from './pageFitting.ts'
import { nextRendered } from './nextRendered.ts'
import { READ_WORDS } from '../words/ReadWords.tsx'
import { keepPdf, takePdf } from './keptPdfs.ts'
import { drawWhenReadable } from './drawWhenReadable.ts'
import { watchSeen } from './watchSeen.ts'

export interface PdfController {
  readonly state: StoreApi<PdfState>
  /** null gives up: the file then counts as encrypted. */
  givePassword(password: string | null): void
  goToPage(page: number): void
  goTo(entry: OutlineEntry): void
  zoomBy(steps: number): void
  /** A mode, or a factor (1 = 100 %). */
  zoomTo(zoom: Exclude<ZoomMode, 'custom'> | number): void
  rotate(): void
  /** Two pages side by side, as in a book. */
  showPairs(pairs: boolean): void
  /** Several words: each is marked wherever it stands. Begins at the page in view. */
  find(query: string | readonly string[]): void
  findAgain(backwards: boolean): void
  closeFind(): void
  closeLink(): void
  /** Scrolls so that the first rectangle stands in the upper third; without rectangles to the top of the page. Resolves when the page is drawn. */
  reveal(page: number, rects: readonly PageRect[]): Promise<void>
  /** What is selected inside the pages now. */
  selection(): Passage[]
  /** The part of a page under two points of the window, as an area; null when they are not on one page. */
  areaBetween(a: { x: number; y: number }, b: { x: number; y: number }): Passage | null
  /** The point of a page under a point of the window, PDF points. */
  pointAt(at: { x: number; y: number }): { page: number; point: [number, number] } | null
  /** Near the top of the page in view, PDF points: where a mark goes that nobody points at a place for. */
  topOfPage(): { page: number; point: [number, number] }
  /** Draws a page small. @param width CSS pixels */
  drawThumbnail(page: number, canvas: HTMLCanvasElement, width: number, signal: AbortSignal): Promise<void>
  close(): void
}

const canvasPixelCap = 16_777_216
interface RawOutline {
  title: string
  dest: string | unknown[] | null
  items: RawOutline[]
}

const readOutline = (items: readonly RawOutline[] | null): OutlineEntry[] | null =>
  items?.map((item) => ({ title: item.title, destination: item.dest, children: readOutline(item.items) ?? [] })) ?? null

/**
 * Shows a stored PDF inside two elements.
 * @param container scrolls; must be absolutely positioned by a style sheet (pdf.js insists)
 * @param address content-channel path of the file
 * @param nameOfPage what a page is called for people who hear it
 */
export function showPdf(container: HTMLDivElement, pagesElement: HTMLDivElement, address: string, nameOfPage: (page: number) => string): PdfController {
  const state = createPdfState()
  const stop = new AbortController()
  const events = new EventBus()
  const links = new InertLinkService(events, (outsideLink) => state.setState({ outsideLink }))
  const finder = new PDFFindController({ eventBus: events, linkService: links, updateMatchesCountOnProgress: true })
  const viewer = new PDFViewer({
    container,
    viewer: pagesElement,
    eventBus: events,
    linkService: links,
    findController: finder,
    l10n: inertL10n,
    removePageBorders: true,
    annotationMode: pdfjs.AnnotationMode.ENABLE,
    annotationEditorMode: pdfjs.AnnotationEditorType.DISABLE,
    enableAutoLinking: false,
    enablePermissions: false,
    enableSelectionRendering: false,
    maxCanvasPixels: canvasPixelCap,
    // The engine reads it; its declared options leave it out.
    ...{ abortSignal: stop.signal },
  })
  links.setViewer(viewer)
  drawWhenReadable(viewer, container, stop.signal)
  const stopLayers = keepPageLayers(viewer, events, state, nameOfPage)
  let open: OpenPdf | null = null
  let answerPassword: ((password: string | null) => void) | null = null

  const on = <E>(name: string, listener: (event: E) => void) => events.on(name, listener, { signal: stop.signal })
  on<{ pageNumber: number }>('pagechanging', ({ pageNumber }) => state.setState({ page: pageNumber }))
  on<{ scale: number }>('scalechanging', ({ scale }) => state.setState({ scale }))
  on<{ pagesRotation: PdfState['rotation'] }>('rotationchanging', ({ pagesRotation }) => state.setState({ rotation: pagesRotation }))
  on('pagesinit', () => {
    state.setState({ phase: 'ready', pages: viewer.pagesCount })
    fitAgain()
  })
  on<{ matchesCount: { current: number; total: number } }>('updatefindmatchescount', ({ matchesCount }) =>
    state.setState((s) => ({ find: { ...s.find, ...matchesCount } })),
  )
  on<{ state: number; matchesCount: { current: number; total: number } }>('updatefindcontrolstate', (event) => {
    const found = event.state === FindState.FOUND || event.state === FindState.WRAPPED
    const next = event.state === FindState.PENDING ? 'pending' : found ? 'found' : 'notFound'
    state.setState((s) => ({ find: { ...s.find, ...event.matchesCount, state: s.find.query ? next : 'idle' } }))
  })

  const stopSeeing = watchSeen(viewer, container, state)

  /** A zoom that follows the room is computed again when the room changes. */
  function fitAgain(): void {
    const { phase, zoomMode } = state.getState()
    const scale = phase === 'ready' && zoomMode !== 'custom' ? fittingScale(viewer, container, zoomMode) : null
    if (scale !== null) viewer.currentScale = scale
  }
  const room = new ResizeObserver(fitAgain)
  room.observe(container)

  const askPassword = (wrong: boolean) =>
    new Promise<string | null>((resolve) => {
      answerPassword = resolve
      state.setState({ phase: 'password', passwordWrong: wrong })
    })

  const kept = takePdf(address)
  const opening = kept ? Promise.resolve(kept) : openPdf(address, stop.signal, askPassword)
  opening.then(
    (opened) => {
      if (stop.signal.aborted) return void opened.close()
      open = opened
      opened.onLost = () => state.setState({ phase: 'unreachable' })
      viewer.setDocument(opened.document)
      links.setDocument(opened.document)
      // An outline that cannot be read, or is no longer wanted, is none.
      void opened.document.getOutline().then(
        (outline) => state.setState({ outline: readOutline(outline) }),
        () => undefined,
      )
    },
    (error: unknown) => {
      if (stop.signal.aborted) return
      state.setState({ phase: error instanceof PdfOpenError ? error.failure : 'damaged' })
    },
  )

  const pageView = (page: number): PageView | undefined => viewer.getPageView(page - 1)
  let wanted: string | readonly string[] = ''
  const dispatchFind = (type: string, findPrevious: boolean) =>
    events.dispatch('find', {
      source: viewer,
      type,
      query: wanted,
      caseSensitive: false,
      entireWord: false,
      highlightAll: true,
      findPrevious,
      matchDiacritics: false,
    })

  function centre(page: number, rects: readonly PageRect[]): void {
    const view = pageView(page)
    const first = rects[0]
    if (!view || !first) return
    const [ax = 0, ay = 0] = view.viewport.convertToViewportPoint(first[0], first[1])
    const [bx = 0, by = 0] = view.viewport.convertToViewportPoint(first[2], first[3])
    const top = view.div.offsetTop + view.div.clientTop + Math.min(ay, by) - container.clientHeight * 0.3
    const middle = view.div.offsetLeft + (ax + bx) / 2 - container.clientWidth / 2
    container.scrollTo({ top: Math.max(0, top), left: Math.max(0, middle) })
  }

  async function reveal(page: number, rects: readonly PageRect[]): Promise<void> {
    if (!open || page < 1 || page > viewer.pagesCount) return
    const view = viewer.getPageView(page - 1)
    if (!view.pdfPage) view.setPdfPage(await open.document.getPage(page))
    if (rects.length === 0) {
      viewer.scrollPageIntoView({ pageNumber: page })
      return
    }
    centre(page, rects)
    if (!state.getState().layers.has(page)) await nextRendered(events, page, stop.signal)
    centre(page, rects)
  }

  return {
    state,
    givePassword: (password) => {
      answerPassword?.(password)
      answerPassword = null
      if (password !== null) state.setState({ phase: 'loading' })
    },
    goToPage: (page) => {
      viewer.currentPageNumber = Math.min(Math.max(1, page), viewer.pagesCount)
    },
    goTo: (entry) => {
      if (entry.destination) void links.goToDestination(entry.destination)
    },
    zoomBy: (steps) => {
      state.setState({ zoomMode: 'custom' })
      viewer.currentScale = withinScale(viewer.currentScale * 1.1 ** steps)
    },
    zoomTo: (zoom) => {
      state.setState({ zoomMode: typeof zoom === 'number' ? 'custom' : zoom })
      if (typeof zoom === 'number') viewer.currentScale = zoom
      else fitAgain()
    },
    rotate: () => {
      const page = viewer.currentPageNumber
      viewer.pagesRotation = (viewer.pagesRotation + 90) % 360
      fitAgain()
      viewer.currentPageNumber = page
      container.scrollLeft = (container.scrollWidth - container.clientWidth) / 2
    },
    showPairs: (pairs) => {
      const page = viewer.currentPageNumber
      viewer.spreadMode = pairs ? SpreadMode.ODD : SpreadMode.NONE
      state.setState({ pairs, zoomMode: 'page-width' })
      fitAgain()
      viewer.currentPageNumber = page
    },
    find: (query) => {
      wanted = query
      state.setState((s) => ({ find: { ...s.find, query: typeof query === 'string' ? query : query.join(' '), current: 0, total: 0 } }))
      dispatchFind('', false)
    },
    findAgain: (backwards) => dispatchFind('again', backwards),
    closeFind: () => {
      state.setState({ find: idleFind })
      events.dispatch('findbarclose', { source: viewer })
    },
    closeLink: () => state.setState({ outsideLink: null }),
    reveal,
    selection: () => {
      const selected = document.getSelection()
      if (!selected || selected.rangeCount === 0) return []
      const range = selected.getRangeAt(0)
      if (!pagesElement.contains(range.commonAncestorContainer)) return []
      const pages = [...state.getState().layers.keys()].sort((a, b) => a - b).flatMap((page) => {
        const view = pageView(page)
        const read = state.getState().layers.get(page)?.over.querySelector<HTMLElement>(`.${READ_WORDS}`)
        const textLayer = read ?? view?.textLayer?.div
        return view && textLayer ? [{ page, textLayer, plane: view.viewport }] : []
      })
      return passagesOf(range, pages, pdfjs.normalizeUnicode)
    },
    areaBetween: (a, b) => {
      for (const page of state.getState().layers.keys()) {
        const view = pageView(page)
        const box = view && boxOnPage(view, a, b)
        if (view && box) return { page, rects: [boxToPageRect(box, view.viewport)], quote: '' }
      }
      return null
    },
    pointAt: (at) => {
      for (const page of state.getState().layers.keys()) {
        const view = pageView(page)
        const point = view && pointOnPage(view, at)
        if (point) return { page, point }
      }
      return null
    },
    topOfPage: () => {
      const page = viewer.currentPageNumber
      const view = pageView(page)
      const [x = 0, y = 0] = view ? view.viewport.convertToPdfPoint(view.viewport.width * 0.8, view.viewport.height * 0.05) : []
      return { page, point: [x, y] }
    },
    drawThumbnail: async (page, canvas, width, signal) => {
      if (!open) return
      const pdfPage = await open.document.getPage(page)
      if (signal.aborted) return
      const natural = pdfPage.getViewport({ scale: 1, rotation: (pdfPage.rotate + viewer.pagesRotation) % 360 })
      const viewport = natural.clone({ scale: (width * window.devicePixelRatio) / natural.width })
      canvas.width = Math.round(viewport.width)
      canvas.height = Math.round(viewport.height)
      const task = pdfPage.render({ canvas, viewport, annotationMode: pdfjs.AnnotationMode.ENABLE })
      signal.addEventListener('abort', () => task.cancel(), { once: true })
      await task.promise.catch((error: unknown) => {
        if (!(error instanceof pdfjs.RenderingCancelledException)) throw error
      })
    },
    close: () => {
      stop.abort()
      stopLayers()
      room.disconnect()
      stopSeeing()
      // The declared type leaves out that null takes the document away.
      viewer.setDocument(null as unknown as pdfjs.PDFDocumentProxy)
      links.setDocument(null)
      if (open && !open.locked && state.getState().phase === 'ready') keepPdf(address, open)
      else void open?.close()
    },
  }
}
