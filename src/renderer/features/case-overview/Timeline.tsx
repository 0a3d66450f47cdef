// Course of the illness: a picture in lanes, walked by arrow keys; T shows the same events as a table.
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { CaseEvent } from '#shared/contract/workstation/cases.contract.ts'
import type { CourseEvent } from '#shared/domain/courseEvent.ts'
import type { Proof } from '#shared/domain/report.ts'
import { useCourse } from '../../data/course.ts'
import { useProfile } from '../../data/queries.ts'
import type { Command } from '../../app/commands.ts'
import { useRegister } from '../../app/useRegister.ts'
import { eventWords } from '../../i18n/eventWords.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { Icon } from '../../ui/Icon.ts'
import { CareIcon, DistressIcon, DraftIcon, ImageIcon, LaboratoryIcon, OpinionIcon, PathologyIcon, RequestIcon, TreatmentIcon } from '../../ui/icons.ts'
import { useToasts } from '../../ui/toasts.ts'
import { citeCourse } from './citeCourse.ts'
import { CourseForm } from './CourseForm.tsx'
import { TimelineTools } from './TimelineTools.tsx'
import { TimelineTable } from './TimelineTable.tsx'
import { LANES, type Lane, type Placed, placeLane, scaleOf, ticksOf } from './timelineLayout.ts'

const laneIcons: Record<Lane, Icon> = { care: CareIcon, pathology: PathologyIcon, imaging: ImageIcon, treatment: TreatmentIcon, laboratory: LaboratoryIcon, distress: DistressIcon, own: DraftIcon }
const kindIcons: Record<string, Icon> = {
  'documentKind.request': RequestIcon,
  'documentKind.priorOpinion': OpinionIcon,
  'documentKind.laboratory': LaboratoryIcon,
}

interface TimelineProps {
  caseId: string
  events: readonly CaseEvent[]
  documents: number
  studies: number
  onOpen: (event: CaseEvent) => void
  onOpenProof: (proof: Proof) => void
}

/** Our own steps are told in "lately"; they stand in the picture when somebody asks for them. */
const FIRST_HIDDEN: ReadonlySet<Lane> = new Set(['own'])

export function Timeline({ caseId, events, documents, studies, onOpen, onOpenProof }: TimelineProps) {
  const t = useT()
  const format = useFormat()
  const course = useCourse(caseId)
  const me = useProfile().data?.me
  const [asTable, setAsTable] = useState(false)
  const [hidden, setHidden] = useState(FIRST_HIDDEN)
  const [zoom, setZoom] = useState(1)
  const [editing, setEditing] = useState<CourseEvent | 'new' | null>(null)
  const ownOf = (event: Pick<CaseEvent, 'labelKey'>) => course.events.find(({ id }) => event.labelKey === courseKey(id))
  function cite(event: Pick<CaseEvent, 'labelKey'>) {
    const own = ownOf(event)
    if (own?.proof) citeCourse(caseId, { ...own, proof: own.proof }, { t, format })
    else useToasts.getState().show({ words: t('overview.courseForm.noProof') })
  }
  useTimelineKeys(() => setAsTable((was) => !was), cite)
  const all = useMemo(() => [...events.map((event) => ({ ...event, title: eventWords(event, t) })), ...course.events.map(asEvent)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)), [events, course.events, t])
  const lanes = LANES.filter((lane) => all.some((event) => event.lane === lane))
  const shown = useMemo(() => all.filter(({ lane }) => !hidden.has(lane)), [all, hidden])
  const [first, last] = [shown[0], shown.at(-1)]
  const canChange = me !== undefined && me !== null && course.ready && !course.readOnly
  /** A source opens; what has none is opened to be changed. */
  function open(event: CaseEvent) {
    const own = ownOf(event)
    if (!own) return onOpen(event)
    if (own.proof) onOpenProof(own.proof)
    else if (canChange) setEditing(own)
  }
  function toggle(lane: Lane) {
    const next = new Set(hidden)
    if (!next.delete(lane)) next.add(lane)
    setHidden(next)
  }
  return (
    <section className="c-card timeline" data-viewer="overview" aria-label={t('overview.course')} data-region tabIndex={-1}>
      <div className="timeline-head">
        <h2 className="t-heading">{t('overview.course')}</h2>
        <span className="t-3 t-clip timeline-span">
          {[...(first && last ? [t('overview.span', { from: format.date(first.at.slice(0, 10)), to: format.date(last.at.slice(0, 10)) })] : []), t('common.documents', { count: documents }), t('common.studies', { count: studies })].join(' · ')}
        </span>
        <span className="c-spacer" />
        <TimelineTools lanes={lanes} hidden={hidden} zoom={zoom} asTable={asTable} canAdd={canChange} onLane={toggle} onZoom={setZoom} onTable={() => setAsTable(!asTable)} onAdd={() => setEditing('new')} />
      </div>
      {editing && me && (
        <CourseForm
          key={editing === 'new' ? 'new' : editing.id}
          caseId={caseId}
          me={me}
          event={editing === 'new' ? null : editing}
          onKeep={(event) => {
            course.put(event)
            setEditing(null)
          }}
          onRemove={(event) => {
            course.remove(event.id)
            setEditing(null)
            useToasts.getState().show({ words: t('overview.courseForm.removed'), undo: () => course.put(event) })
          }}
          onClose={() => setEditing(null)}
        />
      )}
      {shown.length === 0 ? (
        <EmptyState sentence={t(all.length === 0 ? 'overview.noEvents' : 'overview.allHidden')} />
      ) : asTable ? (
        <TimelineTable events={shown} onOpen={open} canEdit={(event) => canChange && event.labelKey.startsWith(courseKey(''))} onEdit={(event) => setEditing(ownOf(event) ?? null)} canCite={(event) => Boolean(ownOf(event)?.proof)} onCite={cite} />
      ) : (
        <TimelinePicture events={shown} lanes={lanes.filter((lane) => !hidden.has(lane))} zoom={zoom} onOpen={open} />
      )}
    </section>
  )
}

