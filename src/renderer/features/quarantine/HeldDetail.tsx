// One item: why it was set aside, its identity beside the case's, its picture only when asked for, and the decision.
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { HeldObject } from '#shared/contract/workstation/quarantine.contract.ts'
import type { Patient } from '#shared/domain/patient.ts'
import { client } from '../../data/client.ts'
import { blobUrl } from '../../data/content.ts'
import { as } from '../../data/queries.ts'
import { useAct } from '../../data/useAct.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IdentityComparison } from '../../ui/IdentityComparison.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { ReleaseDialog } from './ReleaseDialog.tsx'

interface HeldDetailProps {
  caseId: string
  item: HeldObject
  patient: Patient
  others: readonly { id: string; initials: string }[]
}

export function HeldDetail({ caseId, item, patient, others }: HeldDetailProps) {
  const t = useT()
  const format = useFormat()
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState(false)
  const { busy, error, run } = useAct(caseId)
  const what = [item.kind === 'document' ? item.words.map((kind) => t(`documentKind.${kind}`)).join(', ') : item.words.join(' · '), item.date ? format.date(item.date) : '', item.setAside ? t('quarantine.setAsideBy', { by: item.setAside.by, at: format.instant(item.setAside.at) }) : t('quarantine.from', { source: item.sourceName })]

  const leaveOut = () => run(() => client.quarantine.leaveOut({ caseId: as(caseId), importId: item.importId, itemId: item.itemId }))

  return (
    <section className="quarantine-detail" aria-label={t('quarantine.selected')} data-region tabIndex={-1}>
      <h2 className="t-title quarantine-name">{item.name}</h2>
      <p className="t-small t-3">{what.filter(Boolean).join(' · ')}</p>
      {item.code && <p>{t(`item.${item.code}`)}</p>}
      {item.identity && <IdentityComparison patient={patient} identity={item.identity} />}
      {item.recognised && (
        <p className="quarantine-read">
          <span className="t-small t-3">{t('quarantine.readFrom', { page: item.recognised.page, percent: format.percent(item.recognised.confidence) })}</span>
          <q className="private">{item.recognised.quote}</q>
        </p>
      )}
      {item.picture && (
        <div>
          <Button variant="subtle" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'quarantine.hidePicture' : 'quarantine.showPicture')}
          </Button>
          {shown && <img className="quarantine-picture private" src={blobUrl(item.picture)} alt={t('quarantine.pictureAlt')} />}
        </div>
      )}
      {item.decision ? (
        <StatusBadge status={item.decision === 'released' ? 'ok' : 'locked'}>{t(`import.decision.${item.decision}`)}</StatusBadge>
      ) : (
        <div className="quarantine-actions">
          <Button loading={busy} onClick={() => void leaveOut()}>
            {t('quarantine.leaveOut')}
          </Button>
          <Button variant="subtle" onClick={() => setAsking(true)}>
            {t('quarantine.release')}…
          </Button>
        </div>
      )}
      {error !== null && <ErrorState error={error} />}
      {asking && <ReleaseDialog caseId={caseId} item={item} patient={patient} others={others} onClose={() => setAsking(false)} />}
    </section>
  )
}
