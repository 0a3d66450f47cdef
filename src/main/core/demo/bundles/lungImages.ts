// Images of the lung case: chest CT in May with contrast, PET/CT in October without, in one frame of reference.
import { createSeries, createStudy, type DemoPatient } from '../dicom/attributes.ts'
import { writeCtSeries } from '../chest/ctSeries.ts'
import { WITH_CONTRAST, WITHOUT_CONTRAST } from '../chest/mediastinum.ts'
import { writePetSeries } from '../chest/petSeries.ts'
import { LEFT_UPPER_NODULE, NODE_RIGHT_PARATRACHEAL, RIGHT_HILAR_MASS } from '../chest/tumours.ts'
import { createRandom, uidFor } from '../random.ts'
import { createPhantomMark } from '../raster/phantomMark.ts'
import type { LesionTruth, SeriesTruth, UptakeTruth } from '../truth.ts'
import type { BundleDesk } from './makeBundle.ts'

export const LUNG_PATIENT: DemoPatient = {
  familyName: 'Quiroga Lastra',
  givenName: 'Mateo',
  id: 'DEMO-0418',
  issuer: 'HOSPITAL VALDELUNA (DEMO)',
  birthDate: '1963-03-14',
  sex: 'M',
  weightKg: 78,
  sizeM: 1.74,
}

const SLICES = 120
const GAP = 2.5
const BREATH_OCTOBER = 5

interface LungImages {
  readonly series: readonly SeriesTruth[]
  readonly lesions: readonly LesionTruth[]
  readonly uptakes: readonly UptakeTruth[]
}

export async function writeLungImages(desk: BundleDesk): Promise<LungImages> {
  const { seed } = desk
  const mark = createPhantomMark(desk.glyphs.sans, 512, 512)
  const may = await writeCtSeries(seed, mayExam(seed), mark, 'imagenes/TC_2026-05-24', desk.emit)
  const exam = octoberStudy(seed)
  const october = await writeCtSeries(seed, octoberExam(seed, exam), mark, 'imagenes/PETTC_2026-10-29/TC', desk.emit)
  const pet = await writePetSeries(
    seed,
    petExam(seed, exam),
    createPhantomMark(desk.glyphs.sans, 128, 128),
    'imagenes/PETTC_2026-10-29/PET',
    desk.emit,
  )
  const edges = { lung: -400, fat: -25 }
  return {
    series: [may.truth, october.truth, pet.truth],
    uptakes: pet.uptakes,
    lesions: [
      {
        id: 'T1',
        site: 'right hilum, primary',
        role: 'target',
        measuredBy: 'longest',
        timepoints: [may.timepoint(RIGHT_HILAR_MASS.may, edges.lung), october.timepoint(RIGHT_HILAR_MASS.october, edges.lung)],
      },
      {
        id: 'T2',
        site: 'lymph node, right lower paratracheal (4R)',
        role: 'target',
        measuredBy: 'shortAxis',
        timepoints: [
          may.timepoint(NODE_RIGHT_PARATRACHEAL.may, edges.fat),
          october.timepoint(NODE_RIGHT_PARATRACHEAL.october, edges.fat),
        ],
      },
      {
        id: 'NT1',
        site: 'left upper lobe, nodule',
        role: 'non-target',
        measuredBy: 'longest',
        timepoints: [may.timepoint(LEFT_UPPER_NODULE.may, edges.lung), october.timepoint(LEFT_UPPER_NODULE.october, edges.lung)],
      },
    ],
  }
}

function mayExam(seed: number) {
  const study = createStudy(seed, 'lung/may', {
    patient: LUNG_PATIENT,
    date: '2026-05-24',
    time: '09:12:00',
    accession: 'DEMO26052401',
    studyId: '1',
    description: 'TC de tórax con contraste',
    institution: 'Hospital Valdeluna (DEMO)',
  })
  const series = createSeries(seed, 'lung/may/ct', {
    study,
    number: 3,
    description: 'Tórax venoso 3.75 mm partes blandas',
    modality: 'CT',
    bodyPart: 'CHEST',
    manufacturer: 'GE MEDICAL SYSTEMS (PHANTOM)',
    model: 'PHANTOM CT 64',
    time: '09:20:11',
    FrameOfReferenceUID: uidFor(seed, 'frame/lung/may'),
    PatientPosition: 'HFS',
  })
  return {
    label: 'lung/may',
    series,
    slices: SLICES,
    spacing: 0.8203125,
    gap: GAP,
    SliceThickness: 3.75,
    offset: [-1.5, -12.25, -133.75] as const,
    grain: 10,
    storage: 'signed' as const,
    instanceNumbers: Array.from({ length: SLICES }, (_, i) => i + 1),
    technique: { ContrastBolusAgent: 'IOHEXOL 300', ConvolutionKernel: 'STANDARD', XRayTubeCurrent: 210 },
    scene: {
      palette: WITH_CONTRAST,
      breath: 0,
      lesions: [
        { lesion: RIGHT_HILAR_MASS.may, rim: WITH_CONTRAST.tumour, core: WITH_CONTRAST.tumourCore },
        { lesion: NODE_RIGHT_PARATRACHEAL.may, rim: WITH_CONTRAST.node, core: WITH_CONTRAST.node },
        { lesion: LEFT_UPPER_NODULE.may, rim: 30, core: 40 },
      ],
    },
  }
}

