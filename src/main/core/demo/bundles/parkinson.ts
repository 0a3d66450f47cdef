// Bundle (c): Parkinson's disease on a patient CD with trouble inside: another patient's file, a missing slice, paper without text.
import { standardQuestions } from '#shared/domain/reviewCase.ts'
import { makeMrSeries, type MrExam, MR_SLICES, mrSeriesTruth } from '../brain/mrSeries.ts'
import { T2 } from '../brain/sequences.ts'
import { DAT_FRAMES, makeDatScan, STRIATAL_UPTAKE } from '../dat/datScan.ts'
import { createSeries, createStudy, type DemoPatient } from '../dicom/attributes.ts'
import { type DirectoryImage, encodeDicomdir } from '../dicom/dicomdir.ts'
import { uidFor } from '../random.ts'
import type { PlantedTruth, SeriesTruth } from '../truth.ts'
import { fileLetters } from './fileLetters.ts'
import type { BundleDesk, BundlePlan } from './makeBundle.ts'
import { PARKINSON_LETTERS, PARKINSON_OWN_QUESTIONS, PARKINSON_WORDS } from './parkinsonLetters.ts'
import { fileCapturedPaper } from './parkinsonPaper.ts'

const PATIENT: DemoPatient = {
  familyName: 'Solano Brihuega',
  givenName: 'Inés',
  id: 'DEMO-0427',
  issuer: 'HOSPITAL SIERRA CLARA (DEMO)',
  birthDate: '1959-02-08',
  sex: 'F',
  weightKg: 61,
  sizeM: 1.58,
}

/** Someone else whose name begins alike: the file that was burned onto the wrong disc. */
const OTHER_PATIENT: DemoPatient = {
  familyName: 'Solano Briones',
  givenName: 'Irene',
  id: 'DEMO-7719',
  issuer: 'HOSPITAL SIERRA CLARA (DEMO)',
  birthDate: '1971-11-30',
  sex: 'F',
  weightKg: 70,
  sizeM: 1.66,
}

const MISSING_SLICE = 13
const DUPLICATED_SLICE = 7

const README = [
  'HOSPITAL SIERRA CLARA (DEMO) - Disco de imagenes del paciente',
  'Contiene DICOMDIR y la carpeta DICOM. Documentos en la carpeta DOCS.',
  'Personas, centros e imagenes son ficticios (PHANTOM).',
  '',
].join('\r\n')
const AUTORUN = ['[autorun]', 'label=DEMO PACS CD', 'open=VIEWER.EXE', ''].join('\r\n')

export const PARKINSON_BUNDLE: BundlePlan = {
  caseNumber: 'CN-2026-0427',
  name: 'CN-2026-0427_parkinson_cd',
  packing: 'folder',
  expectedFiles: 34,
  request: {
    schema: 'consilium-request/1',
    patient: {
      familyName: PATIENT.familyName,
      givenName: PATIENT.givenName,
      birthDate: PATIENT.birthDate,
      sex: 'female',
      identifiers: [{ issuer: PATIENT.issuer, value: PATIENT.id }],
    },
    packId: 'pd/1',
    policyId: 'insurer-second-opinion',
    condition: 'Enfermedad de Parkinson, cuatro años de evolución',
    requestedOn: '2026-11-16',
    language: 'es',
    motives: ['doubtEfficacy', 'bestOptions', 'noResponse'],
    patientWords: PARKINSON_WORDS,
    questions: [
      ...standardQuestions(),
      ...PARKINSON_OWN_QUESTIONS.map((text, i) => ({ number: 9 + i, standard: null, text, asked: true })),
    ],
    allergies: null,
  },
  async write(desk) {
    await desk.emit('README.TXT', Buffer.from(README, 'latin1'))
    await desk.emit('AUTORUN.INF', Buffer.from(AUTORUN, 'latin1'))
    const documents = [...(await fileLetters(desk, PARKINSON_LETTERS)), ...(await fileCapturedPaper(desk))]
    const images = await writeDisc(desk)
    return { ...images, documents, lesions: [], uptakes: [] }
  },
}

async function writeDisc(desk: BundleDesk): Promise<{ series: SeriesTruth[]; planted: PlantedTruth[] }> {
  const { seed } = desk
  const exam = mrExam(seed, PATIENT, 'parkinson')
  const listed: DirectoryImage[] = []
  for await (const file of makeMrSeries(seed, exam, T2, desk.glyphs.sans)) {
    const path = discPath(0, 0, 0, file.number)
    listed.push({ path, attributes: file.attributes })
    if (file.number !== MISSING_SLICE) await desk.emit(path.join('/'), file.bytes)
    if (file.number === DUPLICATED_SLICE) await desk.emit(discPath(0, 0, 0, 90).join('/'), file.bytes)
  }
  const scan = makeDatScan(seed, datSeries(seed), desk.glyphs.sans)
  listed.push({ path: discPath(0, 1, 0, 1), attributes: scan.attributes })
  await desk.emit(discPath(0, 1, 0, 1).join('/'), scan.bytes)
  const stranger = await firstSlices(makeMrSeries(seed, mrExam(seed, OTHER_PATIENT, 'parkinson/other'), T2, desk.glyphs.sans), 11)
  if (stranger) {
    listed.push({ path: discPath(1, 0, 0, 1), attributes: stranger.attributes })
    await desk.emit(discPath(1, 0, 0, 1).join('/'), stranger.bytes)
  }
  await desk.emit('DICOMDIR', encodeDicomdir('DEMO_CD', uidFor(seed, 'parkinson/dicomdir'), listed))
  return { series: [mrSeriesTruth(seed, exam, T2, MR_SLICES - 1), datTruth(seed)], planted: planted() }
}

