// Every blocker and warning before signing (requirements F3) as one table: what fires it, what settles it, and that it leads to a place that is there.
// A new code does not compile without its pair.
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { setAnswer, setField, setNarrative } from '#shared/casedoc/edit.ts'
import { type EditOrigin, NODES, NONE_BECAUSE, rowKey, SECTION } from '#shared/casedoc/layout.ts'
import { CalendarDate } from '#shared/domain/patient.ts'
import { OBSTACLE_CODES, type SigningObstacle } from '#shared/domain/report.ts'
import type { Inline } from '#shared/domain/reportContent.ts'
import type { ReportFacts } from '#shared/domain/reportFacts.ts'
import { type SigningMoment, signingObstacles } from '#shared/domain/signingObstacles.ts'
import { SIGNING_ORDER } from '#shared/domain/signingOrder.ts'
import { Sha256 } from '#shared/kit/ids.ts'
import { doctor, evidence, lungFacts, psychologist, reviewCase, studies, template, TODAY, value } from '../../../support/reports/lungCase.ts'

type Code = (typeof OBSTACLE_CODES)[number]
type Edit = (doc: Y.Doc, origin: EditOrigin) => void
interface Situation {
  readonly change?: Readonly<Record<string, Edit>>
  readonly facts?: Partial<ReportFacts> | ((facts: ReportFacts) => Partial<ReportFacts>)
  readonly moment?: Partial<SigningMoment>
}
/** [fires, settled]; settled is the same opinion with the one thing put right. */
type Pair = readonly [Situation, Situation]

