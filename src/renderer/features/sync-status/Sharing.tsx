// Who else holds a case, and until when an emergency lets it be read: the line under a case's name in the ledger.
import type { CaseSharing } from '#shared/contract/workstation/sync.contract.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'

export function Sharing({ sharing }: { sharing: CaseSharing }) {
  const t = useT()
  const format = useFormat()
  if (sharing.emergencyUntil) return <StatusBadge status="warn">{t('sync.emergency.until', { until: format.instant(sharing.emergencyUntil) })}</StatusBadge>
  if (sharing.people.length === 0) return <p className="t-small t-3">{t('sync.sharing.alone')}</p>
  return (
    <ul className="sync-people" aria-label={t('sync.sharing.title')}>
      {sharing.people.map(({ name, at, hasNewest }) => (
        <li key={name}>
          <StatusBadge status={hasNewest ? 'ok' : 'waiting'}>
            {hasNewest ? t('sync.sharing.newest', { name }) : at === null ? t('sync.sharing.nothing', { name }) : t('sync.sharing.older', { name, at: format.instant(at) })}
          </StatusBadge>
        </li>
      ))}
    </ul>
  )
}
