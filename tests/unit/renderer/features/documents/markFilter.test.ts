import { expect, test } from 'vitest'
import { Highlight } from '../../../../../src/shared/domain/annotation.ts'
import { Remark } from '../../../../../src/shared/domain/discussion.ts'
import { newUuid, UserId } from '../../../../../src/shared/kit/ids.ts'
import { authorsOf, filterMarks } from '../../../../../src/renderer/features/documents/markFilter.ts'

const [ana, ben] = [UserId.parse(newUuid(1)), UserId.parse(newUuid(2))]
const mark = (n: number, change: object): Highlight =>
  Highlight.parse({
    id: newUuid(100 + n), author: ana, authorName: 'Ana', createdAt: '2026-11-22T21:00:00Z', changedAt: '2026-11-22T21:00:00Z', type: 'highlight', category: 'claim', note: '',
    anchor: { kind: 'passage', documentId: newUuid(3), sha256: 'a'.repeat(64), page: 1, rects: [[0, 0, 1, 1]], quote: 'words' }, ...change,
  })
const old = mark(1, {})
const stamp = mark(2, { shape: 'stamp', stamp: 'wrongPatient', author: ben, authorName: 'Ben' })
const ink = mark(3, { shape: 'ink', strokes: [[[0, 0], [1, 1]]] })
const marks = [old, stamp, ink]
const task = Remark.parse({ id: newUuid(9), annotationId: ink.id, author: ana, authorName: 'Ana', createdAt: '2026-11-22T21:00:00Z', text: 'look', mentions: [], task: { assignee: ben, assigneeName: 'Ben', blocking: true } })
const discussion = { remarks: [task], settled: new Map(), unreadable: 0 }

test('by what a mark is, whose it is, and who is waited for; a mark from before the kinds is a highlight', () => {
  const of = (kind: Parameters<typeof filterMarks>[1]['kind'], author: string | null = null, me: string = ben) => filterMarks(marks, { kind, author }, discussion, me)
  expect(of('all')).toEqual(marks)
  expect(of('highlight')).toEqual([old])
  expect(of('wrongPatient')).toEqual([stamp])
  expect(of('relevant')).toEqual([])
  expect(of('all', ben)).toEqual([stamp])
  expect(of('openTasks')).toEqual([ink])
  expect(of('forMe')).toEqual([ink])
  expect(of('forMe', null, ana)).toEqual([])
  expect(filterMarks(marks, { kind: 'openTasks', author: null }, { ...discussion, settled: new Map([[task.id, { by: ben, byName: 'Ben', at: '' }]]) }, ben)).toEqual([])
  expect(authorsOf(marks).map(({ name }) => name)).toEqual(['Ana', 'Ben'])
})