/** T turns picture into table and back; L makes a proof of the event that has the focus. */
function useTimelineKeys(turn: () => void, cite: (event: Pick<CaseEvent, 'labelKey'>) => void): void {
  const latest = useRef({ turn, cite })
  useEffect(() => {
    latest.current = { turn, cite }
  })
  const commands = useMemo<Command[]>(
    () => [
      { id: 'overview.timelineTable', keys: 't', scope: 'viewer', run: () => latest.current.turn() },
      {
        id: 'overview.useAsProof',
        keys: 'l',
        scope: 'viewer',
        run: () => {
          const labelKey = document.activeElement?.closest<HTMLElement>('[data-event]')?.dataset.event
          if (labelKey) latest.current.cite({ labelKey })
        },
      },
    ],
    [],
  )
  useRegister(commands)
}

const courseKey = (id: string) => `course.${id}`

function asEvent({ id, date, lane, title, authorName }: CourseEvent): CaseEvent {
  return { at: date, lane, labelKey: courseKey(id), title, documentId: null, StudyInstanceUID: null, actorName: authorName }
}

interface TimelinePictureProps {
  events: readonly CaseEvent[]
  lanes: readonly Lane[]
  /** 1: the whole course in the width. */
  zoom: number
  onOpen: (event: CaseEvent) => void
}

function TimelinePicture({ events, lanes: shownLanes, zoom, onOpen }: TimelinePictureProps) {
  const t = useT()
  const format = useFormat()
  const area = useRef<HTMLDivElement>(null)
  const room = useRef<HTMLDivElement>(null)
  const width = useWidth(room) * zoom
  const scale = useMemo(() => scaleOf(events, width), [events, width])
  const ticks = useMemo(() => ticksOf(scale, 14 * zoom), [scale, zoom])
  const lanes = useMemo(
    () => shownLanes.map((lane) => ({ lane, points: placeLane(events.filter((event) => event.lane === lane), scale, width) })),
    [events, shownLanes, scale, width],
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
      <div ref={room} className="timeline-room" data-zoomed={zoom > 1 || undefined}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of events, not form fields */}
      <div ref={area} className="timeline-area" style={{ width }} role="group" aria-label={t('overview.events')} onKeyDown={walk}>
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
  const name = [counted, format.date(event.at.slice(0, 10)), t(`overview.lane.${lane}`), ...more].join(', ')
  return (
    <button
      type="button"
      className="event"
      data-x={point.x}
      data-event={event.labelKey}
      data-side={point.label}
      style={point.label === 'left' ? { right: `calc(100% - ${point.x + 11}px)` } : { left: point.x - 11 }}
      aria-label={name}
      title={[`${format.date(event.at.slice(0, 10))}: ${event.title}`, ...more].join('\n')}
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
