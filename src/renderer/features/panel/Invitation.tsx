// The expert's answer to an invitation: accept or decline, and what stands between the expert and an unbiased opinion.
import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'
import type { User } from '#shared/domain/people.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { usePanelAction } from './usePanel.ts'

export function Invitation({ caseId, seat, chair }: { caseId: string; seat: PanelView['seats'][number]; chair: User }) {
  const t = useT()
  const format = useFormat()
  const action = usePanelAction(caseId)
  const [none, setNone] = useState(false)
  const [conflict, setConflict] = useState('')
  const [reason, setReason] = useState('')
  const declared = none || conflict.trim() !== ''
  const answer = (accepts: boolean) => void action.run(() => client.panel.act({ caseId: as(caseId), act: { type: 'answer', accepts, reason: reason.trim(), conflict: none ? '' : conflict.trim() } }))
  return (
    <section className="p-card" aria-label={t('panel.invitation')}>
      <h2 className="t-title">{t('panel.invitation')}</h2>
      <p>
        {t('panel.invitedBy', { name: chair.name, discipline: t(`panel.discipline.${seat.discipline}`) })}{' '}
        {seat.dueAt && <span className="t-2">{t('panel.due', { when: format.instant(seat.dueAt) })}</span>}
      </p>
      <Textarea label={t('panel.conflict')} description={t('panel.conflictHint')} autosize minRows={2} value={conflict} disabled={none} onChange={(event) => setConflict(event.currentTarget.value)} />
      <Checkbox label={t('panel.noConflict')} checked={none} onChange={(event) => setNone(event.currentTarget.checked)} />
      <Textarea label={t('panel.answerReason')} autosize minRows={1} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {action.error !== null && <ErrorState error={action.error} />}
      <div className="p-actions">
        <Button variant="filled" loading={action.busy} disabled={!declared} onClick={() => answer(true)}>
          {t('panel.accept')}
        </Button>
        <Button loading={action.busy} disabled={reason.trim() === ''} onClick={() => answer(false)}>
          {t('panel.decline')}
        </Button>
      </div>
      <p className="t-small t-2">{t('panel.answerHint')}</p>
    </section>
  )
}
