// A chest CT as a series of DICOM files: geometry, grain, storage in two makers' ways, and where the lesions truly are.
import type { DemoSeries } from '../dicom/attributes.ts'
import { dicomTime, laterTime, pixelBytes, seriesAttributes } from '../dicom/attributes.ts'
import { type Dataset, encodeFile } from '../../imaging/dicom/part10.ts'
import { createRandom, uidFor } from '../random.ts'
import { blurPlane } from '../raster/blur.ts'
import { addGrain, createGrainTile } from '../raster/noise.ts'
import { burnMark, type PhantomMark } from '../raster/phantomMark.ts'
import { createSlicePainter } from '../raster/slicePainter.ts'
import type { LesionTimepoint, PointMm, SeriesTruth } from '../truth.ts'
import { type Lesion, longAxis, shortAxis } from './lesions.ts'
import { type ChestScene, createChest } from './paintChest.ts'

const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2'
const SIZE = 512
/** The chest's own z of the top slice; lesions lie on whole steps below it. */
const TOP_Z = 130

interface CtExam {
  readonly label: string
  readonly series: DemoSeries
  readonly scene: ChestScene
  readonly slices: number
  readonly spacing: number
  readonly gap: number
  readonly SliceThickness: number
  /** Patient coordinates of the chest's own origin in this examination, mm. */
  readonly offset: PointMm
  readonly grain: number
  /** 'signed': HU as they are, padding outside the circle; 'unsigned': 12 bits above -1024. */
  readonly storage: 'signed' | 'unsigned'
  /** InstanceNumber of each slice from the head down. */
  readonly instanceNumbers: readonly number[]
  readonly technique: Dataset
}

interface CtResult {
  readonly truth: SeriesTruth
  timepoint(lesion: Lesion, edgeHu: number): LesionTimepoint
}

type Emit = (path: string, bytes: Uint8Array) => Promise<void>

/** Slices in patient order, head first, each a file of `folder` named after its InstanceNumber. */
export async function writeCtSeries(seed: number, exam: CtExam, mark: PhantomMark, folder: string, emit: Emit): Promise<CtResult> {
  const half = (SIZE / 2 - 0.5) * exam.spacing
  const painter = createSlicePainter({ columns: SIZE, rows: SIZE, spacing: exam.spacing, originX: -half, originY: -half })
  const paint = createChest(seed, exam.scene)
  const random = createRandom(seed, `ct/${exam.label}/grain`)
  const tiles = [0, 1, 2].map(() => createGrainTile(random, SIZE, 0.85))
  const shared = sharedAttributes(exam)
  const uids = exam.instanceNumbers.map((number) => uidFor(seed, `ct/${exam.label}/${number}`))

  for (let slice = 0; slice < exam.slices; slice++) {
    const z = TOP_Z - slice * exam.gap
    const number = exam.instanceNumbers[slice] ?? slice + 1
    paint(painter, z)
    blurPlane(painter.plane, SIZE, SIZE, 0.55)
    addGrain(painter.plane, SIZE, tiles, random, exam.grain)
    burnMark(painter.plane, mark, -40)
    const file = encodeFile({
      ...shared,
      SOPInstanceUID: uids[slice],
      InstanceNumber: number,
      AcquisitionTime: dicomTime(laterTime(exam.series.time, Math.floor(slice / 24))),
      ContentTime: dicomTime(laterTime(exam.series.time, 20 + Math.floor(slice / 4))),
      ImagePositionPatient: [exam.offset[0] - half, exam.offset[1] - half, exam.offset[2] + z],
      SliceLocation: exam.offset[2] + z,
      PixelData: pixelBytes(exam.storage === 'signed' ? storeSigned(painter.plane) : storeUnsigned(painter.plane)),
    })
    await emit(`${folder}/IM${String(number).padStart(4, '0')}.dcm`, file)
  }
  return {
    truth: {
      studyDate: exam.series.study.date,
      StudyInstanceUID: exam.series.study.StudyInstanceUID,
      SeriesInstanceUID: exam.series.SeriesInstanceUID,
      Modality: 'CT',
      description: exam.series.description,
      instances: exam.slices,
      frames: exam.slices,
      spacingMm: exam.gap,
      SliceThickness: exam.SliceThickness,
    },
    timepoint: (lesion, edgeHu) => timepointOf(exam, uids, lesion, edgeHu),
  }
}

