// A date as people type it, in both languages. Pure; never guesses day and month.
import { CalendarDate } from '#shared/domain/patient.ts'

const months = ['ene|jan', 'feb', 'mar', 'abr|apr', 'may', 'jun', 'jul', 'ago|aug', 'sep|set', 'oct', 'nov', 'dic|dec'].map((names) => new RegExp(`^(?:${names})\\p{L}*$`, 'u'))

/**
 * Reads a date as people write it: 2026-11-22, 22/11/2026, 22.11.2026, 22 Nov 2026. The day always stands before the month:
 * nothing is guessed, 11/22/2026 is no date.
 * @returns YYYY-MM-DD, or null when it is not a day of the calendar
 */
export function typedDate(text: string): string | null {
  const parts = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const dayFirst = /^(\d{1,2})[\s./-]+(?:de\s+)?(\d{1,2}|\p{L}+)\.?[\s./-]+(?:de\s+)?(\d{4})$/u.exec(text.replaceAll('\u00a0', ' '))
  if (!parts && !dayFirst) return null
  const [year, month, day] = parts ? [parts[1], parts[2], parts[3]] : [dayFirst?.[3], monthNumber(dayFirst?.[2] ?? ''), dayFirst?.[1]]
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return CalendarDate.safeParse(date).success && isCalendarDay(Number(year), Number(month), Number(day)) ? date : null
}

function monthNumber(words: string): string {
  if (/^\d+$/.test(words)) return words
  return String(months.findIndex((month) => month.test(words.toLocaleLowerCase())) + 1)
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}
