// Charts of a reading: the numbers they hold are counted by hand from 40 + 20, 28 + 14 and 44 + 0 mm, and where they stand on the sheet from its measures.
import { expect, test } from 'vitest'
import { barScene, CHART, lineScene } from '#shared/domain/chartScene.ts'
import { drawnFrom, reportChart, spellAxis } from '#shared/domain/reportChart.ts'
import { lesionBlocks, ReportedLesions } from '#shared/domain/reportedLesions.ts'
import { inlinesOf } from '#shared/domain/reportContent.ts'
import { countedMm, targetChanges } from '#shared/domain/responseCharts.ts'
import { readingWithCharts } from '../../../support/reports/readingWithCharts.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('sum 60, 42, 44 mm; T1 0, -30, +10 %; T2 0, -30, -100 %; limits at 42 (70 % of 60) and 50.4 mm (42 and a fifth)', () => {
  const { made } = readingWithCharts('en')
  const [sum, spider, waterfall] = made.charts ?? []
  expect(sum).toMatchObject({ kind: 'sum', unit: 'mm', days: ['2026-03-12', '2026-06-12', '2026-09-12'], lines: [{ label: 'Sum of targets', values: ['60.0', '42.0', '44.0'] }], limits: [{ at: '42.0', label: 'partial response' }, { at: '50.4', label: 'progression at the next date' }] })
  expect(spider?.lines).toEqual([{ label: 'T1', values: ['0.0', '-30.0', '10.0'] }, { label: 'T2', values: ['0.0', '-30.0', '-100.0'] }])
  expect(waterfall?.lines).toEqual([{ label: 'T1', values: ['10.0'] }, { label: 'T2', values: ['-100.0'] }])
  expect(plain(spider?.inWords ?? '')).toBe('Change of each target against baseline. T1: 12 Mar 2026 0.0 %; 12 Jun 2026 −30.0 %; 12 Sep 2026 +10.0 %. T2: 12 Mar 2026 0.0 %; 12 Jun 2026 −30.0 %; 12 Sep 2026 −100.0 %.')
  expect(plain(readingWithCharts('es').made.charts?.[0]?.inWords ?? '')).toContain('Suma de dianas: 12 mar 2026 60,0 mm')
  expect(ReportedLesions.parse(made)).toEqual(made)
})

test('charts add no claim of their own: the words and proofs of the block are those of the table', () => {
  const { made } = readingWithCharts('en')
  const { charts, ...without } = made
  expect(inlinesOf(lesionBlocks(made))).toEqual(inlinesOf(lesionBlocks(without)))
  expect(lesionBlocks(made).filter(({ type }) => type === 'chart')).toHaveLength(charts?.length ?? 0)
})

test('what was not evaluable is a gap, not its old size; gone is 0, too small is 5 mm', () => {
  const { table } = readingWithCharts('en')
  const cell = table.rows[0]!.cells[1]!
  expect([countedMm(cell), countedMm({ ...cell, state: 'notEvaluable' }), countedMm({ ...cell, state: 'absent' }), countedMm({ ...cell, state: 'tooSmall', diameterMm: null }), countedMm({ ...cell, state: null })]).toEqual([28, null, 0, 5, null])
  const [row] = table.rows
  expect(targetChanges({ rows: [{ ...row!, cells: row!.cells.map((one, n) => (n === 1 ? { ...one, state: 'notEvaluable' as const } : one)) }] })[0]?.values.map((value) => value && Math.round(value))).toEqual([0, null, 10])
})

test('dates stand in proportion to time, values in proportion to size, bars from growth to shrinkage', () => {
  // Sheet of 560 by 220 with 56, 96, 14 and 26 around the field: x from 56 to 464, y from 14 to 194.
  const scene = lineScene(['2026-01-01', '2026-01-11', '2026-01-31'], [{ label: 'A', values: [0, 50, 100] }], [])
  expect(scene.dates.map(({ x }) => Math.round(x))).toEqual([56, 192, 464])
  const [low, middle, high] = scene.lines[0]?.points ?? []
  expect(low?.[1]).toBe(194)
  // The field ends 4 % above the highest value.
  expect(high?.[1]).toBeCloseTo(14 + (180 * 4) / 104, 6)
  expect(middle?.[1]).toBeCloseTo(((low?.[1] ?? 0) + (high?.[1] ?? 0)) / 2, 6)
  expect(barScene([{ label: 'a', value: -100 }, { label: 'b', value: 10 }]).bars.map(({ label }) => label)).toEqual(['b', 'a'])
  // The value under the deepest bar stands above the names at the foot, which are 11 units high.
  for (const { valueY } of barScene([{ label: 'a', value: -100 }, { label: 'b', value: 10 }]).bars) expect(valueY).toBeLessThan(CHART.height - 6 - 11)
})

