// What is said under a mark: nobody's words are lost when two write offline at once, tasks settle, and a blocking one stands before the signature.
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { removeRemark, saveRemark, settleTask } from '../../../../src/shared/casedoc/edit.ts'
import { readDiscussion } from '../../../../src/shared/casedoc/read.ts'
import { concerns, mentionedIn, openTasks, Remark } from '../../../../src/shared/domain/discussion.ts'
import { newUuid, UserId } from '../../../../src/shared/kit/ids.ts'

const ana = UserId.parse(newUuid(1))
const ben = UserId.parse(newUuid(2))
const mark = newUuid(3)
const origin = { actorId: ana, room: 'room', tool: 'test' }
const remark = (minute: number, text: string, change: Partial<Remark> = {}): Remark =>
  Remark.parse({ id: newUuid(Date.parse('2026-11-22T21:00:00Z') + minute), annotationId: mark, author: ana, authorName: 'Dr Ana Prieto', createdAt: `2026-11-22T21:${String(minute).padStart(2, '0')}:00.000Z`, text, mentions: [], task: null, ...change })

const join = (a: Y.Doc, b: Y.Doc) => {
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
}

test('two people answer and settle offline: everything is there afterwards, in the order of time', () => {
  const [here, there] = [new Y.Doc(), new Y.Doc()]
  const task = remark(1, 'Compare with the CT of May', { task: { assignee: ben, assigneeName: 'Dr Ben Ode', blocking: true } })
  saveRemark(here, origin, task)
  join(here, there)
  saveRemark(here, origin, remark(3, 'It is 4 mm smaller'))
  saveRemark(there, origin, remark(2, 'I have the CT open'))
  settleTask(there, origin, task.id, { by: ben, byName: 'Dr Ben Ode', at: '2026-11-22T21:04:00.000Z' })
  join(here, there)
  for (const doc of [here, there]) {
    const discussion = readDiscussion(doc)
    expect(discussion.remarks.map(({ text }) => text)).toEqual(['Compare with the CT of May', 'I have the CT open', 'It is 4 mm smaller'])
    expect(openTasks(discussion)).toEqual([])
  }
  settleTask(here, origin, task.id, null)
  expect(openTasks(readDiscussion(here)).map(({ id }) => id)).toEqual([task.id])
  removeRemark(here, origin, task.id)
  expect(openTasks(readDiscussion(here))).toEqual([])
})

test('a remark waits for whom it names or asks, until the task is settled; what cannot be read is counted', () => {
  const doc = new Y.Doc()
  const task = remark(1, 'Please check', { task: { assignee: ben, assigneeName: 'Dr Ben Ode', blocking: false } })
  const named = remark(2, 'See @Dr Ben Ode', { mentions: [ben] })
  saveRemark(doc, origin, task)
  saveRemark(doc, origin, named)
  doc.getMap('remarks').set('x', { text: 4 })
  const discussion = readDiscussion(doc)
  expect(discussion.unreadable).toBe(1)
  expect([concerns(task, ben, discussion), concerns(task, ana, discussion), concerns(named, ben, discussion)]).toEqual([true, false, true])
  settleTask(doc, origin, task.id, { by: ben, byName: 'Dr Ben Ode', at: '2026-11-22T21:04:00.000Z' })
  expect(concerns(task, ben, readDiscussion(doc))).toBe(false)
})

test('people are named by their whole name behind an @', () => {
  const team = [{ id: ana, name: 'Dr Ana Prieto' }, { id: ben, name: 'Dr Ben Ode' }]
  expect(mentionedIn('@Dr Ben Ode, is this the one?', team)).toEqual([ben])
  expect(mentionedIn('Dr Ben Ode said so', team)).toEqual([])
})