const { proofs } = evidence()
const row = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const rowEdit = (list: string, n: number, values: Record<string, string>): Edit => (doc, o) => {
  for (const [field, text] of Object.entries(values)) setField(doc, o, rowKey(list, row(n), field), value(text))
}
const fields = (values: Record<string, string>): Edit => (doc, o) => {
  for (const [field, text] of Object.entries(values)) setField(doc, o, field, value(text))
}
const all = (...edits: Edit[]): Edit => (doc, o) => {
  for (const edit of edits) edit(doc, o)
}
const says = (text: string, ...more: Inline[]): Edit => (doc, o) => setNarrative(doc, o, text === '' ? [] : [{ type: 'paragraph', content: [{ type: 'text', text }, ...more] }])
const expert = (n: number, values: Record<string, string> = {}) => rowEdit('experts', n, { order: String(n), name: `Dr. ${n}`, discipline: 'Oncología', country: 'ES', licence: '1', reviewed: 'true', conflict: 'none', vote: 'agrees', ...values })
const noRows = (list: string, count: number): Edit => all(...Array.from({ length: count }, (_, n) => rowEdit(list, n + 1, { removed: 'true' })))
const incomplete = studies().map((study) => ({ ...study, series: study.series.map((one, n) => (n === 0 ? { ...one, complete: false } : one)) }))
const fine: Situation = {}
const until = (own: string, directory: string | null = null): Situation => ({ moment: { licence: { own: { expiresOn: CalendarDate.parse(own) }, directory: directory === null ? null : { expiresOn: CalendarDate.parse(directory) } } } })
const on = (section: string, edit: Edit): Situation => ({ change: { [section]: edit } })
const given = (facts: Partial<ReportFacts>): Situation => ({ facts })
const ordered = (ids: readonly string[]) => ({ [SIGNING_ORDER.section]: fields({ [SIGNING_ORDER.field]: ids.join(' ') }) })
const step = (state: 'due' | 'signed', person: { id: string; name: string }, isStale = false) => ({ person: { ...person, role: 'physician' as const, licence: 'L' }, state, signedAt: null, isStale })
const brokenChip: Edit = (doc) => {
  const paragraph = new Y.XmlElement(NODES.paragraph)
  paragraph.insert(0, [new Y.XmlText('Control '), new Y.XmlElement(NODES.proofChip)])
  doc.getXmlFragment(SECTION.body).insert(0, [paragraph])
}
const claim = (text: string, by: string): Edit => (doc) => doc.getMap(SECTION.claims).set(`grade|${by}|${text}`, { ...value(text), changedBy: by, earlier: null })
const twice = all(claim('2', doctor.id), claim('3', psychologist.id))
const child = { reviewCase: { ...reviewCase(), patient: { ...reviewCase().patient, birthDate: '2011-03-14' } } }
const noAllergies = { reviewCase: { ...reviewCase(), allergies: null } }
const medicine = rowEdit('recommendations', 1, { kind: 'medicine', action: 'start', intent: 'Tratar el dolor' })
const visit = (day: string) => on('caseAndProgramme', fields({ legalStatus: 'medicalReport', inPersonEncounterOn: day }))
const material = { missingMaterial: [{ code: 'laboratory', label: { en: 'Laboratory', es: 'Laboratorio' } }] }
const gate = (met: 'yes' | 'no') => given({ startConditions: [{ condition: 'paid', met }] })
const later = (name?: string) => (facts: ReportFacts): Partial<ReportFacts> => {
  const [first] = facts.documents
  return first ? { documents: [...facts.documents, { ...first, name: name ?? first.name, sha256: Sha256.parse('e'.repeat(64)), receivedAt: '2026-11-23T08:00:00.000Z' }] } : {}
}
const carriedTo = (isHere: boolean) => (facts: ReportFacts): Partial<ReportFacts> => {
  const mark = facts.annotations.find((one) => one.type === 'highlight')
  const document = facts.documents.find(({ sha256 }) => mark?.type === 'highlight' && sha256 === mark.anchor.sha256)
  if (mark?.type !== 'highlight' || !document) throw new Error('the lung case cites no passage')
  const sha256 = Sha256.parse('c'.repeat(64))
  const carried = { ...mark, id: '01936a00-0000-7000-8000-0000000000cc' as typeof mark.id, anchor: { ...mark.anchor, sha256 }, carriedFrom: { annotationId: mark.id, sha256: mark.anchor.sha256, certainty: 'same' as const } }
  return { annotations: [...facts.annotations, carried], documents: isHere ? [...facts.documents, { ...document, sha256 }] : facts.documents }
}
const stated = (standing: 'current' | 'superseded' | 'withdrawn') => ({ documents }: ReportFacts): Partial<ReportFacts> => ({ documents: documents.map((document) => ({ ...document, standing })) })
const reviewed = (reviewedContent: string): Situation => ({ change: { panel: expert(9, { reviewedContent }) }, facts: { reviewable: Sha256.parse('b'.repeat(64)) } })
const figure = { benefit: 'Supervivencia del 60 % a los 5 años' }