test('a trend keeps its laboratory’s precision and unit; its axis has steps of its size; written dates do not touch', () => {
  const unit = 'mg/dL'
  const trend = reportChart('trend', 'Creatinina (mg/dL)', { days: ['2026-01-01', '2026-02-01'], dates: ['1 ene 2026', '1 feb 2026'], lines: [{ label: 'Creatinina', values: [0.62, 0.9] }], limits: [], unit }, 'no dibujado', 'es')
  expect(trend.lines[0]?.values).toEqual(['0.62', '0.9'])
  expect(plain(trend.inWords)).toBe('Creatinina (mg/dL). Creatinina: 1 ene 2026 0,62 mg/dL; 1 feb 2026 0,9 mg/dL.')
  const { lines, limits } = drawnFrom(trend)
  expect(lineScene(trend.days, lines, limits).grid.map(({ value }) => spellAxis(value, trend, 'es'))).toEqual(['0', '0,2', '0,4', '0,6', '0,8'])
  expect(lineScene(['2026-01-01', '2026-02-01'], [{ label: 'A', values: [120_000, 310_000] }], []).grid.map(({ value }) => value)).toEqual([0, 100_000, 200_000, 300_000])
  // Thirty days in a row: five to six dates of 70 units fit the field of 408.
  const days = Array.from({ length: 30 }, (_, n) => `2026-06-${String(n + 1).padStart(2, '0')}`)
  const { dates } = lineScene(days, [{ label: 'A', values: days.map((_, n) => n) }], [])
  expect([dates[0]?.n, dates.at(-1)?.n]).toEqual([0, 29])
  for (const [i, { x }] of dates.slice(1).entries()) expect(x - 35).toBeGreaterThanOrEqual((dates[i]?.x ?? 0) + (i === 0 ? 70 : 35))
  expect(dates.length).toBeGreaterThan(3)
})

test('the words of a limit touch no line and no other limit, wherever the values lie', () => {
  // The sum falls from 46.0 to 37.9 mm: the limit of the next date (45.5) lies beside the first point.
  const beside = lineScene(['2026-03-12', '2026-09-14'], [{ label: 'Sum', values: [46, 37.9] }], [{ at: 32.2, label: 'partial response' }, { at: 45.5, label: 'progression at the next date' }])
  const [partial, progression] = beside.limits
  expect(partial).toMatchObject({ labelAnchor: 'start', labelX: 62 })
  expect(progression).toMatchObject({ labelAnchor: 'end', labelX: 458 })
  // From every pair of values: the box of the words (5.8 a letter, 9 up, 3 down) holds no point of the line, sampled at each unit.
  for (let first = 10; first <= 100; first += 10) {
    for (let last = 10; last <= 100; last += 10) {
      const label = 'progression at the next date'
      const { limits: [limit], lines: [line] } = lineScene(['2026-01-01', '2026-03-01'], [{ label: 'A', values: [first, last] }], [{ at: Math.min(first, last) * 1.2, label }])
      const [[x1, y1], [x2, y2]] = line!.points as [readonly [number, number], readonly [number, number]]
      const from = limit!.labelAnchor === 'start' ? limit!.labelX : limit!.labelX - label.length * 5.8
      const touching = Array.from({ length: Math.ceil(label.length * 5.8) }, (_, n) => from + n).filter((x) => {
        const y = y1 + ((x - x1) / (x2 - x1)) * (y2 - y1)
        return y > limit!.labelY - 9 && y < limit!.labelY + 3
      })
      expect(touching.length, `${first} to ${last}`).toBe(0)
    }
  }
})
