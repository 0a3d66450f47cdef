// The chair of a panel is lost, and with their store the key that opens the opinions: taking the panel over, and sealing one's own words to whoever did.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { type PanelAction, usePanelAction } from './usePanel.ts'

export function TakeChair({ caseId, chair, action }: { caseId: string; chair: string; action: PanelAction }) {
  const t = useT()
  const [reason, setReason] = useState<string | null>(null)
  if (reason === null)
    return (
      <div>
        <Button className="p-long" size="compact-xs" variant="subtle" onClick={() => setReason('')}>
          {t('panel.chairLost', { name: chair })}
        </Button>
      </div>
    )
  return (
    <form
      className="p-form"
      aria-label={t('panel.takeChair')}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim()) void action.run(() => client.panel.takeChair({ caseId: as(caseId), reason: reason.trim() })).then((done) => done && setReason(null))
      }}
    >
      <p className="t-small">{t('panel.takeChairWords')}</p>
      <TextInput size="xs" label={t('panel.takeChairReason')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} />
      <span className="p-actions">
        <Button type="submit" size="xs" disabled={reason.trim() === ''} loading={action.busy}>
          {t('panel.takeChair')}
        </Button>
        <Button size="xs" variant="subtle" onClick={() => setReason(null)}>
          {t('common.cancel')}
        </Button>
      </span>
    </form>
  )
}

/** Shown to an expert whose sealed words are for an earlier chair. */
export function SealAgain({ caseId, chair }: { caseId: string; chair: string }) {
  const t = useT()
  const action = usePanelAction(caseId)
  return (
    <section className="p-card" aria-label={t('panel.sealToNew')}>
      <p>{t('panel.sealToNewWords', { name: chair })}</p>
      {action.error !== null && <ErrorState error={action.error} />}
      <div>
        <Button variant="filled" loading={action.busy} onClick={() => void action.run(() => client.panel.reseal({ caseId: as(caseId) }))}>
          {t('panel.sealToNew')}
        </Button>
      </div>
    </section>
  )
}
