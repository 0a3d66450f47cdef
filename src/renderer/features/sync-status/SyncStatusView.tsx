// Sync: first whether anything could be lost (never), then what needs you, what moves, what waits. Works alone just as well.
import './sync.css'
import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { SyncStatus } from '#shared/contract/workstation/sync.contract.ts'
import { client } from '../../data/client.ts'
import { queryClient, useLedger, useSyncStatus } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { SyncIcon } from '../../ui/icons.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { Attention } from './Attention.tsx'
import { ConflictCards } from './ConflictCards.tsx'
import { ConnectForm } from './ConnectForm.tsx'
import { EmergencyAccess } from './EmergencyAccess.tsx'
import { FileChoices } from './FileChoices.tsx'
import { Ledger } from './Ledger.tsx'
import { countByState } from './ledgerGroups.ts'

export function SyncStatusView() {
  const status = useSyncStatus()
  if (status.error && !status.data)
    return (
      <div className="c-empty">
        <ErrorState error={status.error} onRetry={() => void status.refetch()} />
      </div>
    )
  if (!status.data) return <LoadingLine />
  return (
    <div className="sync-view">
      <header className="sync-head">
        <Title isAlone={status.data.state === 'alone'} />
        <p className="t-2">
          <Sentence status={status.data} />
        </p>
      </header>
      {status.data.state === 'alone' ? <ConnectForm /> : <Connected status={status.data} />}
    </div>
  )
}

/** The form at the foot is gone once it has connected or disconnected: what it did is read from the top. */
function Title({ isAlone }: { isAlone: boolean }) {
  const t = useT()
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(isAlone)
  useEffect(() => {
    if (before.current === isAlone) return
    before.current = isAlone
    heading.current?.closest('.sync-view')?.scrollTo({ top: 0 })
    heading.current?.focus({ preventScroll: true })
  }, [isAlone])
  return (
    <h1 className="t-display" ref={heading} tabIndex={-1}>
      {t('sync.title')}
    </h1>
  )
}

function Sentence({ status }: { status: SyncStatus }) {
  const t = useT()
  const format = useFormat()
  const since = status.offlineSince ? format.instant(status.offlineSince) : ''
  const last = status.lastSyncedAt ? format.instant(status.lastSyncedAt) : t('sync.never')
  return <>{t(`sync.sentence.${status.state}`, { since, last })}</>
}

function Connected({ status }: { status: SyncStatus }) {
  const t = useT()
  const format = useFormat()
  const ledger = useLedger()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const rows = ledger.data ?? []
  const counts = countByState(rows)
  async function run(ask: () => Promise<SyncStatus>) {
    setBusy(true)
    setError(null)
    try {
      queryClient.setQueryData(['sync', 'status'], await ask())
      await queryClient.invalidateQueries({ queryKey: ['sync', 'ledger'] })
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <div className="sync-figures">
        <Figure label={t('sync.figure.waiting')} value={format.number(counts.waiting + counts.moving)} />
        <Figure label={t('sync.figure.bytes')} value={format.bytes(status.unsent.bytes)} />
        <Figure label={t('sync.figure.incoming')} value={t('sync.figure.incomingValue', { count: status.incoming.blobs, size: format.bytes(status.incoming.bytes) })} />
        <Figure label={t('sync.figure.done')} value={format.number(counts.done)} />
        <Figure label={t('sync.figure.needsYou')} value={format.number(status.attention)} warn={status.attention > 0} />
        <span className="c-spacer" />
        <Button leftSection={<SyncIcon size={16} />} loading={busy} onClick={() => void run(() => client.sync.syncNow())}>
          {t('sync.now')}
        </Button>
      </div>
      {error !== null && <ErrorState error={error} />}
      <Attention status={status} rows={rows} />
      <ConflictCards />
      {ledger.error ? <ErrorState error={ledger.error} onRetry={() => void ledger.refetch()} /> : <Ledger rows={rows} />}
      <FileChoices status={status} onError={setError} />
      <EmergencyAccess />
      <section className="sync-server" aria-label={t('sync.server')}>
        <h2 className="t-heading">{t('sync.server')}</h2>
        <p className="t-2">{status.serverUrl}</p>
        <p className="t-small t-3">{t('sync.disconnectWords')}</p>
        <Button variant="subtle" disabled={busy} onClick={() => void run(() => client.sync.disconnect())}>
          {t('sync.disconnect')}
        </Button>
      </section>
    </>
  )
}

function Figure({ label, value, warn = false }: { label: string; value: string; warn?: boolean }) {
  return (
    <div className="sync-figure">
      <span className="t-small t-3">{label}</span>
      <span className={`t-display t-number ${warn ? 't-warn' : ''}`}>{value}</span>
    </div>
  )
}
