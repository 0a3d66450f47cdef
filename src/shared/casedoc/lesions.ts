// The lesion document of a case: one register per lesion, finding, outside value and choice. Validates what it reads and writes.
import type * as Y from 'yjs'
import { LesionFinding, type LesionRecord, OutsideValue, ResponseChoices, TrackedLesion } from '../domain/lesion.ts'
import { FieldValue } from '../domain/report.ts'
import { type EditOrigin, LESIONS } from './layout.ts'
import { editWithHistory } from './ownHistory.ts'

const cell = ({ lesionId, date }: { lesionId: string; date: string }) => `${lesionId}/${date}`

export function saveLesion(doc: Y.Doc, origin: EditOrigin, lesion: TrackedLesion): void {
  const parsed = TrackedLesion.parse(lesion)
  editWithHistory(doc, origin, [{ root: LESIONS.lesions, key: parsed.id, value: parsed }])
}

/** Takes a lesion out of the list; its findings stay under its id, so that taking it back restores them. */
export function removeLesion(doc: Y.Doc, origin: EditOrigin, id: string): void {
  editWithHistory(doc, origin, [{ root: LESIONS.lesions, key: id, value: null }])
}

/** @param finding null takes the word back */
export function setFinding(doc: Y.Doc, origin: EditOrigin, at: { lesionId: string; date: string }, finding: LesionFinding | null): void {
  editWithHistory(doc, origin, [{ root: LESIONS.findings, key: cell(at), value: finding && LesionFinding.parse(finding) }])
}

export function setOutside(doc: Y.Doc, origin: EditOrigin, at: { lesionId: string; date: string }, outside: OutsideValue | null): void {
  editWithHistory(doc, origin, [{ root: LESIONS.outside, key: cell(at), value: outside && OutsideValue.parse(outside) }])
}

export function setChoice<K extends keyof ResponseChoices>(doc: Y.Doc, origin: EditOrigin, key: K, value: ResponseChoices[K]): void {
  editWithHistory(doc, origin, [{ root: LESIONS.choices, key, value: ResponseChoices.shape[key].parse(value) }])
}

/** @param key `<date>.<field>` @param value an empty text takes it back */
export function setAssessment(doc: Y.Doc, origin: EditOrigin, key: string, value: FieldValue): void {
  editWithHistory(doc, origin, [{ root: LESIONS.assessments, key, value: FieldValue.parse(value) }])
}

export function readLesions(doc: Y.Doc): LesionRecord {
  let unreadable = 0
  const all = <T>(root: string, schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } }): T[] =>
    [...doc.getMap<unknown>(root).values()].flatMap((value) => {
      const parsed = schema.safeParse(value)
      if (parsed.success) return [parsed.data]
      unreadable++
      return []
    })
  const choices = ResponseChoices.safeParse(Object.fromEntries(doc.getMap<unknown>(LESIONS.choices).entries()))
  if (!choices.success) unreadable++
  const assessments: Record<string, FieldValue> = {}
  for (const [key, value] of doc.getMap<unknown>(LESIONS.assessments).entries()) {
    const parsed = FieldValue.safeParse(value)
    if (!parsed.success) unreadable++
    else if (parsed.data.value !== '') assessments[key] = parsed.data
  }
  const lesions = all(LESIONS.lesions, TrackedLesion)
  const findings = all(LESIONS.findings, LesionFinding)
  const outside = all(LESIONS.outside, OutsideValue)
  return {
    lesions,
    findings,
    outside,
    choices: choices.success ? choices.data : ResponseChoices.parse({}),
    assessments,
    unreadable,
  }
}
