// Booking the call: one instant, shown in the patient's and in our time zone, so that nobody reckons hours.
import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { CONSULTATION_CHANNELS } from '#shared/domain/delivery.ts'
import { inZone, instantIn, instantsIn, isOnTheWall, ownZone, ZONES } from '#shared/domain/zones.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { TimeInput } from '../../ui/TimeInput.tsx'
import { WhichHour } from '../../ui/WhichHour.tsx'
import { ActButton } from './ActButton.tsx'
import type { DeliveryDesk } from './useDelivery.ts'

export function Consult({ desk }: { desk: DeliveryDesk }) {
  const t = useT()
  const known = desk.view.consultation
  const [zone, setZone] = useState(known?.patientTimeZone ?? ownZone())
  const [day, setDay] = useState('')
  const [time, setTime] = useState('')
  const [channel, setChannel] = useState<(typeof CONSULTATION_CHANNELS)[number]>(known?.channel ?? 'video')
  const [minutes, setMinutes] = useState<number | string>(known?.minutes ?? 45)
  const [which, setWhich] = useState<string | null>(null)
  const local = day === '' || time === '' ? null : `${day}T${time}`
  const twice = local === null ? [] : instantsIn(local, zone)
  // The hour that comes twice is asked for, never guessed; one that is skipped is set for the time after it and said.
  const startsAt = local === null ? null : twice.length > 1 ? (twice.find((instant) => instant === which) ?? null) : (twice[0] ?? instantIn(local, zone))
  const isSkipped = startsAt !== null && !isOnTheWall(startsAt, `${day}T${time}`, zone)
  const save = (state: 'offered' | 'booked' | 'declined' | 'held') =>
    desk.change(() => client.delivery.setConsultation({ caseId: as(desk.caseId), startsAt: startsAt ?? known?.startsAt ?? new Date().toISOString(), minutes: Number(minutes), channel, patientTimeZone: zone, clinicianTimeZone: ownZone(), state }))
  return (
    <section className="y-card" aria-label={t('delivery.call.title')}>
      <h2 className="t-heading">{t('delivery.call.title')}</h2>
      {known && (
        <>
          <StatusBadge status={known.state === 'declined' ? 'note' : 'ok'}>{t(`delivery.call.state.${known.state}`)}</StatusBadge>
          {known.state !== 'offered' && known.state !== 'declined' && (
            <dl className="y-facts">
              <div>
                <dt className="t-3">{t('delivery.call.patientTime', { zone: known.patientTimeZone })}</dt>
                <dd>{inZone(known.startsAt, known.patientTimeZone, t.language)}</dd>
              </div>
              <div>
                <dt className="t-3">{t('delivery.call.ourTime', { zone: known.clinicianTimeZone })}</dt>
                <dd>{inZone(known.startsAt, known.clinicianTimeZone, t.language)}</dd>
              </div>
            </dl>
          )}
        </>
      )}
      <div className="y-grid">
        <Select label={t('delivery.call.zone')} searchable value={zone} allowDeselect={false} onChange={(value) => setZone(value ?? ownZone())} data={ZONES} />
        <DayInput label={t('delivery.call.day')} value={day} onChange={setDay} />
        <TimeInput label={t('delivery.call.local')} value={time} onChange={setTime} />
        <Select label={t('delivery.call.channel')} value={channel} allowDeselect={false} onChange={(value) => setChannel((value as typeof channel | null) ?? 'video')} data={CONSULTATION_CHANNELS.map((value) => ({ value, label: t(`delivery.call.${value}`) }))} />
        <NumberInput label={t('delivery.call.minutes')} value={minutes} onChange={setMinutes} min={10} max={180} allowDecimal={false} />
      </div>
      {startsAt && (
        <p className="t-small t-2">
          {t('delivery.call.both', { theirs: inZone(startsAt, zone, t.language), ours: inZone(startsAt, ownZone(), t.language) })}
        </p>
      )}
      <WhichHour label={t('delivery.call.twice')} instants={twice} zone={zone} value={which} onChange={setWhich} />
      {isSkipped && <StatusBadge status="warn">{t('delivery.call.skipped')}</StatusBadge>}
      <div className="y-actions">
        <ActButton disabled={startsAt === null} act={() => save('booked')}>
          {t('delivery.call.book')}
        </ActButton>
        {!known && (
          <ActButton variant="default" act={() => save('offered')}>
            {t('delivery.call.offer')}
          </ActButton>
        )}
        <ActButton variant="subtle" act={() => save('declined')}>
          {t('delivery.call.decline')}
        </ActButton>
        {known?.state === 'booked' && (
          <ActButton variant="default" act={() => save('held')}>
            {t('delivery.call.held')}
          </ActButton>
        )}
      </div>
    </section>
  )
}
