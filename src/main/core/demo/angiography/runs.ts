// Cerebral angiography as multi-frame cine: contrast flows through the arteries, stains the brain and leaves by the veins.
import { type DemoSeries, seriesAttributes } from '../dicom/attributes.ts'
import { encodeFile } from '../../imaging/dicom/part10.ts'
import type { GlyphFont } from '../paper/glyphs.ts'
import { createRandom, uidFor } from '../random.ts'
import { blurPlane } from '../raster/blur.ts'
import { addGrain, createGrainTile, createNoise3 } from '../raster/noise.ts'
import { burnMark, createPhantomMark } from '../raster/phantomMark.ts'
import { smoothStep } from '../raster/track.ts'
import { type Piece, projectArteries } from './arteries.ts'

const XA_IMAGE = '1.2.840.10008.5.1.4.1.1.12.1'
const SIZE = 512
export const XA_FRAMES = 40
const XA_FRAME_MS = 250

interface AngiographyRun {
  readonly series: DemoSeries
  readonly number: number
  readonly isBlocked: boolean
}

/** How much contrast a place holds and when it arrives there. */
interface Filling {
  readonly density: Float32Array
  readonly arrival: Float32Array
}

/** One run as a single multi-frame file; `breathe` is awaited after each frame. */
export async function makeAngiographyRun(
  seed: number,
  run: AngiographyRun,
  font: GlyphFont,
  breathe: () => Promise<void>,
): Promise<Buffer> {
  const projection = projectArteries(seed, run.isBlocked)
  const arteries = fillingOf(projection.arteries)
  const detours = fillingOf(projection.detours)
  const veins = fillingOf(projection.veins)
  const stain = stainOf(arteries)
  const back = background(seed)
  const covered = shutters()
  const random = createRandom(seed, `angiography/${run.number}`)
  const tiles = [0, 1].map(() => createGrainTile(random, SIZE, 0.8))
  const mark = createPhantomMark(font, SIZE, SIZE)
  const cine = new Uint8Array(SIZE * SIZE * XA_FRAMES)
  const plane = new Float32Array(SIZE * SIZE)
  for (let frame = 0; frame < XA_FRAMES; frame++) {
    const time = (frame * XA_FRAME_MS) / 1000
    const blush = 0.9 * smoothStep(1.9, 3.6, time) * (1 - smoothStep(4.4, 7.4, time))
    for (let i = 0; i < plane.length; i++) {
      const weight =
        (arteries.density[i] as number) * bolus(time - (arteries.arrival[i] as number)) +
        0.34 * (detours.density[i] as number) * bolus((time - 2.6 - (detours.arrival[i] as number)) * 0.7) +
        0.62 * (veins.density[i] as number) * bolus((time - (veins.arrival[i] as number)) * 0.55) +
        blush * (stain[i] as number)
      plane[i] = (back[i] as number) * Math.exp(-weight)
    }
    addGrain(plane, SIZE, tiles, random, 4.2)
    for (const at of covered) plane[at] = 14
    burnMark(plane, mark, 105)
    const start = frame * SIZE * SIZE
    for (let i = 0; i < plane.length; i++) cine[start + i] = Math.max(0, Math.min(255, Math.round(plane[i] as number)))
    await breathe()
  }
  return encodeRun(seed, run, cine)
}

/** Share of full contrast, by seconds after arrival. */
function bolus(seconds: number): number {
  return seconds <= 0 ? 0 : smoothStep(0, 0.4, seconds) * (1 - 0.97 * smoothStep(1.7, 3.4, seconds))
}

function fillingOf(pieces: readonly Piece[]): Filling {
  const density = new Float32Array(SIZE * SIZE)
  const arrival = new Float32Array(SIZE * SIZE)
  for (const piece of pieces) layPiece(density, arrival, piece)
  blurPlane(density, SIZE, SIZE, 0.6)
  return { density, arrival }
}

