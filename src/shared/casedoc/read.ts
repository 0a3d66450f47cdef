// Validated reads of the shared documents: domain values out, and a count of what could not be read. Writes nothing.
import type * as Y from 'yjs'
import { Annotation } from '../domain/annotation.ts'
import { CourseEvent } from '../domain/courseEvent.ts'
import { type Discussion, Remark, Settled } from '../domain/discussion.ts'
import { LabValue } from '../domain/labValue.ts'
import { FieldValue, type Proof } from '../domain/report.ts'
import type { AnswerContent, SectionContent } from '../domain/reportContent.ts'
import { ANNOTATIONS, answerFragment, answerKey, COURSE, LAB_VALUES, NONE_BECAUSE, REMARKS, SECTION, SETTLED } from './layout.ts'
import { parseProof, readBlocks } from './narrative.ts'
import { readConflicts } from './fieldClaims.ts'
import { readRows } from './rows.ts'

/** What a section's document says now. What does not parse is counted in `unreadable`, its words are kept. */
export function readSection(doc: Y.Doc): SectionContent {
  const reading = { unreadable: 0 }
  const { [NONE_BECAUSE]: noneBecause = null, ...registers } = readRegisters(doc.getMap(SECTION.fields), reading)
  const { fields, lists, unreadable } = readRows(registers)
  reading.unreadable += unreadable
  const body = readBlocks(doc.getXmlFragment(SECTION.body), reading)
  const answers = readAnswers(doc, reading)
  return { fields, lists, fieldProofs: readFieldProofs(doc, reading), conflicts: readConflicts(doc), noneBecause, body, answers, unreadable: reading.unreadable }
}

/** Proofs behind coded fields by register, each register's in the order of their marks' ids. */
function readFieldProofs(doc: Y.Doc, reading: { unreadable: number }): Record<string, Proof[]> {
  const found: Record<string, Proof[]> = {}
  for (const key of [...doc.getMap(SECTION.proofs).keys()].sort()) {
    const proof = parseProof(doc.getMap(SECTION.proofs).get(key))
    const register = key.slice(0, key.lastIndexOf('|'))
    if (!proof || register === '') reading.unreadable++
    else found[register] = [...(found[register] ?? []), proof]
  }
  return found
}

function readRegisters(map: Y.Map<unknown>, reading: { unreadable: number }): Record<string, FieldValue> {
  const registers: Record<string, FieldValue> = {}
  for (const [key, value] of map.entries()) {
    const parsed = FieldValue.safeParse(value)
    if (!parsed.success) reading.unreadable++
    else if (parsed.data.value.trim() !== '') registers[key] = parsed.data
  }
  return registers
}

function readAnswers(doc: Y.Doc, reading: { unreadable: number }): AnswerContent[] {
  const registers = readRegisters(doc.getMap(SECTION.answers), reading)
  const numbers = new Set<number>()
  for (const key of Object.keys(registers)) {
    const number = /^([1-9]\d?)\.(answer|confidence)$/.exec(key)?.[1]
    if (number) numbers.add(Number(number))
    else reading.unreadable++
  }
  for (const name of doc.share.keys()) {
    const number = /^answer-([1-9]\d?)$/.exec(name)?.[1]
    if (number) numbers.add(Number(number))
  }
  return [...numbers]
    .sort((a, b) => a - b)
    .map((question) => ({
      question,
      answer: registers[answerKey(question, 'answer')] ?? null,
      confidence: registers[answerKey(question, 'confidence')] ?? null,
      body: readBlocks(doc.getXmlFragment(answerFragment(question)), reading),
    }))
}

/** @returns the annotations that parse, oldest first, and how many did not */
export function readAnnotations(doc: Y.Doc): { annotations: Annotation[]; unreadable: number } {
  const parsed = [...doc.getMap<unknown>(ANNOTATIONS).values()].map((value) => Annotation.safeParse(value))
  const annotations = parsed.flatMap((p) => (p.success ? [p.data] : [])).sort(byCreation)
  return { annotations, unreadable: parsed.length - annotations.length }
}

/** Decided laboratory values by id; what does not parse is counted. */
export function readLabValues(doc: Y.Doc): { values: LabValue[]; unreadable: number } {
  const parsed = [...doc.getMap<unknown>(LAB_VALUES).values()].map((value) => LabValue.safeParse(value))
  const values = parsed.flatMap((p) => (p.success ? [p.data] : []))
  return { values, unreadable: parsed.length - values.length }
}

/** What was said under the marks, oldest first; what does not parse is counted. */
export function readDiscussion(doc: Y.Doc): Discussion {
  const parsed = [...doc.getMap<unknown>(REMARKS).values()].map((value) => Remark.safeParse(value))
  const remarks = parsed.flatMap((p) => (p.success ? [p.data] : [])).sort(byCreation)
  const settled = new Map([...doc.getMap<unknown>(SETTLED)].flatMap(([id, value]) => {
    const one = Settled.safeParse(value)
    return one.success ? [[id, one.data] as const] : []
  }))
  return { remarks, settled, unreadable: parsed.length - remarks.length }
}

/** What people put on the timeline, by date; what does not parse is left out. */
export function readCourse(doc: Y.Doc): CourseEvent[] {
  return [...doc.getMap<unknown>(COURSE).values()]
    .flatMap((value) => CourseEvent.safeParse(value).data ?? [])
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1))
}

function byCreation(a: { createdAt: string; id: string }, b: { createdAt: string; id: string }): number {
  return a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1
}
