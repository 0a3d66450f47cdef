// What is drawn over a slice, rendered without a browser: who may move a label, and where a moved one stands.
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { newMeasurement, withLabelAt } from '../../../../../src/renderer/features/imaging/marks.ts'
import { startTexts } from '../../../../../src/renderer/i18n/useT.ts'
import { MeasurementLayer } from '../../../../../src/renderer/viewers/dicom/overlay/MeasurementLayer.tsx'
import { useLabelDrag } from '../../../../../src/renderer/viewers/dicom/overlay/useLabelDrag.ts'
import type { Measurement } from '../../../../../src/shared/domain/annotation.ts'
import { AnnotationId, newUuid, UserId } from '../../../../../src/shared/kit/ids.ts'
import { generatedInstance } from '../../../../support/imagingBench/instance.ts'

const instance = generatedInstance(3, { study: 1 })
const made = newMeasurement(
  { frame: { instance, frame: 1, url: '' }, type: 'length', pixels: [[100, 100], [150, 100]], patient: null, values: ['38.4'], spacingSource: 'pixelSpacing', statistics: null, view: null },
  { StudyInstanceUID: '1', SeriesInstanceUID: '2' },
  { id: AnnotationId.parse(newUuid(1)), author: UserId.parse(newUuid(2)), authorName: 'X', createdAt: '', changedAt: '' },
  'T1',
)
const nothing = () => undefined
function drawn(measurement: Measurement, zoom = 2, mayLabel = true): string {
  return renderToStaticMarkup(
    createElement(MeasurementLayer, {
      measurements: [measurement], instance, modality: 'CT', calibration: null, toneOf: () => null, matrix: { a: zoom, b: 0, c: 0, d: zoom, e: 0, f: 0 }, size: { width: 800, height: 600 },
      selectedId: measurement.id, readOnly: false, onSelect: nothing, onChanged: nothing, onDelete: nothing, ...(mayLabel ? { onLabel: nothing } : {}),
    }),
  )
}

beforeAll(() => startTexts('en'))

test('a moved label stands where it was put, from the first end of its mark, at every zoom', () => {
  // 40 columns right of and 30 rows under column 100, row 100.
  expect(drawn(withLabelAt(made, [40, 30]))).toContain('x="280" y="260" text-anchor="middle"')
  expect(drawn(withLabelAt(made, [40, 30]), 3)).toContain('x="420" y="390" text-anchor="middle"')
  expect(drawn(made)).not.toContain('text-anchor="middle"')
})

test('a label is moved by keys too, but not on a locked mark and not where nothing is kept', () => {
  expect(drawn(made)).toContain('aria-label="Label of T1; arrows move it, Home puts it back"')
  expect(drawn({ ...made, locked: true })).not.toContain('Label of T1')
  expect(drawn(made, 2, false)).not.toContain('Label of T1')
  expect(drawn({ ...made, hidden: true })).not.toContain('T1')
})

test('dragged by hand it says where from the first end; a press that trembles only chooses the mark', () => {
  const said: string[] = []
  const keep = (word: string) => (id: string, at?: unknown) => said.push(`${word} ${id} ${JSON.stringify(at ?? null)}`)
  const hands = { select: keep('select'), move: keep('move'), moved: keep('moved'), remove: keep('remove'), label: keep('label'), labelled: keep('labelled') }
  let hold: ReturnType<typeof useLabelDrag> | undefined
  // Twice as large as the image, a quarter turn: right on the screen is up in the image.
  const matrix = { a: 0, b: 2, c: -2, d: 0, e: 400, f: 0 }
  const Probe = () => {
    hold = useLabelDrag({ id: 'm', first: [200, 200], place: { x: 240, y: 180, anchor: 'start', from: [200, 200], to: [236, 182] }, matrix, moves: true, hands })
    return null
  }
  renderToStaticMarkup(createElement(Probe))
  const target = { closest: () => null, setPointerCapture: nothing, querySelector: () => ({ getBBox: () => ({ width: 100 }) }) }
  const event = (clientX: number, clientY: number) => ({ button: 0, clientX, clientY, currentTarget: target, preventDefault: nothing, stopPropagation: nothing }) as never
  const key = (name: string, shiftKey = false) => ({ key: name, shiftKey, currentTarget: target, preventDefault: nothing, stopPropagation: nothing }) as never
  hold?.onPointerDown(event(10, 10))
  hold?.onPointerMove(event(11, 11))
  hold?.onPointerUp(event(11, 11))
  expect(said.splice(0)).toEqual(['select m null'])
  // Its middle was 290, 180; put at 350, 210 it is 150 right of and 10 under the first end on the screen: 5 columns on, 75 rows back.
  hold?.onPointerDown(event(10, 10))
  hold?.onPointerMove(event(70, 40))
  hold?.onPointerUp(event(70, 40))
  expect(said.splice(0)).toEqual(['select m null', 'label m [5,-75]', 'labelled m [5,-75]'])
  hold?.onKeyDown(key('ArrowRight', true))
  hold?.onKeyDown(key('Home'))
  hold?.onKeyDown(key('x'))
  expect(said).toEqual(['labelled m [-10,-50]', 'labelled m null'])
})
