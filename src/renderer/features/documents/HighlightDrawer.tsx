// What is marked in the open document, in reading order; the chosen one is open with its note, kind and the way into the report.
import { Button } from '@mantine/core'
import { memo, type ReactNode, useEffect, useRef } from 'react'
import type { Highlight } from '#shared/domain/annotation.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { SharedDiscussion } from '../../data/discussion.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { LinkProofIcon } from '../../ui/icons.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { SaveCopy } from './SaveCopy.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { PanelHeader } from '../../ui/PanelHeader.tsx'
import { HighlightDetail } from './HighlightDetail.tsx'
import { spokenMark } from './highlights.ts'
import { LongList } from './LongList.tsx'
import { MarkUses } from '../../app/case/MarkUses.tsx'
import { MarkThread, ThreadNote } from './MarkThread.tsx'
import type { Person } from './RemarkForm.tsx'
import type { Highlights } from './useHighlights.ts'

interface HighlightDrawerProps {
  caseId: string
  document: SourceDocument
  highlights: Highlights
  /** The marks that the filter lets through. */
  shown: readonly Highlight[]
  talk: Talk
  /** The filter itself. */
  filter: ReactNode
  hasText: boolean
  selectedId: string | null
  onSelect(highlight: Highlight): void
  onUse(highlight: Highlight): void
  onRemove(highlight: Highlight): void
}

/** What is said under the marks, and by whom. */
export interface Talk {
  discussion: SharedDiscussion
  me: Person | null
  team: readonly Person[]
}

export function HighlightDrawer({ caseId, document, highlights, shown, talk, filter, hasText, selectedId, onSelect, onUse, onRemove }: HighlightDrawerProps) {
  const t = useT()
  const list = highlights.highlights
  const selected = list.find(({ id }) => id === selectedId) ?? null
  return (
    <aside className="d-drawer" aria-label={t('documents.drawer.title')} data-region tabIndex={-1}>
      <PanelHeader title={t('documents.drawer.title')} note={t('documents.drawer.count', { count: list.length })} />
      {highlights.unreadable > 0 && (
        <Banner status="warn" tone="warn">
          {t('documents.drawer.unreadable', { count: highlights.unreadable })}
        </Banner>
      )}
      {highlights.ready && highlights.readOnly && <Banner status="locked">{t('documents.drawer.readOnly')}</Banner>}
      {list.length > 0 && filter}
      <div className="d-highlights">
        {!highlights.ready && <LoadingLine what={t('documents.drawer.waiting')} />}
        {highlights.ready && list.length === 0 && <p className="t-2 d-note">{t(hasText ? 'documents.drawer.empty' : 'documents.drawer.emptyScan')}</p>}
        {list.length > 0 && shown.length === 0 && <p className="t-2 d-note">{t('documents.filterMarks.nothing')}</p>}
        <LongList
          items={shown}
          isKept={({ id }) => id === selectedId}
          render={(highlight) => <Entry key={highlight.id} caseId={caseId} talk={talk} highlight={highlight} isOpen={highlight.id === selectedId} highlights={highlights} onSelect={onSelect} onRemove={onRemove} />}
        />
      </div>
      <div className="d-drawer-foot">
        <Button variant="filled" leftSection={<LinkProofIcon size={16} aria-hidden />} disabled={!selected} onClick={() => selected && onUse(selected)}>
          {t('documents.drawer.use')}
        </Button>
        <Kbd keys="l" />
        <span className="c-spacer" />
        {document.mediaType === 'application/pdf' && list.length > 0 && <SaveCopy caseId={caseId} document={document} />}
      </div>
    </aside>
  )
}

interface EntryProps {
  caseId: string
  highlight: Highlight
  talk: Talk
  isOpen: boolean
  highlights: Highlights
  onSelect(highlight: Highlight): void
  onRemove(highlight: Highlight): void
}

/** A closed entry is drawn again only when its own mark or what is said changes: a document may have thousands. */
const Entry = memo(AnyEntry, (before, now) =>
  !before.isOpen && !now.isOpen && before.highlight === now.highlight && before.onSelect === now.onSelect && before.talk.discussion.remarks === now.talk.discussion.remarks && before.talk.discussion.settled === now.talk.discussion.settled)

function AnyEntry({ caseId, highlight, talk, isOpen, highlights, onSelect, onRemove }: EntryProps) {
  const t = useT()
  const format = useFormat()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isOpen) box.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  const { quote, page } = highlight.anchor
  return (
    <div ref={box} className="d-highlight" data-open={isOpen || undefined} data-category={highlight.category}>
      <button type="button" className="d-highlight-head" data-focus="inside" aria-expanded={isOpen} onClick={() => onSelect(highlight)}>
        <span className="d-dot" data-category={highlight.category} aria-hidden="true" />
        {quote ? <q className="d-quote">{quote}</q> : <span className="d-quote">{spokenMark(highlight, t)}</span>}
        <span className="t-small t-3 t-number">{t('documents.drawer.page', { page })}</span>
      </button>
      <p className="t-small t-2 d-highlight-meta">
        {highlight.stamp ? <strong>{t(`documents.tool.${highlight.stamp}`)}</strong> : t(`documents.drawer.${highlight.category}`)} · {t('documents.drawer.by', { name: highlight.authorName, when: format.instant(highlight.createdAt) })}
        {highlight.fromFile && ` · ${t('documents.ownMarks.by', { name: highlight.fromFile.author || t('common.notStated') })}`}
      </p>
      {highlight.carriedFrom?.certainty === 'unsure' && (
        <p className="t-small d-unsure">
          <StatusIcon status="warn" size={13} />
          <span>{t('documents.edition.unsure')}</span>
          {isOpen && !highlights.readOnly && (
            <Button size="compact-xs" onClick={() => highlight.carriedFrom && highlights.change(highlight, { carriedFrom: { ...highlight.carriedFrom, certainty: 'moved' } })}>
              {t('documents.edition.confirm')}
            </Button>
          )}
        </p>
      )}
      {!isOpen && highlight.note && <p className="t-2 d-highlight-meta t-clip">{highlight.note}</p>}
      {isOpen && <HighlightDetail key={highlight.id} highlight={highlight} readOnly={highlights.readOnly} onChange={(change) => highlights.change(highlight, change)} onRemove={() => onRemove(highlight)} />}
      {isOpen && <div className="d-uses"><MarkUses caseId={caseId} annotationId={highlight.id} /></div>}
      {isOpen ? <MarkThread annotationId={highlight.id} {...talk} /> : <ThreadNote annotationId={highlight.id} discussion={talk.discussion} />}
    </div>
  )
}
