// What one shared document holds, as items of the case's history. Reads only; what does not parse is left out here and told where it is worked with.
import type * as Y from 'yjs'
import { type Annotation, shapeOf } from '../domain/annotation.ts'
import { type HeldItem, NOWHERE } from '../domain/caseHistory.ts'
import type { FieldValue } from '../domain/report.ts'
import { paragraphsOf, plainText, type Block } from '../domain/reportContent.ts'
import { answerKey, type RoomName, rowKey } from './layout.ts'
import { readLesions } from './lesions.ts'
import { readAnnotations, readCourse, readDiscussion, readLabValues, readSection } from './read.ts'

/** @param nameOf people by their id */
export function itemsOfRoom(room: RoomName, doc: Y.Doc, nameOf: (userId: string) => string | null): HeldItem[] {
  switch (room.kind) {
    case 'section':
      return itemsOfSection(doc, room.report, room.section, nameOf)
    case 'studyAnnotations':
      return readAnnotations(doc).annotations.map(itemOfMark)
    case 'documentAnnotations':
      return [...readAnnotations(doc).annotations.map(itemOfMark), ...itemsOfTalk(doc), ...itemsOfValues(doc), ...itemsOfCourse(doc)]
    case 'lesions':
      return itemsOfLesions(doc, nameOf)
    case 'board':
    case 'psychology':
    case 'care':
      // They belong to fewer people than the case, or have histories of their own.
      return []
  }
}

function itemOfMark(mark: Annotation): HeldItem {
  const { id, anchor, author, authorName, changedAt } = mark
  const words = mark.type === 'highlight' ? [anchor.kind === 'passage' ? anchor.quote : '', mark.note] : [mark.label, ...(mark.type === 'measurement' ? [mark.values.join(' × ')] : []), mark.note]
  const where = anchor.kind === 'passage' ? { documentId: anchor.documentId } : { StudyInstanceUID: anchor.StudyInstanceUID }
  return {
    key: `mark/${id}`, kind: mark.type === 'highlight' ? 'mark' : mark.type, look: mark.type === 'highlight' ? (mark.stamp ?? shapeOf(mark)) : null, words: words.filter((part) => part.trim() !== '').join(' · '),
    byName: authorName, at: changedAt, place: { ...NOWHERE, ...where, anchor, annotationId: id }, author, stamp: JSON.stringify(mark),
  }
}

function itemsOfTalk(doc: Y.Doc): HeldItem[] {
  const { remarks, settled } = readDiscussion(doc)
  const marks = new Map(readAnnotations(doc).annotations.map((mark) => [mark.id, mark]))
  return remarks.map((remark) => {
    const done = settled.get(remark.id)
    return {
      key: `remark/${remark.id}`, kind: 'remark', look: null, words: remark.text, byName: done?.byName ?? remark.authorName, at: done?.at ?? remark.createdAt,
      place: { ...NOWHERE, anchor: marks.get(remark.annotationId)?.anchor ?? null, annotationId: remark.annotationId }, author: done?.by ?? remark.author, stamp: JSON.stringify([remark, done ?? null]),
    }
  })
}

function itemsOfValues(doc: Y.Doc): HeldItem[] {
  return readLabValues(doc).values.filter(({ state }) => state === 'confirmed').map((value) => ({
    key: `value/${value.id}`, kind: 'value', look: null, words: [value.name, value.valueText, value.unit].join(' ').trim(), byName: value.decidedByName, at: value.decidedAt,
    place: { ...NOWHERE, documentId: value.anchor.documentId, anchor: value.anchor }, author: value.decidedBy, stamp: JSON.stringify(value),
  }))
}

function itemsOfCourse(doc: Y.Doc): HeldItem[] {
  return readCourse(doc).map((event) => ({ key: `course/${event.id}`, kind: 'course', look: null, words: `${event.date} ${event.title}`, byName: event.authorName, at: event.changedAt, place: NOWHERE, author: event.author, stamp: JSON.stringify(event) }))
}

function itemsOfLesions(doc: Y.Doc, nameOf: (userId: string) => string | null): HeldItem[] {
  const { lesions, findings } = readLesions(doc)
  const labels = new Map(lesions.map(({ id, label, site }) => [id as string, [label, site].join(' ').trim()]))
  return [
    ...lesions.map((lesion): HeldItem => ({ key: `lesion/${lesion.id}`, kind: 'lesion', look: null, words: labels.get(lesion.id) ?? '', byName: lesion.authorName, at: lesion.changedAt, place: NOWHERE, author: lesion.author, stamp: JSON.stringify(lesion) })),
    ...findings.map((finding): HeldItem => ({
      key: `finding/${finding.lesionId}/${finding.date}`, kind: 'lesion', look: null, words: [labels.get(finding.lesionId) ?? '', finding.date].join(' ').trim(), byName: nameOf(finding.changedBy), at: finding.changedAt,
      place: NOWHERE, author: finding.changedBy, stamp: JSON.stringify(finding),
    })),
  ]
}

function itemsOfSection(doc: Y.Doc, report: number, section: string, nameOf: (userId: string) => string | null): HeldItem[] {
  const { fields, lists, noneBecause, body, answers, fieldProofs = {} } = readSection(doc)
  const registers: [string, FieldValue][] = [
    ...Object.entries(fields),
    ...Object.entries(lists).flatMap(([list, rows]) => rows.flatMap((row) => Object.entries(row.fields).map(([field, value]): [string, FieldValue] => [rowKey(list, row.id, field), value]))),
    ...(noneBecause ? [['noneBecause', noneBecause] as [string, FieldValue]] : []),
    ...answers.flatMap(({ question, answer, confidence }) => [...(answer ? [[answerKey(question, 'answer'), answer] as [string, FieldValue]] : []), ...(confidence ? [[answerKey(question, 'confidence'), confidence] as [string, FieldValue]] : [])]),
  ]
  const coded = registers.map(([register, value]): HeldItem => ({
    key: `field/${report}/${section}/${register}`, kind: 'field', look: null, words: value.value, byName: nameOf(value.changedBy), at: value.changedAt,
    place: { ...NOWHERE, report, section, register }, author: value.changedBy, stamp: JSON.stringify([value.value, fieldProofs[register] ?? []]),
  }))
  const texts = [{ register: null, blocks: body }, ...answers.map((answer) => ({ register: `${answer.question}.body`, blocks: answer.body }))]
  return [...coded, ...texts.flatMap(({ register, blocks }) => textItem(blocks, report, section, register))]
}

/** Who wrote which letter of a text is not kept in it: it has no author of its own. */
function textItem(blocks: readonly Block[], report: number, section: string, register: string | null): HeldItem[] {
  const words = paragraphsOf(blocks).map(plainText).join('\n').trim()
  if (words === '') return []
  return [{ key: `text/${report}/${section}/${register ?? ''}`, kind: 'text', look: null, words, byName: null, at: null, place: { ...NOWHERE, report, section, register }, author: null, stamp: JSON.stringify(blocks) }]
}
