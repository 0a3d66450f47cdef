// What each document is, as a person found it: kind, date, language, author, institution, and of which document it is the translation.
import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { DOCUMENT_KINDS, type DocumentKind, type SourceDocument } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { as, useDocuments } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { ArrangePages } from './ArrangePages.tsx'
import type { PartProps } from './parts.ts'
import { useAct } from '../../data/useAct.ts'

/** Languages that letters of patients here are mostly written in; any other by its code. */
const LANGUAGES = ['es', 'en', 'ca', 'de', 'fr', 'it', 'ka', 'pt', 'ru', 'tr', 'uk', 'ar', 'zh']

export function DocumentFacts({ reviewCase, situation, readOnly }: PartProps) {
  const t = useT()
  const format = useFormat()
  const documents = useDocuments(reviewCase.id).data ?? []
  const [open, setOpen] = useState<string | null>(null)
  const [arranging, setArranging] = useState(false)
  return (
    <section className="intake-part" aria-label={t('intake.documents.title')}>
      <div className="overview-head">
        <h2 className="t-heading">{t('intake.documents.title')}</h2>
        {!readOnly && documents.length > 0 && (
          <Button variant="subtle" aria-expanded={arranging} onClick={() => setArranging(!arranging)}>
            {t('intake.pages.open')}
          </Button>
        )}
      </div>
      {arranging && !readOnly && <ArrangePages caseId={reviewCase.id} documents={documents} onDone={() => setArranging(false)} />}
      {documents.length === 0 && <p className="t-2">{t('overview.noDocuments')}</p>}
      {documents.map((document) => (
        <div key={document.id} className="intake-request">
          <div className="intake-row">
            <span className="c-spacer t-clip" title={document.name}>
              {t(`documentKind.${document.kind}`)} <span className="t-3">{document.name}</span> {document.arrangedFrom && <span className="t-small t-3">{t('intake.pages.madeOf', { names: sourcesOf(document, documents).join(', ') })}</span>}
            </span>
            <span className={`t-small ${situation.untranslated.includes(document.id) ? 't-warn' : 't-3'}`}>
              {[document.documentDate ? format.date(document.documentDate) : t('overview.dateNotStated'), document.language ?? t('intake.documents.noLanguage'), situation.untranslated.includes(document.id) ? t('intake.documents.needsTranslation') : ''].filter(Boolean).join(' · ')}
            </span>
            {!readOnly && (
              <Button variant="subtle" aria-expanded={open === document.id} onClick={() => setOpen(open === document.id ? null : document.id)}>
                {t('intake.documents.correct')}
              </Button>
            )}
          </div>
          {open === document.id && <Facts document={document} others={documents.filter(({ id }) => id !== document.id)} />}
        </div>
      ))}
    </section>
  )
}

/** Of a document that was put together here: what its pages came from. */
function sourcesOf({ arrangedFrom = [] }: SourceDocument, documents: readonly SourceDocument[]): string[] {
  const ids = new Set(arrangedFrom.map(({ documentId }) => documentId))
  return documents.filter(({ id }) => ids.has(id)).map(({ name }) => name)
}

function Facts({ document, others }: { document: SourceDocument; others: readonly SourceDocument[] }) {
  const t = useT()
  const act = useAct(document.caseId)
  const [author, setAuthor] = useState(document.author ?? '')
  const [institution, setInstitution] = useState(document.institution ?? '')
  const describe = (facts: Parameters<typeof client.documentDesk.describe>[0]['facts']) => void act.run(() => client.documentDesk.describe({ caseId: document.caseId, documentId: document.id, facts }))
  const languages = [...new Set([...(document.language ? [document.language] : []), ...LANGUAGES])]
  return (
    <div className="intake-fields">
      <Select label={t('intake.documents.kind')} searchable value={document.kind} data={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: t(`documentKind.${kind}`) }))} onChange={(kind) => kind && describe({ kind: kind as DocumentKind })} />
      <DayInput label={t('intake.documents.date')} value={document.documentDate ?? ''} onChange={(day) => describe({ documentDate: day || null })} />
      <Select
        label={t('intake.documents.language')}
        value={document.language ?? ''}
        data={[{ value: '', label: t('intake.notStated') }, ...languages.map((code) => ({ value: code, label: new Intl.DisplayNames(t.language, { type: 'language' }).of(code) ?? code }))]}
        onChange={(code) => describe({ language: code || null })}
      />
      <TextInput label={t('intake.documents.author')} maxLength={120} value={author} onChange={(event) => setAuthor(event.currentTarget.value)} onBlur={() => author !== (document.author ?? '') && describe({ author })} />
      <TextInput label={t('intake.documents.institution')} maxLength={160} value={institution} onChange={(event) => setInstitution(event.currentTarget.value)} onBlur={() => institution !== (document.institution ?? '') && describe({ institution })} />
      <Select
        label={t('intake.documents.translationOf')}
        value={document.translationOf ?? ''}
        data={[{ value: '', label: t('intake.documents.noTranslation') }, ...others.map(({ id, name }) => ({ value: id as string, label: name }))]}
        onChange={(id) => describe({ translationOf: id ? as(id) : null })}
      />
      {act.error !== null && <ErrorState error={act.error} />}
    </div>
  )
}
