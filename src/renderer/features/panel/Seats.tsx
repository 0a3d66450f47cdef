// Who was asked and how far each is: every voice the same size, sealed rows without a word of content. The chair acts from here.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'
import { MEDICAL_ROLES, type User } from '#shared/domain/people.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PersonDisc } from '../../ui/PersonDisc.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import type { Status } from '../../ui/StatusIcon.tsx'
import { DayInput } from '../../ui/DayInput.tsx'
import { TakeChair } from './ChairLost.tsx'
import { endOfDay, isOverdue } from './deadline.ts'
import { InviteForm } from './InviteForm.tsx'
import { SeenLine } from './SeenLine.tsx'
import { type PanelAction, usePanelAction } from './usePanel.ts'

interface SeatsProps {
  caseId: string
  view: PanelView
  me: User
}

type Seat = PanelView['seats'][number]

export function Seats({ caseId, view, me }: SeatsProps) {
  const t = useT()
  const format = useFormat()
  const action = usePanelAction(caseId)
  const isChair = view.chair?.id === me.id
  return (
    <aside className="p-seats" aria-label={t('panel.experts')} data-region tabIndex={-1}>
      <h2 className="t-heading">{t('panel.experts')}</h2>
      <p className="t-small t-2">
        {t('panel.chairedBy', { name: view.chair?.name ?? '' })}. {view.deadline ? t('panel.until', { when: format.instant(view.deadline) }) : t('panel.noDeadline')}
      </p>
      {view.chairsTaken.map(({ person, at, reason }) => (
        <p key={at} className="t-small t-2">
          {t('panel.chairTaken', { name: person.name, when: format.instant(at), reason })}
        </p>
      ))}
      {view.unsent > 0 && <p className="t-small t-2">{t('panel.unsent', { count: view.unsent })}</p>}
      {view.seats.length === 0 && <p className="t-2">{t('panel.nobody')}</p>}
      <ul className="p-seat-list">
        {view.seats.map((seat, place) => (
          <SeatRow key={seat.person.id} seat={seat} place={place} isChair={isChair} action={action} caseId={caseId} />
        ))}
      </ul>
      {action.error !== null && <ErrorState error={action.error} />}
      {isChair && (
        <>
          <section className="p-chair" aria-label={t('panel.reveal')}>
            <Button variant="filled" disabled={!view.mayReveal} loading={action.busy} onClick={() => void action.run(() => client.panel.reveal({ caseId: as(caseId) }))}>
              {t('panel.reveal')}
            </Button>
            <p className="t-small t-2">{t(view.mayReveal ? 'panel.revealWords' : 'panel.revealWaits')}</p>
          </section>
          <InviteForm caseId={caseId} seats={view.seats} disciplines={view.disciplines} />
          <Extend caseId={caseId} action={action} />
        </>
      )}
      {!isChair && view.chair && MEDICAL_ROLES.includes(me.role) && <TakeChair caseId={caseId} chair={view.chair.name} action={action} />}
      <p className="t-small t-3">{t('panel.sealWords')}</p>
    </aside>
  )
}

function Extend({ caseId, action }: { caseId: string; action: PanelAction }) {
  const t = useT()
  const [day, setDay] = useState('')
  const deadline = endOfDay(day)
  return (
    <form
      className="p-form"
      aria-label={t('panel.extend')}
      onSubmit={(event) => {
        event.preventDefault()
        if (deadline) void action.run(() => client.panel.act({ caseId: as(caseId), act: { type: 'extend', deadline } }))
      }}
    >
      <DayInput size="xs" label={t('panel.newDeadline')} value={day} onChange={setDay} />
      <Button type="submit" size="xs" disabled={!deadline} loading={action.busy}>
        {t('panel.extend')}
      </Button>
    </form>
  )
}

function SeatRow({ seat, place, isChair, action, caseId }: { seat: Seat; place: number; isChair: boolean; action: PanelAction; caseId: string }) {
  const t = useT()
  const format = useFormat()
  const [reason, setReason] = useState<string | null>(null)
  const isActive = seat.answer === 'waiting' || seat.answer === 'accepted'
  const { status, words } = stateOf(seat)
  return (
    <li className="p-seat">
      <PersonDisc name={seat.person.name} place={place} size="large" />
      <div className="p-seat-words">
        <strong>{seat.person.name}</strong>
        <span className="t-small t-2">{t(`panel.discipline.${seat.discipline}`)}</span>
        <StatusBadge status={status}>{t(words, { when: format.instant(seat.sealed?.at ?? seat.invitedAt) })}</StatusBadge>
        {seat.sealed && <code className="p-hash t-3">{seat.sealed.commitment.slice(0, 16)}</code>}
        {isActive && seat.dueAt && !seat.sealed && <span className={isOverdue(seat.dueAt) ? 't-small t-warn' : 't-small t-2'}>{t(isOverdue(seat.dueAt) ? 'panel.overdue' : 'panel.due', { when: format.instant(seat.dueAt) })}</span>}
        {isActive && seat.sealed && !seat.sealed.isCurrent && <span className="t-small t-warn">{t('panel.sealedToEarlier')}</span>}
        {isActive && <SeenLine caseId={caseId} seat={seat} />}
        {seat.answerReason && <span className="t-small t-2">{seat.answerReason}</span>}
        {seat.conflict !== null && <span className={seat.conflict ? 't-small t-warn' : 't-small t-2'}>{seat.conflict ? t('panel.declared', { words: seat.conflict }) : t('panel.declaredNone')}</span>}
        {seat.reminders > 0 && seat.remindedAt && <span className="t-small t-3">{t('panel.remindedLast', { count: seat.reminders, when: format.instant(seat.remindedAt) })}</span>}
        {isChair && isActive && !seat.sealed?.isCurrent && (
          <span className="p-actions">
            <Button size="compact-xs" onClick={() => void action.run(() => client.panel.act({ caseId: as(caseId), act: { type: 'remind', personId: seat.person.id } }))} aria-label={t('panel.remindOf', { name: seat.person.name })}>
              {t('panel.remind')}
            </Button>
            <Button size="compact-xs" aria-expanded={reason !== null} onClick={() => setReason(reason === null ? '' : null)} aria-label={t('panel.releaseOf', { name: seat.person.name })}>
              {t('panel.release')}
            </Button>
          </span>
        )}
        {reason !== null && (
          <form
            className="p-form"
            onSubmit={(event) => {
              event.preventDefault()
              if (reason.trim() !== '') void action.run(() => client.panel.act({ caseId: as(caseId), act: { type: 'release', personId: seat.person.id, reason: reason.trim() } })).then((done) => done && setReason(null))
            }}
          >
            <TextInput size="xs" label={t('panel.releaseReason')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            <Button type="submit" size="xs" disabled={reason.trim() === ''}>
              {t('panel.release')}
            </Button>
          </form>
        )}
      </div>
    </li>
  )
}

function stateOf(seat: Seat): { status: Status; words: string } {
  if (seat.answer === 'declined' || seat.answer === 'released') return { status: 'cannotJudge', words: `panel.answer.${seat.answer}` }
  if (seat.sealed) return { status: 'sealed', words: 'panel.sealedAt' }
  return seat.answer === 'accepted' ? { status: 'inProgress', words: 'panel.answer.accepted' } : { status: 'waiting', words: 'panel.answer.waiting' }
}
