// The line of one quantity (uPlot). The table below says the same; nothing is read from the picture alone.
import { drawnValue, type Quantity, shownNumber } from '#shared/domain/labTrend.ts'
import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { daysShown } from './trend.ts'

const HEIGHT = 220

export function TrendChart({ quantity, name }: { quantity: Quantity; name: string }) {
  const t = useT()
  const format = useFormat()
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = host.current
    const points = quantity.values.flatMap((value) => {
      const y = drawnValue(value, quantity.unit)
      return y === null ? [] : [[Date.parse(`${value.takenOn}T12:00:00Z`) / 1000, y] as const]
    })
    if (!element || points.length === 0) return
    const styles = getComputedStyle(element)
    const tone = (token: string) => styles.getPropertyValue(token).trim()
    const axis = { stroke: tone('--text-2'), grid: { stroke: tone('--line'), width: 1 }, ticks: { stroke: tone('--line'), width: 1 }, font: `12px ${styles.fontFamily}` }
    const ys = points.map(([, y]) => y)
    const room = (Math.max(...ys) - Math.min(...ys)) * 0.25 || Math.max(...ys) * 0.1 || 1
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        // Days of samples have no zone: ticks stand at midnight of the same calendar that names them.
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
        scales: { x: { time: true, range: () => daysShown(points.map(([x]) => x)) }, y: { range: () => [Math.max(0, Math.min(...ys) - room), Math.max(...ys) + room] } },
        axes: [{ ...axis, values: (_plot, splits) => splits.map((split) => format.date(new Date(split * 1000).toISOString().slice(0, 10))), space: 110 }, { ...axis, size: 56, values: (_plot, splits) => splits.map((split) => format.decimal(shownNumber(split))) }],
        series: [{}, { stroke: tone('--accent'), width: 2, points: { show: true, size: 8, fill: tone('--accent'), stroke: tone('--accent') } }],
      },
      [points.map(([x]) => x), ys],
      element,
    )
    const watcher = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }))
    watcher.observe(element)
    return () => {
      watcher.disconnect()
      chart.destroy()
    }
  }, [quantity, format])
  return <div ref={host} className="v-chart" role="img" aria-label={t('values.chart', { name, count: quantity.values.length })} />
}
