// Course of the illness: a picture in lanes, walked by arrow keys; T shows the same events as a table.
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { CaseEvent } from '#shared/contract/workstation/cases.contract.ts'
import { useRegister } from '../../app/useRegister.ts'
import { eventWords } from '../../i18n/eventWords.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Icon } from '../../ui/Icon.ts'
import { CareIcon, ImageIcon, LaboratoryIcon, OpinionIcon, PathologyIcon, RequestIcon, TableIcon, TreatmentIcon } from '../../ui/icons.ts'
import { ToolButton } from '../../ui/ToolButton.tsx'
import { TimelineTable } from './TimelineTable.tsx'
import { LANES, type Lane, type Placed, placeLane, scaleOf, ticksOf } from './timelineLayout.ts'

const laneIcons: Record<Lane, Icon> = { care: CareIcon, pathology: PathologyIcon, imaging: ImageIcon, treatment: TreatmentIcon }
const kindIcons: Record<string, Icon> = {
  'documentKind.request': RequestIcon,
  'documentKind.priorOpinion': OpinionIcon,
  'documentKind.laboratory': LaboratoryIcon,
}

interface TimelineProps {
  events: readonly CaseEvent[]
  documents: number
  studies: number
  onOpen: (event: CaseEvent) => void
}

export function Timeline({ events, documents, studies, onOpen }: TimelineProps) {
  const t = useT()
  const format = useFormat()
  const [asTable, setAsTable] = useState(false)
  const commands = useMemo(() => [{ id: 'overview.timelineTable', keys: 't', scope: 'viewer' as const, run: () => setAsTable((was) => !was) }], [])
  useRegister(commands)
  const course = useMemo(() => events.filter((event) => event.lane !== 'own'), [events])
  const called = useMemo(() => course.map((event) => ({ ...event, title: eventWords(event, t) })), [course, t])
  const first = course[0]
  const last = course.at(-1)
  return (
    <section className="c-card timeline" data-viewer="overview" aria-label={t('overview.course')} data-region tabIndex={-1}>
      <div className="timeline-head">
        <h2 className="t-heading">{t('overview.course')}</h2>
        <span className="t-3">
          {[...(first && last ? [t('overview.span', { from: format.date(first.at), to: format.date(last.at) })] : []), t('common.documents', { count: documents }), t('common.studies', { count: studies })].join(' · ')}
        </span>
        <span className="c-spacer" />
        <ToolButton label={t('overview.asTable')} keys="T" icon={TableIcon} pressed={asTable} onClick={() => setAsTable((was) => !was)} />
      </div>
      {course.length === 0 ? (
        <EmptyState sentence={t('overview.noEvents')} />
      ) : asTable ? (
        <TimelineTable events={course} onOpen={onOpen} />
      ) : (
        <TimelinePicture events={called} onOpen={onOpen} />
      )}
    </section>
  )
}

function TimelinePicture({ events, onOpen }: { events: readonly CaseEvent[]; onOpen: (event: CaseEvent) => void }) {
  const t = useT()
  const format = useFormat()
  const area = useRef<HTMLDivElement>(null)
  const width = useWidth(area)
  const scale = useMemo(() => scaleOf(events, width), [events, width])
  const ticks = useMemo(() => ticksOf(scale), [scale])
  const lanes = useMemo(
    () => LANES.map((lane) => ({ lane, points: placeLane(events.filter((event) => event.lane === lane), scale, width) })),
    [events, scale, width],
  )
  /** Left and right walk by time over all lanes, up and down within the lane order. */
  function walk(event: KeyboardEvent<HTMLDivElement>) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step) return
    const byLane = event.key === 'ArrowUp' || event.key === 'ArrowDown'
    const points = [...event.currentTarget.querySelectorAll<HTMLElement>('button.event')]
    const order = byLane ? points : points.toSorted((a, b) => Number(a.dataset.x) - Number(b.dataset.x))
    const at = order.findIndex((point) => point.contains(document.activeElement))
    order[(at + step + order.length) % order.length]?.focus()
    event.preventDefault()
  }
  return (
    <div className="timeline-picture">
      <div className="timeline-lanes" aria-hidden>
        {lanes.map(({ lane }) => (
          <span key={lane}>{t(`overview.lane.${lane}`)}</span>
        ))}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of events, not form fields */}
      <div ref={area} className="timeline-area" role="group" aria-label={t('overview.events')} onKeyDown={walk}>
        {ticks.map((tick) => (
          <span key={tick.day} className="timeline-tick" style={{ left: scale.x(tick.day) }} aria-hidden>
            {tick.month === null || tick.month === 0 ? tick.year : format.month(tick.month)}
          </span>
        ))}
        {lanes.map(({ lane, points }) => (
          <div key={lane} className="timeline-lane">
            {points.map((point) => (
              <Event key={`${point.event.at}-${point.event.title}`} point={point} lane={lane} onOpen={onOpen} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}

function Event({ point, lane, onOpen }: { point: Placed; lane: Lane; onOpen: (event: CaseEvent) => void }) {
  const t = useT()
  const format = useFormat()
  const { event, hidden } = point
  const Shape = kindIcons[event.labelKey] ?? laneIcons[lane]
  const more = hidden.map((other) => other.title)
  const counted = hidden.length > 0 ? `${event.title} +${hidden.length}` : event.title
  const name = [counted, format.date(event.at), t(`overview.lane.${lane}`), ...more].join(', ')
  return (
    <button
      type="button"
      className="event"
      data-x={point.x}
      data-side={point.label}
      style={point.label === 'left' ? { right: `calc(100% - ${point.x + 11}px)` } : { left: point.x - 11 }}
      aria-label={name}
      title={[`${format.date(event.at)}: ${event.title}`, ...more].join('\n')}
      onClick={() => onOpen(event)}
    >
      <span className="event-point">
        <Shape size={14} aria-hidden />
      </span>
      {point.label !== 'none' && (
        <span className="event-label t-clip" style={{ maxWidth: point.room }}>
          {counted}
        </span>
      )}
    </button>
  )
}

/** Width of an element in px, followed as it changes. */
function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(900)
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.round(entry.contentRect.width)))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}
