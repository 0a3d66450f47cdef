// Dates, decimals and units as people read them, per language. Own tables, so that the same report gives the same bytes on every machine.
import type { Language } from './reviewCase.ts'
import type { LocalZone } from './zones.ts'

const MONTHS: Record<Language, readonly string[]> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
}
const LONG_MONTHS: Record<Language, readonly string[]> = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  es: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
}
const NBSP = '\u00A0'
const MINUS = '\u2212'

/** 2026-11-22 → "22 Nov 2026"; text that is not a calendar date comes back as it is. */
export function formatDate(date: string, language: Language): string {
  const parts = partsOf(date)
  return parts ? `${parts.day}${NBSP}${MONTHS[language][parts.month - 1]}${NBSP}${parts.year}` : date
}

/** 1963-03-14 → "14 March 1963" / "14 de marzo de 1963". */
export function formatLongDate(date: string, language: Language): string {
  const parts = partsOf(date)
  if (!parts) return date
  const month = LONG_MONTHS[language][parts.month - 1]
  return language === 'es' ? `${parts.day} de ${month} de ${parts.year}` : `${parts.day} ${month} ${parts.year}`
}

/** The same with blanks at which no line is broken. */
export function unbroken(words: string): string {
  return words.replaceAll(' ', NBSP)
}

/** ISO instant → "22 Nov 2026, 22:03 UTC"; with the zone it happened in as that wall showed it: "22 Nov 2026, 17:03 UTC−05:00". */
export function formatInstant(instant: string, language: Language, zone?: Pick<LocalZone, 'utcOffset'>): string {
  const local = instantOnWall(instant, zone)
  const offset = zone === undefined || zone.utcOffset === '+00:00' ? '' : zone.utcOffset.replace('-', MINUS)
  return `${formatDate(local.slice(0, 10), language)}, ${local.slice(11, 16)}${NBSP}UTC${offset}`
}

/** ISO instant with the offset of its zone ("2026-11-22T17:03:00.000-05:00"), the same moment; as it is where the zone is not known. */
export function instantOnWall(instant: string, zone?: Pick<LocalZone, 'utcOffset'>): string {
  if (zone === undefined) return instant
  const [hours = 0, minutes = 0] = zone.utcOffset.slice(1).split(':').map(Number)
  const shifted = Date.parse(instant) + (zone.utcOffset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
  return new Date(shifted).toISOString().replace('Z', zone.utcOffset === '+00:00' ? 'Z' : zone.utcOffset)
}

/** The day on the wall where it happened, YYYY-MM-DD; the day in Greenwich where that is not known. */
export function dayOnWall(instant: string, zone?: Pick<LocalZone, 'utcOffset'>): string {
  return instantOnWall(instant, zone).slice(0, 10)
}

/** A decimal string with the language's separator and a true minus; other text comes back as it is. */
export function formatDecimal(value: string, language: Language): string {
  if (!/^[-+]?\d+(\.\d+)?$/.test(value)) return value
  const text = value.replace(/^-/, MINUS)
  return language === 'es' ? text.replace('.', ',') : text
}

const UNIT_WORDS: Record<string, Record<Language, string>> = {
  'mm[Hg]': { en: 'mmHg', es: 'mmHg' },
  a: { en: 'years', es: 'años' },
  'mg/d': { en: 'mg/day', es: 'mg/día' },
  '{copies}/mL': { en: 'copies/mL', es: 'copias/mL' },
}

/** UCUM writes "u" for what people read as "µ" and "10*3" for 10³. */
const readUnit = (unit: string) => unit.replace(/(^|[/.])u(?=(?:g|L|mol|m|U|s)\b)/g, '$1µ').replace(/10\*3\b/g, '10³')

/** A value with its unit (UCUM), joined by a no-break space. */
export function withUnit(text: string, unit: string | undefined, language: Language): string {
  return unit === undefined ? text : `${text}${NBSP}${UNIT_WORDS[unit]?.[language] ?? readUnit(unit)}`
}

function partsOf(date: string): { year: string; month: number; day: number } | undefined {
  const match = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.exec(date)
  return match?.[1] ? { year: match[1], month: Number(match[2]), day: Number(match[3]) } : undefined
}

/** Whole days from one calendar day to a later one; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayNumber(to) - dayNumber(from)) / 86_400_000)
}

function dayNumber(date: string): number {
  const parts = partsOf(date)
  return parts ? Date.UTC(Number(parts.year), parts.month - 1, parts.day) : Number.NaN
}
