// One open document with everything around it: which highlight is chosen, where the page shall be, what the keys do.
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Highlight } from '#shared/domain/annotation.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { useEvidence } from '../../app/evidence.ts'
import { type Target, usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { usePanelSizes } from '../../data/preferences.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { PagesPanelIcon, SidePanelIcon } from '../../ui/icons.ts'
import { Split } from '../../ui/Split.tsx'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { useToasts } from '../../ui/toasts.ts'
import type { Reveal } from '../../viewers/marks/mark.ts'
import { BesideMenu } from './BesideMenu.tsx'
import { CiteForm } from './CiteForm.tsx'
import { DocumentList } from './DocumentList.tsx'
import { DocumentNotices } from './DocumentNotices.tsx'
import { DocumentReader } from './DocumentReader.tsx'
import { NotInCase } from './NotInCase.tsx'
import { HighlightDrawer } from './HighlightDrawer.tsx'
import { isPageOnly, proofOfHighlight, spokenName, type MarkedPlace } from './highlights.ts'
import { EVERY_MARK, filterMarks } from './markFilter.ts'
import { MarkFilterBar } from './MarkFilterBar.tsx'
import type { MarkLook } from './marking.ts'
import { useDocumentCommands } from './useDocumentCommands.ts'
import { useHighlights } from './useHighlights.ts'
import { useTalk } from './useTalk.ts'
import { usePlaceKeeping } from './usePlaceKeeping.ts'
import { useRoomy } from './useRoomy.ts'

interface DocumentDeskProps {
  caseId: string
  documents: readonly SourceDocument[]
  shown: SourceDocument | null
  /** Which document that is, or was while it was in the case. */
  openId: string | null
  target: Target | null
  embedded: boolean
  quiet: boolean
  beside: ReactNode
}

export function DocumentDesk({ caseId, documents, shown, openId, target, embedded, quiet, beside }: DocumentDeskProps) {
  const t = useT()
  const roomy = useRoomy()
  const [listWanted, setListWanted] = useState<boolean | null>(null)
  const [drawerWanted, setDrawerWanted] = useState<boolean | null>(null)
  const isBeside = Boolean(beside)
  const listOpen = !embedded && (listWanted ?? (roomy && !isBeside))
  const drawerOpen = !embedded && (drawerWanted ?? !isBeside)
  const highlights = useHighlights(caseId, shown)
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const [reveal, setReveal] = useState<Reveal | null>(null)
  const [said, setSaid] = useState('')
  const [citing, setCiting] = useState(false)
  const selection = useRef<(() => MarkedPlace[]) | null>(null)
  const keeping = usePlaceKeeping(shown, embedded)

  useEffect(() => {
    const anchor = target?.anchor
    if (anchor?.kind !== 'passage' || keeping.isOwn(target)) return
    setSelectedId(target?.annotationId ?? null)
    setReveal({ page: anchor.page, rects: isPageOnly(anchor) ? [] : anchor.rects, quote: anchor.quote, ...(target?.find ? { find: target.find } : {}) })
  }, [target, keeping])

  const talk = useTalk(caseId)
  const [filter, setFilter] = useState(EVERY_MARK)
  const [byAuthor, setByAuthor] = useState(false)
  const list = filterMarks(highlights.highlights, filter, talk.discussion, talk.me?.id ?? '')
  const toneOf = useMemo(() => (byAuthor ? (author: string) => Math.max(0, talk.team.findIndex(({ id }) => id === author)) % 7 + 1 : null), [byAuthor, talk.team])
  const selected = highlights.highlights.find(({ id }) => id === selectedId) ?? null
  const placeOf = useCallback((highlight: Highlight) => t('documents.proofLabel', { name: spokenName(shown?.name ?? ''), page: highlight.anchor.page }), [t, shown])

  const show = useCallback(
    (highlight: Highlight) => {
      setSelectedId(highlight.id)
      setReveal({ page: highlight.anchor.page, rects: highlight.anchor.rects, quote: highlight.anchor.quote })
      keeping.keep(highlight.anchor, highlight.id)
    },
    [keeping],
  )
  const use = useCallback(
    (highlight: Highlight) => {
      const proof = proofOfHighlight(highlight, placeOf(highlight))
      // Beside a report the proof goes behind the caret; elsewhere it waits in the tray.
      const isPut = embedded && useEvidence.getState().give(proof, caseId)
      if (!isPut) useEvidence.getState().offer(proof, caseId)
      useToasts.getState().show({ words: isPut ? t('documents.announce.cited', { label: proof.label }) : `${t('documents.announce.proofReady', { label: proof.label })}. ${t('documents.drawer.used')}` })
    },
    [caseId, embedded, placeOf, t],
  )
  const mark = useCallback(
    (place: MarkedPlace, look: MarkLook): Highlight | null => {
      const made = highlights.add(place, look)
      if (!made) return null
      setSelectedId(made.id)
      setSaid(place.quote ? t('documents.announce.highlighted', { quote: place.quote }) : t('documents.announce.areaMarked', { page: place.page }))
      keeping.keep(made.anchor, made.id)
      return made
    },
    [highlights, keeping, t],
  )
  function remove(highlight: Highlight) {
    highlights.remove(highlight)
    setSelectedId(null)
    useToasts.getState().show({ words: t('documents.drawer.removed'), undo: () => highlights.restore(highlight) })
  }

  const markSelection = (): Highlight | null => {
    const made = (selection.current?.() ?? []).map((place) => mark(place, { shape: 'highlight' }))
    document.getSelection()?.empty()
    return made.at(-1) ?? null
  }
  const step = (by: 1 | -1) => {
    const at = list.findIndex(({ id }) => id === selectedId)
    const next = list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length]
    if (!next) return
    show(next)
    setSaid(t('documents.announce.selected', { n: list.indexOf(next) + 1, total: list.length, quote: next.anchor.quote }))
  }
  useDocumentCommands({
    highlight: () => void markSelection(),
    next: () => step(1),
    previous: () => step(-1),
    makeProof: () => {
      const proof = markSelection() ?? selected
      if (proof) use(proof)
    },
    undo: highlights.undo,
    redo: highlights.redo,
    readOnly: highlights.readOnly,
    quiet,
  })

  const shownId = shown?.id ?? null
  useEffect(() => {
    if (shownId !== null) void client.documentDesk.opened({ caseId: as(caseId), documentId: shownId }).catch(() => undefined)
  }, [caseId, shownId])
  const takeSelection = useCallback((read: (() => MarkedPlace[]) | null) => {
    selection.current = read
  }, [])
  const open = (document: SourceDocument) => {
    setSelectedId(null)
    setReveal(null)
    setCiting(false)
    usePlace.getState().adjust({ open: document.id, target: null })
  }
  const hasDrawer = shown !== null && drawerOpen
  const reader = shown ? (
    <DocumentReader
      key={shown.sha256}
      caseId={caseId}
      document={shown}
      highlights={highlights}
      selectedId={selectedId}
      onSelect={(id) => {
        setSelectedId(id)
        if (id) setDrawerWanted(true)
      }}
      reveal={reveal}
      embedded={embedded}
      onMark={mark}
      toneOf={toneOf}
      proofOf={(highlight) => proofOfHighlight(highlight, placeOf(highlight))}
      onSelection={takeSelection}
      onPage={keeping.onPage}
      start={!embedded && <ToolButton label={t(listOpen ? 'documents.hideList' : 'documents.showList')} icon={PagesPanelIcon} pressed={listOpen} onClick={() => setListWanted(!listOpen)} />}
      end={!embedded && <><BesideMenu caseId={caseId} document={shown} documents={documents} /><ToolButton label={t(drawerOpen ? 'documents.hideDrawer' : 'documents.showDrawer')} icon={SidePanelIcon} pressed={drawerOpen} onClick={() => setDrawerWanted(!drawerOpen)} /></>}
    />
  ) : (
    <NotInCase caseId={caseId} openId={openId} target={target} />
  )
  const stage = citing ? (
    <section className="d-stage" aria-label={t('documents.cite.open')} data-region tabIndex={-1}>
      <CiteForm caseId={caseId} onDone={open} onCancel={() => setCiting(false)} />
    </section>
  ) : (
    <section className="d-stage" aria-label={t('documents.title')} data-region data-viewer="documents" tabIndex={-1}>
      {shown && <DocumentNotices caseId={caseId} document={shown} documents={documents} highlights={highlights} embedded={embedded} onOpen={open} />}
      {reader}
    </section>
  )
  return (
    <div className="d-room">
      <output className="visually-hidden" aria-live="polite">
        {said}
      </output>
      {embedded ? (
        // A part of somebody else's split: panels of the same names inside it would be taken for that one's.
        stage
      ) : (
        <DeskPanels
          stage={stage}
          beside={beside}
          list={listOpen && <DocumentList caseId={caseId} documents={documents} openId={shown?.id ?? null} counts={highlights.counts} onOpen={open} onCite={highlights.readOnly ? null : () => setCiting(true)} />}
          drawer={hasDrawer && <HighlightDrawer caseId={caseId} document={shown} highlights={highlights} shown={list} talk={talk} filter={<MarkFilterBar marks={highlights.highlights} filter={filter} byAuthor={byAuthor} onFilter={setFilter} onByAuthor={() => setByAuthor(!byAuthor)} />} hasText={shown.hasText} selectedId={selectedId} onSelect={show} onUse={use} onRemove={remove} />}
        />
      )}
    </div>
  )
}

/** The list, the page, what stands beside it, and what is marked; absent parts leave their room to the page. */
function DeskPanels({ stage, list, beside, drawer }: { stage: ReactNode; list: ReactNode; beside: ReactNode; drawer: ReactNode }) {
  const t = useT()
  const panels = usePanelSizes('documents')
  if (!panels.ready) return null
  return (
    <Split
      id="documents"
      sizes={panels.sizes}
      onSizes={panels.remember}
      panels={[
        ...(list ? [{ id: 'list', label: t('documents.list'), size: '252px', min: '200px', max: '420px', content: list }] : []),
        { id: 'page', label: t('documents.title'), min: '320px', content: stage },
        ...(beside ? [{ id: 'beside', label: t('documents.beside.show'), size: '45%', min: '340px', content: beside }] : []),
        ...(drawer ? [{ id: 'drawer', label: t('documents.drawer.title'), size: '360px', min: '280px', max: '560px', content: drawer }] : []),
      ]}
    />
  )
}
