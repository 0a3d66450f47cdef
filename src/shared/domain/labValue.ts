// Laboratory values of a case: what a document states, proposed for a person to confirm, and the confirmed value with its proof.
import { z } from 'zod'
import { DocumentId, Sha256, UserId } from '../kit/ids.ts'
import { findAnalyte } from './analytes.ts'
import { PassageAnchor } from './annotation.ts'
import { type DecimalMark, readLabNumber } from './labNumber.ts'
import { isImplausible, ucumOf } from './ucumSpelling.ts'

/** Why a person must look twice before confirming. */
export const VALUE_QUESTIONS = ['missingUnit', 'unknownUnit', 'implausible', 'comparator', 'ambiguousSeparator', 'contradictsDecimalMark', 'negative', 'notANumber', 'unknownAnalyte', 'noDate'] as const
export const ValueQuestion = z.enum(VALUE_QUESTIONS)
export type ValueQuestion = z.infer<typeof ValueQuestion>

export const LabProposal = z.object({
  /** The same statement of the same file has the same id on every workstation. */
  id: z.string().max(80),
  documentId: DocumentId,
  sha256: Sha256,
  page: z.number().int().positive(),
  /** Words of the document that state it. */
  quote: z.string().max(400),
  /** Key of a known quantity (domain analytes), or null. */
  analyte: z.string().nullable(),
  name: z.string().max(200),
  /** LOINC where the source gives it. */
  code: z.string().max(40).nullable(),
  valueText: z.string().max(100),
  /** Decimal string as the document's own marks settle it; null when it is no number or could be two. */
  value: z.string().nullable(),
  unitText: z.string().max(40),
  /** UCUM; null when the spelling is not known. */
  unit: z.string().nullable(),
  rangeText: z.string().max(100),
  /** YYYY-MM-DD, or null when neither the value nor its document says. */
  takenOn: z.string().nullable(),
  questions: z.array(ValueQuestion),
})
export type LabProposal = z.infer<typeof LabProposal>

/** A person's decision on a proposal: an atomic register of the case's shared document. */
export const LabValue = z.object({
  id: z.string().max(80),
  state: z.enum(['confirmed', 'rejected']),
  analyte: z.string().nullable(),
  name: z.string().max(200),
  /** Decimal string in `unit`; null for a value that is no number (comparator, text). */
  value: z.string().regex(/^\d+(\.\d+)?$/).nullable(),
  valueText: z.string().max(100),
  unit: z.string(),
  rangeText: z.string().max(100),
  takenOn: z.string(),
  anchor: PassageAnchor,
  decidedBy: UserId,
  decidedByName: z.string(),
  decidedAt: z.string(),
})
export type LabValue = z.infer<typeof LabValue>

export interface StatedValue {
  name: string
  code: string | null
  valueText: string
  unitText: string
  rangeText: string
  takenOn: string | null
}

/** @param decimalMark when the source settles it (FHIR: the point; a Spanish letter: the comma) */
export function judgeValue(stated: StatedValue, decimalMark: DecimalMark | undefined): Pick<LabProposal, 'analyte' | 'unit' | 'value' | 'questions'> {
  const analyte = findAnalyte(stated.code, stated.name)
  const unit = stated.unitText.trim() === '' ? null : ucumOf(stated.unitText)
  const read = readLabNumber(stated.valueText, decimalMark)
  const questions: ValueQuestion[] = []
  if (!analyte) questions.push('unknownAnalyte')
  if ('code' in read) questions.push(read.code)
  if (stated.unitText.trim() === '') questions.push('missingUnit')
  else if (unit === null) questions.push('unknownUnit')
  else if ('value' in read && isImplausible(String(read.value), unit, analyte?.key ?? null)) questions.push('implausible')
  if (stated.takenOn === null) questions.push('noDate')
  return { analyte: analyte?.key ?? null, unit, value: 'value' in read ? String(read.value) : null, questions }
}

const NUMBER = '\\d[\\d.,]*'
/** Two ends or one; what says less than the sheet does ("13,0" of "13,0 a 17,0") is no range. */
const RANGE = new RegExp(`^\\s*[([\u00b7]?\\s*(?<range>(?:[<>\u2264\u2265]\\s?|(?:menos|m\u00e1s|mas) de |hasta |(?:less|more) than |up to |under |over )${NUMBER}|${NUMBER}\\s*(?:[-\u2013\u2212]|\\ba\\b|\\bto\\b)\\s*${NUMBER})(?![\\d.,]|\\s*[-\u2013\u2212]?\\s*\\d)`, 'iu')
const LINE = /^\s*(?<name>\p{L}[\p{L}\p{N} ()./-]{1,60}?)\s*[:\u00b7]?\s+(?<value>[<>\u2264\u2265]?\s?\d[\d.,]*)\s*[\u00b7]?\s*(?<unit>(?:x?10\S{1,6}\/\S{1,3}|[a-zA-Z\u00b5\u03bc[\]]{1,5}\/[a-zA-Z0-9\u00b3]{1,3}|%))(?:\s*[*\u2191\u2193HL](?=[\s\u00b7]))?(?<rest>.*)$/u

/**
 * Values in the lines of a printed laboratory sheet: only known quantities with a unit, everything else is left to the reader.
 * @returns `after`: the rest of the line, which may hold a date of its own
 */
export function valuesInText(text: string): { quote: string; after: string; stated: Omit<StatedValue, 'takenOn'> }[] {
  return text.split('\n').flatMap((line) => {
    const groups = LINE.exec(line)?.groups
    if (!groups?.name || !groups.value || !groups.unit || !findAnalyte(null, groups.name)) return []
    const stated = { name: groups.name.trim(), code: null, valueText: groups.value.replace(/\s/gu, ''), unitText: groups.unit, rangeText: RANGE.exec(groups.rest ?? '')?.groups?.range?.trim() ?? '' }
    const end = line.indexOf(groups.unit) + groups.unit.length
    return [{ after: groups.rest ?? '', quote: line.slice(0, end).replace(/\s*\u00b7\s*/gu, ' ').trim(), stated }]
  })
}
