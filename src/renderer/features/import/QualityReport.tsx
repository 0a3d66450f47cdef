// What is wrong with the studies of the case, in a radiologist's words, and the sentences that the report may take over as limitations.
import type { QualityFinding } from '#shared/domain/studyQuality.ts'
import { useStudyQuality } from '../../data/queries.ts'
import { type Format, useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'

export function QualityReport({ caseId }: { caseId: string }) {
  const t = useT()
  const format = useFormat()
  const series = (useStudyQuality(caseId).data ?? []).flatMap((study) => study.series)
  if (series.length === 0) return null
  const nameOf = ({ SeriesDescription, Modality }: { SeriesDescription: string; Modality: string }) => [Modality, SeriesDescription].filter(Boolean).join(' ')
  const limitations = series.flatMap((each) => each.findings.filter(({ limits }) => limits).map((finding) => `${nameOf(each)}: ${wordsOf(finding, t, format)}`))
  return (
    <section className="import-quality" aria-label={t('import.quality.title')}>
      <h2 className="t-heading">{t('import.quality.title')}</h2>
      <ul>
        {series.map((each) => (
          <li key={each.SeriesInstanceUID}>
            <span className="t-clip">{nameOf(each)}</span>
            {each.findings.map((finding) => (
              <span key={finding.code} className="import-quality-line" title={finding.limits ? t('import.quality.limits') : undefined}>
                <StatusIcon status={finding.limits ? 'warn' : 'note'} />
                {wordsOf(finding, t, format)}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {limitations.length > 0 && <CopyButton text={limitations.join('\n')} label={t('import.quality.copy')} withWords />}
    </section>
  )
}

function wordsOf({ code, count, from, to, fields }: QualityFinding, t: ReturnType<typeof useT>, format: Format): string {
  const number = (value: number | null) => (value === null ? '' : format.number(value, Number.isInteger(value) ? 0 : 2))
  const ratio = code === 'lossy' && to !== null ? t('import.quality.ratio', { ratio: number(to) }) : ''
  return t(`quality.${code}`, { count: count ?? 0, from: number(from), to: number(to), fields: fields.join(', '), ratio })
}