function layPiece(density: Float32Array, arrival: Float32Array, piece: Piece): void {
  const reach = Math.max(piece.r0, piece.r1) + 2
  const dx = piece.x1 - piece.x0
  const dy = piece.y1 - piece.y0
  const length2 = dx * dx + dy * dy || 1e-6
  const clamp = (value: number) => Math.max(0, Math.min(SIZE - 1, value))
  const right = clamp(Math.ceil(Math.max(piece.x0, piece.x1) + reach))
  const bottom = clamp(Math.ceil(Math.max(piece.y0, piece.y1) + reach))
  for (let y = clamp(Math.floor(Math.min(piece.y0, piece.y1) - reach)); y <= bottom; y++) {
    for (let x = clamp(Math.floor(Math.min(piece.x0, piece.x1) - reach)); x <= right; x++) {
      const t = Math.min(1, Math.max(0, ((x - piece.x0) * dx + (y - piece.y0) * dy) / length2))
      const away = Math.hypot(x - piece.x0 - t * dx, y - piece.y0 - t * dy)
      const r = piece.r0 + t * (piece.r1 - piece.r0)
      const at = y * SIZE + x
      // Time is laid a little wider than contrast, so that blurred edges fill with their vessel.
      if (away < r + 2 && (density[at] as number) === 0) arrival[at] = piece.from + t * (piece.to - piece.from)
      const depth = away < r ? 2 * Math.sqrt(r * r - away * away) : 0
      if (depth * 0.115 > (density[at] as number)) {
        density[at] = depth * 0.115
        arrival[at] = piece.from + t * (piece.to - piece.from)
      }
    }
  }
}

/** The brain's own stain where arteries reach: nothing where they are closed. */
function stainOf(arteries: Filling): Float32Array {
  const stain = new Float32Array(SIZE * SIZE)
  for (let i = 0; i < stain.length; i++) stain[i] = Math.min(0.4, arteries.density[i] as number)
  for (let y = 300; y < SIZE; y++) stain.fill(0, y * SIZE, (y + 1) * SIZE)
  blurPlane(stain, SIZE, SIZE, 13)
  return stain.map((value) => Math.min(0.34, value * 2.4))
}

/** What subtraction leaves of the skull: faint double edges, and an uneven field. */
function background(seed: number): Float32Array {
  const noise = createNoise3(createRandom(seed, 'angiography/background'))
  const plane = new Float32Array(SIZE * SIZE)
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const skull = Math.hypot((x - 278) / 214, (y - 250) / 205)
      const edge = 7 * Math.exp(-(((skull - 1) / 0.013) ** 2)) - 6 * Math.exp(-(((skull - 1.022) / 0.012) ** 2))
      const teeth = y > 400 ? 7 * noise(x / 16, y / 12, 4) : 0
      plane[y * SIZE + x] = 196 + 9 * noise(x / 120, y / 120, 1) + edge + teeth + 2 * noise(x / 9, y / 9, 2)
    }
  }
  return plane
}

/** Pixels that the shutters with their rounded corners cover. */
function shutters(): Uint32Array {
  const covered: number[] = []
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      if (Math.abs((x - 255.5) / 252) ** 7 + Math.abs((y - 255.5) / 252) ** 7 > 1) covered.push(y * SIZE + x)
    }
  }
  return Uint32Array.from(covered)
}

function encodeRun(seed: number, run: AngiographyRun, cine: Uint8Array): Buffer {
  return encodeFile({
    ...seriesAttributes(run.series, XA_IMAGE),
    SOPInstanceUID: uidFor(seed, `xa/${run.series.SeriesInstanceUID}/${run.number}`),
    ImageType: ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE'],
    InstanceNumber: run.number,
    AcquisitionNumber: run.number,
    PatientOrientation: ['L', 'F'],
    ContrastBolusAgent: 'IOHEXOL 300',
    KVP: 82,
    XRayTubeCurrent: 410,
    ExposureTime: 60,
    RadiationSetting: 'GR',
    DistanceSourceToDetector: 1100,
    DistanceSourceToPatient: 750,
    ImagerPixelSpacing: [0.432, 0.432],
    PositionerMotion: 'STATIC',
    PositionerPrimaryAngle: -1.2,
    PositionerSecondaryAngle: 27.6,
    PixelIntensityRelationship: 'DISP',
    NumberOfFrames: XA_FRAMES,
    FrameIncrementPointer: 0x00181063,
    FrameTime: XA_FRAME_MS,
    CineRate: 1000 / XA_FRAME_MS,
    RecommendedDisplayFrameRate: 1000 / XA_FRAME_MS,
    Rows: SIZE,
    Columns: SIZE,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    WindowCenter: 128,
    WindowWidth: 256,
    WindowCenterWidthExplanation: 'FULL',
    PixelData: cine,
  })
}
