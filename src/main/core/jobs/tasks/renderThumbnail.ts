// A small picture of one frame for lists: decoded, windowed as recorded, written as PNG. Never used for reading.
import { autoWindow } from '#shared/domain/autoWindow.ts'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { greyOf, recordedWindow, rescaleOf } from '#shared/domain/windowing.ts'
import { decodeFrame } from '#shared/codecs/decodeFrame.ts'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import { createCodecLibraries } from '../../imaging/codecLibraries.ts'
import { encodePng } from '../../imaging/encodePng.ts'
import type { TaskContext } from '../task.ts'

const EDGE = 128

export interface ThumbnailInput {
  bytes: Uint8Array
  image: ImagingInstance
  Modality: string
}

const libraries = createCodecLibraries()

/** @returns PNG with a longest edge of 128 pixels. @throws CodecError when the frame cannot be decoded */
export async function run({ bytes, image, Modality }: ThumbnailInput, context: TaskContext): Promise<Uint8Array<ArrayBuffer>> {
  const frame = await decodeFrame(bytes, { ...image, palette: image.palette ?? null }, libraries)
  // Pixels that are not square are shown in their true shape.
  const [rowMm, columnMm] = image.PixelSpacing ?? image.ImagerPixelSpacing ?? [1, 1]
  const [width, height] = [frame.columns * columnMm, frame.rows * rowMm]
  const scale = EDGE / Math.max(width, height)
  const size = { columns: Math.max(1, Math.round(width * scale)), rows: Math.max(1, Math.round(height * scale)) }
  const png = encodePng(size, frame.samples === 3 ? 3 : 1, shrink(frame, image, Modality, size))
  context.transfer(png.buffer)
  return png
}

function shrink(frame: DecodedFrame, image: ImagingInstance, Modality: string, size: { columns: number; rows: number }): Uint8Array {
  const rescale = rescaleOf(image)
  const window = recordedWindow(image) ?? autoWindow(frame.values, rescale, image.PixelPaddingValue, Modality)
  const isInverted = image.PhotometricInterpretation === 'MONOCHROME1'
  const out = new Uint8Array(size.columns * size.rows * frame.samples)
  for (let row = 0; row < size.rows; row++) {
    for (let column = 0; column < size.columns; column++) {
      const span = spanOf(frame, size, row, column)
      for (let sample = 0; sample < frame.samples; sample++) {
        const mean = meanOf(frame, span, sample)
        out[(row * size.columns + column) * frame.samples + sample] =
          frame.samples === 3 ? Math.round(mean) : greyOf(mean, rescale, window, isInverted)
      }
    }
  }
  return out
}

interface Span {
  top: number
  bottom: number
  left: number
  right: number
}

function spanOf(frame: DecodedFrame, size: { columns: number; rows: number }, row: number, column: number): Span {
  const [top, left] = [Math.floor((row * frame.rows) / size.rows), Math.floor((column * frame.columns) / size.columns)]
  const bottom = Math.max(top + 1, Math.floor(((row + 1) * frame.rows) / size.rows))
  const right = Math.max(left + 1, Math.floor(((column + 1) * frame.columns) / size.columns))
  return { top, left, bottom, right }
}

function meanOf(frame: DecodedFrame, { top, bottom, left, right }: Span, sample: number): number {
  let sum = 0
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) sum += frame.values[(row * frame.columns + column) * frame.samples + sample] ?? 0
  }
  return sum / ((bottom - top) * (right - left))
}
