// Puts pages of scans and letters together as a new document: chosen, in one's own order, turned. The sources stay as they came.
import { ActionIcon, Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type ArrangedPage, DOCUMENT_KINDS, type DocumentKind, isArrangeable, type SourceDocument } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { blobUrl } from '../../data/content.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { DeleteIcon, NextIcon, PreviousIcon, RotateIcon } from '../../ui/icons.ts'
import { PagePicture } from '../../viewers/pdf/PagePicture.tsx'
import { pagesWritten } from './pagesWritten.ts'
import { useAct } from '../../data/useAct.ts'

const TURNED = { 0: 90, 90: 180, 180: 270, 270: 0 } as const
const isSame = (a: ArrangedPage, b: ArrangedPage) => a.documentId === b.documentId && a.page === b.page

export function ArrangePages({ caseId, documents, onDone }: { caseId: string; documents: readonly SourceDocument[]; onDone(): void }) {
  const t = useT()
  const act = useAct(caseId)
  const sources = documents.filter(isArrangeable)
  const [from, setFrom] = useState<string>(sources[0]?.id ?? '')
  const [written, setWritten] = useState('')
  const [pages, setPages] = useState<readonly ArrangedPage[]>([])
  const [name, setName] = useState('')
  const [kind, setKind] = useState<DocumentKind>('other')
  const source = sources.find(({ id }) => id === from)
  const chosen = source ? pagesWritten(written, source.pages ?? 0) : null
  function add() {
    if (!source || !chosen) return
    const added = chosen.map((page): ArrangedPage => ({ documentId: source.id, page, turn: 0 }))
    setPages([...pages, ...added.filter((page) => !pages.some((there) => isSame(there, page)))])
    setWritten('')
  }
  const change = (at: number, page: ArrangedPage) => setPages(pages.map((one, n) => (n === at ? page : one)))
  const exchange = (a: number, b: number) => setPages(pages.map((one, n) => (n === a ? (pages[b] ?? one) : n === b ? (pages[a] ?? one) : one)))
  const make = () =>
    act.run(async () => {
      await client.documentDesk.arrange({ caseId: as(caseId), name: name.trim(), kind, pages: [...pages] })
      onDone()
    })
  if (sources.length === 0) return <p className="t-2">{t('intake.pages.none')}</p>
  return (
    <div className="intake-arrange">
      <p className="t-small t-2">{t('intake.pages.words')}</p>
      <div className="intake-fields">
        <Select label={t('intake.pages.from')} value={from} data={sources.map((one) => ({ value: one.id as string, label: t('intake.pages.source', { name: one.name, count: one.pages ?? 0 }) }))} onChange={(id) => id && setFrom(id)} />
        <TextInput label={t('intake.pages.which')} placeholder={t('intake.pages.all')} value={written} error={chosen === null && t('intake.pages.notThere')} onChange={(event) => setWritten(event.currentTarget.value)} />
        <Button className="intake-arrange-add" disabled={chosen === null} onClick={add}>
          {t('intake.pages.add')}
        </Button>
      </div>
      <ol className="intake-arrange-list" aria-label={t('intake.pages.list')}>
        {pages.map((page, at) => {
          const document = documents.find(({ id }) => id === page.documentId)
          const words = t('intake.pages.page', { name: document?.name ?? '', page: page.page })
          return (
            <li key={`${page.documentId} ${page.page}`} className="intake-page">
              <PagePicture address={blobUrl(document?.sha256 ?? '')} isPdf={document?.mediaType === 'application/pdf'} page={page.page} turn={page.turn} />
              <span className="t-small">
                <span className="t-number t-3">{at + 1}</span> <span title={words}>{document?.name}</span>
              </span>
              <span className="t-small t-3">
                {t('intake.pages.number', { page: page.page })}
                {page.turn > 0 && ` · ${t('intake.pages.turned', { degrees: page.turn })}`}
              </span>
              <span className="intake-page-tools">
                <ActionIcon variant="subtle" disabled={at === 0} aria-label={t('intake.pages.earlier', { what: words })} onClick={() => exchange(at, at - 1)}>
                  <PreviousIcon size={16} />
                </ActionIcon>
                <ActionIcon variant="subtle" aria-label={t('intake.pages.turn', { what: words })} onClick={() => change(at, { ...page, turn: TURNED[page.turn] })}>
                  <RotateIcon size={16} />
                </ActionIcon>
                <ActionIcon variant="subtle" aria-label={t('intake.pages.leaveOut', { what: words })} onClick={() => setPages(pages.filter((_, n) => n !== at))}>
                  <DeleteIcon size={16} />
                </ActionIcon>
                <ActionIcon variant="subtle" disabled={at === pages.length - 1} aria-label={t('intake.pages.later', { what: words })} onClick={() => exchange(at, at + 1)}>
                  <NextIcon size={16} />
                </ActionIcon>
              </span>
            </li>
          )
        })}
      </ol>
      {pages.length > 0 && (
        <div className="intake-fields">
          <TextInput label={t('intake.pages.name')} required maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Select label={t('intake.documents.kind')} searchable value={kind} data={DOCUMENT_KINDS.map((value) => ({ value, label: t(`documentKind.${value}`) }))} onChange={(value) => value && setKind(value as DocumentKind)} />
          <Button className="intake-arrange-add" variant="filled" loading={act.busy} disabled={name.trim() === ''} onClick={() => void make()}>
            {t('intake.pages.make', { count: pages.length })}
          </Button>
        </div>
      )}
      {act.error !== null && <ErrorState error={act.error} />}
    </div>
  )
}
