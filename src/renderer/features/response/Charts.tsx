// Sum of diameters, each lesion's way and each lesion's change: three charts, each with its table.
import { SegmentedControl } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { lastChanges, sumsOf, targetChanges } from '#shared/domain/responseCharts.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { LineChart, Waterfall } from '../../ui/Charts.tsx'
import type { Response } from '../../data/response.ts'
import { percentWords } from './percentWords.ts'

const KINDS = ['sum', 'spider', 'waterfall', 'suv'] as const
type Kind = (typeof KINDS)[number]

export function Charts({ response }: { response: Response }) {
  const t = useT()
  const [kind, setKind] = useState<Kind>('sum')
  const kinds = KINDS.filter((one) => (one === 'suv' ? response.uptake.lines.length > 0 : response.table.dates.length > 1))
  const shown = kinds.includes(kind) ? kind : kinds[0]
  if (!shown) return null
  const Shown = { sum: SumChart, spider: SpiderChart, waterfall: WaterfallChart, suv: UptakeChart }[shown]
  return (
    <section className="rs-charts" aria-label={t('response.charts')}>
      <SegmentedControl
        aria-label={t('response.charts')}
        value={shown}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'sum')}
        data={kinds.map((value) => ({ value, label: t(`response.chart.${value}`) }))}
      />
      <Shown response={response} />
    </section>
  )
}

function SumChart({ response: { table, result } }: { response: Response }) {
  const t = useT()
  const format = useFormat()
  const { sums, limits } = sumsOf(table, result, { partial: t('response.limitPartial'), progression: t('response.limitProgression') })
  const spell = (value: number) => format.quantity(value, 'mm')
  return (
    <Beside
      chart={<LineChart name={t('response.chart.sum')} days={table.dates} dates={table.dates.map((date) => format.date(date))} lines={[{ label: t('response.sum'), values: sums }]} limits={limits} spell={spell} />}
      head={[t('response.date'), t('response.sum')]}
      rows={table.dates.map((date, n) => [format.date(date), sums[n] === null || sums[n] === undefined ? t('response.notStated') : format.quantity(sums[n], 'mm', 1)])}
    />
  )
}

function SpiderChart({ response: { table } }: { response: Response }) {
  const t = useT()
  const format = useFormat()
  const lines = targetChanges(table)
  const spell = (value: number) => percentWords(value, format).replace(/[.,]0/, '')
  const limits = [
    { at: 20, label: `+${format.percent(20)}` },
    { at: -30, label: format.percent(-30) },
  ]
  return (
    <Beside
      chart={<LineChart name={t('response.chart.spider')} days={table.dates} dates={table.dates.map((date) => format.date(date))} lines={lines} limits={limits} spell={spell} />}
      head={[t('response.lesion'), ...table.dates.map((date) => format.date(date))]}
      rows={lines.map(({ label, values }) => [label, ...values.map((value) => (value === null ? t('response.notStated') : percentWords(value, format) || format.percent(0)))])}
    />
  )
}

function WaterfallChart({ response: { table } }: { response: Response }) {
  const t = useT()
  const format = useFormat()
  const bars = lastChanges(targetChanges(table))
  return (
    <Beside
      chart={<Waterfall name={t('response.chart.waterfall')} bars={bars} spell={(value) => percentWords(Math.round(value), format).replace(/[.,]0/, '') || format.percent(0)} />}
      head={[t('response.lesion'), t('response.vsBaseline')]}
      rows={bars.map(({ label, value }) => [label, percentWords(value, format) || format.percent(0)])}
    />
  )
}

/** SUVmax of each lesion whose region was drawn on PET. */
export function UptakeChart({ response: { uptake } }: { response: Response }) {
  const t = useT()
  const format = useFormat()
  const spell = (value: number) => format.number(value, 1)
  return (
    <Beside
      chart={<LineChart name={t('response.chart.suv')} days={uptake.dates} dates={uptake.dates.map((date) => format.date(date))} lines={uptake.lines} limits={[]} spell={spell} />}
      head={[t('response.lesion'), ...uptake.dates.map((date) => format.date(date))]}
      rows={uptake.lines.map(({ label, values }) => [label, ...values.map((value) => (value === null ? t('response.notStated') : format.number(value, 2)))])}
      note={t('response.uptakeNote')}
    />
  )
}

function Beside({ chart, head, rows, note }: { chart: ReactNode; head: readonly string[]; rows: readonly (readonly string[])[]; note?: string }) {
  return (
    <div className="rs-beside" data-many={head.length > 5}>
      <div>
        {chart}
        {note && <p className="t-micro t-3">{note}</p>}
      </div>
      <table className="rs-twin">
        <thead>
          <tr>
            {head.map((word, n) => (
              <th key={word} scope="col" className={n > 0 ? 'rs-number' : undefined}>{word}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = '', ...rest]) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {rest.map((word, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                <td key={n} className="rs-number">{word}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
