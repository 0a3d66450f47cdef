// Lines over dates and bars of change, drawn to scale with marker shapes and a label at each line's end; a table beside says the same in words.
import { barScene, CHART, type ChartLimit, type ChartLine, type ChartPoint, lineScene, markerOf, pathOf, SERIES } from '#shared/domain/chartScene.ts'
import './charts.css'

interface LineChartProps {
  name: string
  days: readonly string[]
  /** The same as they are written. */
  dates: readonly string[]
  lines: readonly ChartLine[]
  /** Horizontal limits with their words. */
  limits: readonly ChartLimit[]
  spell(value: number): string
}

const { width: WIDTH, height: HEIGHT, left: LEFT } = CHART
const RIGHT = WIDTH - CHART.right

export function LineChart({ name, days, dates, lines, limits, spell }: LineChartProps) {
  const scene = lineScene(days, lines, limits)
  return (
    <svg className="ch-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
      {scene.grid.map(({ value, y }) => (
        <g key={value}>
          <path className="ch-grid" d={`M${LEFT} ${y}H${RIGHT}`} />
          <text className="ch-axis" x={LEFT - 8} y={y + 4} textAnchor="end">{spell(value)}</text>
        </g>
      ))}
      {scene.limits.map(({ label, y, labelX, labelY, labelAnchor }) => (
        <g key={label}>
          <path className="ch-limit" d={`M${LEFT} ${y}H${RIGHT}`} />
          <text className="ch-axis" x={labelX} y={labelY} textAnchor={labelAnchor}>{label}</text>
        </g>
      ))}
      {scene.dates.map(({ x, n }) => (
        <text key={`${days[n]} ${n}`} className="ch-axis" x={x} y={HEIGHT - 6} textAnchor={n === 0 ? 'start' : 'middle'}>
          {dates[n]}
        </text>
      ))}
      {scene.lines.map(({ label, points, labelY }, n) => (
        <g key={label} data-series={(n % SERIES) + 1} className="ch-series">
          <path d={pathOf(points)} />
          {points.map((point, i) => {
            // Two values of one day stand at one place.
            const place = `${days[i]} ${i}`
            return point === null ? null : <Marker key={place} series={n} at={point} />
          })}
          <text x={RIGHT + 10} y={labelY}>{label}</text>
        </g>
      ))}
    </svg>
  )
}

/** One bar per lesion, its change in per cent, sorted from growth to shrinkage. */
export function Waterfall({ name, bars, spell }: { name: string; bars: readonly { label: string; value: number }[]; spell(value: number): string }) {
  const scene = barScene(bars)
  return (
    <svg className="ch-chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
      <path className="ch-zero" d={`M${LEFT} ${scene.zero}H${RIGHT}`} />
      <text className="ch-axis" x={LEFT - 8} y={scene.zero + 4} textAnchor="end">{spell(0)}</text>
      {scene.limits.map(({ value, y }) => (
        <g key={value}>
          <path className="ch-limit" d={`M${LEFT} ${y}H${RIGHT}`} />
          <text className="ch-axis" x={LEFT - 8} y={y + 4} textAnchor="end">{spell(value)}</text>
        </g>
      ))}
      {scene.bars.map(({ label, value, x, y, width, height, valueY }) => (
        <g key={label}>
          <rect className="ch-bar" x={x} y={y} width={width} height={height} />
          <text className="ch-axis ch-barvalue" x={x + width / 2} y={valueY} textAnchor="middle">{spell(value)}</text>
          <text className="ch-axis" x={x + width / 2} y={HEIGHT - 6} textAnchor="middle">{label}</text>
        </g>
      ))}
    </svg>
  )
}

function Marker({ series, at }: { series: number; at: ChartPoint }) {
  const { path, kind } = markerOf(series, at)
  return <path className={`ch-${kind}`} d={path} />
}
