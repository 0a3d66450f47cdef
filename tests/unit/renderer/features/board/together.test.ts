// What of a person's place is told to colleagues of the board, and what never is.
import { expect, test } from 'vitest'
import { isLaidOutAnew, toldOf } from '../../../../../src/renderer/features/board/together.ts'
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

test('another layout, another stack beside, a link or other planes begin the follower’s imaging room anew; a slice or a stack in the one viewer does not', () => {
  const stack = (SeriesInstanceUID: string) => ({ SeriesInstanceUID, stackId: '0' })
  const one = { rows: 1, columns: 1, stacks: [stack('1.3')], active: 0, planes: false, linked: false, looks: [] }
  const two = { ...one, columns: 2, stacks: [stack('1.3'), stack('1.4')] }
  const told = (stage: typeof one) => toldOf(casePlace('a', 'imaging', { stage }), 'a') as NonNullable<ReturnType<typeof toldOf>>
  const here = casePlace('a', 'imaging', { stage: one })
  const isAnew = (before: typeof one | null, to: typeof one) => isLaidOutAnew(before && told(before), here, told(to))
  for (const to of [{ ...two }, { ...one, planes: true }]) {
    expect(isAnew(null, to)).toBe(true)
    expect(isAnew(one, to)).toBe(true)
    expect(isAnew(to, to)).toBe(false)
    expect(isAnew(to, one)).toBe(true)
  }
  expect(isAnew(two, { ...two, stacks: [stack('1.3'), stack('1.5')] })).toBe(true)
  expect(isAnew(two, { ...two, linked: true })).toBe(true)
  expect(isAnew({ ...one, planes: true, planesLook: { slab: 1 } } as never, { ...one, planes: true, planesLook: { slab: 5 } } as never)).toBe(true)
  expect(isAnew(one, { ...one, stacks: [stack('1.9')] })).toBe(false)
  expect(isAnew(two, { ...two, active: 1 })).toBe(false)
  // A room that is not open yet begins as the place says by itself.
  expect(isLaidOutAnew(null, casePlace('a', 'report'), told(two))).toBe(false)
})
