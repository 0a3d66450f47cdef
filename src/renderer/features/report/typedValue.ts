// From what a person types into a coded field to the register's one spelling, and back. Pure.
import type { TemplateField } from '#shared/domain/report.ts'
import { isFieldValue } from '#shared/domain/reportFields.ts'
import { formatIn } from '../../i18n/format.ts'
import { typedDate } from '../../i18n/typedDate.ts'

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