/** The slice with that number of a series that is otherwise not wanted. */
async function firstSlices<T extends { readonly number: number }>(files: AsyncGenerator<T>, number: number): Promise<T | undefined> {
  for await (const file of files) if (file.number === number) return file
  return undefined
}

function discPath(patient: number, study: number, series: number, image: number): string[] {
  const name = (prefix: string, number: number) => `${prefix}${String(number).padStart(6, '0')}`
  return ['DICOM', name('PA', patient), name('ST', study), name('SE', series), name('IM', image)]
}

function mrExam(seed: number, patient: DemoPatient, label: string): MrExam {
  return {
    label,
    study: createStudy(seed, `${label}/mr`, {
      patient,
      date: label === 'parkinson' ? '2026-06-11' : '2026-06-10',
      time: '17:04:00',
      accession: label === 'parkinson' ? 'DEMO26061109' : 'DEMO26061002',
      studyId: '1',
      description: 'RM de cráneo',
      institution: 'Hospital Sierra Clara (DEMO)',
    }),
    scene: { label, atrophy: label === 'parkinson' ? 0.75 : 0.2, infarct: null, scars: label === 'parkinson' ? 0.45 : 0 },
    FrameOfReferenceUID: uidFor(seed, `frame/${label}/mr`),
    time: '17:10:00',
  }
}

function datSeries(seed: number) {
  const study = createStudy(seed, 'parkinson/nm', {
    patient: PATIENT,
    date: '2026-07-02',
    time: '11:50:00',
    accession: 'DEMO26070204',
    studyId: '2',
    description: 'SPECT de transportadores de dopamina',
    institution: 'Hospital Sierra Clara (DEMO)',
  })
  return createSeries(seed, 'parkinson/nm', {
    study,
    number: 1,
    description: 'DaT-SPECT reconstruido',
    modality: 'NM',
    bodyPart: 'BRAIN',
    manufacturer: 'GE MEDICAL SYSTEMS (PHANTOM)',
    model: 'PHANTOM SPECT',
    time: '12:02:00',
    FrameOfReferenceUID: uidFor(seed, 'frame/parkinson/nm'),
  })
}

function datTruth(seed: number): SeriesTruth {
  const series = datSeries(seed)
  return {
    studyDate: series.study.date,
    StudyInstanceUID: series.study.StudyInstanceUID,
    SeriesInstanceUID: series.SeriesInstanceUID,
    Modality: 'NM',
    description: series.description,
    instances: 1,
    frames: DAT_FRAMES,
    spacingMm: 2.6,
    SliceThickness: 2.6,
  }
}

function planted(): PlantedTruth[] {
  const uptake = Object.entries(STRIATAL_UPTAKE).map(([part, value]) => `${part} ${value}`).join(', ')
  return [
    { kind: 'otherPatient', where: discPath(1, 0, 0, 1).join('/'), what: 'Solano Briones, Irene, DEMO-7719, born 1971-11-30' },
    {
      kind: 'missingSlice',
      where: discPath(0, 0, 0, MISSING_SLICE).join('/'),
      what: `InstanceNumber ${MISSING_SLICE} of ${MR_SLICES} is listed in DICOMDIR but is not on the disc`,
    },
    {
      kind: 'duplicate',
      where: discPath(0, 0, 0, 90).join('/'),
      what: `The same bytes as ${discPath(0, 0, 0, DUPLICATED_SLICE).join('/')}; not listed in DICOMDIR`,
    },
    { kind: 'noTextLayer', where: 'DOCS/ESCANEO1.PDF', what: 'A scanned letter, skewed by 1.3 degrees, without text' },
    { kind: 'exifRotated', where: 'DOCS/ANALISIS.JPG', what: 'A photographed laboratory sheet with EXIF orientation 6' },
    { kind: 'mediaSoftware', where: 'AUTORUN.INF', what: 'Names a viewer that is not on the disc' },
    { kind: 'allergiesNotStated', where: 'consilium-request.json', what: 'Allergies are not stated' },
    { kind: 'striatalUptake', where: discPath(0, 1, 0, 1).join('/'), what: `Painted uptake before blur (brain = 1): ${uptake}` },
  ]
}
