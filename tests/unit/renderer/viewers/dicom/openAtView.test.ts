// Where a viewer opens: at the view that was kept, or as the reader sees the stack already.
import { expect, test } from 'vitest'
import type { ImagingInstance } from '../../../../../src/shared/domain/imagingStudy.ts'
import { keepingCamera, openAtView } from '../../../../../src/renderer/viewers/dicom/openAtView.ts'
import { UPRIGHT } from '../../../../../src/renderer/viewers/dicom/camera.ts'
import type { StackFrame } from '../../../../../src/renderer/viewers/dicom/stack.ts'

const instance = { Rows: 128, Columns: 128, PixelSpacing: [2, 2], ImagePositionPatient: [-128, -128, 50], ImageOrientationPatient: [1, 0, 0, 0, 1, 0], VOILUTFunction: null } as unknown as ImagingInstance
const frame = { instance, frame: 1 } as StackFrame
const view = { windowCenter: 40, windowWidth: 400, zoom: 2.7, centre: [-28, 72, 50] as [number, number, number], invert: false }

test('a view comes back with its zoom and its middle', () => {
  // (-28 + 128) / 2 = 50 and (72 + 128) / 2 = 100.
  expect(openAtView(3, frame, view)).toMatchObject({ index: 3, camera: { scale: 2.7, centre: [50, 100] }, window: { center: 40, width: 400 } })
})
test('going to a measurement on the stack in view keeps zoom, middle and turn of the reader', () => {
  const camera = { ...UPRIGHT, scale: 1.5, centre: [10, 20] as const, rotation: 90 as const }
  expect(keepingCamera(openAtView(3, frame, view), { camera, isFitted: false })).toMatchObject({ index: 3, camera: { scale: 1.5, centre: [10, 20] }, turn: { rotation: 90 } })
  expect(keepingCamera(openAtView(3, frame, view), { camera, isFitted: true })).not.toHaveProperty('camera')
})
