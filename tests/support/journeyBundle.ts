// A case bundle small enough for many journeys, with everything one needs: letters with real text, a CT that scrolls, a cine run, things that go wrong.
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { finished } from 'node:stream/promises'
import yazl from 'yazl'
import { readFonts } from '../../src/main/core/demo/paper/fonts.ts'
import { writeLetter } from '../../src/main/core/demo/paper/letter.ts'
import { standardQuestions } from '../../src/shared/domain/reviewCase.ts'
import { encodeFile, sequence, slice, type Element } from './dicomFile.ts'
import type { JourneyLanguage } from './journeyWords.ts'

export const PATIENT = { familyName: 'Ruiz Mora', givenName: 'Ana', shown: 'RUIZ MORA, Ana' }
export const CT_SLICES = 24
export const CT_NAME = 'Thorax 5 mm'
export const FOLLOW_UP_NAME = 'Thorax follow-up'
export const CINE_NAME = 'Aortic arch'
/** Of the CT, mm: the journey checks a drawn length against it. */
export const CT_SPACING_MM = 0.8
export const CT_SIZE = 256
/** Stands on page 1 of the pathology letter; found without its accents. */
export const PASSAGE = 'Adenocarcinoma de pulmón, lóbulo superior derecho.'
export const PASSAGE_WITHOUT_ACCENTS = 'adenocarcinoma de pulmon'
export const PATHOLOGY = 'anatomia_patologica.pdf'
export const FREE_QUESTION = { en: 'May I fly after the operation?', es: '¿Podré volar después de la operación?' }

const UNEVEN_MM = [0, 4, 8.7, 12, 16.4]

export interface JourneyBundle {
  readonly folder: string
  zip(): Promise<string>
  discard(): void
}

export interface BundleOptions {
  language: JourneyLanguage
  /** A CT slice of another person, a broken image, a program: what an import must tell about. */
  trouble?: boolean
  /** The same chest half a year later, lying in the same frame of reference. */
  followUp?: boolean
  /** A PET of the chest at both dates (with `followUp`): body about 1 SUV, the lesion 8, then 4. */
  pet?: boolean
  /** Further slices of an own series, for imports that take time. */
  moreSlices?: number
  /** A series with uneven gaps, whose study states two dates: 12 March and 4 May 2026. */
  unsure?: boolean
}

export async function writeJourneyBundle({ language, trouble = false, followUp = false, pet = false, moreSlices = 0, unsure = false }: BundleOptions): Promise<JourneyBundle> {
  const root = mkdtempSync(join(tmpdir(), 'consilium-journey-'))
  const folder = join(root, 'case-ruiz')
  const write = (path: string, bytes: Uint8Array | string) => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, bytes)
  }
  write('consilium-request.json', JSON.stringify(request(language)))
  for (const [path, bytes] of await letters()) write(path, bytes)
  for (let i = 0; i < CT_SLICES; i++) write(`ct/IM${String(i + 1).padStart(3, '0')}`, ctSlice(i))
  for (let i = 0; followUp && i < CT_SLICES; i++) write(`later/IM${String(i + 1).padStart(3, '0')}`, ctSlice(i, { ...LATER, at: i }))
  for (const [n, date] of (pet ? ['20260312', '20260914'] : []).entries()) for (let i = 0; i < PET_SLICES; i++) write(`pet${n}/IM${String(i + 1).padStart(3, '0')}`, petSlice(i, n, date))
  for (let i = 0; i < moreSlices; i++) write(`more/IM${String(i + 1).padStart(4, '0')}`, ctSlice(i % CT_SLICES, { series: '2.25.777', base: 1000, at: i, description: 'More' }))
  for (const [i, z] of (unsure ? UNEVEN_MM : []).entries()) write(`old/IM${i}`, slice({ number: i + 1, z, study: '2.25.510', series: '2.25.511', instance: `2.25.51.${i}`, extra: [[0x0008103e, 'LO', 'Old chest'], [0x00080020, 'DA', i === 2 ? '20260504' : '20260312']] }))
  write('cine/XA001', cineRun())
  if (trouble) {
    write('ct/OTHER', slice({ patientName: 'LOPEZ VEGA^JUAN', patientId: '551', birthDate: '19410117', sex: 'M', study: '2.25.400', series: '2.25.401', instance: '2.25.402' }))
    write('ct/BROKEN.dcm', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.from('not an image at all')]))
    write('viewer.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4000, 7)]))
    write('letters/damaged.pdf', '%PDF-1.7\nthis is not a document')
  }
  return {
    folder,
    zip: () => zipOf(folder, join(root, 'case-ruiz.zip')),
    discard: () => rmSync(root, { recursive: true, force: true }),
  }
}

