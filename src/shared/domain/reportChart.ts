// A chart as it stands in a report's text: its numbers and words, in the report's language, nothing of how it is drawn. Part of what is signed.
import { z } from 'zod'
import type { ChartLimit, ChartLine } from './chartScene.ts'
import { formatDecimal, withUnit } from './localFormat.ts'
import { CalendarDate } from './patient.ts'
import type { Language } from './reviewCase.ts'

export const CHART_KINDS = ['sum', 'spider', 'waterfall'] as const
export type ChartKind = (typeof CHART_KINDS)[number]

const words = z.string().max(300)
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/)

export const ReportChart = z.object({
  /** `trend`: one laboratory quantity through time. */
  kind: z.enum([...CHART_KINDS, 'trend']),
  title: words,
  /** Of every value. */
  unit: z.string().max(60),
  days: z.array(CalendarDate).max(60),
  /** The same as they are printed. */
  dates: z.array(words).max(60),
  lines: z.array(z.object({ label: words, values: z.array(decimal.nullable()).max(60) })).max(100),
  limits: z.array(z.object({ at: decimal, label: words })).max(4),
  /** Everything it shows, for those who do not see it and for formats without pictures. */
  inWords: z.string().max(8000),
})
export type ReportChart = z.infer<typeof ReportChart>

interface Drawn {
  readonly days: readonly string[]
  readonly dates: readonly string[]
  readonly lines: readonly ChartLine[]
  readonly limits: readonly ChartLimit[]
  /** Of a trend; sums are millimetres, changes per cent. */
  readonly unit?: string
}

/** @param notStated stands for a value that is not there to be drawn */
export function reportChart(kind: ReportChart['kind'], title: string, of: Drawn, notStated: string, language: Language): ReportChart {
  const unit = of.unit ?? (kind === 'sum' ? 'mm' : '%')
  const tenths = (value: number) => value.toFixed(1).replace(/^-0\.0$/, '0.0')
  // A laboratory's own precision stays.
  const fixed = kind === 'trend' ? (value: number) => (/e/.test(String(value)) ? value.toFixed(9) : String(value)) : tenths
  const said = of.lines.map(({ label, values }) => `${label}: ${values.map((value, n) => `${of.dates[n] ?? ''} ${value === null ? notStated : spellChart(fixed(value), { kind, unit }, language)}`).join('; ')}`)
  return {
    kind, title, unit,
    days: [...of.days],
    dates: [...of.dates],
    lines: of.lines.map(({ label, values }) => ({ label, values: values.map((value) => (value === null ? null : fixed(value))) })),
    limits: of.limits.map(({ at, label }) => ({ at: fixed(at), label })),
    inWords: `${title}. ${said.join('. ')}.`.slice(0, 8000),
  }
}

/** A value of a chart with its unit; changes always with their sign. */
export function spellChart(value: string, { kind, unit }: Pick<ReportChart, 'kind' | 'unit'>, language: Language): string {
  const spelled = formatDecimal(value, language)
  return kind === 'sum' || kind === 'trend' ? withUnit(spelled, unit, language) : `${Number(value) > 0 ? '+' : ''}${spelled}\u00a0%`
}

/** A value beside the axis; a trend's unit stands in its title. */
export function spellAxis(value: number, chart: Pick<ReportChart, 'kind' | 'unit'>, language: Language): string {
  return chart.kind === 'trend' ? formatDecimal(String(Number(value.toFixed(3))), language) : spellChart(String(Math.round(value)), chart, language)
}

/** The numbers back, for drawing. */
export function drawnFrom({ lines, limits }: ReportChart): { lines: ChartLine[]; limits: ChartLimit[] } {
  return {
    lines: lines.map(({ label, values }) => ({ label, values: values.map((value) => (value === null ? null : Number(value))) })),
    limits: limits.map(({ at, label }) => ({ at: Number(at), label })),
  }
}