const PAIRS: Record<Code, Pair> = {
  sectionEmpty: [on('response', says('')), on('response', all(says(''), fields({ [NONE_BECAUSE]: 'Sin tratamiento previo.' })))],
  fieldEmpty: [on('statusAndOutlook', fields({ diseaseStatus: '' })), on('statusAndOutlook', fields({ diseaseStatus: '359746009' }))],
  fieldInvalid: [on('stage', fields({ tumour: 'T5' })), on('stage', fields({ tumour: 'T1c' }))],
  questionUnanswered: [on('answers', (doc, o) => { setAnswer(doc, o, 4, 'answer', value('')); setNarrative(doc, o, [], 4) }), on('answers', (doc, o) => { setAnswer(doc, o, 4, 'answer', value('')); setNarrative(doc, o, [], 4); setAnswer(doc, o, 4, 'confidence', value('cannotAnswer')) })],
  claimWithoutProof: [on('imaging', says('La masa mide 38 mm.')), on('imaging', says('La masa mide 38 mm ', { type: 'proof', proof: proofs.massOctober }))],
  noRecommendation: [on('medicalRecommendations', all(says(''), noRows('recommendations', 5))), on('medicalRecommendations', all(says('Seguir el plan actual.'), noRows('recommendations', 5)))],
  psychologyMissing: [on('psychologicalRecommendations', says('')), on('psychologicalRecommendations', all(says(''), fields({ [NONE_BECAUSE]: 'El paciente no desea valoración.' })))],
  psychologyNotSigned: [given({ psychology: 'open' }), given({ psychology: 'signed' })],
  informationPreferenceDiffers: [given({ wishes: { informationPreference: 'fullWithoutPrognosis', decisionRole: null, mayBeTold: '' } }), given({ wishes: { informationPreference: 'full', decisionRole: null, mayBeTold: '' } })],
  psychologyChanged: [given({ psychology: 'changedAfterSigning' }), given({ psychology: 'signed' })],
  quarantineReferenced: [given({ studies: studies().slice(1) }), fine],
  identityUnresolved: [given({ undecided: ['IM0042'] }), given({ undecided: [] })],
  seriesIncomplete: [{ change: { outcomeAndLimits: all(fields({ outcome: 'definitive' }), says('')) }, facts: { studies: incomplete } }, given({ studies: studies() })],
  notSignatory: [{ moment: { signer: psychologist } }, fine],
  alreadySigned: [{ moment: { isSigned: true } }, fine],
  contentUnreadable: [on('followUp', fields({ doseMg: '80' })), on('followUp', fields({}))],
  proofUnreadable: [on('followUp', brokenChip), on('followUp', says('Control ', { type: 'proof', proof: proofs.massOctober }))],
  taskOpen: [given({ openTasks: [{ assigneeName: 'Dr Ben Ode', text: 'Compare with May' }] }), given({ openTasks: [] })],
  proofWithdrawn: [given({ annotations: [] }), fine],
  proofSuperseded: [{ facts: carriedTo(true) }, { facts: carriedTo(false) }],
  literatureSuperseded: [{ facts: stated('superseded') }, { facts: stated('current') }],
  literatureWithdrawn: [{ facts: stated('withdrawn') }, { facts: stated('current') }],
  pagesUnseen: [{ moment: { unseen: [{ name: 'informe_alta.pdf', pages: 2 }] } }, { moment: { unseen: [] } }],
  disclaimerMissing: [given({ disclaimer: null }), fine],
  titleNotAllowed: [visit(''), visit('2026-11-22')],
  differenceUnexplained: [on('comparison', fields({ agreementStage: 'differ' })), on('comparison', all(fields({ agreementStage: 'differ' }), (doc, o) => setNarrative(doc, o, ['El estadio difiere. ', 'La cirugía difiere. '].map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }, { type: 'proof', proof: proofs.massOctober }] })))))],
  dissentMissing: [on('panel', all(fields({ consensus: 'split' }), expert(1), expert(2, { vote: 'differs' }))), on('panel', all(fields({ consensus: 'split', dissent: 'El Dr. 2 no aconseja operar.' }), expert(1), expert(2, { vote: 'differs' })))],
  notPossibleWithTreatment: [on('outcomeAndLimits', fields({ outcome: 'notPossible' })), on('outcomeAndLimits', fields({ outcome: 'definitiveWithLimits' }))],
  trialSearchOld: [{ moment: { today: '2026-12-21' } }, { moment: { today: '2026-12-20' } }],
  imagingOld: [{ moment: { today: '2026-12-25' } }, { moment: { today: '2026-12-24' } }],
  registerConflict: [on('diagnosis', twice), on('diagnosis', all(twice, fields({ grade: '3' })))],
  listTooShort: [on('options', noRows('options', 2)), on('options', noRows('options', 1))],
  figureWithoutSource: [on('options', rowEdit('options', 1, figure)), on('options', rowEdit('options', 1, { ...figure, benefitSource: 'ESMO 2025' }))],
  ruleBroken: [on('stage', fields({ metastasis: 'M1b' })), on('stage', fields({ metastasis: 'M1b', stageGroup: 'IVA' }))],
  materialUnaddressed: [given(material), { ...given(material), change: { material: rowEdit('missing', 3, { order: '3', item: 'laboratory', impact: 'La función renal se desconoce.' }) } }],
  startGateClosed: [gate('no'), gate('yes')],
  tnmFormat: [on('stage', fields({ stagingSystem: '897275008' })), on('stage', fields({ stagingSystem: '897275008', nodes: 'N2' }))],
  representativeMissing: [given(child), { ...given(child), change: { caseAndProgramme: fields({ requesterRelation: 'guardian' }) } }],
  licenceExpired: [until('2026-11-21'), until('2026-11-26')],
  licenceDiffers: [until('2027-12-31', '2027-11-30'), until('2027-12-31', '2027-12-31')],
  licenceEnding: [until('2026-11-25'), until('2026-11-26')],
  licenceMissing: [{ moment: { signer: { ...doctor, licence: null } } }, fine],
  waitAndSeeMissing: [on('options', all(fields({ waitAndSee: 'option' }), rowEdit('options', 3, { kind: 'other' }))), on('options', fields({ waitAndSee: 'option' }))],
  panelTooSmall: [on('panel', fields({ consensus: 'unanimous' })), on('panel', all(fields({ consensus: 'unanimous' }), expert(1), expert(2)))],
  allergiesUnknown: [{ ...given(noAllergies), change: { medicalRecommendations: medicine } }, on('medicalRecommendations', medicine)],
  blamingWords: [on('response', says('El informe anterior es erróneo.')), on('response', says('El informe anterior difiere.'))],
  threadOpen: [given({ blockingThreads: [{ section: 'stage', quote: 'N2a en el mediastino', authorName: 'Dr. Chen' }] }), given({ blockingThreads: [] })],
  reviewOutdated: [reviewed('a'.repeat(64)), reviewed('b'.repeat(64))],
  patientTextHard: [given({ patientEase: 59.9 }), given({ patientEase: 60 })],
  proofOutdated: [{ facts: later() }, { facts: later('otro.pdf') }],
  signatureNotDue: [{ moment: { steps: [step('due', { id: 'p9', name: 'Dr. 9' })] } }, { moment: { steps: [step('due', doctor)] } }],
  signingOrderBroken: [{ change: ordered([doctor.id, psychologist.id]) }, { change: ordered([doctor.id]) }],
  coSignatureStale: [{ moment: { steps: [step('due', doctor, true)] } }, { moment: { steps: [step('due', doctor)] } }],
}

