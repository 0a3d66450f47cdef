// The files of the case: what each is, when it is from, how long, in which language, what is the matter with it, how much of it is marked.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { AddIcon, FindIcon, HighlightIcon } from '../../ui/icons.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { inOrder, matching } from './documentOrder.ts'
import { UnreadScans } from './UnreadScans.tsx'
import { spokenName } from './highlights.ts'

interface DocumentListProps {
  caseId: string
  documents: readonly SourceDocument[]
  openId: string | null
  counts: ReadonlyMap<string, number>
  onOpen(document: SourceDocument): void
  /** null when this person may not add to the case. */
  onCite: (() => void) | null
}

export function DocumentList({ caseId, documents, openId, counts, onOpen, onCite }: DocumentListProps) {
  const t = useT()
  const [words, setWords] = useState('')
  const shown = matching(inOrder(documents), words, (document) => t(`documentKind.${document.kind}`))
  function move(event: React.KeyboardEvent) {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
    if (!step || event.target instanceof HTMLInputElement) return
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('.d-row')]
    const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step]
    if (!next) return
    event.preventDefault()
    event.stopPropagation()
    next.focus()
  }
  return (
    // The list itself takes no focus; its arrow keys act while one of its rows has it.
    <nav className="d-list" aria-label={t('documents.list')} data-region tabIndex={-1} onKeyDown={move}>
      <TextInput
        className="d-filter"
        aria-label={t('documents.filter', { count: documents.length })}
        placeholder={t('documents.filter', { count: documents.length })}
        leftSection={<FindIcon size={16} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <h2 className="t-micro t-3 d-group">{t('documents.received')}</h2>
      {shown.length === 0 && <p className="t-small t-2 d-note">{t('documents.noMatch')}</p>}
      <ul className="d-rows">
        {shown.map((document) => (
          <li key={document.id}>
            <Row document={document} isOpen={document.id === openId} marked={counts.get(document.sha256) ?? 0} onOpen={() => onOpen(document)} />
          </li>
        ))}
      </ul>
      {onCite && (
        <Button className="d-cite-open" size="compact-sm" variant="subtle" leftSection={<AddIcon size={14} aria-hidden />} onClick={onCite}>
          {t('documents.cite.open')}
        </Button>
      )}
      <UnreadScans caseId={caseId} documents={documents} />
    </nav>
  )
}

function Row({ document, isOpen, marked, onOpen }: { document: SourceDocument; isOpen: boolean; marked: number; onOpen(): void }) {
  const t = useT()
  const format = useFormat()
  const facts = [
    document.citation ? t('documents.cite.read', { date: format.date(document.citation.accessedOn) }) : document.documentDate ? format.date(document.documentDate) : t('documents.noDate'),
    ...(document.pages === null ? [] : [t('documents.pages', { count: document.pages })]),
    ...(document.language ? [document.language] : []),
  ]
  const issues = [...(document.standing && document.standing !== 'current' ? [t(`documents.cite.standing.${document.standing}`)] : []), ...document.issues.map((issue) => t(`documents.issue.${issue}`))]
  return (
    <button type="button" className="c-row d-row" data-focus="inside" data-selected={isOpen || undefined} aria-current={isOpen ? 'true' : undefined} onClick={onOpen}>
      <span className="d-row-head">
        <span className="t-clip" title={document.name}>
          {spokenName(document.name)}
        </span>
        {marked > 0 && (
          <span className="d-row-count t-number">
            <HighlightIcon size={14} aria-hidden />
            <span aria-hidden="true">{marked}</span>
            <span className="visually-hidden">{t('documents.highlights', { count: marked })}</span>
          </span>
        )}
      </span>
      <span className="t-small t-3 t-clip">
        {t(`documentKind.${document.kind}`)} · {facts.join(' · ')}
      </span>
      {issues.length > 0 && (
        <span className="t-small d-row-issue">
          <StatusIcon status="warn" size={13} />
          {issues.join(', ')}
        </span>
      )}
    </button>
  )
}
