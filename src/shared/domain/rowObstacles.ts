// What the rows of a section's lists lack: values, sources of figures, rows at all. Pure; part of signingObstacles.
import { statesFigure } from './claims.ts'
import type { SigningObstacle, TemplateField, TemplateList, TemplateSection } from './report.ts'
import type { RowContent } from './reportContent.ts'
import { isFieldValue } from './reportFields.ts'
import { sectionOf, type ReportFacts } from './reportFacts.ts'
import type { Language } from './reviewCase.ts'
import { isRequired } from './templateConditions.ts'
import { conditionInput, rowsOf, rowValue } from './templateFacts.ts'

/** Place of a row's value, as its register is named. */
function placeOf(list: TemplateList, row: RowContent, field: string): string {
  return `${list.key}/${row.id}/${field}`
}

/** A reason in `noneBecause` stands for missing rows; rows that are there are complete all the same. */
export function rowObstacles(facts: ReportFacts, section: TemplateSection): SigningObstacle[] {
  const { language } = facts.report
  return section.lists.flatMap((list) => {
    const rows = rowsOf(facts, section.key, list.key)
    const isShort = rows.length < list.min && sectionOf(facts, section.key).noneBecause === null
    const found: SigningObstacle[] = isShort ? [{ code: 'listTooShort', severity: 'blocker', sectionKey: section.key, fieldKey: list.key, detail: list.title[language] }] : []
    return [...found, ...rows.flatMap((row) => ofRow(facts, section, list, row, language))]
  })
}

function ofRow(facts: ReportFacts, section: TemplateSection, list: TemplateList, row: RowContent, language: Language): SigningObstacle[] {
  const input = conditionInput(facts, section.key, row)
  const name = rowValue(row, list.name) || list.one[language]
  const found = (code: SigningObstacle['code'], field: TemplateField): SigningObstacle => ({
    code,
    severity: 'blocker',
    sectionKey: section.key,
    fieldKey: placeOf(list, row, field.key),
    detail: `${name.slice(0, 80)}: ${field.label[language]}`.slice(0, 200),
  })
  return list.fields.flatMap((field): SigningObstacle[] => {
    const value = rowValue(row, field.key)
    if (value === '') return isRequired(field, input) || lacksSource(row, field) ? [found(field.isCitationOf ? 'figureWithoutSource' : 'fieldEmpty', field)] : []
    return isFieldValue(field, value) ? [] : [found('fieldInvalid', field)]
  })
}

/** A figure about benefit or risk is somebody's result: whose (B8). */
function lacksSource(row: RowContent, field: TemplateField): boolean {
  return field.isCitationOf !== undefined && statesFigure(rowValue(row, field.isCitationOf))
}
