// Brain MR as series of DICOM files, slightly tilted to the patient's axes as technicians plan them.
import { lesionOutline, longAxis, shortAxis, type Lesion } from '../chest/lesions.ts'
import { type DemoStudy, createSeries, dicomTime, laterTime, pixelBytes, seriesAttributes } from '../dicom/attributes.ts'
import { type Dataset, encodeFile } from '../../imaging/dicom/part10.ts'
import { createRandom, type Random, uidFor } from '../random.ts'
import { blurPlane } from '../raster/blur.ts'
import { createNoise3 } from '../raster/noise.ts'
import { burnMark, createPhantomMark } from '../raster/phantomMark.ts'
import { createSlicePainter } from '../raster/slicePainter.ts'
import type { GlyphFont } from '../paper/glyphs.ts'
import type { LesionTimepoint, PointMm, SeriesTruth } from '../truth.ts'
import { type BrainScene, createBrain } from './paintBrain.ts'
import type { MrSequence } from './sequences.ts'

const MR_IMAGE = '1.2.840.10008.5.1.4.1.1.4'
const FIELD_OF_VIEW = 234
const LOWEST_Z = -52
export const MR_SLICES = 24
const GAP = 5.5
const THICKNESS = 5
/** Slices follow the line under the corpus callosum: turned about the left-right axis. */
const TILT = (-9 * Math.PI) / 180
const MIDDLE: PointMm = [1.4, -14.6, 22.3]

export interface MrExam {
  readonly label: string
  readonly study: DemoStudy
  readonly scene: BrainScene
  readonly FrameOfReferenceUID: string
  /** Start of the first series, HH:MM:SS; each series starts four minutes later. */
  readonly time: string
}

/** A slice as a finished file with what a directory needs to know of it. */
interface MrFile {
  readonly number: number
  readonly attributes: Dataset
  readonly bytes: Uint8Array
}

/** The scene's own place in patient coordinates, mm. */
export function brainToPatient(x: number, y: number, z: number): PointMm {
  const c = Math.cos(TILT)
  const s = Math.sin(TILT)
  return [MIDDLE[0] + x, MIDDLE[1] + c * y - s * z, MIDDLE[2] + s * y + c * z]
}

/** Slice number, feet first, that lies nearest to a level; its z is exact. */
export function sliceZ(slice: number): number {
  return LOWEST_Z + slice * GAP
}

const instanceUid = (seed: number, exam: MrExam, sequence: MrSequence, number: number) =>
  uidFor(seed, `mr/${exam.label}/${sequence.label}/${number}`)

export function mrSeriesTruth(seed: number, exam: MrExam, sequence: MrSequence, instances = MR_SLICES): SeriesTruth {
  return {
    studyDate: exam.study.date,
    StudyInstanceUID: exam.study.StudyInstanceUID,
    SeriesInstanceUID: uidFor(seed, `series/${exam.label}/${sequence.label}`),
    Modality: 'MR',
    description: sequence.description,
    instances,
    frames: instances,
    spacingMm: GAP,
    SliceThickness: THICKNESS,
  }
}

/** Where a lesion of the scene is largest in one sequence. @param edge half-way signal */
export function mrTimepoint(seed: number, exam: MrExam, sequence: MrSequence, lesion: Lesion, edge: number): LesionTimepoint {
  const number = Math.round((lesion.z - LOWEST_Z) / GAP) + 1
  const at = (x: number, y: number) => brainToPatient(x, y, lesion.z)
  const long = longAxis(lesion)
  const short = shortAxis(lesion)
  return {
    studyDate: exam.study.date,
    SeriesInstanceUID: uidFor(seed, `series/${exam.label}/${sequence.label}`),
    SOPInstanceUID: instanceUid(seed, exam, sequence, number),
    InstanceNumber: number,
    FrameOfReferenceUID: exam.FrameOfReferenceUID,
    longDiameterMm: lesion.longMm,
    shortDiameterMm: lesion.shortMm,
    centre: at(lesion.x, lesion.y),
    longAxis: [at(long[0], long[1]), at(long[2], long[3])],
    shortAxis: [at(short[0], short[1]), at(short[2], short[3])],
    edgeHu: edge,
  }
}

/** Volume of the scene's infarct as the slices hold it, mL (area times distance of slices). */
export function infarctVolumeMl(lesion: Lesion): number {
  let area = 0
  for (let slice = 0; slice < MR_SLICES; slice++) area += outlineArea(lesionOutline(lesion, sliceZ(slice)))
  return Math.round((area * GAP) / 100) / 10
}

