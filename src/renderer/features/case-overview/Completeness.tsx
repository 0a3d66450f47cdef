// How complete the material is, what is missing, and what the gap means for the opinion.
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { MissingDocumentIcon } from '../../ui/icons.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'

export function Completeness({ line }: { line: CaseLine }) {
  const t = useT()
  const format = useFormat()
  const { present, required, missing } = line.complete
  const part = required === 0 ? 1 : present / required
  const title = t('overview.complete', { percent: format.percent(Math.round(part * 100)) })
  return (
    <section aria-label={t('overview.completeness')}>
      <div className="overview-head">
        <h2 className="t-heading">{title}</h2>
        <span className="t-small t-3">{t('overview.completeCount', { count: present, total: required })}</span>
      </div>
      <ProgressBar part={part} label={title} />
      {missing.map((kind) => (
        <p key={kind} className="overview-missing">
          <MissingDocumentIcon size={16} className="t-warn" aria-hidden />
          <span className="t-2">
            <strong>{t('overview.isMissing', { kind: t(`documentKind.${kind}`) })}</strong> {t(`overview.consequence.${kind}`)}
          </span>
        </p>
      ))}
    </section>
  )
}
