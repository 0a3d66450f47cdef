// A lung case with everything a report needs, as plain values: the same opinion the walkthrough writes.
import { readFileSync } from 'node:fs'
import * as Y from 'yjs'
import { setAnswer, setNarrative } from '#shared/casedoc/edit.ts'
import { type EditOrigin, roomName } from '#shared/casedoc/layout.ts'
import { readSection } from '#shared/casedoc/read.ts'
import { Annotation } from '#shared/domain/annotation.ts'
import { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { User } from '#shared/domain/people.ts'
import { Disclaimer, Programme } from '#shared/domain/programme.ts'
import { FieldValue, Proof, Report, ReportTemplate } from '#shared/domain/report.ts'
import type { ReportFacts } from '#shared/domain/reportFacts.ts'
import { ReviewCase, standardQuestions, type PackId } from '#shared/domain/reviewCase.ts'
import { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { Sha256 } from '#shared/kit/ids.ts'
import { lungAnswers } from '../../../src/main/core/walkthrough/lungAnswers.ts'
import { writeSection } from '../../../src/main/core/walkthrough/writeSection.ts'
import { LUNG_MEASUREMENTS, type LUNG_PASSAGES, type LungEvidence, lungSections } from '../../../src/main/core/walkthrough/lungOpinion.ts'

export const TODAY = '2026-11-22'
const uuid = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
export const doctor = User.parse({ id: uuid(1), name: 'Dra. Helena Okafor', role: 'physician', licence: 'MA-284417' })
export const psychologist = User.parse({ id: uuid(2), name: 'Dra. Elin Nyström', role: 'psychologist', licence: 'M-31877' })
export const caseId = uuid(10)
export const reportId = uuid(11)
const instant = '2026-11-22T21:40:00.000Z'

const resource = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../resources/${path}`, import.meta.url), 'utf8'))
export const template = (id: PackId) => ReportTemplate.parse(resource(`report-templates/${id.replace('/', '-')}.json`))
export const programme = () => Programme.parse(resource('programmes/oncology-remote.json'))
export const disclaimer = () => Disclaimer.parse(resource('disclaimers/informative-1.json'))

const match = { verdict: 'match', differing: [], stated: { familyName: 'Quiroga Lastra', givenName: 'Mateo', birthDate: '1963-03-14', sex: 'M', identifier: 'DEMO-0418' } }
const document = (n: number, name: string, kind: string, date: string) =>
  SourceDocument.parse({
    id: uuid(100 + n), caseId, name, kind, mediaType: 'application/pdf', pages: 2, language: 'es', documentDate: date, hasText: true,
    sha256: String(n).repeat(64).slice(0, 64), bytes: 1000, identity: match, issues: [], receivedAt: instant,
  })
export const documents = () => [
  document(1, 'anatomia-patologica.pdf', 'pathology', '2026-05-12'),
  document(2, 'primera-opinion.pdf', 'priorOpinion', '2026-11-02'),
  document(3, 'informe-PET-TC.pdf', 'imagingReport', '2026-10-29'),
  document(4, 'informe-de-alta.pdf', 'dischargeSummary', '2026-10-10'),
  document(5, 'analitica.pdf', 'laboratory', '2026-10-30'),
]

const MAY = '1.2.826.0.1.3680043.10.1.1'
const OCTOBER = '1.2.826.0.1.3680043.10.1.2'
const series = (uid: string, Modality: string, SeriesDescription: string, complete = true) => ({
  SeriesInstanceUID: uid, Modality, SeriesNumber: 2, SeriesDescription, BodyPartExamined: 'CHEST', PatientPosition: 'HFS', Manufacturer: 'DEMO',
  instances: 120, frames: 120, complete, issues: complete ? [] : ['missingSlice'], stacks: [],
})
const study = (uid: string, description: string, date: string, of: ReturnType<typeof series>[]) =>
  ImagingStudy.parse({ StudyInstanceUID: uid, caseId, StudyDescription: description, studyDate: date, studyTime: '10:12:00', AccessionNumber: null, InstitutionName: null, identity: match, series: of })
export const studies = () => [
  study(MAY, 'DEMO TC TORAX', '2026-05-24', [series(`${MAY}.1`, 'CT', 'Tórax 2,5 mm')]),
  study(OCTOBER, 'DEMO PET/TC', '2026-10-29', [series(`${OCTOBER}.1`, 'CT', 'Tórax 2,5 mm'), series(`${OCTOBER}.2`, 'PT', 'PET corregido')]),
]

const authored = { author: doctor.id, authorName: doctor.name, createdAt: instant, changedAt: instant }

function measured(n: number, study: string, label: string, values: string[], pixels: [number, number][]): { annotation: Annotation; proof: Proof } {
  const anchor = {
    kind: 'image', StudyInstanceUID: study, SeriesInstanceUID: `${study}.1`, SOPInstanceUID: `${study}.1.${n}`, frame: 1, FrameOfReferenceUID: `${MAY}.9`,
    view: { windowCenter: 40, windowWidth: 400, zoom: 1.5, centre: [-63, 2, 2.5], invert: false },
  }
  const annotation = Annotation.parse({
    ...authored, type: 'measurement', id: uuid(200 + n), anchor, label, values, spacingSource: 'patientCoordinates', note: '',
    shape: { type: values.length === 1 ? 'length' : 'bidirectional', points: { pixels, patient: null } },
  })
  const proof = Proof.parse({ annotationId: annotation.id, kind: 'measurement', label: `${label} ${values[0]?.replace('.', ',')} mm`, anchor })
  return { annotation, proof }
}

function quoted(n: number, source: SourceDocument, quote: string): { annotation: Annotation; proof: Proof } {
  const anchor = { kind: 'passage', documentId: source.id, sha256: source.sha256, page: 1, rects: [[72, 640.25, 410.5, 652]], quote }
  const annotation = Annotation.parse({ ...authored, type: 'highlight', id: uuid(300 + n), anchor, category: 'claim', note: '' })
  return { annotation, proof: Proof.parse({ annotationId: annotation.id, kind: 'passage', label: `${source.name}, p. 1`, anchor }) }
}

const IMAGES: Record<keyof typeof LUNG_MEASUREMENTS, [values: string[], pixels: [number, number][]]> = {
  massMay: [['46.0'], [[180, 250], [226, 262]]],
  massOctober: [['38.0', '29.0'], [[184, 250], [222, 258], [200, 240], [206, 270]]],
  nodeMay: [['17.0'], [[230, 240], [230, 257]]],
  nodeOctober: [['12.0'], [[230, 242], [230, 254]]],
  noduleMay: [['6.0'], [[330, 230], [335, 233]]],
  noduleOctober: [['9.0'], [[330, 230], [338, 234]]],
}

/** Which of the four documents says it, and in which words. */
const WORDS: Record<keyof typeof LUNG_PASSAGES, [document: number, quote: string]> = {
  diagnosis: [0, 'Adenocarcinoma acinar, moderadamente diferenciado. TTF-1 positivo.'],
  node4R: [0, 'presencia de células de carcinoma en la estación ganglionar 4R'],
  pdl1: [0, 'expresión en el 35 % de las células tumorales (TPS)'],
  kras: [0, 'mutación p.G12C detectada'],
  reportedMass: [2, 'mide ahora 30 mm en su diámetro mayor'],
  reportedSlices: [2, 'Las medidas de este informe se tomaron en reconstrucciones de 5 mm'],
  reportedUptake: [2, 'SUVmáx 9,9'],
  reportedResponse: [2, 'Respuesta parcial del tumor primario y de la enfermedad ganglionar'],
  firstMass: [1, 'el tumor primario mide 30 mm (46 mm al diagnóstico)'],
  firstStage: [1, 'ycT2a N2 M0, estadio IIIA, 8.ª edición'],
  firstImages: [1, 'no se dispone de las imágenes'],
  firstSurgery: [1, 'no se considera indicada la cirugía'],
  firstPlan: [1, 'Radioterapia torácica de 60 Gy en 30 fracciones con quimioterapia concomitante'],
  ecog: [3, 'Situación funcional previa: ECOG 1'],
  allergy: [3, 'Alergia a contrastes yodados (urticaria, 24/05/2026)'],
  lungFunction: [3, 'Pruebas funcionales respiratorias con DLCO: pendientes de citar'],
  sleep: [3, 'duerme mal desde junio'],
  information: [3, 'Deseo recibir toda la información, incluido el pronóstico'],
  markers: [3, 'CEA 9,8 µg/L el 30/10/2026'],
}

export function evidence() {
  const papers = documents()
  const images = Object.entries(LUNG_MEASUREMENTS).map(([key, { label, study }], n) => {
    const [values, pixels] = IMAGES[key as keyof typeof IMAGES]
    return [key, measured(n + 1, study === 0 ? MAY : OCTOBER, label, values, pixels)] as const
  })
  const passages = Object.entries(WORDS).map(([key, [document, quote]], n) => [key, quoted(n + 1, papers[document] as SourceDocument, quote)] as const)
  const made = [...images, ...passages]
  return {
    proofs: Object.fromEntries(made.map(([key, { proof }]) => [key, proof])) as unknown as LungEvidence,
    annotations: made.map(([, { annotation }]) => annotation),
  }
}

export const value = (text: string, by = doctor.id) => FieldValue.parse({ value: text, changedAt: instant, changedBy: by })

type SectionEdit = (doc: Y.Doc, origin: EditOrigin) => void

/** The whole opinion as edits of section documents, each through the one writer. */
export function opinionEdits(): [sectionKey: string, edit: SectionEdit][] {
  const { proofs } = evidence()
  const sections = Object.entries(lungSections(proofs, '2026-11-20')).map(([key, section]): [string, SectionEdit] => [
    key,
    (doc, origin) => writeSection(doc, origin, section, value),
  ])
  const answers: SectionEdit = (doc, origin) => {
    for (const [n, answer] of Object.entries(lungAnswers(proofs))) {
      setAnswer(doc, origin, Number(n), 'answer', value(answer.answer))
      setAnswer(doc, origin, Number(n), 'confidence', value(answer.confidence))
      setNarrative(doc, origin, answer.body, Number(n))
    }
  }
  return [...sections, ['answers', answers]]
}

export const origin = (section: string): EditOrigin => ({ actorId: doctor.id, room: roomName({ kind: 'section', caseId, report: 1, section }), tool: 'test' })

export function reviewCase() {
  return ReviewCase.parse({
    id: caseId, caseNumber: 'CN-2026-0418', packId: 'onc/1', policyId: 'oncology-remote', stage: 'reporting',
    patient: { familyName: 'Quiroga Lastra', givenName: 'Mateo', birthDate: '1963-03-14', sex: 'male', identifiers: [{ issuer: 'HOSPITAL VALDELUNA (DEMO)', value: 'DEMO-0418' }] },
    allergies: ['Contraste yodado (urticaria)'], condition: 'Cáncer de pulmón, hilio derecho', requestedOn: '2026-11-16', dueOn: '2026-11-26', language: 'es',
    motives: ['confirmDiagnosis', 'surgeryConsequences'], patientWords: 'Me proponen operarme. Quiero saber si es necesario y qué pasa si espero.',
    questions: standardQuestions(), team: [{ user: doctor, role: 'physician' }, { user: psychologist, role: 'psychologist' }], openedAt: instant, version: 1,
  })
}

export function report(overrides: Partial<Report> = {}) {
  return Report.parse({ id: reportId, caseId, number: 1, templateId: 'onc/1', status: 'preliminary', language: 'es', replaces: null, amendmentReason: null, createdAt: instant, ...overrides })
}

/** Facts of a report that can be signed. `change` edits the shared documents before they are read. */
export function lungFacts(change: Record<string, SectionEdit> = {}, overrides: Partial<ReportFacts> = {}): ReportFacts {
  const docs = new Map<string, Y.Doc>()
  const docOf = (key: string) => {
    const doc = docs.get(key) ?? new Y.Doc()
    docs.set(key, doc)
    return doc
  }
  for (const [key, edit] of opinionEdits()) edit(docOf(key), origin(key))
  for (const [key, edit] of Object.entries(change)) edit(docOf(key), origin(key))
  return {
    reviewCase: reviewCase(), report: report(), template: template('onc/1'), programme: programme(), disclaimer: disclaimer(),
    sections: Object.fromEntries([...docs].map(([key, doc]) => [key, readSection(doc)])),
    annotations: evidence().annotations, documents: documents(), studies: studies(),
    seriesDigests: studies().flatMap(({ StudyInstanceUID, series: all }) => all.map(({ SeriesInstanceUID }) => ({ StudyInstanceUID, SeriesInstanceUID, sha256: Sha256.parse('c'.repeat(64)) }))),
    undecided: [], priorContentHash: null, softwareVersion: '0.1.0', ...overrides,
  }
}
