// Dates, numbers and sizes as people read them. Calendar dates are cut as text, never through Date or a time zone (H14).
import { formatInstant } from '#shared/domain/localFormat.ts'
import type { Language } from '#shared/domain/reviewCase.ts'
import type { LocalZone } from '#shared/domain/zones.ts'
import { useT } from './useT.ts'

const NBSP = '\u00a0'
const MINUS = '\u2212'
const MONTHS: Record<Language, readonly string[]> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sept', 'oct', 'nov', 'dic'],
}

export interface Format {
  /** YYYY-MM-DD as "22 Nov 2026"; text that is no date is returned as it is. */
  date(date: string): string
  /** The same without its year, for dense lists. */
  dayMonth(date: string): string
  /** ISO instant as local "22 Nov 2026, 21:40". */
  instant(iso: string): string
  /** Instant of a signature as the signatory's own wall showed it, with its distance from UTC; as local where their zone was not kept. */
  signed(act: { readonly signedAt: string; readonly zone?: LocalZone | undefined }): string
  /** ISO instant as local "21:40", with seconds when asked. */
  time(iso: string, withSeconds?: boolean): string
  number(value: number, digits?: number): string
  /** Decimal string of the domain ("20.6") in the language's spelling, sign as U+2212. */
  decimal(text: string): string
  /** Words with measured values in them ("T1 38.4 mm"), written in either language: their decimals in this one's spelling. */
  measuredWords(words: string): string
  /** Number and unit joined by a no-break space. */
  quantity(value: number | string, unit: string, digits?: number): string
  percent(value: number, digits?: number): string
  bytes(bytes: number): string
  month(index: number): string
}

const two = (n: number) => String(n).padStart(2, '0')

export function formatIn(language: Language): Format {
  // Making one costs a hundred times its use, and a viewer writes several numbers for each slice.
  const spellings = new Map<number, Intl.NumberFormat>()
  const spelling = (digits: number) => {
    const made = spellings.get(digits) ?? new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    spellings.set(digits, made)
    return made
  }
  const number = (value: number, digits = 0) => spelling(digits).format(value).replace('-', MINUS)
  const decimal = (text: string) => (language === 'es' ? text.replace('.', ',') : text).replace(/^-/, MINUS)
  const date = (text: string) => {
    const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(text)
    const month = MONTHS[language][Number(parts?.[2]) - 1]
    return parts && month ? `${Number(parts[3])}${NBSP}${month}${NBSP}${parts[1]}` : text
  }
  const time = (iso: string, withSeconds = false) => {
    const at = new Date(iso)
    return `${two(at.getHours())}:${two(at.getMinutes())}${withSeconds ? `:${two(at.getSeconds())}` : ''}`
  }
  const instant = (iso: string) => {
    const at = new Date(iso)
    return `${date(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`)}, ${time(iso)}`
  }
  return {
    date,
    dayMonth: (text) => date(text).split(NBSP).slice(0, 2).join(NBSP),
    instant,
    signed: ({ signedAt, zone }) => (zone ? formatInstant(signedAt, language, zone) : instant(signedAt)),
    time,
    number,
    decimal,
    measuredWords: (words) => words.replace(/(\d)[.,](\d+)(?=\s?(?:mm|cm|px|HU|ml|mL)\b)/gu, `$1${language === 'es' ? ',' : '.'}$2`),
    quantity: (value, unit, digits = 0) => `${typeof value === 'number' ? number(value, digits) : decimal(value)}${NBSP}${unit}`,
    percent: (value, digits = 0) => `${number(value, digits)}${NBSP}%`,
    bytes: (bytes) => {
      const steps = ['B', 'kB', 'MB', 'GB', 'TB']
      const step = bytes < 1000 ? 0 : Math.min(steps.length - 1, Math.floor(Math.log10(bytes) / 3))
      const value = bytes / 1000 ** step
      return `${number(value, step > 0 && value < 10 ? 1 : 0)}${NBSP}${steps[step]}`
    },
    month: (index) => MONTHS[language][index] ?? '',
  }
}

const FORMATS: Record<Language, Format> = { en: formatIn('en'), es: formatIn('es') }

export function useFormat(): Format {
  const { language } = useT()
  return FORMATS[language]
}

/** Today as YYYY-MM-DD on this workstation's calendar. */
export function today(now: Date = new Date()): string {
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
