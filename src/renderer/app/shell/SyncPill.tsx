// Sync in one sentence, four forms; never a bare icon. Leads to the ledger.
import type { SyncStatus } from '#shared/contract/workstation/sync.contract.ts'
import { useSyncStatus } from '../../data/queries.ts'
import { type Format, useFormat } from '../../i18n/format.ts'
import { type Translate, useT } from '../../i18n/useT.ts'
import { OfflineIcon, StoreIcon, SyncIcon } from '../../ui/icons.ts'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { usePlace } from '../place.ts'

export function SyncPill() {
  const t = useT()
  const format = useFormat()
  const go = usePlace((s) => s.go)
  const status = useSyncStatus().data
  if (!status) return null
  const unsent = unsentOf(status)
  return (
    <button type="button" className="pill" onClick={() => go({ view: 'sync' })}>
      <PillIcon state={status.state} />
      <span>{sentence(status, t, format)}</span>
      {status.state === 'offline' && unsent > 0 && (
        <>
          <span className="t-3">·</span>
          <span>{t('shell.syncPill.unsent', { count: unsent })}</span>
        </>
      )}
    </button>
  )
}

function unsentOf(status: SyncStatus): number {
  return status.unsent.commands + status.unsent.documents + status.unsent.blobs
}

function PillIcon({ state }: { state: SyncStatus['state'] }) {
  if (state === 'offline') return <OfflineIcon size={15} className="t-warn" aria-hidden />
  if (state === 'needsYou') return <StatusIcon status="warn" />
  if (state === 'synced') return <StatusIcon status="ok" />
  if (state === 'sending' || state === 'receiving') return <SyncIcon size={15} aria-hidden />
  return <StoreIcon size={15} aria-hidden />
}

function sentence(status: SyncStatus, t: Translate, format: Format): string {
  switch (status.state) {
    case 'alone':
      return t('shell.syncPill.alone')
    case 'synced':
      return status.lastSyncedAt ? t('shell.syncPill.synced', { time: format.time(status.lastSyncedAt) }) : t('shell.syncPill.syncedNever')
    case 'sending':
      return t('shell.syncPill.sending', { size: format.bytes(status.unsent.bytes) })
    case 'receiving':
      return t('shell.syncPill.receiving', { size: format.bytes(status.incoming.bytes), count: status.incoming.blobs })
    case 'paused':
      return t('shell.syncPill.paused', { size: format.bytes(status.unsent.bytes + status.incoming.bytes) })
    case 'offline':
      return t('shell.syncPill.offline', { time: status.offlineSince ? format.time(status.offlineSince) : '' })
    case 'needsYou':
      return t('shell.syncPill.needsYou', { count: status.attention })
  }
}
