// How far the material of a case reaches: each item of the illness's checklist is there, waived with a reason, or missing. Pure.
import { type ChecklistItem, type Illness, NEVER_WAIVED } from './illness.ts'
import type { PatientQuestion } from './reviewCase.ts'
import type { DocumentKind } from './sourceDocument.ts'

export interface Material {
  readonly kinds: readonly DocumentKind[]
  /** DICOM Modality of the case's series. */
  readonly modalities: readonly string[]
  /** The bundle carried a machine-readable request, which is the request whatever else is there. */
  readonly hasRequest: boolean
}

export interface CheckedItem {
  readonly item: ChecklistItem
  readonly state: 'there' | 'waived' | 'missing'
}

/** Every item of the checklist, in its order. */
export function checkMaterial({ checklist }: Pick<Illness, 'checklist'>, { kinds, modalities, hasRequest }: Material, waived: Readonly<Record<string, string>> = {}): CheckedItem[] {
  const there = new Set<DocumentKind>(hasRequest ? [...kinds, 'request'] : kinds)
  return checklist.map((item) => {
    const isThere = item.documents.some((kind) => there.has(kind)) || item.modalities.some((modality) => modalities.includes(modality))
    return { item, state: isThere ? 'there' : waived[item.code] && !NEVER_WAIVED.includes(item.code) ? 'waived' : 'missing' }
  })
}

export interface Completeness {
  present: number
  required: number
  /** Codes of required items that are neither there nor waived. */
  missing: string[]
}

/** Counts required items only; a waived one counts as settled. */
export function completenessOf(checked: readonly CheckedItem[]): Completeness {
  const required = checked.filter(({ item }) => item.required)
  const missing = required.filter(({ state }) => state === 'missing').map(({ item }) => item.code)
  return { present: required.length - missing.length, required: required.length, missing }
}

/** Numbers of the patient's asked questions that the item's absence leaves without ground. */
export function blockedQuestions({ blocks }: ChecklistItem, questions: readonly PatientQuestion[]): number[] {
  return questions.filter(({ asked, standard }) => asked && standard !== null && blocks.questions.includes(standard)).map(({ number }) => number)
}
