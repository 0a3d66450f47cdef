// Calendar arithmetic on dates as written (YYYY-MM-DD): ages, deadlines. Never through a time zone (H14).
import { ageOn, CalendarDate } from './patient.ts'

/** true for a date that exists in the calendar: 2026-02-29 does not. */
export function isCalendarDate(text: unknown): text is string {
  if (!CalendarDate.safeParse(text).success) return false
  const [y = 0, m = 0, d = 0] = (text as string).split('-').map(Number)
  return d <= daysInMonth(y, m)
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** The same day of the later month, or its last day where that does not exist. */
export function addMonths(date: string, months: number): string {
  const [y = 0, m = 0, d = 0] = date.split('-').map(Number)
  const index = y * 12 + (m - 1) + months
  const year = Math.floor(index / 12)
  const month = (index % 12) + 1
  return format(year, month, Math.min(d, daysInMonth(year, month)))
}

export function addDays(date: string, days: number): string {
  const [y = 0, m = 0, d = 0] = date.split('-').map(Number)
  const day = new Date(Date.UTC(y, m - 1, d + days))
  return format(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate())
}

const format = (y: number, m: number, d: number) => `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`

export interface SignerInput {
  policy?: { selfFromAge?: number | undefined } | undefined
  birthDate?: string | null | undefined
  requestDate?: string | null | undefined
  legallyIncapacitated?: boolean | undefined
}

/**
 * Who may ask for an opinion: the patient, a guardian, or a legal representative.
 * @source source page 001 (over 16 alone, under 16 guardian); exactly the limit = alone is a convention (C15); born on 29 February: 1 March
 */
export function requestSigner({ policy, birthDate, requestDate, legallyIncapacitated }: SignerInput): object {
  const limit = policy?.selfFromAge
  const dates = { birthDate, requestDate }
  const missing = Object.entries(dates).filter(([, value]) => value === undefined || value === null || value === '')
  const fields = missing.map(([name]) => name)
  if (limit === undefined) fields.push('policy.selfFromAge')
  if (fields.length > 0) return { refusal: { code: 'missingData', fields: fields.sort() } }
  const invalid = Object.entries(dates).filter(([, value]) => !isCalendarDate(value)).map(([name]) => name)
  if (invalid.length > 0) return { refusal: { code: 'invalidDate', fields: invalid.sort() } }
  const ageYears = ageOn(birthDate as string, requestDate as string)
  if (ageYears === null) return { refusal: { code: 'requestBeforeBirth' } }
  return { ageYears, signer: legallyIncapacitated ? 'legalRepresentative' : ageYears >= (limit ?? 0) ? 'self' : 'guardian' }
}

export function deadline({ from, months, days }: { from?: string | null | undefined; months?: number | undefined; days?: number | undefined }): object {
  if (from === undefined || from === null) return { refusal: { code: 'missingData', fields: ['from'] } }
  if (!isCalendarDate(from)) return { refusal: { code: 'invalidDate', fields: ['from'] } }
  if (months !== undefined) return { due: addMonths(from, months) }
  if (days !== undefined) return { due: addDays(from, days) }
  return { refusal: { code: 'missingData', fields: ['days', 'months'] } }
}

/** Monday to Friday, the first day not counted. Holidays are the clinic's and are not known here. */
export function addWorkDays(date: string, days: number): string {
  let day = date
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left--
  }
  return day
}
