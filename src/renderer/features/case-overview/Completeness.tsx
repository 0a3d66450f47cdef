// How complete the material is, what is missing, and what the gap means for the patient's questions and the report.
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useSituation } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { MissingDocumentIcon } from '../../ui/icons.ts'
import { MissingWords } from '../../ui/MissingWords.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'

export function Completeness({ line }: { line: CaseLine }) {
  const t = useT()
  const format = useFormat()
  const go = usePlace((s) => s.go)
  const { present, required } = line.complete
  const caseId = line.reviewCase.id
  const missing = useSituation(caseId).data?.items.filter((item) => item.required && item.state === 'missing') ?? []
  // Rounded down: 100 % is said only when nothing is missing.
  const part = required === 0 ? 1 : present / required
  const title = t('overview.complete', { percent: format.percent(Math.floor(part * 100)) })
  return (
    <section aria-label={t('overview.completeness')}>
      <div className="overview-head">
        <h2 className="t-heading">{title}</h2>
        <button type="button" className="c-link t-small" onClick={() => go(casePlace(caseId, 'intake'))}>
          {t('overview.completeCount', { count: present, total: required })}
        </button>
      </div>
      <ProgressBar part={part} label={title} />
      {missing.map((item) => (
        <p key={item.code} className="overview-missing">
          <MissingDocumentIcon size={16} className="t-warn" aria-hidden />
          <MissingWords item={item} />
        </p>
      ))}
    </section>
  )
}
