// A document that is text inside, as a page to read and mark: Word, web, mail, health data, plain text. Knows no feature.
import './text.css'
import '../marks/marks.css'
import { type ReactNode, useEffect, useRef } from 'react'
import type { PageRect } from '#shared/domain/annotation.ts'
import type { ReadableDocument } from '#shared/domain/readableDocument.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Toolbar } from '../../ui/Toolbar.tsx'
import { MarkFlag } from '../marks/MarkFlag.tsx'
import type { Mark, Reveal } from '../marks/mark.ts'
import { PdfProblem } from '../pdf/PdfProblem.tsx'
import { ReadableBlocks } from './ReadableBlocks.tsx'
import { useTextMarks } from './useTextMarks.ts'

export interface TextPassage {
  page: 1
  rects: PageRect[]
  quote: string
}

interface ReadableReaderProps {
  /** null while it is being read; `missing` until the file has arrived. */
  content: ReadableDocument | 'missing' | 'unreadable' | null
  name: string
  language: string | null
  head?: ReactNode
  tools?: ReactNode
  end?: ReactNode
  marks: readonly Mark[]
  selectedMark: string | null
  onSelectMark(id: string | null): void
  onDragMark?: ((id: string, transfer: DataTransfer) => void) | undefined
  reveal: Reveal | null
  /** Told after words were selected. */
  onSelected(passage: TextPassage): void
  /** Gives the way to what is selected now. */
  onReady(selection: (() => TextPassage[]) | null): void
}

const longestQuote = 4000

export function ReadableReader(props: ReadableReaderProps) {
  const { content, name, language, marks, selectedMark, reveal } = props
  const t = useT()
  const sheet = useRef<HTMLElement>(null)
  const shown = content !== null && typeof content === 'object' ? content : null
  const { index, placed } = useTextMarks(sheet, shown, marks, selectedMark, reveal)

  function selection(): TextPassage[] {
    const selected = document.getSelection()
    if (!selected || selected.rangeCount === 0 || selected.isCollapsed || !index) return []
    const range = selected.getRangeAt(0)
    if (!sheet.current?.contains(range.commonAncestorContainer)) return []
    const quote = selected.toString().replace(/\s+/gu, ' ').trim().slice(0, longestQuote)
    return quote ? [{ page: 1, rects: [[index.occurrence(quote, range), 0, 0, 0]], quote }] : []
  }
  const latest = useRef(selection)
  useEffect(() => {
    latest.current = selection
  })
  const { onReady } = props
  const isShown = shown !== null
  useEffect(() => {
    if (!isShown) return
    onReady(() => latest.current())
    return () => onReady(null)
  }, [isShown, onReady])
  function finish(event: React.PointerEvent | React.KeyboardEvent) {
    const [passage] = selection()
    if (passage) return props.onSelected(passage)
    if (!('clientX' in event)) return
    const hit = placed.find(({ range }) => [...range.getClientRects()].some((box) => event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom))
    if (hit || selectedMark) props.onSelectMark(hit?.mark.id ?? null)
  }
  return (
    <div className="scan-reader">
      <Toolbar label={t('documents.viewer.tools')}>
        {props.head}
        <span className="c-spacer" />
        {props.tools}
        {props.end}
      </Toolbar>
      {shown && (
        <Banner>
          {t(`documents.readable.form.${shown.form}`)}
          {shown.cut && ` ${t('documents.viewer.textCut')}`}
        </Banner>
      )}
      {shown && shown.attachments.length > 0 && <Banner status="locked">{t('documents.viewer.attachments', { count: shown.attachments.length, names: shown.attachments.map((one) => `${one.name} (${one.mediaType})`).join(', ') })}</Banner>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key (WCAG 2.1.1) */}
      <div className="text-stage" tabIndex={0} role="document" aria-label={name} data-focus="inside" onPointerUp={finish} onKeyUp={finish}>
        {content === null && <LoadingLine what={t('documents.viewer.opening')} />}
        {content === 'missing' && <PdfProblem failure="unreachable" />}
        {content === 'unreadable' && <PdfProblem failure="damaged" />}
        {shown && (
          <article ref={sheet} className="text-sheet" lang={language ?? undefined}>
            {shown.blocks.length === 0 ? <p className="t-2">{t('documents.readable.empty')}</p> : <ReadableBlocks blocks={shown.blocks} />}
            {placed.map(({ mark, top }) => (
              <MarkFlag key={mark.id} mark={mark} top={top} selected={mark.id === selectedMark} onSelect={props.onSelectMark} onDrag={props.onDragMark} />
            ))}
          </article>
        )}
      </div>
    </div>
  )
}
