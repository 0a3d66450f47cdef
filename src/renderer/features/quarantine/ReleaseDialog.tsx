// The release itself: the differing values once more, a reason, and the passphrase of a second person, or one's own when alone.
import { Button, PasswordInput, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { HeldObject } from '#shared/contract/workstation/quarantine.contract.ts'
import type { Patient } from '#shared/domain/patient.ts'
import { client } from '../../data/client.ts'
import { as, useProfile } from '../../data/queries.ts'
import { useAct } from '../../data/useAct.ts'
import { useT } from '../../i18n/useT.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IdentityComparison } from '../../ui/IdentityComparison.tsx'

interface ReleaseDialogProps {
  caseId: string
  item: HeldObject
  patient: Patient
  others: readonly { id: string; initials: string }[]
  onClose: () => void
}

export function ReleaseDialog({ caseId, item, patient, others, onClose }: ReleaseDialogProps) {
  const t = useT()
  const me = useProfile().data?.me
  const isAlone = others.length === 0
  const [reason, setReason] = useState('')
  const [second, setSecond] = useState<string | null>(others.length === 1 ? (others[0]?.id ?? null) : null)
  const [passphrase, setPassphrase] = useState('')
  const { busy, error, run } = useAct(caseId)
  const confirmedBy = isAlone ? (me?.id ?? '') : (second ?? '')

  async function release() {
    const isDone = await run(() => client.quarantine.release({ caseId: as(caseId), importId: item.importId, itemId: item.itemId, reason: reason.trim(), confirmedBy, passphrase }))
    if (isDone) onClose()
    else setPassphrase('')
  }

  return (
    <Dialog title={t('quarantine.release')} open onClose={onClose} size="38rem">
      <form
        className="quarantine-form"
        onSubmit={(event) => {
          event.preventDefault()
          void release()
        }}
      >
        <p>{t('quarantine.releaseWords')}</p>
        <p className="t-2">{t(item.identity && item.identity.differing.length > 0 ? 'quarantine.compareAgain' : 'quarantine.noneDiffers')}</p>
        {item.identity && <IdentityComparison patient={patient} identity={item.identity} />}
        <Textarea label={t('quarantine.reason')} required minLength={3} maxLength={500} autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        {isAlone ? (
          <p className="t-2">{t('quarantine.alone')}</p>
        ) : (
          <Select label={t('quarantine.second')} placeholder={t('quarantine.secondChoose')} required data={others.map(({ id, initials }) => ({ value: id, label: initials }))} value={second} onChange={setSecond} />
        )}
        <PasswordInput label={t(isAlone ? 'quarantine.ownPassphrase' : 'quarantine.secondPassphrase')} required autoComplete="off" value={passphrase} onChange={(event) => setPassphrase(event.currentTarget.value)} />
        {error !== null && <ErrorState error={error} />}
        <div className="quarantine-actions">
          <Button data-autofocus onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" variant="filled" loading={busy} disabled={reason.trim().length < 3 || confirmedBy === '' || passphrase === ''}>
            {t('quarantine.release')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
