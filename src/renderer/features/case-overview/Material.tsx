// Documents and studies of the case in two short lists; each line opens its source.
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useFormat } from '../../i18n/format.ts'
import { studyDateWords } from '../../i18n/studyWords.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ImageIcon, PageIcon } from '../../ui/icons.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'

export function Material({ caseId, documents, studies }: { caseId: string; documents: readonly SourceDocument[]; studies: readonly ImagingStudy[] }) {
  const t = useT()
  return (
    <div className="overview-material">
      <section aria-label={t('shell.tab.documents')}>
        <div className="overview-head">
          <h2 className="t-heading">{t('shell.tab.documents')}</h2>
          <span className="t-small t-3">{documents.length}</span>
        </div>
        {documents.length === 0 && <EmptyState sentence={t('overview.noDocuments')} />}
        {documents.map((document) => (
          <DocumentLine key={document.id} caseId={caseId} document={document} />
        ))}
      </section>
      <section aria-label={t('shell.tab.imaging')}>
        <div className="overview-head">
          <h2 className="t-heading">{t('overview.studies')}</h2>
          <span className="t-small t-3">{studies.length}</span>
        </div>
        {studies.length === 0 && <EmptyState sentence={t('overview.noStudies')} />}
        {studies.map((study) => (
          <StudyLine key={study.StudyInstanceUID} caseId={caseId} study={study} />
        ))}
      </section>
    </div>
  )
}

function DocumentLine({ caseId, document }: { caseId: string; document: SourceDocument }) {
  const t = useT()
  const format = useFormat()
  const go = usePlace((s) => s.go)
  const facts = [document.documentDate ? format.date(document.documentDate) : t('overview.dateNotStated'), document.language ?? '', document.hasText ? '' : t('overview.noText')].filter(Boolean)
  return (
    <button type="button" className="overview-line" onClick={() => go(casePlace(caseId, 'documents', { open: document.id }), 'jump')}>
      <PageIcon size={16} className="t-3" aria-hidden />
      <span className="c-spacer t-clip" title={document.name}>
        {t(`documentKind.${document.kind}`)} <span className="t-3">{document.name}</span>
      </span>
      <span className="t-small t-3">{facts.join(' · ')}</span>
    </button>
  )
}

function StudyLine({ caseId, study }: { caseId: string; study: ImagingStudy }) {
  const t = useT()
  const format = useFormat()
  const go = usePlace((s) => s.go)
  const modalities = [...new Set(study.series.map((series) => series.Modality))].join(', ')
  const images = study.series.reduce((sum, series) => sum + series.instances, 0)
  const damaged = study.series.some((series) => !series.complete || series.issues.includes('missingSlice'))
    return (
    <button type="button" className="overview-line" onClick={() => go(casePlace(caseId, 'imaging', { open: study.StudyInstanceUID }), 'jump')}>
      <ImageIcon size={16} className="t-3" aria-hidden />
      <span className="c-spacer t-clip">
        {modalities} <span className="t-3">{study.StudyDescription}</span>
      </span>
      {damaged && (
        <span className="t-small t-warn overview-damaged">
          <StatusIcon status="warn" size={13} />
          {t('overview.incomplete')}
        </span>
      )}
      <span className="t-small t-3">
        {[studyDateWords(study, t, format), t('overview.images', { count: images })].join(' · ')}
      </span>
    </button>
  )
}
