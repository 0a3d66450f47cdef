// Which version's pages stand here: every version ever written stays reachable, the signed ones with their signed file.
import type { Report } from '#shared/domain/report.ts'
import { casePlace, usePlace } from '../../app/place.ts'
import { useT } from '../../i18n/useT.ts'
import { Banner } from '../../ui/Banner.tsx'

interface VersionChoiceProps {
  versions: readonly Report[]
  report: Report
  isSigned: boolean
  /** Reports whose signed version a later signed one has replaced. */
  superseded: readonly string[]
}

export function VersionChoice({ versions, report, isSigned, superseded }: VersionChoiceProps) {
  const t = useT()
  const go = usePlace((state) => state.go)
  if (versions.length === 1) return isSigned ? <strong>{t('signOff.signedPages', { number: report.number })}</strong> : null
  return (
    <select className="s-version" aria-label={t('report.version.choose')} value={report.id} onChange={(event) => go(casePlace(report.caseId, 'signOff', { open: event.currentTarget.value }))}>
      {versions.map(({ id, number, status }) => (
        <option key={id} value={id}>
          {t('report.version.name', { number })} · {t(superseded.includes(id) ? 'report.status.replaced' : `report.status.${status}`)}
        </option>
      ))}
    </select>
  )
}

/** What the pages themselves cannot say, because they were signed before it happened. */
export function VersionStamp({ report, versions, isSuperseded }: { report: Report; versions: readonly Report[]; isSuperseded: boolean }) {
  const t = useT()
  if (report.status === 'entered-in-error') return <Banner status="bad" tone="bad">{t('signOff.stamp.withdrawn', { number: report.number })}</Banner>
  if (report.status === 'cancelled') return <Banner status="locked">{t('signOff.stamp.cancelled', { number: report.number })}</Banner>
  if (!isSuperseded) return null
  const next = versions.find(({ replaces }) => replaces === report.id)
  return <Banner status="warn" tone="warn">{t('signOff.stamp.superseded', { number: report.number, next: next?.number ?? report.number + 1, reason: next?.amendmentReason ?? '' })}</Banner>
}