function request(language: JourneyLanguage) {
  const asked = [1, 6]
  return {
    schema: 'consilium-request/1',
    patient: { familyName: PATIENT.familyName, givenName: PATIENT.givenName, birthDate: '1963-04-08', sex: 'female', identifiers: [{ issuer: null, value: '882211' }] },
    packId: 'onc/1',
    policyId: 'oncology-remote',
    condition: language === 'es' ? 'Cáncer de pulmón' : 'Lung cancer',
    requestedOn: '2026-11-16',
    language,
    motives: ['confirmDiagnosis', 'surgeryConsequences'],
    patientWords: language === 'es' ? '¿Todavía me pueden operar?' : 'Is the operation still possible?',
    questions: [
      ...standardQuestions().map((question) => ({ ...question, asked: asked.includes(question.number) })),
      { number: 9, standard: null, text: FREE_QUESTION[language], asked: true },
    ],
    allergies: [],
  }
}

async function letters(): Promise<[string, Uint8Array][]> {
  const fonts = readFonts(join(import.meta.dirname, '../../resources'))
  const shared = {
    letterhead: { name: 'Hospital Valdeluna', unit: 'Servicio de Anatomía Patológica', address: 'Calle Inventada 1, Valdeluna', colour: '#1f5f8b', emblem: 'cross' as const },
    patient: [['Paciente', 'Ana Ruiz Mora'], ['Fecha de nacimiento', '08/04/1963'], ['Historia', '882211'], ['Sexo', 'Mujer']] as const,
    footer: 'Documento de prueba: personas y centros ficticios.',
    pageWord: 'Página',
    language: 'es' as const,
  }
  const filler = Array.from({ length: 26 }, (_, i) => ({ paragraph: `Corte ${i + 1}: el tejido remitido se procesó en su totalidad y se estudió a tres niveles, sin hallazgos añadidos a los descritos arriba.` }))
  const pathology = await writeLetter(
    {
      ...shared,
      title: 'Informe de anatomía patológica',
      reference: 'B26-4471\n12/03/2026',
      date: '2026-03-12',
      parts: [
        { heading: 'Diagnóstico' },
        { paragraph: PASSAGE },
        { paragraph: 'Biopsia guiada por TC, tres cilindros. Tumor de 24 mm en la pieza mayor.' },
        { heading: 'Descripción' },
        ...filler,
        { signature: ['Dra. Elena Prado', 'Patóloga'] },
      ],
    },
    fonts,
  )
  const discharge = await writeLetter(
    {
      ...shared,
      letterhead: { ...shared.letterhead, unit: 'Servicio de Oncología' },
      title: 'Informe de alta',
      reference: '02/06/2026',
      date: '2026-06-02',
      parts: [{ heading: 'Evolución' }, { paragraph: 'La paciente fue dada de alta en buen estado tras tres ciclos de quimioterapia.' }, { signature: ['Dr. Luis Ferrer', 'Oncólogo'] }],
    },
    fonts,
  )
  return [
    [`letters/${PATHOLOGY}`, pathology.bytes],
    ['letters/informe_de_alta.pdf', discharge.bytes],
  ]
}

/** A body, two lungs, a spine and a round lesion on some slices: enough greys to see that a slice is drawn and which. */
const LATER = { study: '2.25.500', series: '2.25.501', base: 500, description: FOLLOW_UP_NAME, date: '20260914' }

function ctSlice(i: number, own: { study?: string; series: string; base: number; at: number; description: string; date?: string } | null = null): Buffer {
  const pixels = new Uint8Array(CT_SIZE * CT_SIZE * 2)
  const view = new DataView(pixels.buffer)
  for (let row = 0; row < CT_SIZE; row++) {
    for (let column = 0; column < CT_SIZE; column++) {
      view.setUint16((row * CT_SIZE + column) * 2, hounsfield(column, row, i) + 1024 + ((column * 7 + row * 13 + (own?.at ?? i) * 5) % 24), true)
    }
  }
  const number = own ? own.base + own.at : i + 1
  const extra: Element[] = [
    ...(own?.date ? [[0x00080020, 'DA', own.date] as Element] : []),
    [0x0008103e, 'LO', own?.description ?? CT_NAME],
    [0x00280010, 'US', CT_SIZE],
    [0x00280011, 'US', CT_SIZE],
    [0x00280030, 'DS', `${CT_SPACING_MM}\\${CT_SPACING_MM}`],
    [0x00281050, 'DS', '40'],
    [0x00281051, 'DS', '400'],
    [0x00281052, 'DS', '-1024'],
    [0x00281053, 'DS', '1'],
    [0x00281054, 'LO', 'HU'],
    [0x7fe00010, 'OW', pixels],
  ]
  return slice({ number, z: (own?.at ?? i) * 5, instance: `2.25.1.${number}`, ...(own ? { series: own.series } : {}), ...(own?.study ? { study: own.study } : {}), extra })
}

export const PET_NAME = ['PET first', 'PET later'] as const
const PET_SLICES = 6
const PET_SIZE = 64

