// A chart of the text as SVG for pages that are handed on: attributes only, no style and no script, so that the strictest page policy shows it.
import { barScene, CHART, type ChartPoint, lineScene, markerOf, pathOf } from '#shared/domain/chartScene.ts'
import { drawnFrom, type ReportChart, spellAxis, spellChart } from '#shared/domain/reportChart.ts'
import { lastChanges } from '#shared/domain/responseCharts.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import { esc } from './htmlPage.ts'

const RIGHT = CHART.width - CHART.right
const GREY = '#4A5560'
const BLUE = '#0B6AA3'

export function chartFigure(chart: ReportChart, language: Language): string {
  const drawn = chart.kind === 'waterfall' ? bars(chart, language) : lines(chart, language)
  return `<figure><figcaption><strong>${esc(chart.title)}</strong></figcaption><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${CHART.width} ${CHART.height}" width="${CHART.width}" role="img" aria-label="${esc(chart.inWords)}" font-family="sans-serif" font-size="11"><rect width="${CHART.width}" height="${CHART.height}" fill="#FFFFFF"/>${drawn}</svg></figure>`
}

const words = (text: string, x: number, y: number, anchor: 'start' | 'middle' | 'end', fill = GREY) => `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${fill}">${esc(text)}</text>`
const rule = (y: number, dashed: boolean) => `<path d="M${CHART.left} ${y}H${RIGHT}" fill="none" stroke="${dashed ? GREY : '#DDE2E6'}"${dashed ? ' stroke-dasharray="4 3"' : ''}/>`

function dot(series: number, point: ChartPoint, color: string): string {
  const { path, kind } = markerOf(series, point)
  return `<path class="mark" d="${path}" fill="${kind === 'solid' ? color : kind === 'ring' ? '#FFFFFF' : 'none'}"${kind === 'solid' ? '' : ` stroke="${color}" stroke-width="1.8"`}/>`
}

function lines(chart: ReportChart, language: Language): string {
  const { lines: drawn, limits } = drawnFrom(chart)
  const scene = lineScene(chart.days, drawn, limits)
  return [
    ...scene.grid.map(({ value, y }) => rule(y, false) + words(spellAxis(value, chart, language), CHART.left - 8, y + 4, 'end')),
    ...scene.limits.map(({ label, y, labelX, labelY, labelAnchor }) => rule(y, true) + words(label, labelX, labelY, labelAnchor)),
    ...scene.dates.map(({ x, n }) => words(chart.dates[n] ?? '', x, CHART.height - 6, n === 0 ? 'start' : 'middle')),
    ...scene.lines.map(({ label, points, labelY }, n) => {
      const color = n % 2 === 0 ? BLUE : '#15191E'
      const dots = points.map((point) => (point ? dot(n, point, color) : '')).join('')
      return `<path d="${pathOf(points)}" fill="none" stroke="${color}" stroke-width="1.8"/>${dots}${words(label, RIGHT + 10, labelY, 'start', '#15191E')}`
    }),
  ].join('')
}

function bars(chart: ReportChart, language: Language): string {
  const scene = barScene(lastChanges(drawnFrom(chart).lines))
  return [
    rule(scene.zero, false) + words(spellAxis(0, chart, language), CHART.left - 8, scene.zero + 4, 'end'),
    ...scene.limits.map(({ value, y }) => rule(y, true) + words(spellAxis(value, chart, language), CHART.left - 8, y + 4, 'end')),
    ...scene.bars.map(
      ({ label, value, x, y, width, height, valueY }) =>
        `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${BLUE}"/>${words(spellChart(value.toFixed(1), chart, language), x + width / 2, valueY, 'middle', '#15191E')}${words(label, x + width / 2, CHART.height - 6, 'middle')}`,
    ),
  ].join('')
}
