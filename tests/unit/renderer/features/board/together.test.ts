// What of a person's place is told to colleagues of the board, and what never is.
import { expect, test } from 'vitest'
import { toldOf } from '../../../../../src/renderer/features/board/together.ts'
import { casePlace } from '../../../../../src/renderer/app/place.ts'

const anchor = { kind: 'image', StudyInstanceUID: '1.2', SeriesInstanceUID: '1.3', SOPInstanceUID: '1.4', frame: 1, FrameOfReferenceUID: null, view: null } as never

test('the page, the slice and the part of the report are told; words that were looked for are not', () => {
  expect(toldOf(casePlace('a', 'imaging', { open: '1.3', target: { anchor, annotationId: null, find: ['Quiroga'] } }), 'a')).toEqual({ tab: 'imaging', open: '1.3', target: { anchor, annotationId: null }, section: null })
  expect(toldOf(casePlace('a', 'report', { section: 'options' }), 'a')).toMatchObject({ tab: 'report', section: 'options' })
})

test('another case, the psychological lane, the search and the rest of the workstation are nobody else’s business', () => {
  expect(toldOf(casePlace('b', 'imaging'), 'a')).toBeNull()
  for (const tab of ['psychology', 'search', 'panel', 'intake', 'delivery', 'overview'] as const) expect(toldOf(casePlace('a', tab, { open: 'words' }), 'a'), tab).toBeNull()
  expect(toldOf({ view: 'worklist', selectedCaseId: 'a' }, 'a')).toBeNull()
})
