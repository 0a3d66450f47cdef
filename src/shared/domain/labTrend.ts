// Confirmed values of one quantity as a line through time, in one unit, and as a table in a report. What cannot be converted stays in the table and is left out of the line. Pure.
import { analyteOf } from './analytes.ts'
import type { LabValue } from './labValue.ts'
import { formatDate, formatDecimal, withUnit } from './localFormat.ts'
import { CalendarDate } from './patient.ts'
import type { Proof } from './report.ts'
import type { LabBlock } from './reportBlock.ts'
import { type ReportChart, reportChart } from './reportChart.ts'
import type { Language } from './reviewCase.ts'
import { inUnit } from './ucumSpelling.ts'

/** Confirmed values of one quantity; unknown quantities are kept apart by their name. */
export interface Quantity {
  readonly key: string
  /** As written in the newest document; the screen has its own word for known quantities. */
  readonly name: string
  readonly analyte: string | null
  /** Oldest first. */
  readonly values: readonly LabValue[]
  readonly unit: string
}

export function quantitiesOf(values: readonly LabValue[]): Quantity[] {
  const groups = new Map<string, LabValue[]>()
  for (const value of values) {
    if (value.state !== 'confirmed') continue
    const key = value.analyte ?? value.name.toLowerCase()
    groups.set(key, [...(groups.get(key) ?? []), value])
  }
  return [...groups]
    .map(([key, own]) => {
      const sorted = own.sort((a, b) => (a.takenOn < b.takenOn ? -1 : a.takenOn > b.takenOn ? 1 : 0))
      const last = sorted.at(-1)
      return { key, name: last?.name ?? key, analyte: last?.analyte ?? null, values: sorted, unit: analyteOf(key)?.unit ?? last?.unit ?? '' }
    })
    .sort((a, b) => b.values.length - a.values.length || a.name.localeCompare(b.name))
}

/** In the quantity's unit; null for a value that is no number or cannot be converted. */
export function drawnValue(value: LabValue, unit: string): number | null {
  return value.value === null ? null : inUnit(value.value, value.unit, unit, value.analyte ?? '')
}

/** Three significant figures at most are a laboratory's precision; no trailing zeros. */
export function shownNumber(value: number): string {
  return String(Number(value.toPrecision(value >= 1000 ? 4 : 3)))
}

const HEAD: Record<Language, readonly [string, string, string, string]> = {
  en: ['Date', 'Value', 'As written', 'Reference range'],
  es: ['Fecha', 'Valor', 'Como está escrito', 'Rango de referencia'],
}
const NOT_STATED: Record<Language, string> = { en: 'not stated', es: 'no consta' }
const NOT_DRAWN: Record<Language, string> = { en: 'not drawn', es: 'no dibujado' }
const MOST_ROWS = 100
const MOST_DRAWN = 60

/**
 * One quantity's confirmed values for a report's text, oldest first; the newest when there are more than a hundred.
 * @param name of the quantity in the report's language @param proofOf the mark on the words that state the value; null = there is none, and the value is left out
 * @returns null when no value has its proof
 */
export function labBlock({ key, unit, values }: Quantity, name: string, proofOf: (value: LabValue) => Proof | null, language: Language): LabBlock | null {
  const listed: LabValue[] = []
  const rows = values.slice(-MOST_ROWS).flatMap((value) => {
    const proof = proofOf(value)
    if (!proof) return []
    listed.push(value)
    const converted = drawnValue(value, unit)
    const written = withUnit(value.valueText, value.unit || undefined, language)
    const shown = converted === null ? written : withUnit(formatDecimal(shownNumber(converted), language), unit, language)
    return [{ cells: [formatDate(value.takenOn, language), shown, written, value.rangeText || NOT_STATED[language]], proof }]
  })
  return rows.length === 0 ? null : { source: 'laboratory', quantity: key, caption: name, head: [...HEAD[language]], rows, ...chartOf(listed, unit, name, language) }
}

/** The same values as a line; none for fewer than two days with a number in the quantity's unit. */
function chartOf(values: readonly LabValue[], unit: string, name: string, language: Language): { chart?: ReportChart } {
  const dated = values.filter(({ takenOn }) => CalendarDate.safeParse(takenOn).success).slice(-MOST_DRAWN)
  const numbers = dated.map((value) => drawnValue(value, unit)).map((value) => (value === null ? null : Number(shownNumber(value))))
  if (new Set(dated.filter((_, n) => numbers[n] !== null).map(({ takenOn }) => takenOn)).size < 2) return {}
  const days = dated.map(({ takenOn }) => takenOn)
  const title = `${name} (${withUnit('', unit, language).trim()})`
  return { chart: reportChart('trend', title, { days, dates: days.map((day) => formatDate(day, language)), lines: [{ label: name, values: numbers }], limits: [], unit }, NOT_DRAWN[language], language) }
}
