// Lines over dates, drawn to scale with marker shapes and a label at each line's end; the table beside says the same in words.
import { useFormat } from '../../i18n/format.ts'

export interface ChartLine {
  label: string
  /** One value per date; null = nothing there, the line stops. */
  values: readonly (number | null)[]
}

interface LineChartProps {
  name: string
  dates: readonly string[]
  lines: readonly ChartLine[]
  /** Horizontal limits with their words. */
  limits: readonly { at: number; label: string }[]
  spell(value: number): string
}

const WIDTH = 560
const HEIGHT = 220
const BOX = { left: 56, right: 96, top: 14, bottom: 26 }
const SERIES = 6

export function LineChart({ name, dates, lines, limits, spell }: LineChartProps) {
  const format = useFormat()
  const all = [...lines.flatMap((line) => line.values.filter((value) => value !== null)), ...limits.map(({ at }) => at)]
  const low = Math.min(0, ...all)
  const high = Math.max(low + 1, ...all) * 1.04
  const days = dates.map((date) => Date.parse(`${date}T00:00:00Z`))
  const [first = 0, last = 0] = [days[0], days.at(-1)]
  const x = (n: number) => BOX.left + (last === first ? 0 : (((days[n] ?? first) - first) / (last - first)) * (WIDTH - BOX.left - BOX.right))
  const y = (value: number) => BOX.top + ((high - value) / (high - low)) * (HEIGHT - BOX.top - BOX.bottom)
  const ends = spread(lines.map(({ values }) => y(values.findLast((value) => value !== null) ?? low)))
  return (
    <svg className="rs-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
      {ticks(low, high).map((value) => (
        <g key={value}>
          <path className="rs-grid" d={`M${BOX.left} ${y(value)}H${WIDTH - BOX.right}`} />
          <text className="rs-axis" x={BOX.left - 8} y={y(value) + 4} textAnchor="end">{spell(value)}</text>
        </g>
      ))}
      {limits.map(({ at, label }) => (
        <g key={label}>
          <path className="rs-limitline" d={`M${BOX.left} ${y(at)}H${WIDTH - BOX.right}`} />
          <text className="rs-axis" x={BOX.left + 6} y={y(at) - 4}>{label}</text>
        </g>
      ))}
      {dates.map((date, n) => (
        <text key={date} className="rs-axis" x={x(n)} y={HEIGHT - 6} textAnchor={n === 0 ? 'start' : 'middle'}>
          {format.date(date)}
        </text>
      ))}
      {lines.map(({ label, values }, n) => (
        <g key={label} data-series={(n % SERIES) + 1} className="rs-series">
          <path d={pathOf(values.map((value, i) => (value === null ? null : [x(i), y(value)])))} />
          {values.map((value, i) => (value === null ? null : <Marker key={dates[i]} shape={n} x={x(i)} y={y(value)} />))}
          <text x={WIDTH - BOX.right + 10} y={(ends[n] ?? 0) + 4}>{label}</text>
        </g>
      ))}
    </svg>
  )
}

/** One bar per lesion, its change in per cent, sorted from growth to shrinkage. */
export function Waterfall({ name, bars, spell }: { name: string; bars: readonly { label: string; value: number }[]; spell(value: number): string }) {
  const sorted = [...bars].sort((a, b) => b.value - a.value)
  const limits = [20, -30]
  const high = Math.max(30, ...sorted.map(({ value }) => value))
  const low = Math.min(-40, ...sorted.map(({ value }) => value))
  const y = (value: number) => BOX.top + ((high - value) / (high - low)) * (HEIGHT - BOX.top - BOX.bottom)
  const slot = (WIDTH - BOX.left - BOX.right) / Math.max(1, sorted.length)
  const width = Math.min(64, slot * 0.6)
  return (
    <svg className="rs-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
      <path className="rs-zero" d={`M${BOX.left} ${y(0)}H${WIDTH - BOX.right}`} />
      <text className="rs-axis" x={BOX.left - 8} y={y(0) + 4} textAnchor="end">{spell(0)}</text>
      {limits.map((value) => (
        <g key={value}>
          <path className="rs-limitline" d={`M${BOX.left} ${y(value)}H${WIDTH - BOX.right}`} />
          <text className="rs-axis" x={BOX.left - 8} y={y(value) + 4} textAnchor="end">{spell(value)}</text>
        </g>
      ))}
      {sorted.map(({ label, value }, n) => {
        const x = BOX.left + slot * n + (slot - width) / 2
        return (
          <g key={label}>
            <rect className="rs-bar" x={x} y={Math.min(y(0), y(value))} width={width} height={Math.max(1, Math.abs(y(value) - y(0)))} />
            <text className="rs-axis rs-barvalue" x={x + width / 2} y={value >= 0 ? y(value) - 4 : y(value) + 13} textAnchor="middle">{spell(value)}</text>
            <text className="rs-axis" x={x + width / 2} y={HEIGHT - 6} textAnchor="middle">{label}</text>
          </g>
        )
      })}
    </svg>
  )
}

function pathOf(points: readonly (readonly [number, number] | null)[]): string {
  return points.map((point, n) => (point ? `${points[n - 1] ? 'L' : 'M'}${point[0]} ${point[1]}` : '')).join('')
}

/** Circle, square, triangle, diamond, cross, ring: told apart without colour. */
function Marker({ shape, x, y }: { shape: number; x: number; y: number }) {
  switch (shape % SERIES) {
    case 0:
      return <circle cx={x} cy={y} r={4} />
    case 1:
      return <rect x={x - 3.6} y={y - 3.6} width={7.2} height={7.2} />
    case 2:
      return <path className="rs-solid" d={`M${x} ${y - 5}l5 8.6h-10z`} />
    case 3:
      return <path className="rs-solid" d={`M${x} ${y - 5.4}l5.4 5.4l-5.4 5.4l-5.4 -5.4z`} />
    case 4:
      return <path d={`M${x - 4} ${y - 4}l8 8m0 -8l-8 8`} />
    default:
      return <circle className="rs-ring" cx={x} cy={y} r={4} />
  }
}

function ticks(low: number, high: number): number[] {
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500].find((size) => (high - low) / size <= 5) ?? 1000
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