function octoberStudy(seed: number) {
  return createStudy(seed, 'lung/october', {
    patient: LUNG_PATIENT,
    date: '2026-10-29',
    time: '10:02:00',
    accession: 'DEMO26102907',
    studyId: '2',
    description: 'PET/TC con 18F-FDG',
    institution: 'Centro de Imagen Miralba (DEMO)',
  })
}

function octoberExam(seed: number, study: ReturnType<typeof octoberStudy>) {
  return {
    label: 'lung/october',
    series: createSeries(seed, 'lung/october/ct', {
      study,
      number: 2,
      description: 'TC tórax 2.5 mm sin contraste',
      modality: 'CT',
      bodyPart: 'CHEST',
      manufacturer: 'SIEMENS (PHANTOM)',
      model: 'PHANTOM PET/CT',
      time: '11:08:30',
      FrameOfReferenceUID: octoberFrame(seed),
      PatientPosition: 'HFS',
    }),
    slices: SLICES,
    spacing: 0.78125,
    gap: GAP,
    SliceThickness: 2.5,
    offset: [2.25, -18.5, -611.5] as const,
    grain: 12,
    storage: 'unsigned' as const,
    instanceNumbers: shuffledNumbers(seed),
    technique: { ConvolutionKernel: 'B30f', XRayTubeCurrent: 90 },
    scene: {
      palette: WITHOUT_CONTRAST,
      breath: BREATH_OCTOBER,
      lesions: [
        { lesion: RIGHT_HILAR_MASS.october, rim: WITHOUT_CONTRAST.tumour, core: WITHOUT_CONTRAST.tumourCore },
        { lesion: NODE_RIGHT_PARATRACHEAL.october, rim: WITHOUT_CONTRAST.node, core: WITHOUT_CONTRAST.node },
        { lesion: LEFT_UPPER_NODULE.october, rim: 24, core: 30 },
      ],
    },
  }
}

function octoberFrame(seed: number): string {
  return uidFor(seed, 'frame/lung/october')
}

/** InstanceNumber from the head down, with a middle part out of order as some archives deliver it. */
function shuffledNumbers(seed: number): number[] {
  const numbers = Array.from({ length: SLICES }, (_, i) => i + 1)
  const random = createRandom(seed, 'lung/october/numbers')
  for (let i = 70; i > 36; i--) {
    const j = random.integer(36, i)
    const kept = numbers[i] ?? 0
    numbers[i] = numbers[j] ?? 0
    numbers[j] = kept
  }
  return numbers
}

function petExam(seed: number, study: ReturnType<typeof octoberStudy>) {
  return {
    series: createSeries(seed, 'lung/october/pet', {
      study,
      number: 5,
      description: 'PET cuerpo entero AC',
      modality: 'PT',
      bodyPart: 'WHOLEBODY',
      manufacturer: 'SIEMENS (PHANTOM)',
      model: 'PHANTOM PET/CT',
      time: '11:13:00',
      FrameOfReferenceUID: octoberFrame(seed),
      PatientPosition: 'HFS',
    }),
    offset: [2.25, -18.5, -611.48] as const,
    breath: BREATH_OCTOBER,
    doseMBq: 251,
    injectedAt: '10:12:00',
    hotSpots: [
      { lesion: RIGHT_HILAR_MASS.october, site: 'right hilum, primary', suvMax: 9.9 },
      { lesion: NODE_RIGHT_PARATRACHEAL.october, site: 'lymph node 4R', suvMax: 4.1 },
      { lesion: LEFT_UPPER_NODULE.october, site: 'left upper lobe, nodule', suvMax: 1.1 },
      { lesion: THYROID_FOCUS, site: 'thyroid, right lobe', suvMax: 5.2 },
    ],
  }
}

const THYROID_FOCUS = {
  id: 'O1', x: -17, y: -2, z: 124, longMm: 13, shortMm: 10, tallMm: 14, turn: 1.3, roughness: 0, isSpiculated: false,
}
