// The open document in the viewer of its kind, with the tools that mark it.
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { formOf } from '#shared/domain/documentForm.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { blobUrl } from '../../data/content.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { AreaIcon, HighlightIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import type { Reveal } from '../../viewers/marks/mark.ts'
import type { PdfController } from '../../viewers/pdf/pdfController.ts'
import { PdfReader } from '../../viewers/pdf/PdfReader.tsx'
import { ScanReader } from '../../viewers/scan/ScanReader.tsx'
import { markOf, spokenName, type MarkedPlace } from './highlights.ts'
import { OtherFile } from './OtherFile.tsx'
import { ReadableDocumentReader } from './ReadableDocumentReader.tsx'
import { RecognitionNotice } from './RecognitionNotice.tsx'
import { useSeenPages } from './seenPages.ts'
import { needsRecognition, useFoundInWords, usePictureWords } from './recognisedWords.ts'
import { useRecognition } from './useRecognition.ts'
import type { Highlights } from './useHighlights.ts'

export interface DocumentReaderProps {
  caseId: string
  document: SourceDocument
  highlights: Highlights
  selectedId: string | null
  onSelect(id: string | null): void
  reveal: Reveal | null
  embedded: boolean
  /** Tools of the room at the far left and right. */
  start?: ReactNode
  end?: ReactNode
  /** Marks what is selected on the page; false when nothing is. */
  onMark(place: MarkedPlace): void
  /** Gives the way to what is selected on the page now; null while there is no page. */
  onSelection(read: (() => MarkedPlace[]) | null): void
  onPage(page: number): void
}

export function DocumentReader(props: DocumentReaderProps) {
  const { document, highlights, selectedId, onSelect, reveal, embedded, onSelection, onPage } = props
  const t = useT()
  const [tool, setTool] = useState<'none' | 'highlight' | 'area'>('none')
  const [controller, setController] = useState<PdfController | null>(null)
  const marks = useMemo(() => highlights.highlights.map((highlight) => markOf(highlight, t)), [highlights.highlights, t])
  const kind = formOf(document.mediaType)
  const read = useRef<(() => MarkedPlace[]) | null>(null)
  const takeSelection = useCallback(
    (selection: (() => MarkedPlace[]) | null) => {
      read.current = selection
      onSelection(selection)
    },
    [onSelection],
  )
  const take = useCallback(
    (opened: PdfController | null) => {
      setController(opened)
      takeSelection(opened ? opened.selection : null)
    },
    [takeSelection],
  )
  useWatchedPages(controller, document.sha256, onPage)

  function mark(place: MarkedPlace) {
    props.onMark(place)
    globalThis.document.getSelection()?.empty()
  }
  function pressHighlight() {
    const passages = read.current?.() ?? []
    if (passages.length > 0) for (const passage of passages) mark(passage)
    else setTool(tool === 'highlight' ? 'none' : 'highlight')
  }

  const recognition = useRecognition(props.caseId, document)
  const needsWords = needsRecognition(document)
  const notice = needsWords ? <RecognitionNotice state={recognition} /> : undefined
  const words = usePictureWords(kind === 'picture' && recognition.pages > 0 ? recognition.load : null)
  const shownReveal = useFoundInWords(reveal, needsWords && recognition.pages > 0 ? recognition.load : null)
  const address = blobUrl(document.sha256)
  const name = spokenName(document.name)
  const head = (
    <>
      {props.start}
      <DocumentTitle document={document} />
    </>
  )
  const canMark = !highlights.readOnly
  const areaTool = canMark && <ToolButton label={t('documents.tool.area')} icon={AreaIcon} pressed={tool === 'area'} onClick={() => setTool(tool === 'area' ? 'none' : 'area')} />
  const shared = { address, name, head, end: props.end, marks, selectedMark: selectedId, onSelectMark: onSelect, reveal: shownReveal }
  switch (kind) {
    case 'pdf':
      return (
        <PdfReader
          {...shared}
          hasText={document.hasText}
          notice={notice}
          loadWords={needsWords ? recognition.load : null}
          language={document.language}
          compact={embedded}
          onController={take}
          onArea={tool === 'area' ? (passage) => mark(passage) : null}
          onSelected={(passages) => {
            if (tool === 'highlight') for (const passage of passages) mark(passage)
          }}
          tools={
            <>
              {canMark && (
                <ToolButton label={t('documents.tool.highlight')} keys="H" icon={HighlightIcon} pressed={tool === 'highlight'} onClick={pressHighlight}>
                  {embedded ? null : t('documents.tool.highlight')}
                </ToolButton>
              )}
              {areaTool}
            </>
          }
        />
      )
    case 'picture':
      return (
        <ScanReader
          {...shared}
          notice={notice}
          words={words}
          onReady={takeSelection}
          onSelected={(passages) => {
            if (tool === 'highlight') for (const passage of passages) mark(passage)
          }}
          onArea={tool === 'area' ? (rect) => mark({ page: 1, rects: [rect], quote: '' }) : null}
          tools={
            <>
              {canMark && words.length > 0 && <ToolButton label={t('documents.tool.highlight')} keys="H" icon={HighlightIcon} pressed={tool === 'highlight'} onClick={pressHighlight} />}
              {areaTool}
            </>
          }
        />
      )
    case 'text':
      return (
        <ReadableDocumentReader
          {...shared}
          caseId={props.caseId}
          document={document}
          onReady={takeSelection}
          onSelected={(passage) => {
            if (tool === 'highlight') mark(passage)
          }}
          tools={canMark && <ToolButton label={t('documents.tool.highlight')} keys="H" icon={HighlightIcon} pressed={tool === 'highlight'} onClick={pressHighlight} />}
        />
      )
    case 'other':
      return <OtherFile document={document} head={head} end={props.end} />
  }
}

function DocumentTitle({ document }: { document: SourceDocument }) {
  const t = useT()
  const format = useFormat()
  const seen = useSeenPages((state) => state.pages.get(document.sha256)?.size ?? 0)
  const facts = [
    t(`documentKind.${document.kind}`),
    ...(document.documentDate ? [format.date(document.documentDate)] : []),
    ...(document.pages && seen > 0 ? [t('documents.seen', { seen: Math.min(seen, document.pages), pages: document.pages })] : []),
  ]
  return (
    <span className="d-title">
      <strong className="t-clip" title={document.name}>
        {spokenName(document.name)}
      </strong>
      <span className="t-small t-2 t-clip">{facts.join(' · ')}</span>
    </span>
  )
}

/** Hands on which page is in view and which pages have been. */
function useWatchedPages(controller: PdfController | null, sha256: string, onPage: (page: number) => void): void {
  const see = useSeenPages((state) => state.see)
  useEffect(() => {
    if (!controller) return
    let page = 0
    return controller.state.subscribe((state) => {
      if (state.phase !== 'ready') return
      see(sha256, state.seen)
      if (state.page !== page) {
        page = state.page
        onPage(page)
      }
    })
  }, [controller, sha256, see, onPage])
}
