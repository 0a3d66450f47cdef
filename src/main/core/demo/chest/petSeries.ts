// The PET of the demo lung case as DICOM: activity in Bq/mL with a slope per slice, so that the SUV can be computed from the tags.
import type { DemoSeries } from '../dicom/attributes.ts'
import { dicomDate, dicomTime, laterTime, pixelBytes, seriesAttributes } from '../dicom/attributes.ts'
import { type Dataset, encodeFile } from '../../imaging/dicom/part10.ts'
import { createRandom, uidFor } from '../random.ts'
import { blurVolume } from '../raster/blur.ts'
import { burnMark, type PhantomMark } from '../raster/phantomMark.ts'
import { createSlicePainter } from '../raster/slicePainter.ts'
import type { PointMm, SeriesTruth, UptakeTruth } from '../truth.ts'
import { type Lesion, lesionOutline } from './lesions.ts'
import { createUptake } from './petBody.ts'

const PET_IMAGE = '1.2.840.10008.5.1.4.1.1.128'
const SIZE = 128
const SPACING = 4.6875
const GAP = 3.27
const SLICES = 280
const TOP_Z = 402
/** 6.5 mm full width at half maximum. */
const BLUR_MM = 6.5 / 2.3548
const SLICES_PER_BED = 35
const SECONDS_PER_BED = 150

interface PetExam {
  readonly series: DemoSeries
  readonly offset: PointMm
  readonly breath: number
  /** MBq at injection, HH:MM:SS of it. */
  readonly doseMBq: number
  readonly injectedAt: string
  readonly hotSpots: readonly { readonly lesion: Lesion; readonly site: string; readonly suvMax: number }[]
}

const HALF_LIFE_F18 = 6586.2

export async function writePetSeries(
  seed: number,
  exam: PetExam,
  mark: PhantomMark,
  folder: string,
  emit: (path: string, bytes: Uint8Array) => Promise<void>,
): Promise<{ truth: SeriesTruth; uptakes: readonly UptakeTruth[] }> {
  const volume = createVolume(seed, exam)
  const random = createRandom(seed, 'pet/noise')
  const uids = Array.from({ length: SLICES }, (_, i) => uidFor(seed, `pet/${i + 1}`))
  for (let i = 0; i < volume.length; i++) {
    volume[i] = (volume[i] as number) * (1 + 0.075 * random.gaussian()) + 0.012 * Math.abs(random.gaussian())
  }
  blurVolume(volume, [SIZE, SIZE, SLICES], [0.42, 0.42, 0.42])
  const uptakes = exam.hotSpots.map((spot) => addHotSpot(volume, exam, spot, uids))
  const shared = sharedAttributes(exam)
  const becquerelPerSuv = activityPerSuv(exam)
  const half = (SIZE / 2 - 0.5) * SPACING

  for (let slice = 0; slice < SLICES; slice++) {
    const plane = volume.subarray(slice * SIZE * SIZE, (slice + 1) * SIZE * SIZE)
    // Only above the head: on every slice the word would cross the projections that readers make.
    if (slice < 2) burnMark(plane, mark, 1.2)
    const { stored, slope } = storeSlice(plane, becquerelPerSuv)
    const z = TOP_Z - slice * GAP
    const bed = Math.floor(slice / SLICES_PER_BED) * SECONDS_PER_BED
    const time = dicomTime(laterTime(exam.series.time, bed))
    const file = encodeFile({
      ...shared,
      SOPInstanceUID: uids[slice],
      InstanceNumber: slice + 1,
      ImageIndex: slice + 1,
      AcquisitionTime: time,
      ContentTime: time,
      FrameReferenceTime: (bed + SECONDS_PER_BED / 2) * 1000,
      ImagePositionPatient: [exam.offset[0] - half, exam.offset[1] - half, round(exam.offset[2] + z)],
      SliceLocation: round(exam.offset[2] + z),
      RescaleSlope: slope,
      WindowCenter: 4 * becquerelPerSuv,
      WindowWidth: 8 * becquerelPerSuv,
      PixelData: pixelBytes(stored),
    })
    await emit(`${folder}/IM${String(slice + 1).padStart(4, '0')}.dcm`, file)
  }
  return { truth: seriesTruth(exam), uptakes }
}

