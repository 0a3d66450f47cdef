import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { removeCourseEvent, saveCourseEvent } from '../../../../src/shared/casedoc/edit.ts'
import { readCourse } from '../../../../src/shared/casedoc/read.ts'
import { CourseEvent } from '../../../../src/shared/domain/courseEvent.ts'
import { newUuid } from '../../../../src/shared/kit/ids.ts'

const origin = { actorId: newUuid(1), room: 'room', tool: 'test' }
const event = (n: number, date: string, title: string) => CourseEvent.parse({ id: newUuid(n), date, lane: 'treatment', title, proof: null, author: newUuid(1), authorName: 'Dr Ana Prieto', changedAt: '2026-11-22T21:00:00.000Z' })

test('two people put happenings on the timeline offline: all stand there by date; one is changed and one taken off', () => {
  const [here, there] = [new Y.Doc(), new Y.Doc()]
  const [surgery, cycle] = [event(10, '2026-05-03', 'Lobectomy'), event(11, '2026-03-01', 'First cycle')]
  saveCourseEvent(here, origin, surgery)
  saveCourseEvent(there, origin, cycle)
  Y.applyUpdate(there, Y.encodeStateAsUpdate(here))
  Y.applyUpdate(here, Y.encodeStateAsUpdate(there))
  expect(readCourse(here).map(({ title }) => title)).toEqual(['First cycle', 'Lobectomy'])
  expect(readCourse(there)).toEqual(readCourse(here))
  saveCourseEvent(here, origin, { ...surgery, date: '2026-02-03' })
  removeCourseEvent(here, origin, cycle.id)
  here.getMap('course').set('x', { date: 'yesterday' })
  expect(readCourse(here).map(({ date, title }) => [date, title])).toEqual([['2026-02-03', 'Lobectomy']])
})

test('a happening needs a whole date and words', () => {
  expect(() => event(1, '2026-05', 'x')).toThrow()
  expect(() => event(1, '2026-05-03', '  ')).toThrow()
})
