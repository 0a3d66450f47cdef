// A coded field: whether a value is one of its kind, and how people read it. Knows templates, not documents.
import type { TemplateField } from './report.ts'
import type { Language } from './reviewCase.ts'
import { formatDate, formatDecimal, withUnit } from './localFormat.ts'
import { CalendarDate } from './patient.ts'

/** true when `value` has the string form of the field's kind, lies in its range and is one of its codes. */
export function isFieldValue(field: TemplateField, value: string): boolean {
  switch (field.kind) {
    case 'text':
      return field.pattern === undefined || new RegExp(`^(?:${field.pattern})$`, 'u').test(value)
    case 'code':
      return isCode(field, value)
    case 'codes':
      return value.split(' ').every((code) => isCode(field, code))
    case 'date':
      return CalendarDate.safeParse(value).success
    case 'decimal':
      return /^-?\d{1,9}(\.\d{1,6})?$/.test(value) && isInRange(field, Number(value))
    case 'integer':
      return /^-?\d{1,9}$/.test(value) && isInRange(field, Number(value))
    case 'boolean':
      return value === 'true' || value === 'false'
  }
}

function isCode(field: TemplateField, value: string): boolean {
  return field.options?.some((option) => option.code === value) ?? false
}

function isInRange({ min, max }: TemplateField, value: number): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max)
}

const TRUTH = { true: { en: 'Yes', es: 'Sí' }, false: { en: 'No', es: 'No' } }

/** The value in words; a value that is not of the field's kind is shown as written. */
export function displayFieldValue(field: TemplateField, value: string, language: Language): string {
  switch (field.kind) {
    case 'code':
      return labelOf(field, value, language)
    case 'codes':
      return value
        .split(' ')
        .map((code) => labelOf(field, code, language))
        .join('; ')
    case 'date':
      return formatDate(value, language)
    case 'decimal':
    case 'integer':
      return withUnit(formatDecimal(value, language), field.unit, language)
    case 'boolean':
      return value === 'true' || value === 'false' ? TRUTH[value][language] : value
    case 'text':
      if (field.computed) return value.slice(0, 16)
      return withUnit(value, field.unit, language)
  }
}

function labelOf(field: TemplateField, code: string, language: Language): string {
  return field.options?.find((option) => option.code === code)?.label[language] ?? code
}
