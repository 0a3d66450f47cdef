// The open document in the viewer of its kind, with the tools that mark it.
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { formOf } from '#shared/domain/documentForm.ts'
import type { Highlight } from '#shared/domain/annotation.ts'
import type { Proof } from '#shared/domain/report.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { blobUrl } from '../../data/content.ts'
import { dragProof } from '../../editor/proofDrop.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import type { Reveal } from '../../viewers/marks/mark.ts'
import type { PdfController } from '../../viewers/pdf/pdfController.ts'
import { aroundPoint } from '../../viewers/marks/useMarkDrag.ts'
import { PdfReader, POINT_MARK } from '../../viewers/pdf/PdfReader.tsx'
import { ScanReader } from '../../viewers/scan/ScanReader.tsx'
import { markOf, spokenName, type MarkedPlace } from './highlights.ts'
import type { MarkLook } from './marking.ts'
import { MarkTools } from './MarkTools.tsx'
import { OtherFile } from './OtherFile.tsx'
import { ReadableDocumentReader } from './ReadableDocumentReader.tsx'
import { RecognitionNotice } from './RecognitionNotice.tsx'
import { useKeptSeen, useSeenPages } from './seenPages.ts'
import { needsRecognition, useFoundInWords, usePictureWords } from './recognisedWords.ts'
import { useRecognition } from './useRecognition.ts'
import type { Highlights } from './useHighlights.ts'
import { useMarkTool } from './useMarkTool.ts'

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
  onMark(place: MarkedPlace, look: MarkLook): void
  /** Tone of a person, when marks are coloured by who made them. */
  toneOf: ((author: string) => number) | null
  /** What a mark is when it is dragged into a text. */
  proofOf(highlight: Highlight): Proof
  /** Gives the way to what is selected on the page now; null while there is no page. */
  onSelection(read: (() => MarkedPlace[]) | null): void
  onPage(page: number): void
}

export function DocumentReader(props: DocumentReaderProps) {
  const { document, highlights, selectedId, onSelect, reveal, embedded, onSelection, onPage, toneOf } = props
  const t = useT()
  const [controller, setController] = useState<PdfController | null>(null)
  const markFor = useMemo(() => onceEach((highlight: Highlight) => markOf(highlight, t, toneOf ? toneOf(highlight.author) : null)), [t, toneOf])
  const marks = useMemo(() => highlights.highlights.map(markFor), [highlights.highlights, markFor])
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
  useKeptSeen(props.caseId, document, kind !== 'pdf')

  const tool = useMarkTool(() => read.current?.() ?? [], () => (controller ? topOf(controller) : null), props.onMark)

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
  const toolsFor = (words: boolean, drawn: boolean) => canMark && <MarkTools look={tool.look} words={words} drawn={drawn} onLook={tool.choose} />
  const onDragMark = (id: string, transfer: DataTransfer) => {
    const dragged = highlights.highlights.find((highlight) => highlight.id === id)
    if (dragged) dragProof(transfer, props.proofOf(dragged))
  }
  const shared = { address, name, head, end: props.end, marks, onDragMark, selectedMark: selectedId, onSelectMark: onSelect, reveal: shownReveal }
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
          gesture={tool.gesture}
          onDrawn={tool.takeDrawn}
          onSelected={(passages) => tool.takeWords(passages)}
          tools={toolsFor(true, true)}
        />
      )
    case 'picture':
      return (
        <ScanReader
          {...shared}
          notice={notice}
          words={words}
          onReady={takeSelection}
          onSelected={(passages) => tool.takeWords(passages)}
          gesture={tool.gesture}
          onDrawn={tool.takeDrawn}
          tools={toolsFor(words.length > 0, true)}
        />
      )
    case 'text':
      return (
        <ReadableDocumentReader
          {...shared}
          caseId={props.caseId}
          document={document}
          onReady={takeSelection}
          onSelected={(passage) => tool.takeWords([passage], true)}
          tools={toolsFor(true, false)}
        />
      )
    case 'other':
      return <OtherFile document={document} head={head} end={props.end} />
  }
}

/** An unchanged highlight keeps its mark: a page may have thousands, and one changes. */
function onceEach<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>()
  return (key) => {
    const value = made.get(key) ?? make(key)
    made.set(key, value)
    return value
  }
}

function topOf(controller: PdfController): MarkedPlace {
  const { page, point } = controller.topOfPage()
  return { page, rects: [aroundPoint(point, POINT_MARK)], quote: '' }
}

function DocumentTitle({ document }: { document: SourceDocument }) {
  const t = useT()
  const format = useFormat()
  const seen = useSeenPages((state) => state.pages.get(document.sha256)?.size ?? 0)
  const facts = [
    t(`documentKind.${document.kind}`),
    ...(document.documentDate ? [format.date(document.documentDate)] : []),
    ...(document.pages && seen > 0 ? [t('documents.seen', { seen: Math.min(seen, document.pages), count: document.pages })] : []),
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
    // What was seen of it before is seen; the small pages say so.
    const known = useSeenPages.getState().pages.get(sha256)
    if (known) controller.state.setState(({ seen }) => ({ seen: new Set([...known, ...seen]) }))
    return controller.state.subscribe((state, before) => {
      if (state.phase !== 'ready') return
      if (state.seen !== before.seen) see(sha256, state.seen)
      if (state.page !== page) {
        page = state.page
        onPage(page)
      }
    })
  }, [controller, sha256, see, onPage])
}
