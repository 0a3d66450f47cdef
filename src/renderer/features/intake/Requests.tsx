// What the applicant was asked for: letters, reminders, and how each request ended.
import { Button } from '@mantine/core'
import type { DataRequest } from '#shared/domain/caseIntake.ts'
import { addDays } from '#shared/domain/calendar.ts'
import { daysBetween } from '#shared/domain/localFormat.ts'
import { client } from '../../data/client.ts'
import { today, useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { LetterButtons } from './LetterButtons.tsx'
import type { PartProps } from './parts.ts'
import { useAct } from '../../data/useAct.ts'

export function Requests(props: PartProps) {
  const t = useT()
  const { dataRequests } = props.intake
  return (
    <section className="intake-part" aria-label={t('intake.request.list')}>
      <h2 className="t-heading">{t('intake.request.list')}</h2>
      {dataRequests.length === 0 && <p className="t-2">{t('intake.request.none')}</p>}
      {dataRequests.map((request) => (
        <Request key={request.id} {...props} request={request} />
      ))}
    </section>
  )
}

function Request({ reviewCase, situation, readOnly, request }: PartProps & { request: DataRequest }) {
  const t = useT()
  const format = useFormat()
  const act = useAct(reviewCase.id)
  const ids = { caseId: reviewCase.id, baseVersion: reviewCase.version, requestId: request.id }
  const names = [...situation.items.filter(({ code }) => request.items.includes(code)).map(({ label }) => label[t.language]), request.other].filter(Boolean)
  const isOpen = request.closedOn === null
  const day = today()
  const over = isOpen ? Math.max(0, daysBetween(request.dueOn, day)) : 0
  const reminderDay = situation.programme.clock.reminderDays[request.reminders.length]
  const isReminderDue = isOpen && reminderDay !== undefined && addDays(request.askedOn, reminderDay) <= day
  const last = request.reminders.at(-1)
  return (
    <article className="intake-request">
      <div className="overview-head">
        <h3 className="t-heading">{t('intake.request.line', { number: request.number, date: format.date(request.askedOn) })}</h3>
        <StatusBadge status={!isOpen ? 'ok' : over > 0 ? 'bad' : 'waiting'}>
          {request.closedOn && request.closedBecause
            ? t(`intake.request.closed.${request.closedBecause}`, { date: format.date(request.closedOn) })
            : over > 0
              ? t('intake.request.overdue', { count: over })
              : t('intake.request.due', { date: format.date(request.dueOn) })}
        </StatusBadge>
      </div>
      <p>{names.join(' · ')}</p>
      <p className="t-small t-2">
        {t('intake.request.paidBy', { who: t(`intake.request.who.${request.paidBy}`) })}
        {last && ` · ${t('intake.request.reminded', { count: request.reminders.length, date: format.date(last) })}`}
      </p>
      {isReminderDue && <p className="t-warn">{t('intake.request.remindNow')}</p>}
      <div className="intake-row">
        <LetterButtons caseId={reviewCase.id} kind={request.reminders.length > 0 ? 'reminder' : 'dataRequest'} requestId={request.id} words={request.reminders.length > 0 ? 'intake.request.reminderLetter' : 'intake.request.letter'} />
        {isOpen && !readOnly && (
          <>
            <Button variant="subtle" loading={act.busy} onClick={() => void act.run(() => client.intake.remind(ids))}>
              {t('intake.request.remind')}
            </Button>
            <Button variant="subtle" onClick={() => void act.run(() => client.intake.waiveRequest(ids))}>
              {t('intake.request.withdraw')}
            </Button>
          </>
        )}
      </div>
      {act.error !== null && <ErrorState error={act.error} />}
    </article>
  )
}
