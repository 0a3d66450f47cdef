// Bundle (b): stroke with papers in English, a plain folder.
import { standardQuestions } from '#shared/domain/reviewCase.ts'
import { XA_FRAMES, makeAngiographyRun } from '../angiography/runs.ts'
import { brainToPatient, infarctVolumeMl, makeMrSeries, type MrExam, mrSeriesTruth, mrTimepoint, sliceZ } from '../brain/mrSeries.ts'
import { ADC, DWI_B1000, FLAIR, T1, T2 } from '../brain/sequences.ts'
import type { Lesion } from '../chest/lesions.ts'
import { createSeries, createStudy, type DemoPatient } from '../dicom/attributes.ts'
import { uidFor } from '../random.ts'
import type { SeriesTruth } from '../truth.ts'
import { fileLetters } from './fileLetters.ts'
import type { BundleDesk, BundlePlan } from './makeBundle.ts'
import { STROKE_LETTERS, STROKE_OWN_QUESTIONS, STROKE_WORDS } from './strokeLetters.ts'
import { setImmediate } from 'node:timers/promises'

const PATIENT: DemoPatient = {
  familyName: 'Harrowgate',
  givenName: 'Evelyn',
  id: 'DEMO-0423',
  issuer: 'ST BRANNOC HOSPITAL (DEMO)',
  birthDate: '1958-07-21',
  sex: 'F',
  weightKg: 66,
  sizeM: 1.63,
}

/** Right middle cerebral artery territory: insula, putamen and the white matter above. */
const INFARCT: Lesion = {
  id: 'I1', x: -43, y: 4, z: sliceZ(12), longMm: 44, shortMm: 26, tallMm: 40, turn: 1.45, roughness: 0.3, isSpiculated: false,
}

export const STROKE_BUNDLE: BundlePlan = {
  caseNumber: 'CN-2026-0423',
  name: 'CN-2026-0423_stroke',
  packing: 'folder',
  expectedFiles: 128,
  request: {
    schema: 'consilium-request/1',
    patient: {
      familyName: PATIENT.familyName,
      givenName: PATIENT.givenName,
      birthDate: PATIENT.birthDate,
      sex: 'female',
      identifiers: [{ issuer: PATIENT.issuer, value: PATIENT.id }],
    },
    packId: 'str/1',
    policyId: 'insurer-second-opinion',
    condition: 'Ischaemic stroke, right middle cerebral artery, after thrombectomy',
    requestedOn: '2026-11-09',
    language: 'en',
    motives: ['confirmDiagnosis', 'bestOptions', 'qualityOfLife'],
    patientWords: STROKE_WORDS,
    questions: [
      ...standardQuestions().map((question) => ({ ...question, asked: question.standard !== 'clinicalTrials' })),
      ...STROKE_OWN_QUESTIONS.map((text, i) => ({ number: 9 + i, standard: null, text, asked: true })),
    ],
    allergies: [],
  },
  async write(desk) {
    const documents = await fileLetters(desk, STROKE_LETTERS)
    const exam = brainExam(desk.seed)
    const series: SeriesTruth[] = []
    for (const sequence of [T1, T2, FLAIR, DWI_B1000, ADC]) {
      for await (const file of makeMrSeries(desk.seed, exam, sequence, desk.glyphs.sans)) {
        await desk.emit(`images/MR_2026-09-18/${sequence.label}/IM${String(file.number).padStart(4, '0')}.dcm`, file.bytes)
      }
      series.push(mrSeriesTruth(desk.seed, exam, sequence))
    }
    series.push(await writeAngiography(desk))
    const edge = (DWI_B1000.signals.infarct + DWI_B1000.signals.white) / 2
    return {
      series,
      documents,
      uptakes: [],
      lesions: [
        {
          id: 'I1',
          site: `infarct, right middle cerebral artery territory, ${infarctVolumeMl(INFARCT)} mL`,
          role: 'non-target',
          measuredBy: 'longest',
          timepoints: [mrTimepoint(desk.seed, exam, DWI_B1000, INFARCT, edge)],
        },
      ],
      planted: [
        {
          kind: 'sideDiffers',
          where: 'documents/02_medication_list_2026-09-29.pdf',
          what: `The medication list names a left-sided stroke; images and discharge summary show the right side (infarct near x = ${brainToPatient(INFARCT.x, INFARCT.y, INFARCT.z)[0]} mm)`,
        },
        {
          kind: 'obliqueOrientation',
          where: 'images/MR_2026-09-18',
          what: 'Slices are turned 9 degrees about the left-right axis; SliceThickness 5 mm, slices 5.5 mm apart',
        },
      ],
    }
  },
}

function brainExam(seed: number): MrExam {
  return {
    label: 'stroke',
    study: createStudy(seed, 'stroke/mr', {
      patient: PATIENT,
      date: '2026-09-18',
      time: '14:31:00',
      accession: 'DEMO26091803',
      studyId: '1',
      description: 'MR brain',
      institution: "St Brannoc's Hospital (DEMO)",
    }),
    scene: { label: 'stroke', atrophy: 0.55, infarct: INFARCT, scars: 0.7 },
    FrameOfReferenceUID: uidFor(seed, 'frame/stroke/mr'),
    time: '14:36:00',
  }
}

/** Right carotid injection before and after the clot was taken out. */
async function writeAngiography(desk: BundleDesk): Promise<SeriesTruth> {
  const study = createStudy(desk.seed, 'stroke/xa', {
    patient: PATIENT,
    date: '2026-09-17',
    time: '03:12:00',
    accession: 'DEMO26091701',
    studyId: '2',
    description: 'Cerebral angiography and thrombectomy',
    institution: "St Brannoc's Hospital (DEMO)",
  })
  const series = createSeries(desk.seed, 'stroke/xa', {
    study,
    number: 1,
    description: 'Right ICA AP, before and after',
    modality: 'XA',
    bodyPart: 'HEAD',
    manufacturer: 'PHILIPS (PHANTOM)',
    model: 'PHANTOM ANGIO',
    time: '03:20:00',
  })
  for (const [i, isBlocked] of [true, false].entries()) {
    const run = { series, number: i + 1, isBlocked }
    const file = await makeAngiographyRun(desk.seed, run, desk.glyphs.sans, () => setImmediate())
    await desk.emit(`images/XA_2026-09-17/RUN${i + 1}.dcm`, file)
  }
  return {
    studyDate: study.date,
    StudyInstanceUID: study.StudyInstanceUID,
    SeriesInstanceUID: series.SeriesInstanceUID,
    Modality: 'XA',
    description: series.description,
    instances: 2,
    frames: 2 * XA_FRAMES,
    spacingMm: null,
    SliceThickness: null,
  }
}