function obstaclesOf({ change, facts = {}, moment }: Situation): SigningObstacle[] {
  const base = lungFacts(change)
  return signingObstacles({ ...base, ...(typeof facts === 'function' ? facts(base) : facts) }, { signer: doctor, today: TODAY, isSigned: false, ...moment })
}

/** A section's field, list, row of a list or answer that the screen can go to. */
function isThere({ sectionKey, fieldKey }: SigningObstacle): boolean {
  const section = template('onc/1').sections.find(({ key }) => key === sectionKey)
  if (!section) return sectionKey === null
  if (fieldKey === null || section.fields.some(({ key }) => key === fieldKey) || section.lists.some(({ key }) => key === fieldKey)) return true
  const [list, , field] = fieldKey.split('/')
  if (field !== undefined) return section.lists.some(({ key, fields: own }) => key === list && own.some((one) => one.key === field))
  return section.kind === 'questions' && /^\d+\.(answer|confidence)$/.test(fieldKey)
}

describe.each(OBSTACLE_CODES)('%s', (code) => {
  const [fires, settled] = PAIRS[code]
  test('fires where somebody can go', () => {
    const found = obstaclesOf(fires).filter((one) => one.code === code)
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((one) => !isThere(one))).toEqual([])
  })
  test('does not fire once it is settled', () => {
    expect(obstaclesOf(settled).filter((one) => one.code === code)).toEqual([])
  })
})
