// Charts of pages that are handed on: their points are counted by hand from the sheet's measures (560 by 220; 56, 96, 14, 26 around the field).
import { expect, test } from 'vitest'
import { chartFigure } from '../../../../../src/main/core/delivery/chartSvg.ts'
import { readingWithCharts } from '../../../../support/reports/readingWithCharts.ts'

const charts = (language: 'en' | 'es') => readingWithCharts(language).made.charts ?? []
const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu)].map(([, text]) => text?.replaceAll('\u00a0', ' '))

test('sum 60, 42, 44 mm: points, limits and words stand where the values put them', () => {
  const svg = chartFigure(charts('en')[0]!, 'en')
  // Each mark of the first line is a circle that begins 4 to the left of its point.
  const dots = [...svg.matchAll(/<path class="mark" d="M([\d.]+) ([\d.]+)a/gu)].map(([, x, y]) => [Number(x) + 4, Number(y)])
  // 0 mm at y 194, 60 mm at 14 + 180 * 4 / 104; 92 of 184 days lie halfway.
  const y = (mm: number) => 194 - (mm / (60 * 1.04)) * 180
  expect(dots.map(([x]) => Math.round(x ?? 0))).toEqual([56, 260, 464])
  for (const [n, mm] of [60, 42, 44].entries()) expect(dots[n]?.[1]).toBeCloseTo(y(mm), 6)
  const limits = [...svg.matchAll(/<path d="M56 ([\d.]+)H464"[^>]*stroke-dasharray/gu)].map(([, at]) => Number(at))
  expect(limits[0]).toBeCloseTo(y(42), 6)
  expect(limits[1]).toBeCloseTo(y(50.4), 6)
  expect(texts(svg)).toEqual(expect.arrayContaining(['partial response', 'progression at the next date', '12 Mar 2026', '12 Jun 2026', '12 Sep 2026', 'Sum of targets', '20 mm']))
})

test('who does not see a chart hears its values, in the language of the report; T1 +10 %, T2 gone', () => {
  const [sum, spider, waterfall] = charts('es').map((chart) => chartFigure(chart, 'es').replaceAll('\u00a0', ' '))
  expect(sum).toMatch(/role="img" aria-label="[^"]*Suma de dianas: 12 mar 2026 60,0 mm/u)
  expect(spider).toMatch(/aria-label="[^"]*T2: 12 mar 2026 0,0 %; 12 jun 2026 −30,0 %; 12 sep 2026 −100,0 %/u)
  expect(texts(spider ?? '')).toEqual(expect.arrayContaining(['+20 %', '−30 %']))
  expect(texts(waterfall ?? '')).toEqual(expect.arrayContaining(['+10,0 %', '−100,0 %', 'T1', 'T2']))
  expect(waterfall?.match(/<rect/gu)).toHaveLength(3)
  // Two lines, two shapes: told apart without colour.
  expect(new Set([...(spider ?? '').matchAll(/class="mark" d="M[\d.]+ [\d.]+([a-z])/gu)].map(([, shape]) => shape))).toEqual(new Set(['a', 'h']))
})

test('nothing in a chart needs a script, a style or another file, and a name cannot become markup', () => {
  const [chart] = charts('en')
  const svg = chartFigure({ ...chart!, title: '<script>x</script>', lines: chart!.lines.map((line) => ({ ...line, label: '"><img src=x>' })) }, 'en')
  expect(svg).not.toMatch(/<script|<img|style=|href=|url\(|on\w+=/u)
  expect(svg).toContain('&#60;script&#62;')
})
