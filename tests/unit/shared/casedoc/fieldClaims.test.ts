// Coded values of two authors who could not see each other: both stay, nothing is merged letter by letter (H13).
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { setAnswer, setField } from '#shared/casedoc/edit.ts'
import { ROW_ORDER, ROW_REMOVED, rowKey } from '#shared/casedoc/layout.ts'
import { sectionText } from '#shared/casedoc/digest.ts'
import { readSection } from '#shared/casedoc/read.ts'
import { FieldValue } from '#shared/domain/report.ts'

const ana = '018f0000-0000-7000-8000-000000000001'
const ben = '018f0000-0000-7000-8000-000000000002'
const origin = (actorId: string) => ({ actorId, room: 'r', tool: 'test' })
let clock = 0
const value = (text: string, by: string) => FieldValue.parse({ value: text, changedBy: by, changedAt: new Date(Date.UTC(2026, 10, 22, 9, 0, clock++)).toISOString() })
const set = (doc: Y.Doc, by: string, key: string, text: string) => setField(doc, origin(by), key, value(text, by))

function merge(...docs: Y.Doc[]): void {
  const updates = docs.map((doc) => Y.encodeStateAsUpdate(doc))
  for (const doc of docs) for (const update of updates) Y.applyUpdate(doc, update)
}

function twoCopies(): [Y.Doc, Y.Doc] {
  const a = new Y.Doc()
  set(a, ana, 'dose', '50')
  const b = new Y.Doc()
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  return [a, b]
}

test('two values set offline both stand, with author and time, and the value both had seen', () => {
  const [a, b] = twoCopies()
  set(a, ana, 'dose', '60')
  set(a, ana, 'dose', '75')
  set(b, ben, 'dose', '100')
  merge(a, b)
  for (const doc of [a, b]) {
    const { conflicts } = readSection(doc)
    expect(conflicts).toHaveLength(1)
    expect(conflicts[0]?.key).toBe('dose')
    expect(conflicts[0]?.values.map(({ value: v, changedBy }) => [v, changedBy])).toEqual([['75', ana], ['100', ben]])
  }
  expect(sectionText(a)).toBe(sectionText(b))
})

test('a person decides: one further value settles it on every copy', () => {
  const [a, b] = twoCopies()
  set(a, ana, 'dose', '75')
  set(b, ben, 'dose', '100')
  merge(a, b)
  expect(readSection(b).conflicts[0]?.earlier).toBe('50')
  set(b, ben, 'dose', '75')
  merge(a, b)
  for (const doc of [a, b]) {
    expect(readSection(doc).conflicts).toEqual([])
    expect(readSection(doc).fields.dose?.value).toBe('75')
  }
})

test('the same value twice, one after the other, and two different fields are no conflict; a cleared value against a set one is', () => {
  const [a, b] = twoCopies()
  set(a, ana, 'dose', '75')
  set(b, ben, 'dose', '75')
  set(b, ben, 'other', 'x')
  merge(a, b)
  set(a, ana, 'dose', '80')
  merge(a, b)
  expect(readSection(a).conflicts).toEqual([])
  set(a, ana, 'dose', '')
  set(b, ben, 'dose', '90')
  merge(a, b)
  expect(readSection(a).conflicts[0]?.values.map(({ value: v }) => v)).toEqual(['', '90'])
})

test('answers and rows conflict by their own register only; rows keep their order, and one taken out can come back', () => {
  const a = new Y.Doc()
  const row = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`
  for (const n of [1, 2]) {
    set(a, ana, rowKey('options', row(n), ROW_ORDER), String(n))
    set(a, ana, rowKey('options', row(n), 'name'), `option ${n}`)
  }
  const b = new Y.Doc()
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  set(a, ana, rowKey('options', row(1), 'benefit'), 'more')
  set(b, ben, rowKey('options', row(1), 'risks'), 'fewer')
  set(b, ben, rowKey('options', row(1), ROW_ORDER), '3')
  setAnswer(a, origin(ana), 3, 'confidence', value('high', ana))
  setAnswer(b, origin(ben), 3, 'confidence', value('low', ben))
  merge(a, b)
  const read = readSection(a)
  expect(read.conflicts.map(({ key }) => key)).toEqual(['3.confidence'])
  expect(read.lists.options?.map(({ id }) => id)).toEqual([row(2), row(1)])
  expect(Object.keys(read.lists.options?.[1]?.fields ?? {}).sort()).toEqual(['benefit', 'name', 'risks'])
  set(a, ana, rowKey('options', row(2), ROW_REMOVED), 'true')
  expect(readSection(a).lists.options?.map(({ id }) => id)).toEqual([row(1)])
  set(a, ana, rowKey('options', row(2), ROW_REMOVED), '')
  expect(readSection(a).lists.options).toHaveLength(2)
})

test('1,000 random merges of three authors: no value that nobody set, and every lost race is a visible conflict', () => {
  let seed = 7
  const random = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % n
  }
  for (let round = 0; round < 1000; round++) {
    const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
    const written = new Set<string>()
    const last = new Map<number, string>()
    for (let step = 0; step < 6; step++) {
      const who = random(3)
      const text = String(10 + random(90))
      const doc = docs[who]
      if (!doc) continue
      set(doc, [ana, ben, ana.replace(/1$/, '3')][who] ?? ana, 'dose', text)
      written.add(text)
      last.set(who, text)
    }
    merge(...docs)
    const { fields, conflicts } = readSection(docs[0] ?? new Y.Doc())
    expect(written.has(fields.dose?.value ?? '')).toBe(true)
    const standing = new Set(last.values())
    expect(new Set(conflicts[0]?.values.map(({ value: v }) => v) ?? [fields.dose?.value])).toEqual(standing)
  }
})