function outlineArea(outline: readonly number[]): number {
  let twice = 0
  for (let i = 0; i < outline.length; i += 2) {
    const j = (i + 2) % outline.length
    twice += (outline[i] ?? 0) * (outline[j + 1] ?? 0) - (outline[j] ?? 0) * (outline[i + 1] ?? 0)
  }
  return Math.abs(twice) / 2
}

/** Makes one sequence slice by slice, feet first. */
export async function* makeMrSeries(seed: number, exam: MrExam, sequence: MrSequence, font: GlyphFont): AsyncGenerator<MrFile> {
  const size = sequence.columns
  const spacing = FIELD_OF_VIEW / size
  const half = (size / 2 - 0.5) * spacing
  const painter = createSlicePainter({ columns: size, rows: size, spacing, originX: -half, originY: -half - 4 })
  const paint = createBrain(seed, exam.scene)
  const random = createRandom(seed, `mr/${exam.label}/${sequence.label}`)
  const bias = createNoise3(createRandom(seed, `mr/${exam.label}/bias`))
  const mark = createPhantomMark(font, size, size)
  const shared = sharedAttributes(seed, exam, sequence, spacing)
  for (let slice = 0; slice < MR_SLICES; slice++) {
    const z = sliceZ(slice)
    paint(painter, z, sequence.signals)
    blurPlane(painter.plane, size, size, sequence.blur)
    burnMark(painter.plane, mark, 0.55 * sequence.window[1])
    const stored = detect(painter.plane, size, z, sequence, random, bias)
    const attributes: Dataset = {
      ...shared,
      SOPInstanceUID: instanceUid(seed, exam, sequence, slice + 1),
      InstanceNumber: slice + 1,
      ImagePositionPatient: brainToPatient(-half, -half - 4, z).map((value) => Math.round(value * 1e4) / 1e4),
      SliceLocation: z,
    }
    yield { number: slice + 1, attributes, bytes: encodeFile({ ...attributes, PixelData: pixelBytes(stored) }) }
  }
}

/** Coil shading and Rician grain, then 12-bit storage. */
function detect(
  plane: Float32Array,
  size: number,
  z: number,
  sequence: MrSequence,
  random: Random,
  bias: (x: number, y: number, z: number) => number,
): Uint16Array {
  const isMap = sequence.label === 'adc'
  const deviation = sequence.grain * sequence.signals.white
  const stored = new Uint16Array(plane.length)
  for (let i = 0; i < plane.length; i++) {
    const x = ((i % size) / size) * 1.7
    const y = (Math.floor(i / size) / size) * 1.7
    const clean = plane[i] as number
    const shaded = isMap ? clean : clean * (1 + 0.13 * bias(x, y, z / 140))
    const real = shaded + deviation * random.gaussian()
    const other = deviation * random.gaussian()
    const value = isMap ? (clean < 30 ? 0 : real) : Math.sqrt(real * real + other * other)
    stored[i] = Math.max(0, Math.min(4095, Math.round(value)))
  }
  return stored
}

function sharedAttributes(seed: number, exam: MrExam, sequence: MrSequence, spacing: number): Dataset {
  const series = createSeries(seed, `${exam.label}/${sequence.label}`, {
    study: exam.study,
    number: sequence.number,
    description: sequence.description,
    modality: 'MR',
    bodyPart: 'BRAIN',
    manufacturer: 'PHILIPS (PHANTOM)',
    model: 'PHANTOM MR 1.5T',
    time: laterTime(exam.time, 240 * (sequence.number - 2)),
    FrameOfReferenceUID: exam.FrameOfReferenceUID,
    PatientPosition: 'HFS',
  })
  const c = Math.cos(TILT)
  const s = Math.sin(TILT)
  return {
    ...seriesAttributes(series, MR_IMAGE),
    ImageType: sequence.imageType,
    AcquisitionTime: dicomTime(laterTime(series.time, 8)),
    AcquisitionNumber: 1,
    SliceThickness: THICKNESS,
    SpacingBetweenSlices: GAP,
    MagneticFieldStrength: 1.5,
    ImagingFrequency: 63.87,
    NumberOfAverages: 1,
    EchoNumbers: 1,
    ReceiveCoilName: 'HEAD_8',
    ImageOrientationPatient: [1, 0, 0, 0, Math.round(c * 1e8) / 1e8, Math.round(s * 1e8) / 1e8],
    Rows: sequence.columns,
    Columns: sequence.columns,
    PixelSpacing: [spacing, spacing],
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    WindowCenter: sequence.window[0],
    WindowWidth: sequence.window[1],
    WindowCenterWidthExplanation: 'BRAIN',
    ...sequence.technique,
  }
}
