// From what a person types into a coded field to the register's one spelling, and back. Pure.
import type { TemplateField } from '#shared/domain/report.ts'
import { CalendarDate } from '#shared/domain/patient.ts'
import { isFieldValue } from '#shared/domain/reportFields.ts'
import { formatIn } from '../../i18n/format.ts'

/**
 * @param typed as written, with the language's decimal comma or point
 * @returns a date as YYYY-MM-DD when it is one; decimal point, true minus sign as "-", no blanks around; the text itself for kinds that are not numbers
 */
export function toStored(field: Pick<TemplateField, 'kind'>, typed: string): string {
  const text = typed.trim()
  if (field.kind === 'date') return typedDate(text) ?? text
  if (field.kind !== 'decimal' && field.kind !== 'integer') return text
  return text.replace(/\s/gu, '').replace('\u2212', '-').replace(',', '.')
}

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

/** As people of the language write it: numbers and dates differ. */
export function toShown(field: Pick<TemplateField, 'kind'>, stored: string, language: 'en' | 'es'): string {
  if (field.kind === 'date') return formatIn(language).date(stored)
  if (field.kind !== 'decimal' || language === 'en') return stored
  return stored.replace('.', ',')
}

export type ValueProblem = 'notNumber' | 'notWhole' | 'outOfRange' | 'notDate' | 'notCode' | 'notFormat'

/** Why a value is not one of its field's; null when it is, or is empty. */
export function problemOf(field: TemplateField, stored: string): ValueProblem | null {
  if (stored === '' || isFieldValue(field, stored)) return null
  switch (field.kind) {
    case 'decimal':
      return /^-?\d+(\.\d+)?$/.test(stored) ? 'outOfRange' : 'notNumber'
    case 'integer':
      if (/^-?\d+$/.test(stored)) return 'outOfRange'
      return /^-?\d+\.\d+$/.test(stored) ? 'notWhole' : 'notNumber'
    case 'date':
      return 'notDate'
    case 'code':
    case 'codes':
    case 'boolean':
      return 'notCode'
    case 'text':
      return 'notFormat'
  }
}
