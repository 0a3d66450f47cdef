import { expect, test } from 'vitest'
import { imageToScreen } from '../../../../../src/renderer/viewers/dicom/camera.ts'
import { cutOfSlice } from '../../../../../src/renderer/viewers/dicom/reference/cutOfSlice.ts'
import { worldOfSlice } from '../../../../../src/renderer/viewers/dicom/world.ts'
import type { ImagingInstance } from '../../../../../src/shared/domain/imagingStudy.ts'

const slice = (change: Partial<ImagingInstance>): ImagingInstance =>
  ({ Rows: 101, Columns: 101, PixelSpacing: [2, 2], ImagePositionPatient: [0, 0, 0], ImageOrientationPatient: [1, 0, 0, 0, 1, 0], FrameOfReferenceUID: '1.2', ...change }) as ImagingInstance
const shape = { rows: 101, columns: 101, aspect: 1 }
const camera = { centre: [50, 50] as const, scale: 4, rotation: 0 as const, flipHorizontal: false, flipVertical: false }
const matrix = imageToScreen(camera, shape, { width: 404, height: 404 })

// By hand: the axial slice at z = 40 mm lies 20 rows below the first row (z = 80) of a coronal one with 2 mm pixels: row 20, screen y = (20 + 0.5) * 4.
test('an axial slice is a level line in a coronal one, at its height and as wide as it reaches', () => {
  const coronal = slice({ ImagePositionPatient: [0, 60, 80], ImageOrientationPatient: [1, 0, 0, 0, 0, -1] })
  const world = worldOfSlice(coronal, matrix)
  expect(world).not.toBeNull()
  const cut = world && cutOfSlice(slice({ ImagePositionPatient: [0, 0, 40] }), world)
  expect(cut?.from[1]).toBeCloseTo(82, 6)
  expect(cut?.to[1]).toBeCloseTo(82, 6)
  expect([cut?.from[0], cut?.to[0]].sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual([expect.closeTo(0, 6), expect.closeTo(404, 6)])
})

test('no line in a parallel slice, in another space, or without a position (H7)', () => {
  const world = worldOfSlice(slice({}), matrix)
  if (!world) throw new Error('the slice has a place')
  expect(cutOfSlice(slice({ ImagePositionPatient: [0, 0, 5] }), world)).toBeNull()
  expect(cutOfSlice(slice({ ImageOrientationPatient: [1, 0, 0, 0, 0, -1], FrameOfReferenceUID: '1.3' }), world)).toBeNull()
  expect(cutOfSlice(slice({ ImagePositionPatient: null }), world)).toBeNull()
})
