// What the patient may want arranged after the delivery: a provider, a visit, travel, the fee. Each is open until somebody says what became of it.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { AFTER_CARE, AFTER_CARE_STATES } from '#shared/domain/delivery.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import type { DeliveryDesk } from './useDelivery.ts'

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
  const [note, setNote] = useState<string | null>(null)
  const state = kept?.state ?? 'open'
  const keep = (change: Partial<{ state: typeof state; note: string }>) => desk.change(() => client.delivery.setAfterCare({ caseId: as(desk.caseId), kind, state, note: kept?.note ?? '', ...change }))
  return (
    <li>
      <Select label={t(`delivery.after.kind.${kind}`)} value={state} allowDeselect={false} onChange={(value) => void keep({ state: (value as typeof state | null) ?? 'open' })} data={AFTER_CARE_STATES.map((value) => ({ value, label: t(`delivery.after.state.${value}`) }))} />
      <TextInput
        label={t('delivery.after.note')}
        maxLength={500}
        value={note ?? kept?.note ?? ''}
        onChange={(event) => setNote(event.currentTarget.value)}
        onBlur={() => {
          if (note === null || note.trim() === (kept?.note ?? '')) return setNote(null)
          void keep({ note: note.trim() }).then((ok) => ok && setNote(null))
        }}
      />
      {kept && <p className="t-small t-3">{t('delivery.after.by', { name: kept.byName, when: format.instant(kept.at) })}</p>}
    </li>
  )
}
