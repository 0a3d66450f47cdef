// Earlier opinions as they are coded in the report: beside each other point by point, and what each of them says on the axes of the comparison. Pure.
import type { TemplateList, TemplateSection } from './report.ts'
import type { RowContent } from './reportContent.ts'
import { displayFieldValue } from './reportFields.ts'
import type { Language } from './reviewCase.ts'
import { rowValue } from './templateFacts.ts'

/** Section and list of every template. */
export const EARLIER_OPINIONS = { section: 'firstOpinion', list: 'priorOpinions' } as const

export interface OpinionPoint {
  readonly field: string
  readonly label: string
  /** What each opinion says, in words and in the order of the rows; empty = not stated there. */
  readonly said: readonly string[]
}

/** Every point that one of them states, its author among them, in the order of the template. */
export function opinionPoints(list: TemplateList, rows: readonly RowContent[], language: Language): OpinionPoint[] {
  return list.fields.flatMap((field): OpinionPoint[] => {
    const said = rows.map((row) => (rowValue(row, field.key) === '' ? '' : displayFieldValue(field, rowValue(row, field.key), language)))
    return said.some((words) => words !== '') ? [{ field: field.key, label: field.label[language], said }] : []
  })
}

export interface AxisStatement {
  /** Field of the comparison, e.g. "firstStage". */
  readonly field: string
  /** Fields of the opinion that say it; their proofs are its proofs. */
  readonly from: readonly string[]
  readonly value: string
}

/** A stage without its edition says less than was written. */
const WITH: Readonly<Record<string, readonly string[]>> = { stage: ['edition'] }

/**
 * What one opinion says on the axes that it codes by the same name: diagnosis, stage, intent, cause, severity.
 * A plan is one text: nobody but a person says which part of it is about surgery.
 */
export function statementsOf(comparison: TemplateSection, list: TemplateList, row: RowContent, language: Language): AxisStatement[] {
  const shown = (key: string) => {
    const field = list.fields.find((one) => one.key === key)
    return field && rowValue(row, key) !== '' ? displayFieldValue(field, rowValue(row, key), language) : ''
  }
  return comparison.fields.flatMap(({ key }): AxisStatement[] => {
    const axis = /^first([A-Z])(\w*)$/.exec(key)
    const name = axis ? `${axis[1]?.toLowerCase()}${axis[2]}` : ''
    if (name === '' || shown(name) === '') return []
    const from = [name, ...(WITH[name] ?? []).filter((more) => shown(more) !== '')]
    return [{ field: key, from, value: from.map(shown).join(', ') }]
  })
}
