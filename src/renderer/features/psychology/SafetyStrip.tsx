// An open safety card stands above everything of this room until somebody has acted: no key and no button closes it without action, person and time.
import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { SAFETY_LEVELS } from '#shared/domain/psychology.ts'
import { instantsIn, ownZone } from '#shared/domain/zones.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { TimeInput } from '../../ui/TimeInput.tsx'
import { WhichHour } from '../../ui/WhichHour.tsx'
import { today } from './today.ts'
import type { LaneDesk } from './useLane.ts'

export function SafetyStrip({ desk }: { desk: LaneDesk }) {
  const t = useT()
  const format = useFormat()
  const [action, setAction] = useState('')
  const [contact, setContact] = useState('')
  const [day, setDay] = useState(today)
  const [time, setTime] = useState('')
  const [which, setWhich] = useState<string | null>(null)
  const [level, setLevel] = useState<string | null>(null)
  const open = desk.lane.cards.find(({ settled }) => settled === null)
  const settled = desk.lane.cards.filter((card) => card.settled !== null)
  if (!open && settled.length === 0) return null
  if (!open)
    return (
      <ul className="p-settled">
        {settled.map(({ id, settled: act }) => (
          <li key={id} className="t-small t-2">
            <StatusIcon status="ok" />
            <span>{act && t('psychology.safety.settled', { action: act.action, contact: act.contact, when: format.instant(act.spokeAt), name: act.byName })}</span>
          </li>
        ))}
      </ul>
    )
  const instants = day === '' || time === '' ? [] : instantsIn(`${day}T${time}`, ownZone())
  // The hour that a change of clocks repeats is asked for; one that it skips never was.
  const spokeAt = instants.length > 1 ? (instants.find((instant) => instant === which) ?? null) : (instants[0] ?? null)
  const isSkipped = day !== '' && time !== '' && instants.length === 0
  const isLater = spokeAt !== null && Date.parse(spokeAt) > Date.now()
  const isWhole = action.trim().length >= 3 && contact.trim().length >= 2 && spokeAt !== null && !isLater && level !== null
  return (
    <form
      className="p-safety"
      role="alert"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWhole) return
        void desk.change(() => client.psychology.settleSafety({ caseId: as(desk.caseId), cardId: open.id, action, contact, spokeAt, level: level as (typeof SAFETY_LEVELS)[number] }))
      }}
    >
      <div className="p-safety-words">
        <StatusIcon status="bad" />
        <span>
          <strong>{t(open.source === 'PHQ-9' ? 'psychology.safety.item9' : 'psychology.safety.stated')}</strong>
          <span className="t-small t-2">{t('psychology.safety.stays', { when: format.instant(open.openedAt) })}</span>
        </span>
      </div>
      <Select label={t('psychology.safety.level')} value={level} onChange={setLevel} data={SAFETY_LEVELS.map((value) => ({ value, label: t(`psychology.safety.levels.${value}`) }))} />
      <TextInput label={t('psychology.safety.action')} value={action} onChange={(event) => setAction(event.currentTarget.value)} maxLength={1000} />
      <TextInput label={t('psychology.safety.contact')} value={contact} onChange={(event) => setContact(event.currentTarget.value)} maxLength={200} />
      <DayInput label={t('psychology.safety.day')} value={day} onChange={setDay} />
      <TimeInput label={t('psychology.safety.time')} value={time} onChange={setTime} error={isLater ? t('psychology.later') : isSkipped ? t('psychology.safety.skipped') : null} />
      <WhichHour label={t('psychology.safety.twice')} instants={instants} zone={ownZone()} value={which} onChange={setWhich} />
      <Button type="submit" disabled={!isWhole} loading={desk.busy}>
        {t('psychology.safety.settle')}
      </Button>
    </form>
  )
}
