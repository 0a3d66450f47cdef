import { expect, test } from 'vitest'
import { casePlace } from '../../../../src/renderer/app/place.ts'
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
  expect(parsePlace(placeText(place, ['c-1', 'c-2']))).toEqual({ place, openCases: ['c-1', 'c-2'] })
})

test.each([null, '', 'not json', '{"place":{"view":"case"}}', '{"place":{"view":"elsewhere"},"openCases":[]}'])('anything else is no place: %s', (text) => {
  expect(parsePlace(text)).toBeNull()
})
