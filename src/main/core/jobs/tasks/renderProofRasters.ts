// The pictures of a report's proofs: each frame decoded, cut around what was measured, windowed as its reader saw it. Never used for reading.
import { decodeFrame } from '#shared/codecs/decodeFrame.ts'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import { autoWindow } from '#shared/domain/autoWindow.ts'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { type PictureTurn, storedPlace } from '#shared/domain/pictureTurn.ts'
import { greyOf, recordedWindow, rescaleOf, type Rescale, type Window } from '#shared/domain/windowing.ts'
import { createCodecLibraries } from '../../imaging/codecLibraries.ts'
import { CARD, type ProofRaster } from '../../reports/pdf/proofRaster.ts'

export interface ProofFrame {
  /** The proof's number. */
  readonly number: number
  readonly bytes: Uint8Array
  readonly image: ImagingInstance
  /** First frame is 1. */
  readonly frame: number
  readonly Modality: string
  /** As saved with the mark; null = as recorded in the object. */
  readonly window: { readonly center: number; readonly width: number } | null
  readonly invert: boolean
  /** [column, row] of what was measured; empty = the whole frame. */
  readonly points: readonly (readonly [number, number])[]
  /** Part of the whole that a saved view shows, and its middle [column, row]; used where nothing was measured. */
  readonly part?: { readonly share: number; readonly centre: readonly [number, number] | null } | null
  /** How its reader had turned it. */
  readonly turn?: PictureTurn | null
}

const WIDTH = 420
const HEIGHT = Math.round((WIDTH * CARD.height) / CARD.width)
/** A lesion takes about a third of its picture, and a picture shows at least this part of the frame. */
const ROOM_AROUND = 3.2
const SMALLEST_PART = 0.3

const libraries = createCodecLibraries()

/** @returns a picture per frame that can be decoded, in no special order; the others are left out */
export async function run(frames: readonly ProofFrame[]): Promise<ProofRaster[]> {
  const rasters: ProofRaster[] = []
  for (const proof of frames) {
    const decoded = await tryDecode(proof)
    if (decoded) rasters.push(render(proof, decoded))
  }
  return rasters
}

async function tryDecode({ bytes, image }: ProofFrame): Promise<DecodedFrame | null> {
  try {
    return await decodeFrame(bytes, { ...image, palette: image.palette ?? null }, libraries)
  } catch {
    // Expected for damaged or unsupported frames: the report then shows the values on black instead of a picture.
    return null
  }
}

function render({ number, image, frame: frameNumber, Modality, window: saved, invert, points, part = null, turn = null }: ProofFrame, frame: DecodedFrame): ProofRaster {
  const own = image.perFrame?.[frameNumber - 1]
  const rescale = rescaleOf(own ?? image)
  const window: Window = saved ? { ...saved, voiFunction: 'LINEAR' } : (recordedWindow(image) ?? autoWindow(frame.values, rescale, image.PixelPaddingValue, Modality))
  const isInverted = (image.PhotometricInterpretation === 'MONOCHROME1') !== invert
  const region = regionOf(frame, image, points, part, turn)
  const samples = new Uint8Array(WIDTH * HEIGHT * frame.samples)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const stored = turn && storedPlace(turn, [(x + 0.5) / WIDTH, (y + 0.5) / HEIGHT])
      const column = region.column + (stored ? stored[0] * region.columns : ((x + 0.5) * region.columns) / WIDTH) - 0.5
      const row = region.row + (stored ? stored[1] * region.rows : ((y + 0.5) * region.rows) / HEIGHT) - 0.5
      for (let sample = 0; sample < frame.samples; sample++) {
        samples[(y * WIDTH + x) * frame.samples + sample] = shadeAt(frame, column, row, sample, rescale, window, isInverted)
      }
    }
  }
  return { number, width: WIDTH, height: HEIGHT, channels: frame.samples, samples, region, turn }
}

/** Black outside of the frame, between its pixels the weighted mean of four. */
function shadeAt(frame: DecodedFrame, column: number, row: number, sample: number, rescale: Rescale, window: Window, isInverted: boolean): number {
  if (column < -0.5 || row < -0.5 || column > frame.columns - 0.5 || row > frame.rows - 0.5) return 0
  const [left, top] = [Math.floor(column), Math.floor(row)]
  const [right, down] = [column - left, row - top]
  const value = (c: number, r: number) =>
    frame.values[(Math.min(frame.rows - 1, Math.max(0, r)) * frame.columns + Math.min(frame.columns - 1, Math.max(0, c))) * frame.samples + sample] ?? 0
  const upper = value(left, top) * (1 - right) + value(left + 1, top) * right
  const lower = value(left, top + 1) * (1 - right) + value(left + 1, top + 1) * right
  const mean = upper * (1 - down) + lower * down
  return frame.samples === 3 ? Math.round(mean) : greyOf(mean, rescale, window, isInverted)
}

/** The part of the frame that is shown: the card's shape in the patient's millimetres, around the measured points. */
function regionOf(frame: DecodedFrame, image: ImagingInstance, points: ProofFrame['points'], part: ProofFrame['part'], turn: PictureTurn | null): ProofRaster['region'] {
  const [rowMm, columnMm] = image.PixelSpacing ?? image.ImagerPixelSpacing ?? [1, 1]
  const columns = points.map(([column]) => column)
  const rows = points.map(([, row]) => row)
  // Lying on its side, the frame's rows run up the picture.
  const shape = turn && turn.rotation % 180 !== 0 ? CARD.height / CARD.width : CARD.width / CARD.height
  const wholeMm = Math.max(frame.columns * columnMm, frame.rows * rowMm * shape)
  const spanMm = points.length === 0 ? wholeMm * (part?.share ?? 1) : Math.max((Math.max(...columns) - Math.min(...columns)) * columnMm, (Math.max(...rows) - Math.min(...rows)) * rowMm * shape) * ROOM_AROUND
  const widthMm = Math.min(wholeMm, Math.max(spanMm, wholeMm * SMALLEST_PART))
  const size = { columns: widthMm / columnMm, rows: widthMm / shape / rowMm }
  const centre = points.length === 0 ? (part?.centre ?? [(frame.columns - 1) / 2, (frame.rows - 1) / 2]) : [middle(columns), middle(rows)]
  return { column: (centre[0] ?? 0) + 0.5 - size.columns / 2, row: (centre[1] ?? 0) + 0.5 - size.rows / 2, ...size }
}

function middle(values: readonly number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2
}
