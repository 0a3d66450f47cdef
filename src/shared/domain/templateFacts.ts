// What a template's conditions are asked of: the values of one report, seen from one section or from one row of its lists.
import type { TemplateSection } from './report.ts'
import type { RowContent, SectionContent } from './reportContent.ts'
import { displayFieldValue } from './reportFields.ts'
import { fieldOf, sectionOf, type ReportFacts } from './reportFacts.ts'
import type { Language } from './reviewCase.ts'
import type { ConditionInput } from './templateConditions.ts'

/** Name under which a condition asks for a section's reason to be empty. */
const NONE_BECAUSE = 'noneBecause'

export function rowsOf(facts: Pick<ReportFacts, 'sections'>, section: string, list: string): readonly RowContent[] {
  return sectionOf(facts, section).lists[list] ?? []
}

/** Trimmed value of a row's field; empty when there is none. */
export function rowValue(row: RowContent, field: string): string {
  return row.fields[field]?.value.trim() ?? ''
}

/** A row's values as printed, in the given language. */
export function displayOf(facts: Pick<ReportFacts, 'template'>, section: string, list: string, language: Language) {
  const fields = facts.template.sections.find(({ key }) => key === section)?.lists.find(({ key }) => key === list)?.fields ?? []
  return (row: RowContent, key: string) => {
    const field = fields.find((one) => one.key === key)
    const value = rowValue(row, key)
    return field && value ? displayFieldValue(field, value, language) : ''
  }
}

export function conditionInput(facts: Pick<ReportFacts, 'sections'>, section: string, row: RowContent | null = null): ConditionInput {
  return {
    valueOf(field) {
      const [first = '', second] = field.split('.')
      if (second !== undefined) return fieldOf(facts, first, second) ?? ''
      if (first === NONE_BECAUSE) return sectionOf(facts, section).noneBecause?.value ?? ''
      return (row && rowValue(row, first)) || (fieldOf(facts, section, first) ?? '')
    },
    rowsOf(list) {
      const [of = '', key = ''] = list.split('.')
      return rowsOf(facts, of, key).map(({ fields }) => Object.fromEntries(Object.entries(fields).map(([field, { value }]) => [field, value.trim()])))
    },
  }
}

/**
 * A document of an earlier version of the template, read with this one: values stand under the names of today.
 * What has a value under both names keeps the newer name.
 */
export function carriedOver<T extends Pick<SectionContent, 'fields'>>(section: TemplateSection, content: T): T {
  const renamed = section.fields.flatMap(({ key, formerly = [] }) => formerly.map((old) => [old, key] as const)).filter(([old]) => content.fields[old] !== undefined)
  if (renamed.length === 0) return content
  const fields = { ...content.fields }
  for (const [old, key] of renamed) {
    const value = fields[old]
    delete fields[old]
    if (value && !fields[key]) fields[key] = value
  }
  return { ...content, fields }
}
