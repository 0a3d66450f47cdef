// Where the parts of a chart stand on its sheet: one geometry for screen, print and handed-on pages. Units of the sheet, y downwards. Pure; knows no colour.

export interface ChartLine {
  label: string
  /** One value per date; null = nothing there, the line stops. */
  values: readonly (number | null)[]
}

export interface ChartLimit {
  at: number
  label: string
}

export type ChartPoint = readonly [x: number, y: number]

export const CHART = { width: 560, height: 220, left: 56, right: 96, top: 14, bottom: 26 }
const RIGHT = CHART.width - CHART.right
/** Height of a value under its bar. */
const VALUE_ROOM = 14
/** Colours and marker shapes before they repeat. */
export const SERIES = 6

/** @param days YYYY-MM-DD, oldest first; they stand in proportion to time */
export function lineScene(days: readonly string[], lines: readonly ChartLine[], limits: readonly ChartLimit[]) {
  const all = [...lines.flatMap((line) => line.values.filter((value) => value !== null)), ...limits.map(({ at }) => at)]
  const low = Math.min(0, ...all)
  const highest = Math.max(low, ...all)
  // A trend of small values fills its sheet; one of nothing but zeros has a height, too.
  const high = (highest > low ? highest : low + 1) * 1.04
  const times = days.map((day) => Date.parse(`${day}T00:00:00Z`))
  const [first = 0, last = 0] = [times[0], times.at(-1)]
  const x = (n: number) => CHART.left + (last === first ? 0 : (((times[n] ?? first) - first) / (last - first)) * (RIGHT - CHART.left))
  const y = (value: number) => CHART.top + ((high - value) / (high - low)) * (CHART.height - CHART.top - CHART.bottom)
  const drawn = lines.map(({ values }) => values.map((value, i): ChartPoint | null => (value === null ? null : [x(i), y(value)])))
  const heights = limits.map(({ at }) => y(at))
  const ends = spread(lines.map(({ values }) => y(values.findLast((value) => value !== null) ?? low)))
  return {
    grid: ticks(low, high).map((value) => ({ value, y: y(value) })),
    limits: limits.map(({ label }, n) => ({ label, y: heights[n] ?? 0, ...freePlace(label, n, heights, drawn) })),
    dates: withRoom(days.map((_, n) => ({ x: x(n), n }))),
    lines: lines.map(({ label }, n) => ({ label: endLabel(label), points: drawn[n] ?? [], labelY: (ends[n] ?? 0) + 4 })),
  }
}

/** What fits beside the end of a line; the chart's title or its table has it whole. */
function endLabel(label: string): string {
  const most = Math.floor((CHART.right - 10) / LETTER.width)
  return label.length <= most ? label : `${label.slice(0, most - 1).trimEnd()}…`
}

const LETTER = { width: 5.8, above: 9, below: 3 }

/** Where the words of a limit touch neither a line nor another limit: over or under it, at its beginning or its end. */
function freePlace(label: string, limit: number, heights: readonly number[], drawn: readonly (readonly (ChartPoint | null)[])[]): { labelX: number; labelY: number; labelAnchor: 'start' | 'end' } {
  const wide = label.length * LETTER.width
  const at = heights[limit] ?? 0
  const places = ([-4, 12] as const).flatMap((drop) =>
    ([['start', CHART.left + 6], ['end', RIGHT - 6]] as const).map(([labelAnchor, labelX]) => {
      const labelY = at + drop
      const [from, to] = labelAnchor === 'start' ? [labelX, labelX + wide] : [labelX - wide, labelX]
      const box = { from, to, top: labelY - LETTER.above, bottom: labelY + LETTER.below }
      const free = Math.min(...drawn.map((points) => distance(points, box)), ...heights.filter((_, n) => n !== limit).map((y) => gap(y, y, box)), box.bottom > CHART.height - CHART.bottom || box.top < 0 ? 0 : Infinity)
      return { labelX, labelY, labelAnchor, free }
    }),
  )
  const best = places.find(({ free }) => free >= 3) ?? places.reduce((a, b) => (b.free > a.free ? b : a))
  return { labelX: best.labelX, labelY: best.labelY, labelAnchor: best.labelAnchor }
}

interface LabelBox {
  from: number
  to: number
  top: number
  bottom: number
}

