// Above a guideline or article: its edition and the day it was read, and whether it still holds, as somebody stated it. Every proof that points into it says so.
import { SegmentedControl } from '@mantine/core'
import { type SourceDocument, STANDINGS } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useAct } from '../../data/useAct.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'

export function CitationNotice({ caseId, document, readOnly }: { caseId: string; document: SourceDocument; readOnly: boolean }) {
  const t = useT()
  const format = useFormat()
  const act = useAct(caseId)
  if (document.kind !== 'literature') return null
  const { citation, standing = 'current' } = document
  const state = (next: string) => {
    const stated = STANDINGS.find((one) => one === next)
    if (stated && stated !== standing) void act.run(() => client.documentDesk.describe({ caseId: as(caseId), documentId: document.id, facts: { standing: stated } }))
  }
  const isDoubted = standing !== 'current'
  return (
    <Banner status={isDoubted ? 'warn' : 'note'} tone={isDoubted ? 'warn' : 'plain'}>
      <span className="d-cite-facts">
        {citation ? t('documents.cite.facts', { publisher: citation.publisher, version: citation.version, date: format.date(citation.accessedOn) }) : t('documentKind.literature')}
        {citation?.link && <span className="t-3 t-clip">{citation.link}</span>}
      </span>
      {readOnly ? (
        <strong>{t(`documents.cite.standing.${standing}`)}</strong>
      ) : (
        <SegmentedControl size="xs" aria-label={t('documents.cite.holds')} value={standing} disabled={act.busy} onChange={state} data={STANDINGS.map((value) => ({ value, label: t(`documents.cite.standing.${value}`) }))} />
      )}
      {act.error !== null && <ErrorState error={act.error} />}
    </Banner>
  )
}