function seriesTruth(exam: PetExam): SeriesTruth {
  return {
    studyDate: exam.series.study.date,
    StudyInstanceUID: exam.series.study.StudyInstanceUID,
    SeriesInstanceUID: exam.series.SeriesInstanceUID,
    Modality: 'PT',
    description: exam.series.description,
    instances: SLICES,
    frames: SLICES,
    spacingMm: GAP,
    SliceThickness: GAP,
  }
}

function round(mm: number): number {
  return Math.round(mm * 1000) / 1000
}

function grid() {
  const half = (SIZE / 2 - 0.5) * SPACING
  return { columns: SIZE, rows: SIZE, spacing: SPACING, originX: -half, originY: -half }
}

function createVolume(seed: number, exam: PetExam): Float32Array {
  const painter = createSlicePainter(grid())
  const paint = createUptake(seed, exam.breath)
  const volume = new Float32Array(SIZE * SIZE * SLICES)
  for (let slice = 0; slice < SLICES; slice++) {
    paint(painter, TOP_Z - slice * GAP)
    volume.set(painter.plane, slice * SIZE * SIZE)
  }
  blurVolume(volume, [SIZE, SIZE, SLICES], [BLUR_MM / SPACING, BLUR_MM / SPACING, BLUR_MM / GAP])
  return volume
}

/** Lays a blurred lesion over the body so that its hottest voxel has exactly the wanted SUV. */
function addHotSpot(
  volume: Float32Array,
  exam: PetExam,
  spot: PetExam['hotSpots'][number],
  uids: readonly string[],
): UptakeTruth {
  const { lesion } = spot
  const reach = lesion.tallMm / 2 + 16
  const from = Math.max(0, Math.floor((TOP_Z - lesion.z - reach) / GAP))
  const to = Math.min(SLICES, Math.ceil((TOP_Z - lesion.z + reach) / GAP))
  const painter = createSlicePainter(grid())
  const part = new Float32Array(SIZE * SIZE * (to - from))
  for (let slice = from; slice < to; slice++) {
    const z = TOP_Z - slice * GAP
    painter.startSlice(z, 0)
    painter.outline(lesionOutline(lesion, z)).paint(1)
    part.set(painter.plane, (slice - from) * SIZE * SIZE)
  }
  blurVolume(part, [SIZE, SIZE, to - from], [BLUR_MM / SPACING, BLUR_MM / SPACING, BLUR_MM / GAP])
  const hottest = indexOfMax(part)
  const peak = part[hottest] as number
  const start = from * SIZE * SIZE
  for (let i = 0; i < part.length; i++) {
    const share = (part[i] as number) / peak
    if (share < 0.002) continue
    const mixed = (volume[start + i] as number) * (1 - share) + spot.suvMax * share
    volume[start + i] = i === hottest ? spot.suvMax : Math.min(mixed, 0.99 * spot.suvMax)
  }
  const slice = from + Math.floor(hottest / (SIZE * SIZE))
  const column = hottest % SIZE
  const row = Math.floor(hottest / SIZE) % SIZE
  const half = (SIZE / 2 - 0.5) * SPACING
  return {
    id: lesion.id,
    site: spot.site,
    SeriesInstanceUID: exam.series.SeriesInstanceUID,
    SOPInstanceUID: uids[slice] ?? '',
    column,
    row,
    position: [
      round(exam.offset[0] - half + column * SPACING),
      round(exam.offset[1] - half + row * SPACING),
      round(exam.offset[2] + TOP_Z - slice * GAP),
    ],
    suvMax: spot.suvMax,
  }
}

