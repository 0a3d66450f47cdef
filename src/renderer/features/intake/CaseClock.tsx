// The programme's clock: since when it runs, why it stands, and the button that changes it.
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../data/client.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import type { PartProps } from './parts.ts'
import { useAct } from '../../data/useAct.ts'

const REASONS = ['waitingForData', 'waitingForPayment', 'patientAsked', 'other'] as const
type Reason = (typeof REASONS)[number]

export function CaseClock({ reviewCase, intake, readOnly }: PartProps) {
  const t = useT()
  const format = useFormat()
  const act = useAct(reviewCase.id)
  const [reason, setReason] = useState<Reason>('waitingForData')
  const open = intake.pauses.find(({ until }) => until === null)
  const set = (pause: { reason: Reason; note: string } | null) => void act.run(() => client.intake.setClock({ caseId: reviewCase.id, baseVersion: reviewCase.version, pause }))
  return (
    <section className="intake-part" aria-label={t('intake.clock.title')}>
      <h2 className="t-heading">{t('intake.clock.title')}</h2>
      {open ? (
        <p className="t-warn">{t('intake.clock.stands', { date: format.date(open.from), reason: t(`intake.clock.reason.${open.reason}`) })}</p>
      ) : (
        <p className="t-2">
          {intake.clockStartedOn && reviewCase.dueOn ? t('intake.clock.runs', { date: format.date(intake.clockStartedOn), due: format.date(reviewCase.dueOn) }) : t('intake.clock.notStarted')}
        </p>
      )}
      {!readOnly &&
        (open ? (
          <Button loading={act.busy} onClick={() => set(null)}>
            {t('intake.clock.resume')}
          </Button>
        ) : (
          <div className="intake-row">
            <Select aria-label={t('intake.clock.why')} value={reason} data={REASONS.map((value) => ({ value, label: t(`intake.clock.reason.${value}`) }))} onChange={(value) => value && setReason(value as Reason)} />
            <Button loading={act.busy} onClick={() => set({ reason, note: '' })}>
              {t('intake.clock.pause')}
            </Button>
          </div>
        ))}
      {act.error !== null && <ErrorState error={act.error} />}
    </section>
  )
}
