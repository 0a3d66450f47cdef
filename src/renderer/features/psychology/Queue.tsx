// The lane's own work list: open safety cards first, then what is due. Names as the work list has them.
import { casePlace, usePlace } from '../../app/place.ts'
import { useWorkList } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { useQueue } from './useLane.ts'

export function Queue({ caseId }: { caseId: string }) {
  const t = useT()
  const go = usePlace((state) => state.go)
  const queue = useQueue().data ?? []
  const cases = useWorkList({ filter: 'all', limit: 200 }).data?.lines ?? []
  return (
    <nav className="p-queue" aria-label={t('psychology.queue.title')} data-region tabIndex={-1}>
      <h2 className="t-heading">{t('psychology.queue.title')}</h2>
      <ul>
        {queue.map((line) => {
          const found = cases.find(({ reviewCase }) => reviewCase.id === line.caseId)?.reviewCase
          if (!found) return null
          return (
            <li key={line.caseId}>
              <button type="button" className="p-queue-row c-row" data-focus="inside" data-selected={line.caseId === caseId} aria-current={line.caseId === caseId} onClick={() => go(casePlace(line.caseId, 'psychology'))}>
                <strong className="t-clip">{found.patient.familyName || found.caseNumber}</strong>
                <span className="t-small t-3">{found.caseNumber}</span>
                {line.openCards > 0 ? <StatusBadge status="bad">{t('psychology.queue.safety')}</StatusBadge> : <span className="t-small t-2">{t(`psychology.queue.${line.state === 'open' ? line.screening : line.state}`)}</span>}
              </button>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
