// One, three, six and twelve months later: was the advice followed, why not, what came of it.
import { Button, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ADVICE_FOLLOWED, FOLLOW_UP_MONTHS, OUTCOMES } from '#shared/domain/delivery.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { DeliveryDesk } from './useDelivery.ts'

export function FollowUps({ desk }: { desk: DeliveryDesk }) {
  const t = useT()
  const format = useFormat()
  const [months, setMonths] = useState<(typeof FOLLOW_UP_MONTHS)[number]>(1)
  const [followed, setFollowed] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState(false)
  const isWhole = followed !== null && outcome !== null
  return (
    <section className="y-card" aria-label={t('delivery.follow.title')}>
      <h2 className="t-heading">{t('delivery.follow.title')}</h2>
      <ul className="y-follow">
        {desk.view.dueFollowUps.map(({ months: due, dueOn }) => {
          const kept = desk.view.followUps.find((one) => one.months === due)
          return (
            <li key={due}>
              <strong>{t('delivery.follow.months', { count: due })}</strong>
              <span className="t-small t-3">{dueOn ? format.date(dueOn) : t('delivery.follow.afterDelivery')}</span>
              {kept ? <StatusBadge status="ok">{`${t(`delivery.follow.followed.${kept.adviceFollowed}`)}, ${t(`delivery.follow.outcome.${kept.outcome}`)}`}</StatusBadge> : <StatusBadge status="waiting">{t('delivery.follow.open')}</StatusBadge>}
            </li>
          )
        })}
      </ul>
      <form
        className="y-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isWhole || busy) return
          setBusy(true)
          void desk
            .change(() => client.delivery.recordFollowUp({ caseId: as(desk.caseId), months, adviceFollowed: followed as (typeof ADVICE_FOLLOWED)[number], outcome: outcome as (typeof OUTCOMES)[number], why: why.trim(), note: '' }))
            .then((kept) => {
              if (!kept) return
              setWhy('')
              setFollowed(null)
              setOutcome(null)
            })
            .finally(() => setBusy(false))
        }}
      >
        <div className="y-grid">
          <Select label={t('delivery.follow.when')} value={String(months)} allowDeselect={false} onChange={(value) => setMonths((Number(value ?? 1) as typeof months))} data={FOLLOW_UP_MONTHS.map((value) => ({ value: String(value), label: t('delivery.follow.months', { count: value }) }))} />
          <Select label={t('delivery.follow.was')} value={followed} onChange={setFollowed} data={ADVICE_FOLLOWED.map((value) => ({ value, label: t(`delivery.follow.followed.${value}`) }))} />
          <Select label={t('delivery.follow.result')} value={outcome} onChange={setOutcome} data={OUTCOMES.map((value) => ({ value, label: t(`delivery.follow.outcome.${value}`) }))} />
        </div>
        <Textarea label={t('delivery.follow.why')} autosize minRows={1} maxLength={1000} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
        <Button type="submit" disabled={!isWhole} loading={busy}>
          {t('delivery.follow.keep')}
        </Button>
      </form>
    </section>
  )
}
