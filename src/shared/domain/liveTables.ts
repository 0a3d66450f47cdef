// Tables that a report's text shows of the report's own coded values: stage, medicines, options. Made anew whenever they are looked at, so that text and values never differ. Pure.
import type { ReportTemplate, TemplateField, TemplateList, TemplateSection } from './report.ts'
import type { LiveSource } from './reportBlock.ts'
import type { RowContent, SectionContent } from './reportContent.ts'
import { displayFieldValue } from './reportFields.ts'
import type { Language } from './reviewCase.ts'

/** A table in words: the first row is its head. */
export interface WordTable {
  readonly caption: string
  readonly rows: readonly (readonly string[])[]
}

type CodedValues = Pick<SectionContent, 'fields' | 'lists'>

/** What stages a disease in its template: TNM, or the scores of severity. */
const STAGING_SECTIONS = ['stage', 'severity']
const LISTS = { medicines: 'medicines', options: 'options' } as const
/** What people compare of options, in the order of the rows. */
const COMPARED = ['standing', 'intent', 'benefit', 'risks', 'worstGrade', 'recovery', 'qualityOfLife', 'reversibility', 'evidenceLevel', 'evidenceGrade']

interface Found {
  readonly section: TemplateSection
  readonly list: TemplateList | null
}

/** Where the values of a live table are coded. @returns null when the template has none of the kind */
export function liveSection(template: Pick<ReportTemplate, 'sections'>, source: LiveSource): Found | null {
  if (source === 'staging') {
    const section = template.sections.find(({ key, fields }) => STAGING_SECTIONS.includes(key) && fields.length > 0)
    return section ? { section, list: null } : null
  }
  for (const section of template.sections) {
    const list = section.lists.find(({ key }) => key === LISTS[source])
    if (list) return { section, list }
  }
  return null
}

/** @param valuesOf coded values of a section @returns null when nothing is coded yet */
export function liveTable(template: Pick<ReportTemplate, 'sections'>, source: LiveSource, valuesOf: (section: string) => CodedValues, language: Language): WordTable | null {
  const found = liveSection(template, source)
  if (!found) return null
  const values = valuesOf(found.section.key)
  if (!found.list) return fieldsTable(found.section, values, language)
  const rows = values.lists[found.list.key] ?? []
  if (rows.length === 0) return null
  return source === 'options' ? optionsTable(found.list, rows, language) : rowsTable(found.list, rows, language)
}

const word = (row: RowContent, field: TemplateField, language: Language) => {
  const value = row.fields[field.key]?.value.trim() ?? ''
  return value === '' ? '' : displayFieldValue(field, value, language)
}

const HEADS: Record<Language, { value: string; point: string }> = { en: { value: 'Value', point: 'Point' }, es: { value: 'Valor', point: 'Aspecto' } }

function fieldsTable(section: TemplateSection, { fields }: CodedValues, language: Language): WordTable | null {
  const rows = section.fields.flatMap((field) => {
    const value = fields[field.key]?.value.trim() ?? ''
    return value === '' || field.computed ? [] : [[field.label[language], displayFieldValue(field, value, language)]]
  })
  const { point, value } = HEADS[language]
  return rows.length === 0 ? null : { caption: section.title[language], rows: [[point, value], ...rows] }
}

/** One row each; a column for every value that any of them has. */
function rowsTable(list: TemplateList, rows: readonly RowContent[], language: Language): WordTable {
  const used = list.fields.filter((field) => rows.some((row) => word(row, field, language) !== ''))
  return { caption: list.title[language], rows: [used.map(({ label }) => label[language]), ...rows.map((row) => used.map((field) => word(row, field, language)))] }
}

/** One column per option, one row per point of comparison; a point that no option states is left out. */
export function optionsTable(list: TemplateList, rows: readonly RowContent[], language: Language): WordTable & { readonly keys: readonly string[] } {
  const fields = COMPARED.flatMap((key) => list.fields.filter((field) => field.key === key && rows.some((row) => word(row, field, language) !== '')))
  const name = list.fields.find(({ key }) => key === list.name)
  return {
    caption: list.title[language],
    keys: fields.map(({ key }) => key),
    rows: [[HEADS[language].point, ...rows.map((row) => (name ? word(row, name, language) : ''))], ...fields.map((field) => [field.label[language], ...rows.map((row) => word(row, field, language))])],
  }
}
