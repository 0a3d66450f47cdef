// How files travel: paused or not, how fast, which cases are kept complete for a journey, and until when this device may be used alone.
import { Button, Checkbox, Select } from '@mantine/core'
import type { SyncStatus } from '#shared/contract/workstation/sync.contract.ts'
import { client } from '../../data/client.ts'
import { queryClient, useWorkList } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'

const LIMITS_KIB = [256, 1024, 4096]

export function FileChoices({ status, onError }: { status: SyncStatus; onError: (error: unknown) => void }) {
  const t = useT()
  const format = useFormat()
  const cases = useWorkList({ filter: 'all', limit: 200 }).data?.lines ?? []
  const { paused, limitKib, pinned } = status
  const run = (ask: () => Promise<SyncStatus>) => void ask().then((next) => queryClient.setQueryData(['sync', 'status'], next), onError)
  return (
    <section className="sync-server" aria-label={t('sync.files.title')}>
      <h2 className="t-heading">{t('sync.files.title')}</h2>
      <div className="attention-actions">
        <Button onClick={() => run(() => client.sync.choose({ paused: !paused, limitKib }))}>{t(paused ? 'sync.files.resume' : 'sync.files.pause')}</Button>
        <Select
          aria-label={t('sync.files.limit')}
          value={limitKib === null ? 'none' : String(limitKib)}
          data={[{ value: 'none', label: t('sync.files.noLimit') }, ...LIMITS_KIB.map((kib) => ({ value: String(kib), label: t('sync.files.perSecond', { size: format.bytes(kib * 1024) }) }))]}
          onChange={(value) => value && run(() => client.sync.choose({ paused, limitKib: value === 'none' ? null : Number(value) }))}
        />
      </div>
      <p className="t-small t-3">{t('sync.files.words')}</p>
      {cases.map(({ reviewCase, onDeviceBytes }) => (
        <Checkbox
          key={reviewCase.id}
          checked={pinned.includes(reviewCase.id)}
          onChange={(event) => run(() => client.sync.pin({ caseId: reviewCase.id, pinned: event.currentTarget.checked }))}
          label={
            <span>
              <span className="private">{reviewCase.patient.familyName}</span> · {reviewCase.caseNumber} <span className="t-3 t-number">{format.bytes(onDeviceBytes)}</span>
            </span>
          }
        />
      ))}
      {status.leaseUntil && <p className="t-small t-3">{t('sync.lease', { until: format.instant(status.leaseUntil) })}</p>}
    </section>
  )
}
