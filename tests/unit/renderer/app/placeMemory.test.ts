import { describe, expect, test } from 'vitest'
import { beforeLeaving, casePlace, usePlace } from '../../../../src/renderer/app/place.ts'
import { parsePlace, placeText } from '../../../../src/renderer/app/session/usePlaceMemory.ts'

test('the place before a crash is the place after it, the proof beside the report included', () => {
  const place = casePlace('c-1', 'report', {
    section: 'diagnosis',
    stage: { rows: 2, columns: 2, stacks: [{ SeriesInstanceUID: '1.2.3', stackId: '1.2.3.4' }, null, null, null], active: 0, planes: false },
    beside: {
      annotationId: '019366e0-0000-7000-8000-000000000001',
      anchor: { kind: 'image', StudyInstanceUID: '1.2', SeriesInstanceUID: '1.2.3', SOPInstanceUID: '1.2.3.4', frame: 1, FrameOfReferenceUID: null, view: null },
    },
  })
  expect(parsePlace(placeText(place, ['c-1', 'c-2']))).toEqual({ place, openCases: ['c-1', 'c-2'], readings: {} })
})

const reading = (n: number) => ({ open: `1.2.${n}`, target: null, stage: { rows: 1, columns: 2, stacks: [{ SeriesInstanceUID: `1.2.${n}`, stackId: '0' }, null], active: 0, planes: true, looks: [null, null], linked: true, planesLook: { centre: [1, 2, n] } } })

test('the reading rooms of other tabs and cases are kept too, those left last when all are too much', () => {
  const place = casePlace('c-1', 'report')
  const few = { 'c-1': reading(1), 'c-2': reading(2) }
  expect(parsePlace(placeText(place, [], few))?.readings).toEqual(few)
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`case-${n}`, reading(n)]))
  const text = placeText(place, [], many)
  expect(text.length).toBeLessThanOrEqual(20_000)
  const kept = Object.keys(parsePlace(text)?.readings ?? {})
  expect(kept.length).toBeGreaterThan(20)
  expect(kept.at(-1)).toBe('case-399')
})

describe('going back to the imaging room', () => {
  const room = { ...reading(7), target: null }
  const start = () => usePlace.setState({ place: casePlace('c-1', 'imaging', room), readings: {}, trail: [] })
  const now = () => usePlace.getState().place
  const { go, back } = usePlace.getState()

  test('without naming an image: as it was left, also by way of another case', () => {
    start()
    go(casePlace('c-1', 'report'))
    go(casePlace('c-2', 'imaging'), 'jump')
    expect(now()).toMatchObject({ caseId: 'c-2', open: null, target: null })
    go(casePlace('c-1', 'imaging'))
    expect(now()).toMatchObject({ caseId: 'c-1', tab: 'imaging', ...room })
    back()
    expect(now()).toMatchObject({ caseId: 'c-1', tab: 'report' })
  })
  test('to an image that is named: that one, and nothing of the layout before', () => {
    start()
    go(casePlace('c-1', 'report'))
    go(casePlace('c-1', 'imaging', { open: '9.9' }))
    expect(now()).toMatchObject({ open: '9.9', target: null })
    expect(now()).not.toHaveProperty('stage')
  })
  test('what was seen a moment before leaving is part of it', () => {
    start()
    const stop = beforeLeaving(() => usePlace.getState().adjust({ open: '1.2.8' }))
    go(casePlace('c-1', 'report'))
    stop()
    go(casePlace('c-1', 'imaging'))
    expect(now()).toMatchObject({ open: '1.2.8', stage: room.stage })
  })
})

test.each([null, '', 'not json', '{"place":{"view":"case"}}', '{"place":{"view":"elsewhere"},"openCases":[]}'])('anything else is no place: %s', (text) => {
  expect(parsePlace(text)).toBeNull()
})
