// What others have said and what we have: documents of a first opinion, our report and its state. Nothing is invented where nothing exists.
import type { Report, SigningObstacle } from '#shared/domain/report.ts'
import type { SignOff } from '#shared/domain/signOff.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ProofChip } from '../../ui/ProofChip.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { CodedOpinions } from './CodedOpinions.tsx'

interface OpinionsProps {
  caseId: string
  documents: readonly SourceDocument[]
  report: Report | null
  obstacles: readonly SigningObstacle[]
  signOffs: readonly SignOff[]
}

export function Opinions({ caseId, documents, report, obstacles, signOffs }: OpinionsProps) {
  const t = useT()
  const format = useFormat()
  const go = usePlace((s) => s.go)
  const outside = documents.filter((document) => document.kind === 'priorOpinion')
  const blockers = obstacles.filter((obstacle) => obstacle.severity === 'blocker').length
  const signed = signOffs.find((signOff) => signOff.reportId === report?.id)
  return (
    <section aria-label={t('overview.opinions')}>
      <div className="overview-head">
        <h2 className="t-heading">{t('overview.opinions')}</h2>
      </div>
      <table className="overview-table">
        <thead>
          <tr>
            <th scope="col">{t('overview.from')}</th>
            <th scope="col">{t('overview.state')}</th>
            <th scope="col">{t('overview.place')}</th>
          </tr>
        </thead>
        <tbody>
          {outside.length === 0 && !report && (
            <tr>
              <td className="t-2">{t('documentKind.priorOpinion')}</td>
              <td className="t-3" colSpan={2}>
                {t('common.notStated')}
              </td>
            </tr>
          )}
          {outside.map((document) => (
            <tr key={document.id}>
              <td className="t-2">{t('documentKind.priorOpinion')}</td>
              <td className="t-2">{document.documentDate ? format.date(document.documentDate) : t('overview.dateNotStated')}</td>
              <td>
                <ProofChip kind="passage" place={document.name} onOpen={() => go(casePlace(caseId, 'documents', { open: document.id }), 'jump')} />
              </td>
            </tr>
          ))}
          <CodedOpinions caseId={caseId} report={report} />
          <tr>
            <td>{t('overview.ours')}</td>
            <td>
              {signed ? (
                <StatusBadge status="ok">{t('overview.signedBy', { name: signed.signer.name, at: format.signed(signed) })}</StatusBadge>
              ) : report ? (
                <StatusBadge status="draft">{blockers > 0 ? t('worklist.state.draft', { count: blockers }) : t('worklist.state.ready')}</StatusBadge>
              ) : (
                <span className="t-3">{t('overview.noReport')}</span>
              )}
            </td>
            <td>
              <button type="button" className="c-link" onClick={() => go(casePlace(caseId, 'report'))}>
                {t('overview.openReport')}
              </button>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}
