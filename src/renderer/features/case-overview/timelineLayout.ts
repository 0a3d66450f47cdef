// Where the events of a lane and their labels go so that no two overlap. Pure geometry over calendar days.
import { COURSE_LANES } from '#shared/domain/courseEvent.ts'
import type { CaseEvent } from '#shared/contract/workstation/cases.contract.ts'

/** The course of the illness, then our own work on the case. */
export const LANES = [...COURSE_LANES, 'own'] as const
export type Lane = (typeof LANES)[number]

const DAY_MS = 86_400_000
/** Average advance of a 12 px Inter letter; labels are cut by CSS if a long word is wider. */
const LETTER_PX = 6.2
const POINT_PX = 22
const GAP_PX = 8
/** A label with less room than this says nothing. */
const LEAST_LABEL_PX = 84

/** Day number of a calendar date; the time of an instant is left out. */
export function dayOf(at: string): number {
  return Math.floor(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) / DAY_MS)
}

export interface Scale {
  first: number
  last: number
  x(day: number): number
}

/** Days to pixels over the width, with a margin so that no point touches the edge. */
export function scaleOf(events: readonly CaseEvent[], width: number): Scale {
  const days = events.map((event) => dayOf(event.at))
  const first = Math.min(...days)
  const last = Math.max(...days)
  const margin = POINT_PX
  const span = Math.max(1, last - first)
  return { first, last, x: (day) => margin + ((day - first) / span) * Math.max(0, width - 2 * margin) }
}

export interface Placed {
  event: CaseEvent
  /** Centre of the point, px. */
  x: number
  /** Further events within the same point, shown as "+n". */
  hidden: CaseEvent[]
  label: 'right' | 'left' | 'none'
  /** Room for the label, px. */
  room: number
}

/**
 * Places one lane. Points closer than a point's width become one with a count; a label stands right of its point, or left near the edge,
 * and is left out rather than laid over a neighbour.
 */
export function placeLane(events: readonly CaseEvent[], scale: Scale, width: number): Placed[] {
  const placed: Placed[] = []
  for (const event of [...events].sort((a, b) => dayOf(a.at) - dayOf(b.at))) {
    const x = scale.x(dayOf(event.at))
    const before = placed.at(-1)
    if (before && x - before.x < POINT_PX + 2) before.hidden.push(event)
    else placed.push({ event, x, hidden: [], label: 'none', room: 0 })
  }
  let taken = 0
  placed.forEach((point, i) => {
    const wanted = labelWidth(point)
    const next = placed[i + 1]
    const rightEnd = (next ? next.x - POINT_PX / 2 : width) - GAP_PX
    const right = rightEnd - (point.x + POINT_PX / 2 + GAP_PX)
    const left = point.x - POINT_PX / 2 - GAP_PX - taken
    if (right >= wanted || (right >= LEAST_LABEL_PX && left < wanted)) {
      point.label = 'right'
      point.room = right
      taken = point.x + POINT_PX / 2 + GAP_PX + Math.min(wanted, right) + GAP_PX
    } else if (left >= Math.min(wanted, LEAST_LABEL_PX)) {
      point.label = 'left'
      point.room = left
      taken = point.x + POINT_PX / 2 + GAP_PX
    } else {
      taken = point.x + POINT_PX / 2 + GAP_PX
    }
  })
  return placed
}

function labelWidth(point: Placed): number {
  return point.event.title.length * LETTER_PX + (point.hidden.length > 0 ? 24 : 0)
}

export interface Tick {
  day: number
  year: number
  /** 0 to 11; null for a tick that stands for a whole year. */
  month: number | null
}

/** Beginnings of months, or of quarters or years when there would be more than `most`. */
export function ticksOf(scale: Scale, most = 14): Tick[] {
  const start = new Date(scale.first * DAY_MS)
  for (const step of [1, 3, 12]) {
    const ticks: Tick[] = []
    const month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + (start.getUTCDate() > 1 ? 1 : 0)) / step) * step
    for (let m = month; ; m += step) {
      const day = Date.UTC(Math.floor(m / 12), m % 12, 1) / DAY_MS
      if (day > scale.last) break
      ticks.push({ day, year: Math.floor(m / 12), month: step === 12 ? null : m % 12 })
    }
    if (ticks.length <= most || step === 12) return ticks
  }
  return []
}