function indexOfMax(values: Float32Array): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if ((values[i] as number) > (values[best] as number)) best = i
  return best
}

/** Bq/mL that SUV 1 stands for at the start of the scan, to which the images are corrected. */
function activityPerSuv(exam: PetExam): number {
  const seconds = secondsOf(exam.series.time) - secondsOf(exam.injectedAt)
  const left = exam.doseMBq * 1e6 * 2 ** (-seconds / HALF_LIFE_F18)
  return left / (exam.series.study.patient.weightKg * 1000)
}

function secondsOf(time: string): number {
  const [h = 0, m = 0, s = 0] = time.split(':').map(Number)
  return h * 3600 + m * 60 + s
}

function storeSlice(plane: Float32Array, becquerelPerSuv: number): { stored: Int16Array; slope: number } {
  let max = 0
  for (const value of plane) if (value > max) max = value
  const slope = Number(((max * becquerelPerSuv) / 32767).toPrecision(10))
  const stored = new Int16Array(plane.length)
  for (let i = 0; i < plane.length; i++) {
    stored[i] = Math.max(0, Math.min(32767, Math.round(((plane[i] as number) * becquerelPerSuv) / slope)))
  }
  return { stored, slope }
}

function sharedAttributes(exam: PetExam): Dataset {
  const code = (CodeValue: string, CodingSchemeDesignator: string, CodeMeaning: string): Dataset => ({
    CodeValue,
    CodingSchemeDesignator,
    CodeMeaning,
  })
  return {
    ...seriesAttributes(exam.series, PET_IMAGE),
    ImageType: ['ORIGINAL', 'PRIMARY'],
    SliceThickness: GAP,
    CollimatorType: 'NONE',
    ActualFrameDuration: SECONDS_PER_BED * 1000,
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    Rows: SIZE,
    Columns: SIZE,
    PixelSpacing: [SPACING, SPACING],
    CorrectedImage: ['DECY', 'ATTN', 'SCAT', 'DTIM', 'RAN', 'NORM'],
    BitsAllocated: 16,
    BitsStored: 16,
    HighBit: 15,
    PixelRepresentation: 1,
    RescaleIntercept: 0,
    WindowCenterWidthExplanation: 'SUV 0-8',
    RadiopharmaceuticalInformationSequence: [
      {
        Radiopharmaceutical: 'Fluorodeoxyglucose',
        RadiopharmaceuticalVolume: 2.1,
        RadiopharmaceuticalStartTime: dicomTime(exam.injectedAt),
        RadionuclideTotalDose: exam.doseMBq * 1e6,
        RadionuclideHalfLife: HALF_LIFE_F18,
        RadionuclidePositronFraction: 0.967,
        RadiopharmaceuticalStartDateTime: `${dicomDate(exam.series.study.date)}${dicomTime(exam.injectedAt)}`,
        RadionuclideCodeSequence: [code('77004003', 'SCT', '^18^Fluorine')],
        RadiopharmaceuticalCodeSequence: [code('35321007', 'SCT', 'Fluorodeoxyglucose F^18^')],
      },
    ],
    // These say the same as PatientPosition, which the standard then forbids.
    PatientPosition: undefined,
    PatientOrientationCodeSequence: [
      {
        ...code('102538003', 'SCT', 'recumbent'),
        PatientOrientationModifierCodeSequence: [code('40199007', 'SCT', 'supine')],
      },
    ],
    PatientGantryRelationshipCodeSequence: [code('102540008', 'SCT', 'headfirst')],
    SeriesType: ['WHOLE BODY', 'IMAGE'],
    Units: 'BQML',
    CountsSource: 'EMISSION',
    RandomsCorrectionMethod: 'DLYD',
    AttenuationCorrectionMethod: 'measured, CT',
    DecayCorrection: 'START',
    ReconstructionMethod: 'OSEM 3i24s',
    ScatterCorrectionMethod: 'model based',
    NumberOfSlices: SLICES,
    DecayFactor: 1,
  }
}
