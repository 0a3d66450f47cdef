// What the patient may want arranged after the delivery: a provider, a visit, travel, the fee. Each is open until somebody says what became of it.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { AFTER_CARE, AFTER_CARE_STATES } from '#shared/domain/delivery.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import type { DeliveryDesk } from './useDelivery.ts'

type State = (typeof AFTER_CARE_STATES)[number]

export function AfterCare({ desk }: { desk: DeliveryDesk }) {
  const t = useT()
  return (
    <section className="y-card" aria-label={t('delivery.after.title')}>
      <h2 className="t-heading">{t('delivery.after.title')}</h2>
      <ul className="y-after">
        {AFTER_CARE.map((kind) => (
          <Line key={kind} desk={desk} kind={kind} />
        ))}
      </ul>
    </section>
  )
}

function Line({ desk, kind }: { desk: DeliveryDesk; kind: (typeof AFTER_CARE)[number] }) {
  const t = useT()
  const format = useFormat()
  const kept = desk.view.afterCare.find((one) => one.kind === kind)
  // What is shown and not yet kept: an act sends both, so that the later of two quick ones never takes the earlier back.
  const [note, setNote] = useState<string | null>(null)
  const [chosen, setChosen] = useState<State | null>(null)
  const shown = { state: chosen ?? kept?.state ?? 'open', note: note ?? kept?.note ?? '' }
  const keep = async (change: Partial<typeof shown>) => {
    const sent = { ...shown, ...change, note: (change.note ?? shown.note).trim() }
    const ok = await desk.change(() => client.delivery.setAfterCare({ caseId: as(desk.caseId), kind, ...sent }))
    setChosen((now) => (now === sent.state ? null : now))
    if (ok) setNote((now) => (now !== null && now.trim() === sent.note ? null : now))
  }
  return (
    <li>
      <Select label={t(`delivery.after.kind.${kind}`)} value={shown.state}
        allowDeselect={false}
        onChange={(value) => {
          const next = (value as State | null) ?? 'open'
          setChosen(next)
          void keep({ state: next })
        }}
        data={AFTER_CARE_STATES.map((value) => ({ value, label: t(`delivery.after.state.${value}`) }))} />
      <TextInput
        label={t('delivery.after.note')}
        maxLength={500}
        value={shown.note}
        onChange={(event) => setNote(event.currentTarget.value)}
        onBlur={() => {
          if (note === null || note.trim() === (kept?.note ?? '')) return setNote(null)
          void keep({ note })
        }}
      />
      {kept && <p className="t-small t-3">{t('delivery.after.by', { name: kept.byName, when: format.instant(kept.at) })}</p>}
    </li>
  )
}
