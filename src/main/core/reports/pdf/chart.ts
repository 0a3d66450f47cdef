// Draws a chart of the text: lines with their markers, bars with their values, limits dashed. One ink beside black: told apart by shape and label, also in grey.
import { barScene, CHART, type ChartPoint, lineScene, markerOf } from '#shared/domain/chartScene.ts'
import { drawnFrom, type ReportChart, spellAxis, spellChart } from '#shared/domain/reportChart.ts'
import { lastChanges } from '#shared/domain/responseCharts.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import type { Flow } from './flow.ts'
import { drawText, INK, type Pdf, type Style, widthOf } from './sheet.ts'

const AXIS: Style = { font: 'sans', size: 11, color: INK.soft }
const NAME: Style = { font: 'sansBold', size: 11, color: INK.text }
const TITLE = { font: 'sansBold', size: 9.5, color: INK.text } as const
const RIGHT = CHART.width - CHART.right
/** Sheet units to points: the letters of 11 units become 7.7 points. */
const SCALE = 0.7

export function setChart(flow: Flow, chart: ReportChart, x: number, width: number, language: Language): void {
  const scale = Math.min(SCALE, width / CHART.width)
  const height = CHART.height * scale
  flow.room(height + 24)
  flow.skip(6)
  flow.element('Figure', () => {
    const { pdf } = flow
    drawText(pdf, chart.title, x, flow.y + 9, TITLE)
    pdf.save().translate(x, flow.y + 14).scale(scale)
    if (chart.kind === 'waterfall') drawBars(pdf, chart, language)
    else drawLines(pdf, chart, language)
    pdf.restore()
  }, { alt: chart.inWords })
  flow.skip(height + 20)
}

function drawLines(pdf: Pdf, chart: ReportChart, language: Language): void {
  const { lines, limits } = drawnFrom(chart)
  const scene = lineScene(chart.days, lines, limits)
  for (const { value, y } of scene.grid) {
    rule(pdf, y, INK.hair)
    right(pdf, spellAxis(value, chart, language), CHART.left - 8, y + 4)
  }
  for (const { label, y, labelX, labelY, labelAnchor } of scene.limits) {
    rule(pdf, y, INK.soft, true)
    if (labelAnchor === 'end') right(pdf, label, labelX, labelY)
    else drawText(pdf, label, labelX, labelY, AXIS)
  }
  for (const { x, n } of scene.dates) {
    const words = chart.dates[n] ?? ''
    const wide = widthOf(pdf, words, AXIS)
    drawText(pdf, words, n === 0 ? x : Math.min(x - wide / 2, CHART.width - wide), CHART.height - 6, AXIS)
  }
  scene.lines.forEach(({ label, points, labelY }, n) => {
    const color = n % 2 === 0 ? INK.proof : INK.text
    polyline(pdf, points, color)
    for (const point of points) if (point) marker(pdf, n, point, color)
    drawText(pdf, label, RIGHT + 10, labelY, NAME)
  })
}

function drawBars(pdf: Pdf, chart: ReportChart, language: Language): void {
  const scene = barScene(lastChanges(drawnFrom(chart).lines))
  rule(pdf, scene.zero, INK.soft)
  right(pdf, spellAxis(0, chart, language), CHART.left - 8, scene.zero + 4)
  for (const { value, y } of scene.limits) {
    rule(pdf, y, INK.soft, true)
    right(pdf, spellAxis(value, chart, language), CHART.left - 8, y + 4)
  }
  for (const { label, value, x, y, width, height, valueY } of scene.bars) {
    pdf.save().rect(x, y, width, height).fill(INK.proof).restore()
    centred(pdf, spellChart(value.toFixed(1), chart, language), x + width / 2, valueY)
    centred(pdf, label, x + width / 2, CHART.height - 6)
  }
}

function rule(pdf: Pdf, y: number, color: string, dashed = false): void {
  pdf.save().lineWidth(0.7).strokeColor(color)
  if (dashed) pdf.dash(4, { space: 3 })
  pdf.moveTo(CHART.left, y).lineTo(RIGHT, y).stroke().restore()
}

function right(pdf: Pdf, words: string, x: number, baseline: number): void {
  drawText(pdf, words, x - widthOf(pdf, words, AXIS), baseline, AXIS)
}

function centred(pdf: Pdf, words: string, x: number, baseline: number): void {
  drawText(pdf, words, x - widthOf(pdf, words, AXIS) / 2, baseline, AXIS)
}

function polyline(pdf: Pdf, points: readonly (ChartPoint | null)[], color: string): void {
  pdf.save().lineWidth(1.8).strokeColor(color)
  points.forEach((point, n) => {
    if (!point) return
    if (points[n - 1]) pdf.lineTo(point[0], point[1])
    else pdf.moveTo(point[0], point[1])
  })
  pdf.stroke().restore()
}

function marker(pdf: Pdf, series: number, point: ChartPoint, color: string): void {
  const { path, kind } = markerOf(series, point)
  pdf.save().lineWidth(1.8).path(path)
  if (kind === 'solid') pdf.fill(color)
  else if (kind === 'line') pdf.stroke(color)
  else pdf.fillAndStroke('#FFFFFF', color)
  pdf.restore()
}
