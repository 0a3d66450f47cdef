// Devices of the server: whose, last seen, revoked, keys destroyed.
import type { ServerDevice } from '#shared/contract/service/administration.contract.ts'
import { client } from '../../data/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { OfficeTable } from './OfficeTable.tsx'
import { ReasonButton } from './ReasonButton.tsx'
import { useOfficeChange, useOfficeList } from './useOffice.ts'

export function DevicesSubject() {
  const t = useT()
  const format = useFormat()
  const list = useOfficeList('devices', () => client.administration.devices())
  const { busy, error, run } = useOfficeChange()
  return (
    <>
      {error !== null && <ErrorState error={error} />}
      <OfficeTable
        label={t('administration.subject.devices')}
        columns={[t('administration.device'), t('administration.name'), t('administration.since'), t('administration.lastSeen'), t('administration.state'), '']}
        list={list}
        empty={t('administration.noDevices')}
        row={(device) => (
          <tr key={device.device}>
            <td>
              <code>{device.device.slice(0, 12)}</code>
            </td>
            <td>{device.owner.name}</td>
            <td className="t-2 t-number">{format.instant(device.createdAt)}</td>
            <td className="t-2 t-number">{device.lastSeenAt ? format.instant(device.lastSeenAt) : t('sync.never')}</td>
            <td>
              <State device={device} />
            </td>
            <td className="t-end">
              {device.revokedAt === null && <ReasonButton label={t('administration.revoke')} about={device.owner.name} busy={busy} onConfirm={(reason) => void run(() => client.administration.revokeDevice({ device: device.device, reason }))} />}
            </td>
          </tr>
        )}
      />
    </>
  )
}

function State({ device }: { device: ServerDevice }) {
  const t = useT()
  if (device.purgedAt) return <StatusBadge status="ok">{t('administration.deviceState.purged')}</StatusBadge>
  if (device.revokedAt) return <StatusBadge status="warn">{t('administration.deviceState.revoked')}</StatusBadge>
  return <StatusBadge status="ok">{t('administration.deviceState.active')}</StatusBadge>
}
