// What is exported comes back: report, key object selection and presentation state are written, taken into another profile with the images, and read by the same room as any other hospital's. Expected values are those that were drawn.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openIntakeClinic } from '../../../../../support/intakeClinic.ts'
import { openMarkedCase, sixSlices } from '../../../../../support/ownMarks.ts'
import { temporaryFolder } from '../../../../../support/temporaryFolder.ts'

test('every value, unit, name, point and view comes back through a bundle into another profile', async () => {
  const first = openIntakeClinic(temporaryFolder())
  onTestFinished(first.close)
  const { caseId, exportObjects, marks } = await openMarkedCase(first, join(temporaryFolder(), 'images'))
  const made = await exportObjects({ caseId })
  expect(made.map(({ kind }) => kind)).toEqual(['measurements', 'keyImages', 'view'])
  const bundle = sixSlices(join(temporaryFolder(), 'sent'))
  for (const { kind, sha256 } of made) writeFileSync(join(bundle, `${kind}.dcm`), await first.content.readAll(sha256))

  const second = openIntakeClinic(temporaryFolder())
  onTestFinished(second.close)
  const taken = await second.takeIn(bundle)
  const place = { caseId: taken.caseId as string }
  const series = second.imaging.studies(place).flatMap(({ StudyInstanceUID, series: all }) => all.map((one) => ({ ...one, StudyInstanceUID })))
  expect(series.map(({ Modality, instances }) => `${Modality} ${instances}`).sort()).toEqual(['CT 6', 'KO 1', 'PR 1', 'SR 1'])
  const read = async (modality: string) => {
    const { StudyInstanceUID = '', SeriesInstanceUID = '' } = series.find(({ Modality }) => Modality === modality) ?? {}
    const { objects, unreadable } = await second.imaging.objects({ ...place, StudyInstanceUID, SeriesInstanceUID })
    expect(unreadable).toBe(0)
    return objects[0]
  }

  const report = await read('SR')
  if (report?.kind !== 'report') throw new Error('not a report')
  const on = [{ SOPInstanceUID: '2.25.1.3', frames: [] }]
  const flat = (points: readonly (readonly number[])[]) => points.flat()
  const drawn = report.items.flatMap(({ type, name, value }, n) => (type === 'NUM' ? [{ name, value, shape: report.items[n + 1]?.shape ?? null }] : []))
  expect(drawn.map(({ name, value }) => [name, value])).toEqual([
    ['Long Axis', '38.4 mm'], ['Short Axis', '29.0 mm'], ['Area', '78.5 mm2'], ['Long Axis', '43.9 mm'], ['Short Axis', '21.9 mm'], ['Length', '3.2 pixels'],
  ])
  expect(report.items.filter(({ name }) => name === 'Tracking Identifier').map(({ value }) => value)).toEqual(['T1', 'E1', 'P1', 'L1'])
  const [long, short, area, plane, planeShort, length] = drawn
  const { T1, P1, L1 } = marks
  expect(long?.shape).toEqual({ type: 'POLYLINE', points: flat(T1.shape.points.pixels.slice(0, 2)), on })
  expect(short?.shape).toEqual({ type: 'POLYLINE', points: flat(T1.shape.points.pixels.slice(2)), on })
  expect(length?.shape).toEqual({ type: 'POLYLINE', points: flat(L1.shape.points.pixels), on })
  // The outline of the ellipse is a closed line of 65 points through the ends of its axes.
  expect(area?.shape?.points).toHaveLength(130)
  expect(area?.shape?.on).toEqual(on)
  // Drawn on a plane of the patient: points in patient millimetres, in their own frame of reference.
  expect([plane?.shape, planeShort?.shape]).toEqual([null, null])
  const spatial = report.items.flatMap(({ space }) => (space ? [space] : []))
  expect(spatial).toEqual([
    { type: 'POLYLINE', points: flat(P1.shape.points.patient?.slice(0, 2) ?? []), FrameOfReferenceUID: '2.25.300' },
    { type: 'POLYLINE', points: flat(P1.shape.points.patient?.slice(2) ?? []), FrameOfReferenceUID: '2.25.300' },
  ])

  const keys = await read('KO')
  if (keys?.kind !== 'report') throw new Error('not a key object selection')
  expect(keys.items.map(({ type, value }) => [type, value])).toEqual([['TEXT', 'Key image 1: right hilum'], ['IMAGE', null]])
  expect(keys.items[1]?.references).toEqual(on)

  const view = await read('PR')
  if (view?.kind !== 'view') throw new Error('not a presentation state')
  expect(view).toMatchObject({ description: 'Key image 1', creator: 'Dr Helen Okafor', window: { center: -600, width: 1500 }, invert: true, notApplied: [] })
  expect(view.images).toEqual([{ SOPInstanceUID: '2.25.1.3', frames: [], SeriesInstanceUID: '2.25.200' }])
  // T1's two axes, the region and the line; what lies on a plane is no shape of this slice.
  expect(view.shapes.map(({ points }) => points.length)).toEqual([4, 4, 130, 4])
  expect(view.shapes[0]?.points).toEqual(flat(T1.shape.points.pixels.slice(0, 2)))
  expect(view.texts.map(({ words }) => words)).toEqual(['T1 38.4 x 29.0 mm', 'E1 78.5 mm2', 'L1 3.2 px'])
}, 60_000)
