// Invented cases for looking at the shell's screens and for its tests. Nothing here is a real person.
import { ReviewCase, standardQuestions } from '#shared/domain/reviewCase.ts'
import { newUuid } from '#shared/kit/ids.ts'
import { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { ImportResult } from '#shared/domain/importing.ts'
import type { CaseEvent, CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { User } from '#shared/domain/people.ts'

let tick = Date.parse('2026-11-20T08:00:00Z')
export const id = () => newUuid(tick++)
const person = (name: string, role: string) => User.parse({ id: id(), name, role, licence: role === 'caseManager' ? null : '28/2844' })

export const me = person('Dr Helen Okafor', 'physician')
const others = [person('Dr Lucas Ybarra', 'surgeon'), person('Dr Mei Chen', 'radiologist'), person('Dr Elin Nyström', 'psychologist'), person('S. Bauer', 'caseManager')]

const inDays = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)

type Row = [family: string, given: string, sex: string, born: string | null, number: string, condition: string, stage: string, blockers: number, missing: string[], due: number | null, quarantined?: number]
const rows: Row[] = [
  ['Marchetti', 'Paolo', 'male', '1963-03-14', 'CN-2026-0418', 'Lung cancer, restaging after induction', 'reporting', 3, ['laboratory'], 4],
  ['Ibarra Elorza', 'Nekane', 'female', '1977-05-02', 'CN-2026-0421', 'Breast cancer, HER2-low', 'review', 5, [], 6],
  ['Lindqvist', 'Anders', 'male', '1955-09-30', 'CN-2026-0409', 'Parkinson’s disease, DBS question', 'reporting', 0, [], 1],
  ['Oyelaran', 'Folake', 'female', '1988-01-19', 'CN-2026-0424', 'Lupus nephritis, class IV', 'preliminaryStudy', 0, ['pathology', 'medicationList'], null],
  ['Beridze', 'Nino', 'female', '1969-07-07', 'CN-2026-0415', 'Colorectal cancer, liver metastases', 'needsData', 0, ['pathology', 'imagingReport', 'consent'], -1],
  ['Estévez Ruiz', 'Aurelio', 'male', '1960-02-11', 'CN-2026-0411', 'Three-vessel coronary disease', 'reporting', 1, [], 3],
  ['Kowalczyk', 'Zofia', 'female', '1952-08-23', 'CN-2026-0398', 'Ischaemic stroke, PFO closure', 'signedAwaitingCountersignature', 0, [], 0],
  ['Haddad', 'Samir', 'male', '1974-04-04', 'CN-2026-0426', 'Renal failure, transplant candidacy', 'intake', 0, ['laboratory'], 8, 2],
  ['Silva Prates', 'Joana', 'female', '1981-10-10', 'CN-2026-0419', 'Ovarian cancer, BRCA1', 'review', 2, [], 5],
  ['Vermeulen', 'Griet', 'female', null, 'CN-2026-0402', 'Alzheimer’s disease, anti-amyloid question', 'review', 4, ['psychology'], 2],
  ['Mendoza', 'Graciela', 'female', '1971-06-01', 'CN-2026-0393', 'Hip arthroplasty, necessity', 'delivered', 0, [], null],
]

export const lines: CaseLine[] = rows.map(([familyName, givenName, sex, birthDate, caseNumber, condition, stage, blockers, missing, due, quarantined = 0], i) => ({
  reviewCase: ReviewCase.parse({
    id: id(),
    caseNumber,
    packId: i === 2 ? 'pd/1' : i === 6 ? 'str/1' : i < 9 ? 'onc/1' : 'generic/1',
    policyId: 'oncology-remote',
    stage,
    patient: { familyName, givenName, birthDate, sex, identifiers: [{ issuer: null, value: `H-${1000 + i}` }] },
    allergies: i === 0 ? ['Iodinated contrast (urticaria)'] : i === 3 ? [] : null,
    condition,
    requestedOn: '2026-11-12',
    dueOn: due === null ? null : inDays(due),
    language: i % 3 === 1 ? 'es' : 'en',
    motives: ['chooseOptions', 'surgeryConsequences'],
    patientWords: 'Two doctors, two plans. I want to know if the operation is still possible and what I would lose by not having it.',
    questions: [...standardQuestions(), { number: 9, standard: null, text: 'May I fly to my daughter’s wedding in January?', asked: true }],
    team: [{ user: me, role: me.role }, ...others.slice(i % 3, (i % 3) + 2).map((user) => ({ user, role: user.role }))],
    openedAt: '2026-11-12T08:00:00.000Z',
    version: 3,
  }),
  stage: ReviewCase.shape.stage.parse(stage),
  isPaused: false,
  openRequests: 0,
  nextRequestDue: null,
  documents: 9,
  studies: 3,
  quarantined,
  complete: { present: 5 - missing.length, required: 5, missing },
  blockers,
  onDeviceBytes: 280_000_000 + i * 31_000_000,
  lastEventAt: '2026-11-21T09:12:00.000Z',
}))

const caseId = lines[0]!.reviewCase.id
const identity = { verdict: 'match', differing: [], stated: { familyName: 'Marchetti', givenName: 'Paolo', birthDate: '1963-03-14', sex: 'male', identifier: 'H-1000' } }
const sha = (n: number) => n.toString(16).padStart(64, '0')

const papers: [name: string, kind: string, date: string | null, language: string][] = [
  ['01-solicitud.pdf', 'request', '2026-11-12', 'es'],
  ['anatomia-patologica-biopsia.pdf', 'pathology', '2026-05-12', 'es'],
  ['tc-torax-informe.pdf', 'imagingReport', '2026-05-06', 'es'],
  ['alta-hospitalaria.pdf', 'dischargeSummary', '2026-09-20', 'es'],
  ['analitica.pdf', 'laboratory', '2026-11-02', 'es'],
  ['primera-opinion-oncologia.pdf', 'priorOpinion', '2026-09-25', 'es'],
  ['preguntas.pdf', 'questions', null, 'es'],
]
export const documents = papers.map(([name, kind, documentDate, language], i) =>
  SourceDocument.parse({ id: id(), caseId, name, kind, mediaType: 'application/pdf', pages: 2, language, documentDate, hasText: true, sha256: sha(i + 1), bytes: 120_000, identity, issues: [], receivedAt: '2026-11-12T08:00:00.000Z' }),
)

export const studies = (['2026-05-06', '2026-10-29', '2026-06-22'] as const).map((studyDate, i) =>
  ImagingStudy.parse({
    StudyInstanceUID: `1.2.3.${i}`, caseId, StudyDescription: ['CT chest', 'CT chest follow-up', 'MR brain'][i], studyDate, studyTime: null, AccessionNumber: null, InstitutionName: null, identity,
    series: [{ SeriesInstanceUID: `1.2.3.${i}.1`, Modality: i === 2 ? 'MR' : 'CT', SeriesNumber: 1, SeriesDescription: 'axial 1.25 lung', BodyPartExamined: 'CHEST', PatientPosition: 'HFS', Manufacturer: null, instances: 120, frames: 120, complete: i !== 2, issues: i === 2 ? ['missingSlice'] : [], stacks: [] }],
  }),
)

const event = (at: string, lane: CaseEvent['lane'], title: string, labelKey: string, documentId: string | null = null, StudyInstanceUID: string | null = null): CaseEvent => ({ at, lane, labelKey, title, documentId, StudyInstanceUID, actorName: lane === 'own' ? me.name : null })
export const events: CaseEvent[] = [
  event('2026-04-27', 'care', 'Cough, haemoptysis', 'documentKind.letter'),
  event('2026-05-06', 'imaging', 'CT chest', 'imaging', null, '1.2.3.0'),
  event('2026-05-12', 'pathology', 'Bronchoscopy: adenocarcinoma', 'documentKind.pathology', documents[1]!.id),
  event('2026-05-24', 'imaging', 'PET/CT, baseline', 'imaging'),
  event('2026-06-22', 'imaging', 'MR brain', 'imaging', null, '1.2.3.2'),
  event('2026-06-29', 'treatment', 'Carboplatin, paclitaxel, nivolumab', 'documentKind.dischargeSummary'),
  event('2026-09-14', 'treatment', 'Third cycle', 'documentKind.dischargeSummary'),
  event('2026-09-20', 'care', 'Discharge summary', 'documentKind.dischargeSummary', documents[3]!.id),
  event('2026-09-25', 'care', 'First opinion: no surgery', 'documentKind.priorOpinion', documents[5]!.id),
  event('2026-10-29', 'imaging', 'CT chest follow-up', 'imaging', null, '1.2.3.1'),
  event('2026-11-02', 'care', 'Laboratory', 'documentKind.laboratory', documents[4]!.id),
  event('2026-11-09', 'pathology', 'EBUS 4R: no tumour cells', 'documentKind.pathology'),
  event('2026-11-12', 'care', 'Request for second opinion', 'documentKind.request', documents[0]!.id),
  event('2026-11-20T10:31:00.000Z', 'own', 'took in 131 items', 'event.imported'),
  event('2026-11-21T09:12:00.000Z', 'own', 'opened the case', 'event.opened'),
]

const item = (name: string, outcome: string, code: string | null, bytes: number, extra: object = {}) => ({ itemId: id(), name, outcome, code, bytes, identity: null, decision: null, ...extra })
const otherPatient = { verdict: 'mismatch', differing: ['birthDate', 'givenName'], stated: { familyName: 'Haddad', givenName: 'Samira', birthDate: '1978-04-04', sex: 'female', identifier: null } }
export const importResult = ImportResult.parse({
  resumable: false, statements: [],
  importId: id(),
  caseId: lines[7]!.reviewCase.id,
  state: 'done',
  sourceName: 'haddad-samir-disc.zip',
  documents: 7,
  images: 212,
  studies: 2,
  seconds: 4.3,
  bytes: 148_000_000,
  items: [
    item('letters/alta-2026-10.pdf', 'quarantined', 'otherPatient', 84_000, { identity: otherPatient }),
    item('letters/analitica-2.pdf', 'quarantined', 'otherPatient', 61_000, { identity: otherPatient, decision: 'leftOut' }),
    item('viewer/start.exe', 'skipped', 'mediaSoftware', 8_400_000),
    item('DICOMDIR', 'skipped', 'dicomDirectory', 44_000),
    item('IMG/0099.dcm', 'rejected', 'dicomDamaged', 120_000),
    ...papers.map(([name]) => item(name, 'document', null, 120_000)),
    ...Array.from({ length: 212 }, (_, i) => item(`IMG/${String(i).padStart(4, '0')}.dcm`, 'image', null, 524_000)),
    item('copy of analitica.pdf', 'duplicate', 'duplicate', 61_000),
  ],
})
