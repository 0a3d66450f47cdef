// The writer of the shared documents: one call = one transaction with its typed origin. Validates before it writes.
import type * as Y from 'yjs'
import { Annotation } from '../domain/annotation.ts'
import { CourseEvent } from '../domain/courseEvent.ts'
import { Remark, Settled } from '../domain/discussion.ts'
import { LabValue } from '../domain/labValue.ts'
import { FieldValue, Proof } from '../domain/report.ts'
import type { Block } from '../domain/reportContent.ts'
import { ANNOTATIONS, answerFragment, answerKey, type AnswerRegister, COURSE, type EditOrigin, fieldProofKey, LAB_VALUES, REMARKS, SECTION, SETTLED } from './layout.ts'
import { writeBlocks } from './narrative.ts'
import { setRegister } from './fieldClaims.ts'

/**
 * Sets one coded field of a section (`NONE_BECAUSE` and a row's field, `rowKey`, included). An empty value clears it and keeps who cleared it.
 * @throws ZodError when the value is longer than a field may be
 */
export function setField(doc: Y.Doc, origin: EditOrigin, key: string, value: FieldValue): void {
  const register = FieldValue.parse(value)
  doc.transact(() => setRegister(doc, 'fields', key, register), origin)
}

/** Puts a proof behind a coded field or a row's field (`rowKey`). @throws ZodError when it is none */
export function putFieldProof(doc: Y.Doc, origin: EditOrigin, register: string, proof: Proof): void {
  const parsed = Proof.parse(proof)
  doc.transact(() => doc.getMap(SECTION.proofs).set(fieldProofKey(register, parsed.annotationId), JSON.stringify(parsed)), origin)
}

export function removeFieldProof(doc: Y.Doc, origin: EditOrigin, register: string, annotationId: string): void {
  doc.transact(() => doc.getMap(SECTION.proofs).delete(fieldProofKey(register, annotationId)), origin)
}

/** Sets a question's one-sentence answer or its confidence (layout CONFIDENCE). */
export function setAnswer(doc: Y.Doc, origin: EditOrigin, question: number, register: AnswerRegister, value: FieldValue): void {
  const parsed = FieldValue.parse(value)
  doc.transact(() => setRegister(doc, 'answers', answerKey(question, register), parsed), origin)
}

/**
 * Replaces a narrative as a whole: for text that is not typed in the editor (templates, amendments, the walkthrough).
 * @param question number of the question whose answer is meant; null = the section's own text
 */
export function setNarrative(doc: Y.Doc, origin: EditOrigin, blocks: readonly Block[], question: number | null = null): void {
  const fragment = doc.getXmlFragment(question === null ? SECTION.body : answerFragment(question))
  doc.transact(() => writeBlocks(fragment, blocks), origin)
}

/** Adds or replaces an annotation under its own id. @throws ZodError when it is not one */
export function saveAnnotation(doc: Y.Doc, origin: EditOrigin, annotation: Annotation): void {
  const parsed = Annotation.parse(annotation)
  doc.transact(() => doc.getMap(ANNOTATIONS).set(parsed.id, parsed), origin)
}

/** Keeps a person's decision on a laboratory value. @throws ZodError when it is not one */
export function saveLabValue(doc: Y.Doc, origin: EditOrigin, value: LabValue): void {
  const parsed = LabValue.parse(value)
  doc.transact(() => doc.getMap(LAB_VALUES).set(parsed.id, parsed), origin)
}

/** Takes the decision back: the value is a proposal again. */
export function removeLabValue(doc: Y.Doc, origin: EditOrigin, id: string): void {
  doc.transact(() => doc.getMap(LAB_VALUES).delete(id), origin)
}

export function removeAnnotation(doc: Y.Doc, origin: EditOrigin, id: string): void {
  doc.transact(() => doc.getMap(ANNOTATIONS).delete(id), origin)
}

/** Puts words under a mark. @throws ZodError when they are none */
export function saveRemark(doc: Y.Doc, origin: EditOrigin, remark: Remark): void {
  const parsed = Remark.parse(remark)
  doc.transact(() => doc.getMap(REMARKS).set(parsed.id, parsed), origin)
}

export function removeRemark(doc: Y.Doc, origin: EditOrigin, id: string): void {
  doc.transact(() => doc.getMap(REMARKS).delete(id), origin)
}

/** null: the task is open again. */
export function settleTask(doc: Y.Doc, origin: EditOrigin, id: string, settled: Settled | null): void {
  const parsed = settled && Settled.parse(settled)
  doc.transact(() => (parsed ? doc.getMap(SETTLED).set(id, parsed) : doc.getMap(SETTLED).delete(id)), origin)
}

/** Puts a happening on the timeline, or changes it. @throws ZodError when it is none */
export function saveCourseEvent(doc: Y.Doc, origin: EditOrigin, event: CourseEvent): void {
  const parsed = CourseEvent.parse(event)
  doc.transact(() => doc.getMap(COURSE).set(parsed.id, parsed), origin)
}

export function removeCourseEvent(doc: Y.Doc, origin: EditOrigin, id: string): void {
  doc.transact(() => doc.getMap(COURSE).delete(id), origin)
}