function timepointOf(exam: CtExam, uids: readonly string[], lesion: Lesion, edgeHu: number): LesionTimepoint {
  const slice = Math.round((TOP_Z - lesion.z) / exam.gap)
  const [ox, oy, oz] = exam.offset
  const at = (x: number, y: number): PointMm => [x + ox, y + oy, lesion.z + oz]
  const long = longAxis(lesion)
  const short = shortAxis(lesion)
  return {
    studyDate: exam.series.study.date,
    SeriesInstanceUID: exam.series.SeriesInstanceUID,
    SOPInstanceUID: uids[slice] ?? '',
    InstanceNumber: exam.instanceNumbers[slice] ?? 0,
    FrameOfReferenceUID: exam.series.FrameOfReferenceUID ?? '',
    longDiameterMm: lesion.longMm,
    shortDiameterMm: lesion.shortMm,
    centre: at(lesion.x, lesion.y),
    longAxis: [at(long[0], long[1]), at(long[2], long[3])],
    shortAxis: [at(short[0], short[1]), at(short[2], short[3])],
    edgeHu,
  }
}

function sharedAttributes(exam: CtExam): Dataset {
  const isSigned = exam.storage === 'signed'
  return {
    ...seriesAttributes(exam.series, CT_IMAGE),
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    ScanOptions: 'HELICAL MODE',
    SliceThickness: exam.SliceThickness,
    KVP: 120,
    ReconstructionDiameter: SIZE * exam.spacing,
    DistanceSourceToDetector: 949,
    DistanceSourceToPatient: 541,
    GantryDetectorTilt: 0,
    TableHeight: 150,
    RotationDirection: 'CW',
    ExposureTime: 500,
    AcquisitionNumber: 1,
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    Rows: SIZE,
    Columns: SIZE,
    PixelSpacing: [exam.spacing, exam.spacing],
    BitsAllocated: 16,
    BitsStored: isSigned ? 16 : 12,
    HighBit: isSigned ? 15 : 11,
    PixelRepresentation: isSigned ? 1 : 0,
    PixelPaddingValue: isSigned ? -2000 : undefined,
    WindowCenter: [40, -600],
    WindowWidth: [400, 1500],
    WindowCenterWidthExplanation: ['SOFT TISSUE', 'LUNG'],
    RescaleIntercept: isSigned ? 0 : -1024,
    RescaleSlope: 1,
    RescaleType: 'HU',
    ...exam.technique,
  }
}

/** HU as they are; outside the scanned circle -3024, which is not the padding value the header names (seen in real data). */
function storeSigned(plane: Float32Array): Int16Array {
  const stored = new Int16Array(plane.length)
  const middle = SIZE / 2 - 0.5
  for (let row = 0; row < SIZE; row++) {
    const reach = Math.sqrt(Math.max(0, (SIZE / 2) ** 2 - (row - middle) ** 2))
    for (let column = 0; column < SIZE; column++) {
      const at = row * SIZE + column
      const hu = plane[at] as number
      const isOutside = Math.abs(column - middle) > reach && hu < -800
      stored[at] = isOutside ? -3024 : Math.max(-1024, Math.min(3071, Math.round(hu)))
    }
  }
  return stored
}

function storeUnsigned(plane: Float32Array): Uint16Array {
  const stored = new Uint16Array(plane.length)
  for (let i = 0; i < plane.length; i++) {
    stored[i] = Math.max(0, Math.min(4095, Math.round((plane[i] as number) + 1024)))
  }
  return stored
}
