// The conditions of a template: when a value is required, when a rule is broken. Data in the template, evaluated here; knows no document.
import { z } from 'zod'

const key = '[a-z][A-Za-z0-9]*'

/** One value: of the same section ("ecog") or of another ("stage.tumour"); in a list's field, first of the same row. All that is given must hold. */
export const FieldCondition = z.strictObject({
  field: z.string().regex(new RegExp(`^(${key}\\.)?${key}$`)),
  is: z.array(z.string()).optional(),
  /** Holds for an empty value, too. */
  isNot: z.array(z.string()).optional(),
  isEmpty: z.boolean().optional(),
  /** Regular expression for the whole value. */
  matches: z.string().optional(),
  /** Of a field of several codes: this one is not among them. */
  lacks: z.string().optional(),
  below: z.number().optional(),
  above: z.number().optional(),
})
export type FieldCondition = z.infer<typeof FieldCondition>

/** Some row of a list ("options.options") has one of these values in each of these fields; `absent`: no row has. */
export const RowCondition = z.strictObject({
  list: z.string().regex(new RegExp(`^${key}\\.${key}$`)),
  rowIs: z.record(z.string(), z.array(z.string())),
  absent: z.literal(true).optional(),
})

export const TemplateCondition = z.union([FieldCondition, RowCondition])
export type TemplateCondition = z.infer<typeof TemplateCondition>

export interface ConditionInput {
  /** Trimmed value; empty when there is none. */
  valueOf(field: string): string
  /** Values of each row by field key. */
  rowsOf(list: string): readonly Readonly<Record<string, string>>[]
}

export function holds(condition: TemplateCondition, input: ConditionInput): boolean {
  if ('field' in condition) return fieldHolds(condition, input.valueOf(condition.field))
  const some = input.rowsOf(condition.list).some((row) => Object.entries(condition.rowIs).every(([field, values]) => values.includes(row[field] ?? '')))
  return some !== (condition.absent ?? false)
}

function fieldHolds({ is, isNot, isEmpty, matches, lacks, below, above }: FieldCondition, value: string): boolean {
  const isNumber = value !== '' && Number.isFinite(Number(value))
  return (
    (is === undefined || is.includes(value)) &&
    (isNot === undefined || !isNot.includes(value)) &&
    (isEmpty === undefined || isEmpty === (value === '')) &&
    (matches === undefined || (value !== '' && new RegExp(`^(?:${matches})$`, 'u').test(value))) &&
    (lacks === undefined || !value.split(' ').includes(lacks)) &&
    (below === undefined || (isNumber && Number(value) < below)) &&
    (above === undefined || (isNumber && Number(value) > above))
  )
}

/**
 * Whether a value is asked for at all: one that is required under a condition appears with it, and stays when it has a value.
 * A condition on what is still missing elsewhere hides nothing: both may be given.
 */
export function isOffered(field: { required: boolean; requiredWhen?: readonly FieldCondition[] | undefined }, value: string, input: ConditionInput): boolean {
  const conditions = field.requiredWhen ?? []
  const isFollowUp = conditions.length > 0 && conditions.every(({ isEmpty }) => isEmpty !== true)
  return value !== '' || !isFollowUp || isRequired(field, input)
}

/** @param requiredWhen of a template's field; none = only its `required` counts */
export function isRequired(field: { required: boolean; requiredWhen?: readonly FieldCondition[] | undefined }, input: ConditionInput): boolean {
  if (field.required) return true
  const conditions = field.requiredWhen ?? []
  return conditions.length > 0 && conditions.every((condition) => holds(condition, input))
}
