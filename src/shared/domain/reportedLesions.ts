// One reader's lesions and response as they stand in a report: words in the report's language, every measured value with its proof. A snapshot; pure.
import { z } from 'zod'
import { UserId } from '../kit/ids.ts'
import type { LesionState } from './lesion.ts'
import { ResponseCriteria } from './lesion.ts'
import { formatDate, formatDecimal, withUnit } from './localFormat.ts'
import { Proof } from './report.ts'
import { CHART_KINDS, type ChartKind, ReportChart, reportChart, spellChart } from './reportChart.ts'
import type { Block, Inline } from './reportContent.ts'
import { lastChanges, sumsOf, targetChanges } from './responseCharts.ts'
import { isNotYet, type LesionCell, type ResponseResult, type ResponseTable } from './responseTable.ts'
import type { Language } from './reviewCase.ts'

const words = z.string().max(300)

export const ReportedLesions = z.object({
  reader: UserId,
  criteria: ResponseCriteria,
  /** Whose reading by which criteria. */
  title: words,
  /** The dates, oldest first. */
  dates: z.array(words).max(60),
  rows: z.array(z.object({ name: words, cells: z.array(z.object({ text: words, proof: Proof.nullable() })) })).max(100),
  /** Sums and responses under the dates. */
  foot: z.array(z.object({ name: words, cells: z.array(words) })).max(10),
  /** Charts that its author wants under it, with the same values. */
  charts: z.array(ReportChart).max(3).optional(),
})
export type ReportedLesions = z.infer<typeof ReportedLesions>

interface Words {
  title(criteria: string, reader: string): string
  states: Record<LesionState, string>
  roles: Record<'target' | 'nonTarget' | 'new', string>
  sum: string
  change: string
  response: string
  baseline: string
  notStated: string
  notYet: string
  charts: Record<ChartKind, string>
  limits: { partial: string; progression: string }
}

const WORDS: Record<Language, Words> = {
  en: {
    title: (criteria, reader) => `Lesions and response by ${criteria}, reading of ${reader}`,
    states: {
      measured: 'measured', tooSmall: 'too small to measure', absent: 'absent', notEvaluable: 'not evaluable', present: 'present', progressed: 'unequivocal progression', equivocal: 'equivocal', unequivocal: 'unequivocal',
    },
    roles: { target: 'target', nonTarget: 'non-target', new: 'new' },
    sum: 'Sum of targets', change: 'Against baseline', response: 'Response', baseline: 'baseline', notStated: 'not stated', notYet: 'not there yet',
    charts: { sum: 'Sum of diameters', spider: 'Change of each target against baseline', waterfall: 'Change per target at the last date' },
    limits: { partial: 'partial response', progression: 'progression at the next date' },
  },
  es: {
    title: (criteria, reader) => `Lesiones y respuesta según ${criteria}, lectura de ${reader}`,
    states: {
      measured: 'medida', tooSmall: 'demasiado pequeña para medir', absent: 'ausente', notEvaluable: 'no evaluable', present: 'presente', progressed: 'progresión inequívoca', equivocal: 'dudosa', unequivocal: 'inequívoca',
    },
    roles: { target: 'diana', nonTarget: 'no diana', new: 'nueva' },
    sum: 'Suma de dianas', change: 'Frente al basal', response: 'Respuesta', baseline: 'basal', notStated: 'no consta', notYet: 'aún no estaba',
    charts: { sum: 'Suma de diámetros', spider: 'Cambio de cada diana frente al basal', waterfall: 'Cambio por diana en la última fecha' },
    limits: { partial: 'respuesta parcial', progression: 'progresión en la próxima fecha' },
  },
}

export const CRITERIA_NAMES = { recist11: 'RECIST 1.1', irecist: 'iRECIST' } as const

