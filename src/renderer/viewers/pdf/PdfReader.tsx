// A PDF with its tools: pages, small pages, outline, find, marks, and every state between opening and failing. Knows no feature.
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../i18n/useT.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { markAt } from '../marks/pageGeometry.ts'
import type { Gesture, Mark, Reveal } from '../marks/mark.ts'
import { DragPreview } from '../marks/DragPreview.tsx'
import { type DrawnPlace, type MarkSurface, useMarkDrag } from '../marks/useMarkDrag.ts'
import { useFlash } from '../marks/useFlash.ts'
import '../marks/marks.css'
import './pdf.css'
import type { PdfController } from './pdfController.ts'
import { PdfFind } from './PdfFind.tsx'
import { PdfMarks } from './PdfMarks.tsx'
import { PdfNotices } from './PdfNotices.tsx'
import { PdfPassword } from './PdfPassword.tsx'
import { PdfProblem } from './PdfProblem.tsx'
import { PdfSidePanel } from './PdfSidePanel.tsx'
import { PdfToolbar } from './PdfToolbar.tsx'
import { type LoadWords, PdfWords } from './PdfWords.tsx'
import type { Passage } from './textSelection.ts'
import { usePdf, usePdfState } from './usePdf.ts'
import { useReaderKeys } from './useReaderKeys.ts'

/** PDF points: a stamp's size, large enough to be read and small enough to hide nothing. */
export const POINT_MARK = [112, 20] as const

export interface PdfReaderProps {
  /** Content-channel path of the file. */
  address: string
  /** Name for people who hear the page. */
  name: string
  /** false: the file has pictures of text only; find is closed and the notice is shown. */
  hasText: boolean
  /** BCP 47 tag of the file's text; null when unknown. */
  language: string | null
  head?: ReactNode
  tools?: ReactNode
  /** Tools at the far right. */
  end?: ReactNode
  marks?: readonly Mark[]
  selectedMark?: string | null
  onSelectMark?(id: string | null): void
  onDragMark?: ((id: string, transfer: DataTransfer) => void) | undefined
  /** Place to bring into view; a new object asks again. */
  reveal?: Reveal | null
  /** Told after the person has selected words. */
  onSelected?(passages: readonly Passage[]): void
  /** Set to other than words: the pointer draws instead of selecting. */
  gesture?: Gesture | null
  onDrawn?(place: DrawnPlace): void
  onController?(controller: PdfController | null): void
  /** Said of a file whose pages are pictures; default: that find cannot reach it. */
  notice?: ReactNode
  /** Recognised words of its pages. */
  loadWords?: LoadWords | null
  /** Few tools: beside a report, in the sign-off. */
  compact?: boolean
}

export function PdfReader(props: PdfReaderProps) {
  const { address, name, hasText, language, head, tools, marks = [], selectedMark = null, reveal = null, compact = false } = props
  const t = useT()
  const container = useRef<HTMLDivElement>(null)
  const pages = useRef<HTMLDivElement>(null)
  const controller = usePdf(address, container, pages)
  const phase = usePdfState(controller, (state) => state.phase)
  const passwordWrong = usePdfState(controller, (state) => state.passwordWrong)
  const [panelOpen, setPanelOpen] = useState(false)
  const [findOpen, setFindOpen] = useState(false)
  const flash = useFlash(controller && phase === 'ready' ? controller.reveal : null, reveal)
  const surface = useMemo((): MarkSurface | null => controller && { pointAt: controller.pointAt, areaBetween: controller.areaBetween, pointSize: POINT_MARK }, [controller])
  const isDrawing = Boolean(props.gesture && props.gesture !== 'words')
  const drawing = useMarkDrag(surface, props.gesture ?? null, (place) => props.onDrawn?.(place))
  const onKeyDown = useReaderKeys(controller, { openFind: () => setFindOpen(true), togglePanel: () => setPanelOpen((open) => !open) })

  useEffect(() => {
    if (!controller || phase !== 'ready' || !reveal?.find) return
    controller.goToPage(reveal.page)
    // Of pictures the recognised words are marked: the file's own text would be searched in vain, and say so.
    if (!hasText) return
    controller.find(reveal.find)
    setFindOpen(true)
  }, [controller, phase, reveal, hasText])

  const { onController } = props
  useEffect(() => {
    onController?.(controller)
    return () => onController?.(null)
  }, [controller, onController])

  function finishSelection(event: React.PointerEvent | React.KeyboardEvent) {
    if (!controller) return
    const passages = controller.selection()
    props.onSelected?.(passages)
    if (passages.length > 0 || !('clientX' in event) || !props.onSelectMark) return
    const hit = hitMark(controller, marks, event.clientX, event.clientY)
    if (hit || selectedMark) props.onSelectMark(hit)
  }

  const ready = controller !== null && phase === 'ready'
  return (
    <div className="pdf-reader">
      {(head || ready) && (
        <Toolbar label={t('documents.viewer.tools')}>
          {head}
          <span className="c-spacer" />
          {tools}
          {ready && <PdfToolbar controller={controller} panelOpen={panelOpen} onPanel={() => setPanelOpen(!panelOpen)} findOpen={findOpen} onFind={() => setFindOpen(!findOpen)} compact={compact} />}
          {props.end}
        </Toolbar>
      )}
      {ready && findOpen && <PdfFind controller={controller} hasText={hasText} onClose={() => setFindOpen(false)} />}
      {ready && <PdfNotices controller={controller} hasText={hasText} notice={props.notice} />}
      <div className="pdf-body">
        {ready && panelOpen && <PdfSidePanel controller={controller} />}
        <div className="pdf-stage">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key (WCAG 2.1.1) */}
          <div ref={container} className="pdf-container" tabIndex={0} role="document" aria-label={name} data-focus="inside" data-area={isDrawing || undefined} onPointerUp={isDrawing ? undefined : finishSelection} onKeyUp={finishSelection} onKeyDown={onKeyDown} {...drawing.handlers}>
            <div ref={pages} className="pdfViewer" lang={language ?? undefined} />
          </div>
          <DragPreview box={drawing.box} trails={drawing.trails} />
          {controller && ready && props.loadWords && <PdfWords controller={controller} load={props.loadWords} />}
          {controller && ready && <PdfMarks controller={controller} marks={marks} selected={selectedMark} revealed={reveal} flash={flash} onSelect={(id) => props.onSelectMark?.(id)} onDrag={props.onDragMark} />}
          {phase === 'loading' && (
            <div className="pdf-cover">
              <LoadingLine what={t('documents.viewer.opening')} />
            </div>
          )}
          {controller && phase === 'password' && (
            <div className="pdf-cover">
              <PdfPassword controller={controller} wrong={passwordWrong} />
            </div>
          )}
          {(phase === 'encrypted' || phase === 'damaged' || phase === 'unreachable') && (
            <div className="pdf-cover">
              <PdfProblem failure={phase} />
            </div>
          )}
        </div>
      </div>
    </div>
  )
}

function hitMark(controller: PdfController, marks: readonly Mark[], x: number, y: number): string | null {
  for (const [page, layer] of controller.state.getState().layers) {
    const frame = layer.under.getBoundingClientRect()
    if (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) continue
    const placed = marks.filter((mark) => mark.page === page).map((mark) => ({ id: mark.id, boxes: mark.rects.map(layer.fractions) }))
    return markAt(placed, (x - frame.left) / frame.width, (y - frame.top) / frame.height)?.id ?? null
  }
  return null
}
