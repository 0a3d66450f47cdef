// Dopamine transporter SPECT of the demo Parkinson case: reconstructed slices in one multi-frame file.
import { type DemoSeries, pixelBytes, seriesAttributes } from '../dicom/attributes.ts'
import { type Dataset, encodeFile } from '../../imaging/dicom/part10.ts'
import type { GlyphFont } from '../paper/glyphs.ts'
import { createRandom, uidFor } from '../random.ts'
import { blurVolume } from '../raster/blur.ts'
import { burnMark, createPhantomMark } from '../raster/phantomMark.ts'
import { createSlicePainter } from '../raster/slicePainter.ts'

const NM_IMAGE = '1.2.840.10008.5.1.4.1.1.20'
const SIZE = 128
const SPACING = 2.6
export const DAT_FRAMES = 48
const TOP_Z = 78
/** 9.5 mm full width at half maximum. */
const BLUR_MM = 9.5 / 2.3548
const COUNTS_PER_UNIT = 260

/** Uptake of each striatal part against the rest of the brain (1 = the same), before the scanner's blur. */
export const STRIATAL_UPTAKE = {
  caudateRight: 5.4,
  putamenRight: 3.1,
  caudateLeft: 4.3,
  putamenLeft: 1.7,
} as const

interface DatScan {
  readonly attributes: Dataset
  readonly bytes: Buffer
}

export function makeDatScan(seed: number, series: DemoSeries, font: GlyphFont): DatScan {
  const half = (SIZE / 2 - 0.5) * SPACING
  const painter = createSlicePainter({ columns: SIZE, rows: SIZE, spacing: SPACING, originX: -half, originY: -half })
  const volume = new Float32Array(SIZE * SIZE * DAT_FRAMES)
  for (let frame = 0; frame < DAT_FRAMES; frame++) {
    const z = TOP_Z - frame * SPACING
    painter.startSlice(z, 0.02)
    paintHead(painter)
    volume.set(painter.plane, frame * SIZE * SIZE)
  }
  const sigma = BLUR_MM / SPACING
  blurVolume(volume, [SIZE, SIZE, DAT_FRAMES], [sigma, sigma, sigma])
  addCounts(volume, seed)
  blurVolume(volume, [SIZE, SIZE, DAT_FRAMES], [0.7, 0.7, 0.7])
  const mark = createPhantomMark(font, SIZE, SIZE)
  const stored = new Uint16Array(volume.length)
  for (let frame = 0; frame < DAT_FRAMES; frame++) {
    const plane = volume.subarray(frame * SIZE * SIZE, (frame + 1) * SIZE * SIZE)
    burnMark(plane, mark, 1.6 * COUNTS_PER_UNIT)
    for (let i = 0; i < plane.length; i++) stored[frame * SIZE * SIZE + i] = Math.max(0, Math.round(plane[i] as number))
  }
  const attributes = describe(seed, series, half)
  return { attributes, bytes: encodeFile({ ...attributes, PixelData: pixelBytes(stored) }) }
}

function paintHead(painter: ReturnType<typeof createSlicePainter>): void {
  const { z } = painter
  const share = (middle: number, tall: number) => Math.sqrt(Math.max(0, 1 - ((z - middle) / tall) ** 2))
  const whole = share(6, 74)
  painter.ellipse(0, 2, 74 * whole, 92 * whole).paint(0.35)
  painter.ellipse(0, 2, 65 * whole, 84 * whole).paint(1)
  painter.ellipse(0, 4, 8 * share(8, 16), 30 * share(8, 16)).paint(0.5)
  const caudate = share(9, 13)
  const putamen = share(3, 13)
  painter.ellipse(-26, -2, 7 * putamen, 19 * putamen, 0.26).paint(STRIATAL_UPTAKE.putamenRight)
  painter.ellipse(26, -2, 7 * putamen, 19 * putamen, -0.26).paint(STRIATAL_UPTAKE.putamenLeft)
  painter.ellipse(-15, -24, 9 * caudate, 11 * caudate, -0.2).paint(STRIATAL_UPTAKE.caudateRight)
  painter.ellipse(15, -24, 9 * caudate, 11 * caudate, 0.2).paint(STRIATAL_UPTAKE.caudateLeft)
  for (const side of [-1, 1]) painter.ellipse(side * 36, -14, 16 * share(-46, 14), 10 * share(-46, 14))
  painter.paint(1.5)
}

/** Counting statistics: the fewer counts, the rougher. */
function addCounts(volume: Float32Array, seed: number): void {
  const random = createRandom(seed, 'dat/counts')
  for (let i = 0; i < volume.length; i++) {
    const mean = (volume[i] as number) * COUNTS_PER_UNIT
    volume[i] = Math.max(0, mean + 3.4 * Math.sqrt(mean) * random.gaussian())
  }
}

function describe(seed: number, series: DemoSeries, half: number): Dataset {
  const code = (CodeValue: string, CodeMeaning: string): Dataset => ({ CodeValue, CodingSchemeDesignator: 'SCT', CodeMeaning })
  const ones = Array.from({ length: DAT_FRAMES }, () => 1)
  return {
    ...seriesAttributes(series, NM_IMAGE),
    SOPInstanceUID: uidFor(seed, `nm/${series.SeriesInstanceUID}`),
    ImageType: ['ORIGINAL', 'PRIMARY', 'RECON TOMO', 'EMISSION'],
    InstanceNumber: 1,
    PatientPosition: undefined,
    NumberOfFrames: DAT_FRAMES,
    FrameIncrementPointer: 0x00540080,
    SliceVector: ones.map((_, i) => i + 1),
    NumberOfSlices: DAT_FRAMES,
    SpacingBetweenSlices: SPACING,
    SliceThickness: SPACING,
    Rows: SIZE,
    Columns: SIZE,
    PixelSpacing: [SPACING, SPACING],
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 0,
    WindowCenter: 2.4 * COUNTS_PER_UNIT,
    WindowWidth: 4.8 * COUNTS_PER_UNIT,
    WindowCenterWidthExplanation: 'STRIATUM',
    CountsAccumulated: 2400000,
    NumberOfEnergyWindows: 1,
    EnergyWindowInformationSequence: [
      {
        EnergyWindowRangeSequence: [{ EnergyWindowLowerLimit: 143.1, EnergyWindowUpperLimit: 174.9 }],
        EnergyWindowName: 'I-123 159 keV',
      },
    ],
    RadiopharmaceuticalInformationSequence: [
      {
        RadionuclideCodeSequence: [code('1368003', 'Iodine-123')],
        Radiopharmaceutical: 'Ioflupane I-123',
        RadiopharmaceuticalStartTime: '084500',
        RadionuclideTotalDose: 182,
      },
    ],
    NumberOfDetectors: 1,
    DetectorInformationSequence: [
      {
        CollimatorType: 'FANB',
        ImagePositionPatient: [-half, -half, TOP_Z],
        ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
      },
    ],
    NumberOfRotations: 1,
    RotationInformationSequence: [
      {
        RotationDirection: 'CC',
        StartAngle: 0,
        ScanArc: 360,
        AngularStep: 3,
        ActualFrameDuration: 30000,
        NumberOfFramesInRotation: 120,
        RadialPosition: 145,
      },
    ],
    PatientOrientationCodeSequence: [
      { ...code('102538003', 'recumbent'), PatientOrientationModifierCodeSequence: [code('40199007', 'supine')] },
    ],
    PatientGantryRelationshipCodeSequence: [code('102540008', 'headfirst')],
  }
}