/** @param reader who made the reading @returns null when there is nothing to report: no lesion, no date, or a reading the criteria refuse */
export function reportedLesions(table: ResponseTable, result: ResponseResult | null, criteria: 'recist11' | 'irecist', reader: { id: UserId; name: string }, language: Language, kinds: readonly ChartKind[] = []): ReportedLesions | null {
  if (table.rows.length === 0 || !result || 'refusal' in result) return null
  const say = WORDS[language]
  const mm = (value: number | null | undefined) => (value === null || value === undefined ? '' : withUnit(formatDecimal(value.toFixed(1), language), 'mm', language))
  const first = result.timepoints[0]?.sumMm
  const entries = table.dates.map((date) => result.timepoints.find(({ t }) => t === date))
  const changes = entries.map((entry, n) => {
    if (n === 0 || !first || entry?.sumMm === null || entry?.sumMm === undefined) return ''
    const percent = ((entry.sumMm - first) / first) * 100
    return `${percent > 0 ? '+' : ''}${formatDecimal(percent.toFixed(1), language)}\u00a0%`
  })
  return {
    reader: reader.id,
    criteria,
    title: say.title(CRITERIA_NAMES[criteria], reader.name),
    dates: table.dates.map((date) => formatDate(date, language)),
    rows: table.rows.map(({ lesion, cells }) => ({
      name: [`${lesion.label} ${lesion.site}`.trim(), say.roles[lesion.role]].join(', '),
      cells: cells.map((cell, n) => ({ text: cell.state === null && isNotYet(cells, n, lesion) ? say.notYet : textOf(cell, say, mm), proof: proofOf(cell) })),
    })),
    foot: [
      { name: say.sum, cells: entries.map((entry) => mm(entry?.sumMm)) },
      { name: say.change, cells: changes },
      { name: say.response, cells: entries.map((entry, n) => (n === 0 ? say.baseline : (entry?.overallResponse ?? ''))) },
    ],
    ...(kinds.length > 0 ? { charts: CHART_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => chartOf(kind, table, result, language)) } : {}),
  }
}

function chartOf(kind: ChartKind, table: ResponseTable, result: ResponseResult, language: Language): ReportChart {
  const say = WORDS[language]
  const { sums, limits } = sumsOf(table, result, say.limits)
  const changes = targetChanges(table)
  const dates = table.dates.map((date) => formatDate(date, language))
  const make = (of: Parameters<typeof reportChart>[2]) => reportChart(kind, say.charts[kind], of, say.notStated, language)
  // Of one lesion alone neither is a response: its percentages are only marked.
  const changeLimits = [20, -30].map((at) => ({ at, label: spellChart(String(at), { kind: 'spider', unit: '%' }, language) }))
  if (kind === 'sum') return make({ days: table.dates, dates, lines: [{ label: say.sum, values: sums }], limits })
  if (kind === 'spider') return make({ days: table.dates, dates, lines: changes, limits: changeLimits })
  const bars = lastChanges(changes)
  return make({ days: table.dates.slice(-1), dates: dates.slice(-1), lines: bars.map(({ label, value }) => ({ label, values: [value] })), limits: changeLimits })
}

function textOf({ state, diameterMm }: LesionCell, say: Words, mm: (value: number) => string): string {
  if (state === null) return say.notStated
  const size = diameterMm === null || state === 'absent' ? '' : mm(diameterMm)
  return size && (state === 'measured' || state === 'present') ? size : [size, say.states[state]].filter(Boolean).join(' ')
}

function proofOf({ measurement, diameterMm }: LesionCell): Proof | null {
  if (!measurement) return null
  const label = [measurement.label, diameterMm === null ? '' : `${diameterMm.toFixed(1)} mm`].filter(Boolean).join(' ')
  return { annotationId: measurement.id, kind: 'measurement', label: label.slice(0, 160), anchor: measurement.anchor }
}

/** The same as text: what is signed, printed and handed on says every value and keeps every proof. */
export function lesionBlocks({ title, dates, rows, foot, charts = [] }: ReportedLesions): Block[] {
  const text = (words: string, bold = false): Inline => ({ type: 'text', text: words, ...(bold ? { bold } : {}) })
  const proofs = (all: readonly (Proof | null)[]): Inline[] => all.flatMap((proof) => (proof ? [text(' '), { type: 'proof', proof } as const] : []))
  const line = (name: string, parts: readonly Inline[][]): Block[] => [{ type: 'paragraph', content: [text(`${name}: `, true), ...parts.flatMap((part, n) => (n > 0 ? [text('; '), ...part] : part))] }]
  const measured = rows.map(({ name, cells }) => line(name, cells.map((cell, n) => [text(`${dates[n] ?? ''} ${cell.text}`), ...proofs([cell.proof])])))
  const judged = foot.flatMap(({ name, cells }) => {
    const parts = cells.flatMap((cell, n) => (cell ? [[text(`${dates[n] ?? ''} ${cell}`), ...proofs(rows.map((row) => row.cells[n]?.proof ?? null))]] : []))
    return parts.length > 0 ? [line(name, parts)] : []
  })
  return [{ type: 'paragraph', content: [{ type: 'text', text: title, bold: true, judgement: true }] }, { type: 'list', ordered: false, items: [...measured, ...judged] }, ...charts.map((chart) => ({ type: 'chart' as const, chart }))]
}
