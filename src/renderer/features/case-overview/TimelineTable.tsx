// The timeline's twin: every event as a row, with its date, kind and way to the source.
import type { CaseEvent } from '#shared/contract/workstation/cases.contract.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'

interface TimelineTableProps {
  events: readonly CaseEvent[]
  onOpen: (event: CaseEvent) => void
  /** What a person put there can be changed by a person. */
  canEdit: (event: CaseEvent) => boolean
  onEdit: (event: CaseEvent) => void
  /** A marked passage states it. */
  canCite: (event: CaseEvent) => boolean
  onCite: (event: CaseEvent) => void
}

export function TimelineTable({ events, onOpen, canEdit, onEdit, canCite, onCite }: TimelineTableProps) {
  const t = useT()
  const format = useFormat()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the table scrolls by itself, so it must be reachable by key
    <section className="timeline-table" tabIndex={0} aria-label={t('overview.events')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('overview.date')}</th>
            <th scope="col">{t('overview.laneHead')}</th>
            <th scope="col">{t('overview.event')}</th>
            <th scope="col">{t('overview.source')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={`${event.at}-${event.lane}-${event.title}`} data-event={event.labelKey}>
              <td className="t-2">{format.date(event.at.slice(0, 10))}</td>
              <td className="t-2">{t(`overview.lane.${event.lane}`)}</td>
              <td>{event.title}</td>
              <td>
                {event.documentId || event.StudyInstanceUID ? (
                  <button type="button" className="c-link" onClick={() => onOpen(event)}>
                    {event.title}
                  </button>
                ) : (
                  <span className="t-3">{event.actorName ?? event.title}</span>
                )}
                {canCite(event) && (
                  <button type="button" className="c-link timeline-edit" title={`${t('overview.courseForm.cite')} (L)`} onClick={() => onCite(event)}>
                    {t('overview.courseForm.cite')}
                  </button>
                )}
                {canEdit(event) && (
                  <button type="button" className="c-link timeline-edit" onClick={() => onEdit(event)}>
                    {t('overview.courseForm.edit')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
