// A chart inside the report's text, drawn from the numbers that stand in the report. Knows no reading and no document.
import { drawnFrom, type ReportChart, spellAxis, spellChart } from '#shared/domain/reportChart.ts'
import { lastChanges } from '#shared/domain/responseCharts.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { LineChart, Waterfall } from '../../ui/Charts.tsx'

export function ReportedChart({ chart, language }: { chart: ReportChart; language: Language }) {
  const { lines, limits } = drawnFrom(chart)
  return (
    <div className="r-lesions-chart" lang={language}>
      <p className="t-small">{chart.title}</p>
      {chart.kind === 'waterfall' ? (
        <Waterfall name={chart.inWords} bars={lastChanges(lines)} spell={(value) => spellChart(String(Math.round(value)), chart, language)} />
      ) : (
        <LineChart name={chart.inWords} days={chart.days} dates={chart.dates} lines={lines} limits={limits} spell={(value) => spellAxis(value, chart, language)} />
      )}
    </div>
  )
}
