// Whole-slide pyramids: tiles at their places, levels in one stack, nothing of a slide that does not say where its tiles lie.
import { expect, test } from 'vitest'
import { readHeader } from '../../../../../src/main/core/imaging/dicom/readHeader.ts'
import { stackFrames } from '../../../../../src/renderer/viewers/dicom/stack.ts'
import { composeTiles } from '../../../../../src/shared/codecs/composeTiles.ts'
import { toDecodedFrame } from '../../../../../src/shared/codecs/decodeFrame.ts'
import type { ImagingInstance } from '../../../../../src/shared/domain/imagingStudy.ts'
import { isHandy, tilesOf } from '../../../../../src/shared/domain/slide.ts'
import { stackSeries } from '../../../../../src/shared/domain/stacking.ts'
import { type SlideLevel, slideLevel } from '../../../../support/slideFile.ts'

const colour = (x: number, y: number) => [x & 255, y & 255, (x + y) & 255] as const
const level = (instance: string, columns: number, rows: number, more: Partial<SlideLevel> = {}) =>
  slideLevel({ study: '2.25.1', series: '2.25.2', instance, columns, rows, tile: 16, spacing: 0.0005, colour, ...more })

function imageOf(bytes: Uint8Array): { image: ImagingInstance; frame(n: number): Uint8Array } {
  const reading = readHeader(bytes)
  if (reading.kind !== 'object' || !reading.object.image || reading.object.frames?.kind !== 'native') throw new Error('the slide was not read')
  const { image, frames } = reading.object
  const size = frames.frameBits / 8
  return { image, frame: (n) => bytes.slice(frames.offset + (n - 1) * size, frames.offset + n * size) }
}

const NATIVE = { PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 }

test.each([false, true])('every pixel of the whole is the one its place says, tiles in any order (sparse: %s)', (sparse) => {
  const { image, frame } = imageOf(level('2.25.3', 50, 37, { sparse }))
  expect(image).toMatchObject({ NumberOfFrames: 12, PixelSpacing: [0.0005, 0.0005], slide: { TotalPixelMatrixColumns: 50, TotalPixelMatrixRows: 37 } })
  const whole = composeTiles(37, 50, tilesOf(image).map((tile) => ({ ...tile, frame: toDecodedFrame({ ...NATIVE, bytes: frame(tile.frame) }, image) })))
  const expected = Uint8Array.from({ length: 37 * 50 * 3 }, (_, i) => colour(Math.floor(i / 3) % 50, Math.floor(i / 150))[i % 3] as number)
  expect(Buffer.from(whole.values.buffer).equals(Buffer.from(expected))).toBe(true)
})

test('the levels are one stack, finest first; the label stands for itself; each level is one picture of the whole', () => {
  const images = [level('2.25.10', 13, 10), level('2.25.11', 50, 37), level('2.25.12', 25, 19), level('2.25.13', 16, 16, { role: 'LABEL' })].map((bytes) => imageOf(bytes).image)
  const order = { EchoTime: null, TemporalPositionIdentifier: null, AcquisitionNumber: null, TriggerTime: null, DiffusionBValue: null }
  const { stacks, issues, complete } = stackSeries(images.map((image) => ({ image, order })), 'SM', 0)
  expect(stacks.map(({ SOPInstanceUIDs }) => SOPInstanceUIDs)).toEqual([['2.25.11', '2.25.12', '2.25.10'], ['2.25.13']])
  expect({ issues, complete }).toEqual({ issues: [], complete: true })
  const levels = stacks[0]?.SOPInstanceUIDs.map((uid) => images.find(({ SOPInstanceUID }) => SOPInstanceUID === uid) as ImagingInstance) ?? []
  const frames = stackFrames(levels, ({ SOPInstanceUID }, frame) => `${SOPInstanceUID}/${frame}`)
  expect(frames.map(({ instance, slide, frame }) => [instance.Columns, instance.Rows, frame, slide?.level, slide?.levels, slide?.tiles.length])).toEqual([[50, 37, 1, 1, 3, 12], [25, 19, 1, 2, 3, 4], [13, 10, 1, 3, 3, 1]])
})

test('a level too large to be put together is named, the coarser ones are shown', () => {
  const { image } = imageOf(level('2.25.20', 50, 37))
  const huge: ImagingInstance = { ...image, SOPInstanceUID: '2.25.21', slide: { TotalPixelMatrixColumns: 80_000, TotalPixelMatrixRows: 60_000 } }
  expect(isHandy(huge)).toBe(false)
  const frames = stackFrames([huge, image], () => 'x')
  expect(frames).toHaveLength(1)
  expect(frames[0]?.slide?.finer?.slide?.TotalPixelMatrixColumns).toBe(80_000)
})

test('where the places of the tiles are not stated, no whole is made up: each frame stands for itself', () => {
  const bytes = level('2.25.30', 50, 37)
  const at = bytes.indexOf('TILED_FULL')
  bytes.write('          ', at, 'latin1')
  const { image } = imageOf(bytes)
  expect(image.slide).toBeUndefined()
  expect(stackFrames([image], (_, frame) => String(frame))).toHaveLength(12)
})