/** Least distance, upwards or downwards, of a line from a box; markers reach 4 units around their points. */
function distance(points: readonly (ChartPoint | null)[], box: LabelBox): number {
  let least = Infinity
  points.forEach((point, n) => {
    const before = points[n - 1]
    if (!point) return
    if (point[0] >= box.from - 4 && point[0] <= box.to + 4) least = Math.min(least, gap(point[1] - 4, point[1] + 4, box))
    if (!before || point[0] < box.from || before[0] > box.to) return
    const rise = (point[1] - before[1]) / (point[0] - before[0] || 1)
    const [a, b] = [Math.max(before[0], box.from), Math.min(point[0], box.to)].map((x) => before[1] + (x - before[0]) * rise) as [number, number]
    least = Math.min(least, gap(Math.min(a, b), Math.max(a, b), box))
  })
  return least
}

const gap = (high: number, low: number, { top, bottom }: LabelBox) => Math.max(0, top - low, high - bottom)

/** One bar per lesion, its change in per cent, sorted from growth to shrinkage; limits at +20 and -30. */
export function barScene(bars: readonly { label: string; value: number }[]) {
  const sorted = [...bars].sort((a, b) => b.value - a.value)
  const high = Math.max(30, ...sorted.map(({ value }) => value))
  const low = Math.min(-40, ...sorted.map(({ value }) => value))
  // The value of a bar that goes down stands below it, above the names.
  const below = sorted.some(({ value }) => value < 0) ? VALUE_ROOM : 0
  const y = (value: number) => CHART.top + ((high - value) / (high - low)) * (CHART.height - CHART.top - CHART.bottom - below)
  const slot = (RIGHT - CHART.left) / Math.max(1, sorted.length)
  const width = Math.min(64, slot * 0.6)
  return {
    zero: y(0),
    limits: [20, -30].map((value) => ({ value, y: y(value) })),
    bars: sorted.map(({ label, value }, n) => ({
      label, value, width, x: CHART.left + slot * n + (slot - width) / 2,
      y: Math.min(y(0), y(value)), height: Math.max(1, Math.abs(y(value) - y(0))), valueY: value >= 0 ? y(value) - 4 : y(value) + 13,
    })),
  }
}

/** Circle, square, triangle, diamond, cross, ring: told apart without colour. SVG path around a point, and whether it is filled. */
export function markerOf(series: number, [x, y]: ChartPoint): { path: string; kind: 'solid' | 'line' | 'ring' } {
  const round = `M${x - 4} ${y}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z`
  switch (series % SERIES) {
    case 0:
      return { path: round, kind: 'solid' }
    case 1:
      return { path: `M${x - 3.6} ${y - 3.6}h7.2v7.2h-7.2z`, kind: 'solid' }
    case 2:
      return { path: `M${x} ${y - 5}l5 8.6h-10z`, kind: 'solid' }
    case 3:
      return { path: `M${x} ${y - 5.4}l5.4 5.4l-5.4 5.4l-5.4 -5.4z`, kind: 'solid' }
    case 4:
      return { path: `M${x - 4} ${y - 4}l8 8m0 -8l-8 8`, kind: 'line' }
    default:
      return { path: round, kind: 'ring' }
  }
}

/** SVG path of a line with gaps. */
export function pathOf(points: readonly (ChartPoint | null)[]): string {
  return points.map((point, n) => (point ? `${points[n - 1] ? 'L' : 'M'}${point[0]} ${point[1]}` : '')).join('')
}

/** A written date is some 70 units wide; the first begins at its point, the others lie around theirs. */
const DATE = 70

/** The dates whose words do not touch: the first and the last always, of the others those with room. */
function withRoom(dates: readonly { x: number; n: number }[]): { x: number; n: number }[] {
  const [first, ...others] = dates
  const last = others.at(-1)
  if (!first || !last) return [...dates]
  const kept = [first]
  const end = (at: (typeof dates)[number]) => (at === first ? at.x + DATE : at.x + DATE / 2) + 4
  for (const one of others.slice(0, -1)) {
    const before = kept.at(-1) ?? first
    if (one.x - DATE / 2 >= end(before) && one.x + DATE / 2 + 4 <= last.x - DATE / 2) kept.push(one)
  }
  return [...kept, last]
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, ...[1e3, 1e4, 1e5, 1e6, 1e7].flatMap((tens) => [tens, 2 * tens, 5 * tens])]

function ticks(low: number, high: number): number[] {
  const step = STEPS.find((size) => (high - low) / size <= 5) ?? high - low
  const found: number[] = []
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) found.push(value)
  return found
}

/** Labels at the lines' ends keep 14 units apart and their order. */
function spread(wanted: readonly number[]): number[] {
  const order = wanted.map((at, n) => ({ at, n })).sort((a, b) => a.at - b.at)
  const placed: number[] = []
  let last = Number.NEGATIVE_INFINITY
  for (const { at, n } of order) {
    last = Math.max(at, last + 14)
    placed[n] = last
  }
  return placed
}
