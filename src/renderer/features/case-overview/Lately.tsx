// What happened here last: our own steps with who and when.
import type { CaseEvent } from '#shared/contract/workstation/cases.contract.ts'
import type { TeamMember } from '#shared/domain/reviewCase.ts'
import type { z } from 'zod'
import { eventWords } from '../../i18n/eventWords.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { PersonDisc } from '../../ui/PersonDisc.tsx'

const MOST = 6

export function Lately({ events, team }: { events: readonly CaseEvent[]; team: readonly z.infer<typeof TeamMember>[] }) {
  const t = useT()
  const format = useFormat()
  const own = events.filter((event) => event.lane === 'own').slice(-MOST).reverse()
  if (own.length === 0) return null
  return (
    <section aria-label={t('overview.lately')}>
      <div className="overview-head">
        <h2 className="t-heading">{t('overview.lately')}</h2>
      </div>
      {own.map((event) => (
        <p key={`${event.at}-${event.labelKey}-${event.title}`} className="overview-lately">
          {event.actorName && <PersonDisc name={event.actorName} place={Math.max(0, team.findIndex((member) => member.user.name === event.actorName))} />}
          <span className="c-spacer t-clip" title={eventWords(event, t)}>
            {event.actorName && <strong>{event.actorName} </strong>}
            <span className="t-2">{eventWords(event, t)}</span>
          </span>
          <time className="t-small t-3" dateTime={event.at}>
            {event.at.length > 10 ? format.instant(event.at) : format.date(event.at)}
          </time>
        </p>
      ))}
    </section>
  )
}
