// Distress along the treatment: each instrument as share of its maximum over the days, treatment events below, the same in a table.
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { questionnaireMaximum } from '#shared/domain/instruments.ts'
import { LICENSED_SCORES } from '#shared/domain/licensedScores.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { DayInput } from '../../ui/DayInput.tsx'
import { today } from './today.ts'
import type { LaneDesk } from './useLane.ts'

const WIDTH = 680
const HEIGHT = 120
const PAD = 28

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000

export function DistressChart({ desk }: { desk: LaneDesk }) {
  const t = useT()
  const format = useFormat()
  const [date, setDate] = useState(today())
  const [label, setLabel] = useState('')
  const scored = desk.lane.instruments.flatMap((one) => {
    const max = LICENSED_SCORES[one.instrument]?.max ?? questionnaireMaximum(one.instrument)
    return one.result.total === undefined || max === null ? [] : [{ ...one, total: one.result.total, max }]
  })
  const { events } = desk.lane
  const days = [...scored.map(({ takenOn }) => dayOf(takenOn)), ...events.map((event) => dayOf(event.date))]
  const [first, last] = [Math.min(...days), Math.max(...days)]
  const x = (day: number) => (first === last ? WIDTH / 2 : PAD + ((day - first) / (last - first)) * (WIDTH - 2 * PAD))
  const y = (share: number) => HEIGHT - 12 - share * (HEIGHT - 30)
  const names = [...new Set(scored.map(({ instrument }) => instrument))]
  return (
    <section className="p-chart" aria-label={t('psychology.chart.title')}>
      <h3 className="t-heading">{t('psychology.chart.title')}</h3>
      {days.length === 0 ? (
        <p className="t-small t-2">{t('psychology.chart.empty')}</p>
      ) : (
        <>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT + 34}`} role="img" aria-label={t('psychology.chart.asTable')}>
            <line x1={PAD} x2={WIDTH - PAD} y1={y(0)} y2={y(0)} className="p-axis" />
            {names.map((name, series) => {
              const points = scored.filter(({ instrument }) => instrument === name).toSorted((a, b) => (a.takenOn < b.takenOn ? -1 : 1))
              return (
                <g key={name} className="p-series" data-series={(series % 6) + 1}>
                  <polyline points={points.map((one) => `${x(dayOf(one.takenOn))},${y(one.total / one.max)}`).join(' ')} />
                  {points.map((one) => (
                    <g key={one.id}>
                      <circle cx={x(dayOf(one.takenOn))} cy={y(one.total / one.max)} r={3.5} />
                      <text x={x(dayOf(one.takenOn))} y={y(one.total / one.max) - 8} textAnchor="middle">{`${name} ${one.total}`}</text>
                    </g>
                  ))}
                </g>
              )
            })}
            {events.map((event, i) => (
              <g key={event.id} className="p-event">
                <line x1={x(dayOf(event.date))} x2={x(dayOf(event.date))} y1={8} y2={HEIGHT} />
                <text x={x(dayOf(event.date))} y={HEIGHT + 12 + (i % 2) * 14} textAnchor="middle">{event.label}</text>
              </g>
            ))}
          </svg>
          <table className="p-table">
            <caption className="t-small t-3">{t('psychology.chart.asTable')}</caption>
            <tbody>
              {[...scored.map((one) => ({ id: one.id, date: one.takenOn, words: `${one.instrument} ${one.total} / ${one.max}${one.result.band ? `, ${t(`psychology.band.${one.result.band}`)}` : ''}` })), ...events.map((event) => ({ id: event.id, date: event.date, words: event.label }))]
                .toSorted((a, b) => (a.date < b.date ? -1 : 1))
                .map((row) => (
                  <tr key={row.id}>
                    <th scope="row">{format.date(row.date)}</th>
                    <td>{row.words}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </>
      )}
      <form
        className="p-score-row"
        onSubmit={(event) => {
          event.preventDefault()
          void desk.change(() => client.psychology.addEvent({ caseId: as(desk.caseId), date, label: label.trim() })).then((kept) => kept && setLabel(''))
        }}
      >
        <DayInput label={t('psychology.chart.eventDate')} value={date} onChange={setDate} />
        <TextInput label={t('psychology.chart.event')} value={label} onChange={(event) => setLabel(event.currentTarget.value)} maxLength={120} />
        <Button type="submit" size="sm" disabled={label.trim().length < 2 || date === ''}>
          {t('psychology.chart.add')}
        </Button>
      </form>
    </section>
  )
}
