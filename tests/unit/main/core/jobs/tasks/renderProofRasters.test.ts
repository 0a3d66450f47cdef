import { expect, test } from 'vitest'
import { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { run, type ProofFrame } from '../../../../../../src/main/core/jobs/tasks/renderProofRasters.ts'
import { placeOn } from '../../../../../../src/main/core/reports/pdf/proofRaster.ts'

const SIZE = 64
const BRIGHT = { column: 40, row: 20 }

/** One 16-bit frame: 0 everywhere, 100 at one pixel and its neighbours. */
function frame(overrides: Partial<ProofFrame> = {}, attributes: Partial<ImagingInstance> = {}): ProofFrame {
  const pixels = new Uint16Array(SIZE * SIZE)
  for (let y = -1; y <= 1; y++) for (let x = -1; x <= 1; x++) pixels[(BRIGHT.row + y) * SIZE + BRIGHT.column + x] = 100
  const image = ImagingInstance.parse({
    SOPInstanceUID: '1.2.3', SOPClassUID: '1.2.840.10008.5.1.4.1.1.2', InstanceNumber: 1, TransferSyntaxUID: '1.2.840.10008.1.2.1', Rows: SIZE, Columns: SIZE, NumberOfFrames: 1,
    SamplesPerPixel: 1, PhotometricInterpretation: 'MONOCHROME2', PlanarConfiguration: null, BitsAllocated: 16, BitsStored: 16, HighBit: 15, PixelRepresentation: 0,
    RescaleSlope: 1, RescaleIntercept: 0, RescaleType: null, WindowCenter: [50], WindowWidth: [100], WindowCenterWidthExplanation: [], VOILUTFunction: null, PixelPaddingValue: null,
    PixelSpacing: [1, 1], ImagerPixelSpacing: null, EstimatedRadiographicMagnificationFactor: null, PixelSpacingCalibrationType: null, ImagePositionPatient: null,
    ImageOrientationPatient: null, FrameOfReferenceUID: null, SliceThickness: null, frameTimeMs: null, LossyImageCompression: null, LossyImageCompressionRatio: null,
    Laterality: null, ImageType: [], AcquisitionTime: null, suv: null, ...attributes,
  })
  return { number: 7, bytes: new Uint8Array(pixels.buffer), image, frame: 1, Modality: 'CT', window: null, invert: false, points: [[BRIGHT.column - 3, BRIGHT.row], [BRIGHT.column + 3, BRIGHT.row]], ...overrides }
}

/** Centre of the bright place in the picture, taken back to the frame's pixels. */
function brightest({ samples, width, height, region }: Awaited<ReturnType<typeof run>>[number]): [number, number] {
  let [sum, x, y] = [0, 0, 0]
  samples.forEach((grey, i) => {
    sum += grey
    x += grey * (i % width)
    y += grey * Math.floor(i / width)
  })
  return [region.column + ((x / sum + 0.5) / width) * region.columns - 0.5, region.row + ((y / sum + 0.5) / height) * region.rows - 0.5]
}

test('a measured place is in the middle of its picture, and the picture says which part of the frame it shows', async () => {
  const [raster] = await run([frame()])
  expect(raster).toMatchObject({ number: 7, width: 420, channels: 1 })
  const [column, row] = brightest(raster!)
  expect(column).toBeCloseTo(BRIGHT.column, 1)
  expect(row).toBeCloseTo(BRIGHT.row, 1)
  expect(raster!.region.column + raster!.region.columns / 2).toBeCloseTo(BRIGHT.column + 0.5)
})

test('pixels that are not square keep the true shape of the patient', async () => {
  const [raster] = await run([frame({}, { PixelSpacing: [2, 1] })])
  const { columns, rows } = raster!.region
  expect(columns / (rows * 2)).toBeCloseTo(raster!.width / raster!.height, 1)
  expect(brightest(raster!)[1]).toBeCloseTo(BRIGHT.row, 1)
})

test('a picture is windowed and inverted as its reader saw it', async () => {
  const [plain, inverted, dark, film] = await run([
    frame(),
    frame({ invert: true }),
    frame({ window: { center: 1000, width: 100 } }),
    frame({}, { PhotometricInterpretation: 'MONOCHROME1' }),
  ])
  const middle = (raster: typeof plain) => raster!.samples[Math.floor(raster!.height / 2) * raster!.width + raster!.width / 2]
  expect([middle(plain), middle(inverted), middle(dark), middle(film)]).toEqual([255, 0, 0, 0])
})

test('a frame that cannot be decoded is left out, the others stay', async () => {
  const rasters = await run([frame({ bytes: new Uint8Array(10), number: 1 }), frame({ number: 2 })])
  expect(rasters.map(({ number }) => number)).toEqual([2])
})

test('a picture is turned as its reader had turned it, and its lines are placed by the same turn', async () => {
  const turns = [{ rotation: 0, flipHorizontal: true, flipVertical: false }, { rotation: 90, flipHorizontal: false, flipVertical: false }, { rotation: 270, flipHorizontal: false, flipVertical: true }] as const
  const made = await run(turns.map((turn, n) => frame({ number: n + 1, turn, points: [], part: { share: 0.5, centre: [BRIGHT.column - 4, BRIGHT.row + 3] } }, { PixelSpacing: [2, 1] })))
  for (const [n, turn] of turns.entries()) {
    const raster = made.find(({ number }) => number === n + 1)!
    let [sum, x, y] = [0, 0, 0]
    raster.samples.forEach((grey, i) => {
      sum += grey
      x += grey * ((i % raster.width) + 0.5)
      y += grey * (Math.floor(i / raster.width) + 0.5)
    })
    const [across, down] = placeOn(raster, [BRIGHT.column, BRIGHT.row])
    expect([x / sum / raster.width, y / sum / raster.height].map((share) => Number(share.toFixed(2)))).toEqual([Number(across.toFixed(2)), Number(down.toFixed(2))])
    // On the image it lies right of the middle and above it: flipped left, a quarter turn right below, flipped down and three quarters right above.
    expect([across > 0.5, down > 0.5]).toEqual([[false, false], [true, true], [true, false]][n])
    // The patient keeps its shape: rows are 2 mm apart.
    const { columns, rows } = raster.region
    expect(turn.rotation === 0 ? columns / (rows * 2) : (rows * 2) / columns).toBeCloseTo(raster.width / raster.height, 1)
  }
})
