// The selected item: why it was treated so; for a set-aside item the two identities beside each other and the decision.
import { Button } from '@mantine/core'
import type { IdentityCheck } from '#shared/domain/identity.ts'
import type { ImportItem, ImportResult } from '#shared/domain/importing.ts'
import { usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { queryClient, useCase } from '../../data/queries.ts'
import { useAct } from '../../data/useAct.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IdentityComparison } from '../../ui/IdentityComparison.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'

export function ItemDetail({ item, result }: { item: ImportItem; result: ImportResult }) {
  const t = useT()
  const format = useFormat()
  return (
    <aside className="import-detail" aria-label={t('import.selected')} data-region tabIndex={-1}>
      <h2 className="t-title import-name">{item.name}</h2>
      <p className="t-small t-3">{[t(`outcome.${item.outcome}`), format.bytes(item.bytes)].join(' · ')}</p>
      {item.code && <p>{t(`item.${item.code}`)}</p>}
      {item.outcome === 'quarantined' && item.identity && result.caseId && <Comparison caseId={result.caseId} identity={item.identity} />}
      {item.outcome === 'quarantined' && <Decision item={item} result={result} />}
    </aside>
  )
}

function Comparison({ caseId, identity }: { caseId: string; identity: IdentityCheck }) {
  const patient = useCase(caseId).data?.reviewCase.patient
  return patient ? <IdentityComparison patient={patient} identity={identity} /> : null
}

function Decision({ item, result }: { item: ImportItem; result: ImportResult }) {
  const t = useT()
  const go = usePlace((place) => place.go)
  const { busy, error, run } = useAct(result.caseId ?? '')
  if (item.decision) return <StatusBadge status={item.decision === 'released' ? 'ok' : 'locked'}>{t(`import.decision.${item.decision}`)}</StatusBadge>
  if (!result.caseId) return null
  const { caseId, importId } = result

  async function leaveOut() {
    const after = await client.bundles.decide({ caseId, importId, itemId: item.itemId, decision: 'leftOut', reason: t('import.leftOutReason') })
    queryClient.setQueryData(['imports', 'result', importId], after)
  }
  return (
    <div className="import-decision">
      <p className="t-2">{t('import.quarantineWords')}</p>
      <div className="import-actions">
        <Button loading={busy} onClick={() => void run(leaveOut)}>
          {t('import.leaveOut')}
        </Button>
        <Button variant="subtle" onClick={() => go({ view: 'quarantine', caseId }, 'jump')}>
          {t('import.toRelease')}
        </Button>
      </div>
      {error !== null && <ErrorState error={error} />}
    </div>
  )
}