/**
 * Becquerels per millilitre without decay (ADMIN): 70 kg and 70 MBq make 1000 Bq/ml one SUV by body weight, so 8000 are 8 and 4000 are 4.
 * The lesion lies in the middle of the picture.
 */
function petSlice(i: number, nth: number, date: string): Buffer {
  const pixels = new Uint8Array(PET_SIZE * PET_SIZE * 2)
  const view = new DataView(pixels.buffer)
  for (let row = 0; row < PET_SIZE; row++) {
    for (let column = 0; column < PET_SIZE; column++) {
      const inside = (radius: number) => Math.hypot(column - 32, row - 32) < radius
      view.setUint16((row * PET_SIZE + column) * 2, inside(6) ? (nth === 0 ? 8000 : 4000) : inside(28) ? 900 + 3 * column : 0, true)
    }
  }
  const number = 2000 + nth * 100 + i
  const extra: Element[] = [
    [0x00080020, 'DA', date], [0x00080021, 'DA', date], [0x00080031, 'TM', '101500'], [0x00080032, 'TM', '101500'],
    [0x0008103e, 'LO', PET_NAME[nth] ?? ''],
    [0x00101030, 'DS', '70'],
    [0x00280010, 'US', PET_SIZE], [0x00280011, 'US', PET_SIZE], [0x00280030, 'DS', '4\\4'],
    [0x00280051, 'CS', 'ATTN\\DECY'],
    [0x00281052, 'DS', '0'], [0x00281053, 'DS', '1'],
    [0x00541001, 'CS', 'BQML'], [0x00541102, 'CS', 'ADMIN'],
    sequence(0x00540016, [[[0x00181072, 'TM', '091500'], [0x00181074, 'DS', '70000000'], [0x00181075, 'DS', '6586.2']]]),
    [0x7fe00010, 'OW', pixels],
  ]
  return slice({ number, z: i * 5, modality: 'PT', instance: `2.25.1.${number}`, study: nth === 0 ? '2.25.100' : '2.25.500', series: `2.25.60${nth}`, extra })
}

function hounsfield(x: number, y: number, i: number): number {
  const inside = (cx: number, cy: number, rx: number, ry: number) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1
  if (!inside(128, 132, 112, 84)) return -1000
  if (inside(128, 196, 14, 14)) return 620
  if (i >= 9 && i <= 14 && inside(82, 120, 15, 12)) return 45
  if (inside(80, 126, 38 + i / 2, 56) || inside(176, 126, 38 + i / 2, 56)) return -820
  return inside(128, 132, 104, 76) ? 40 : -95
}

const CINE_FRAMES = 12

/** A run of frames in which a bright band moves down. */
function cineRun(): Buffer {
  const size = 64
  const pixels = new Uint8Array(size * size * CINE_FRAMES * 2)
  const view = new DataView(pixels.buffer)
  for (let frame = 0; frame < CINE_FRAMES; frame++) {
    for (let at = 0; at < size * size; at++) view.setUint16((frame * size * size + at) * 2, Math.abs(Math.floor(at / size) - frame * 5) < 4 ? 900 : 100 + (at % 40), true)
  }
  const elements: Element[] = [
    [0x00080005, 'CS', 'ISO_IR 100'],
    [0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\SINGLE PLANE'],
    [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.12.1'],
    [0x00080018, 'UI', '2.25.901'],
    [0x00080020, 'DA', '20260401'],
    [0x00080060, 'CS', 'XA'],
    [0x00081030, 'LO', 'DEMO ANGIO'],
    [0x0008103e, 'LO', CINE_NAME],
    [0x00100010, 'PN', 'RUIZ MORA^ANA'],
    [0x00100020, 'LO', '882211'],
    [0x00100030, 'DA', '19630408'],
    [0x00100040, 'CS', 'F'],
    [0x00181063, 'DS', '100'],
    [0x0020000d, 'UI', '2.25.900'],
    [0x0020000e, 'UI', '2.25.902'],
    [0x00200013, 'IS', '1'],
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280008, 'IS', String(CINE_FRAMES)],
    [0x00280009, 'AT', Uint8Array.of(0x18, 0x00, 0x63, 0x10)],
    [0x00280010, 'US', size],
    [0x00280011, 'US', size],
    [0x00280100, 'US', 16],
    [0x00280101, 'US', 16],
    [0x00280102, 'US', 15],
    [0x00280103, 'US', 0],
    [0x00281050, 'DS', '500'],
    [0x00281051, 'DS', '1000'],
    [0x7fe00010, 'OW', pixels],
  ]
  return encodeFile(elements)
}

async function zipOf(folder: string, target: string): Promise<string> {
  const zip = new yazl.ZipFile()
  const out = createWriteStream(target)
  zip.outputStream.pipe(out)
  for (const file of filesIn(folder)) zip.addFile(file, relative(folder, file).split('\\').join('/'), { compressionLevel: 1 })
  zip.end()
  await finished(out)
  return target
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}
