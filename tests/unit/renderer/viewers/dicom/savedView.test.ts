// A view saved in a small pane shows the same part of the picture on a large screen. Expected columns are counted by hand from the sizes named here.
import { expect, test } from 'vitest'
import { createFrameStore } from '../../../../../src/renderer/viewers/dicom/loading/frameStore.ts'
import { openAtView } from '../../../../../src/renderer/viewers/dicom/openAtView.ts'
import { savedViewOf } from '../../../../../src/renderer/viewers/dicom/savedView.ts'
import { stackFrames } from '../../../../../src/renderer/viewers/dicom/stack.ts'
import { createViewport } from '../../../../../src/renderer/viewers/dicom/viewport.ts'
import { generatedInstance } from '../../../../support/imagingBench/instance.ts'

const frames = stackFrames([generatedInstance(0, { study: 1 })], () => '/1')
const nothing = () => undefined
const surface = { resize: nothing, draw: nothing, clear: nothing, dispose: nothing }
const pool = { width: 1, load: async () => ({ rows: 512, columns: 512, samples: 1 as const, values: new Int16Array(512 * 512), min: 0, max: 0 }), dispose: nothing }

async function opened(width: number, height: number, at: Parameters<ReturnType<typeof createViewport>['open']>[1]) {
  const viewport = createViewport(surface, createFrameStore(pool, 1e9), 'CT')
  viewport.resize({ width, height })
  viewport.open(frames, at)
  await expect.poll(() => viewport.snapshot().shown).toBe(0)
  return viewport
}
const columnsSeen = (viewport: ReturnType<typeof createViewport>) => viewport.snapshot().size.width / viewport.snapshot().camera.scale

test('zoom is kept free of the size of the pane', async () => {
  const { Rows, Columns } = frames[0]?.instance ?? { Rows: 0, Columns: 0 }
  expect([Rows, Columns]).toEqual([512, 512])
  const pane = await opened(512, 512, { index: 0 })
  pane.setWindow({ center: 40, width: 400, voiFunction: 'LINEAR' })
  pane.setCamera({ ...pane.snapshot().camera, scale: 2, centre: [100, 200] })
  expect(columnsSeen(pane)).toBe(256)
  const view = savedViewOf(pane)
  expect(view).toMatchObject({ zoom: 2, fit: 2 })
  const frame = frames[0]
  if (!view || !frame) throw new Error('no view')
  const room = await opened(1024, 1024, openAtView(0, frame, view))
  expect(room.snapshot().camera.scale).toBeCloseTo(4, 9)
  expect(columnsSeen(room)).toBeCloseTo(256, 9)
  expect(room.snapshot().camera.centre[0]).toBeCloseTo(100, 6)
  // The window of the room grows: the same part stays in view until somebody zooms.
  room.resize({ width: 2048, height: 2048 })
  expect(columnsSeen(room)).toBeCloseTo(256, 9)
  room.setCamera({ ...room.snapshot().camera, scale: 8 })
  room.resize({ width: 1024, height: 1024 })
  expect(room.snapshot().camera.scale).toBe(8)
})

test('a view of an older version keeps its CSS pixels', async () => {
  const frame = frames[0]
  if (!frame) throw new Error('no frame')
  const room = await opened(1024, 1024, openAtView(0, frame, { windowCenter: 40, windowWidth: 400, zoom: 2, centre: [0, 0, 0], invert: false }))
  expect(room.snapshot().camera.scale).toBe(2)
})
