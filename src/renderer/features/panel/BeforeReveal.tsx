// For those who write no opinion: how far the panel is, what they may see before the reveal and, for its chair, what is to be done next.
import { Button } from '@mantine/core'
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'
import type { User } from '#shared/domain/people.ts'
import type { ReviewCase } from '#shared/domain/reviewCase.ts'
import { usePlace } from '../../app/place.ts'
import { client } from '../../data/client.ts'
import { useSyncStatus } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { subjectWords } from '../../ui/subjectWords.ts'
import { isOverdue } from './deadline.ts'
import { missingDisciplines } from './missingDisciplines.ts'
import { usePanelAction } from './usePanel.ts'

interface BeforeRevealProps {
  reviewCase: ReviewCase
  view: PanelView
  me: User
}

export function BeforeReveal({ reviewCase, view, me }: BeforeRevealProps) {
  const t = useT()
  const isChair = view.chair?.id === me.id
  const active = view.seats.filter(({ answer }) => answer === 'waiting' || answer === 'accepted')
  const sealed = active.filter((seat) => seat.sealed?.isCurrent)
  const counts = {
    asked: active.length,
    accepted: active.filter(({ answer }) => answer === 'accepted').length,
    sealed: sealed.length,
    overdue: active.filter((seat) => !seat.sealed?.isCurrent && seat.dueAt !== null && isOverdue(seat.dueAt)).length,
  }
  return (
    <div className="p-opinion">
      <h2 className="t-title">{t('panel.before.title')}</h2>
      <p className="t-2 p-words">{t(isChair ? 'panel.before.chairSees' : 'panel.before.memberSees')}</p>
      <dl className="p-facts">
        {(['asked', 'accepted', 'sealed', 'overdue'] as const).map((what) => (
          <div key={what}>
            <dt className="t-small t-2">{t(`panel.before.${what}`, { count: counts[what] })}</dt>
            <dd className="t-title t-number">{counts[what]}</dd>
          </div>
        ))}
      </dl>
      {isChair && <Next reviewCase={reviewCase} view={view} />}
      <section aria-labelledby="panel-subjects">
        <h3 id="panel-subjects" className="t-heading">
          {t('panel.before.subjects')}
        </h3>
        <ol className="p-asked">
          {view.subjects.map((subject) => {
            const { mark, words } = subjectWords(subject, reviewCase, t)
            return (
              <li key={subject}>
                <span className="t-3 t-number">{mark}</span>
                <span>{words}</span>
              </li>
            )
          })}
        </ol>
      </section>
    </div>
  )
}

function Next({ reviewCase, view }: Pick<BeforeRevealProps, 'reviewCase' | 'view'>) {
  const t = useT()
  const format = useFormat()
  const action = usePanelAction(reviewCase.id)
  const go = usePlace((s) => s.go)
  const server = useSyncStatus().data?.serverUrl ?? null
  const gaps = missingDisciplines(view)
  const late = view.seats.filter(({ answer, sealed }) => (answer === 'waiting' || answer === 'accepted') && !sealed?.isCurrent)
  async function remindAll() {
    for (const { person } of late) if (!(await action.run(() => client.panel.act({ caseId: reviewCase.id, act: { type: 'remind', personId: person.id } })))) return
  }
  return (
    <section className="p-next" aria-labelledby="panel-next">
      <h3 id="panel-next" className="t-heading">
        {t('panel.before.next')}
      </h3>
      {server === null && (
        <div className="p-step">
          <StatusBadge status="waiting">{t('panel.needsServer')}</StatusBadge>
          <Button size="xs" onClick={() => go({ view: 'sync' }, 'jump')}>
            {t('panel.before.toSync')}
          </Button>
        </div>
      )}
      {gaps.length > 0 && (
        <div className="p-step">
          <StatusBadge status="warn">{t('panel.gapsInPanel', { disciplines: gaps.map((one) => t(`panel.discipline.${one}`)).join(', ') })}</StatusBadge>
          {server !== null && (
            <Button size="xs" onClick={() => document.querySelector<HTMLElement>('.p-invite input:not([type="hidden"])')?.focus()}>
              {t('panel.inviteTitle')}
            </Button>
          )}
        </div>
      )}
      {late.length > 0 && (
        <div className="p-step">
          <StatusBadge status="waiting">{t('panel.before.late', { count: late.length })}</StatusBadge>
          <Button size="xs" loading={action.busy} onClick={() => void remindAll()}>
            {t('panel.before.remindAll', { count: late.length })}
          </Button>
        </div>
      )}
      {view.mayReveal ? <StatusBadge status="ok">{t('panel.before.mayReveal')}</StatusBadge> : <p className="t-small t-2">{view.deadline ? t('panel.before.deadline', { when: format.instant(view.deadline) }) : t('panel.revealWaits')}</p>}
      {action.error !== null && <ErrorState error={action.error} />}
    </section>
  )
}
