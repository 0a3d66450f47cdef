import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { setAnswer, setField, setNarrative } from '#shared/casedoc/edit.ts'
import { NODES, rowKey, SECTION } from '#shared/casedoc/layout.ts'
import { CalendarDate } from '#shared/domain/patient.ts'
import { OBSTACLE_CODES, type SigningObstacle } from '#shared/domain/report.ts'
import type { Block } from '#shared/domain/reportContent.ts'
import type { ReportFacts } from '#shared/domain/reportFacts.ts'
import { signingObstacles, type SigningMoment } from '#shared/domain/signingObstacles.ts'
import { doctor, evidence, lungFacts, psychologist, studies, template, TODAY, value } from '../../../support/reports/lungCase.ts'

const moment: SigningMoment = { signer: doctor, today: TODAY, isSigned: false }
const words = (text: string, extra: Partial<{ judgement: boolean }> = {}): Block[] => [{ type: 'paragraph', content: [{ type: 'text', text, ...extra }] }]
const of = (facts: ReportFacts, at: Partial<SigningMoment> = {}) => signingObstacles(facts, { ...moment, ...at })
const codes = (found: SigningObstacle[]) => found.map(({ code, severity }) => `${code}:${severity}`)
const rowId = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const setRow = (doc: Y.Doc, o: Parameters<typeof setField>[1], list: string, n: number, values: Record<string, string>) => {
  for (const [field, text] of Object.entries({ order: String(n), ...values })) setField(doc, o, rowKey(list, rowId(n), field), value(text))
}
const expert = (doc: Y.Doc, o: Parameters<typeof setField>[1], n: number, values: Record<string, string>) =>
  setRow(doc, o, 'experts', n, { discipline: 'Oncología', country: 'ES', licence: '28/1', reviewed: 'true', conflict: 'none', vote: 'agrees', ...values })
const edited = (section: string, edit: (doc: Y.Doc, o: Parameters<typeof setField>[1]) => void, overrides: Partial<ReportFacts> = {}) => of(lungFacts({ [section]: edit }, overrides))

test('a complete opinion with its proofs can be signed', () => {
  expect(of(lungFacts())).toEqual([])
})

test('files with unseen pages are named whole, and those that find no room are counted', () => {
  const unseen = Array.from({ length: 12 }, (_, n) => ({ name: `informe_de_alta_hospitalaria_${n}.pdf`, pages: 3 }))
  const [found] = of(lungFacts(), { unseen })
  expect(found).toMatchObject({ code: 'pagesUnseen', severity: 'warning' })
  expect(found?.detail).toMatch(/^(informe_de_alta_hospitalaria_\d\.pdf \(3\), ){4}\+8$/u)
})

test('an empty report of any illness cannot be signed: sections, values and all eight questions are missing', () => {
  for (const id of ['onc/1', 'str/1', 'pd/1', 'generic/1'] as const) {
    const found = of(lungFacts({}, { sections: {}, template: template(id) }))
    expect(found.filter(({ code }) => code === 'questionUnanswered')).toHaveLength(8)
    for (const code of ['sectionEmpty', 'fieldEmpty', 'noRecommendation', 'psychologyMissing']) expect(codes(found)).toContain(`${code}:blocker`)
  }
})

test('a required section may be empty with a reason, which also stands for its values', () => {
  const none = (doc: Y.Doc) => doc.getXmlFragment(SECTION.body).delete(0, doc.getXmlFragment(SECTION.body).length)
  const emptied = edited('psychologicalRecommendations', (doc, o) => {
    none(doc)
    setField(doc, o, 'assessedHow', value(''))
  })
  expect(emptied).toMatchObject([{ code: 'psychologyMissing', severity: 'blocker', sectionKey: 'psychologicalRecommendations' }, { code: 'fieldEmpty', fieldKey: 'assessedHow' }])
  const reasoned = edited('psychologicalRecommendations', (doc, o) => {
    none(doc)
    setField(doc, o, 'assessedHow', value(''))
    setField(doc, o, 'noneBecause', value('El paciente no desea valoración psicológica.'))
  })
  expect(reasoned).toEqual([])
  const noRows = (list: string, count: number) => (doc: Y.Doc, o: Parameters<typeof setField>[1]) => {
    none(doc)
    for (let n = 1; n <= count; n++) setField(doc, o, rowKey(list, rowId(n), 'removed'), value('true'))
  }
  expect(codes(edited('medicalRecommendations', none))).toEqual([])
  expect(codes(edited('medicalRecommendations', noRows('recommendations', 5)))).toEqual(['noRecommendation:blocker'])
  expect(edited('response', (doc, o) => setNarrative(doc, o, words('  ')))).toMatchObject([{ code: 'sectionEmpty', sectionKey: 'response', detail: 'Respuesta' }])
})

test('a stage, code or score outside its values is pointed at by name', () => {
  for (const [section, field, wrong] of [['stage', 'metastasis', 'MX'], ['stage', 'tumour', 'T5'], ['diagnosis', 'morphology', '8140/4'], ['patientAndTreatment', 'ecog', '6'], ['trials', 'trialsSearchedOn', '2026-13-01'], ['comparison', 'agreementStage', 'wrong']] as const) {
    expect(edited(section, (doc, o) => setField(doc, o, field, value(wrong)))).toContainEqual(expect.objectContaining({ code: 'fieldInvalid', severity: 'blocker', sectionKey: section, fieldKey: field }))
  }
  for (const [field, right] of [['tumour', 'Tis'], ['tumour', 'T1c'], ['nodes', 'N2b']] as const) {
    expect(edited('stage', (doc, o) => setField(doc, o, field, value(right)))).toEqual([])
  }
})

test('an asked question needs an answer and how sure it is; one not asked needs nothing', () => {
  expect(edited('answers', (doc, o) => { setAnswer(doc, o, 4, 'answer', value('')); setNarrative(doc, o, [], 4) })).toMatchObject([{ code: 'questionUnanswered', detail: '4', fieldKey: '4.answer' }])
  expect(edited('answers', (doc, o) => setAnswer(doc, o, 4, 'confidence', value('')))).toMatchObject([{ code: 'fieldEmpty', fieldKey: '4.confidence' }])
  const facts = lungFacts({ answers: (doc, o) => { setAnswer(doc, o, 4, 'answer', value('')); setAnswer(doc, o, 4, 'confidence', value('')); setNarrative(doc, o, [], 4) } })
  const notAsked = { ...facts.reviewCase, questions: facts.reviewCase.questions.map((q) => (q.number === 4 ? { ...q, asked: false } : q)) }
  expect(of({ ...facts, reviewCase: notAsked })).toEqual([])
  expect(edited('answers', (doc, o) => { setAnswer(doc, o, 4, 'answer', value('')); setNarrative(doc, o, [], 4); setAnswer(doc, o, 4, 'confidence', value('cannotAnswer')) })).toEqual([])
})

test('a measurement without a proof blocks, a stage without one warns, expert judgement and a proof settle both', () => {
  const { proofs } = evidence()
  expect(edited('imaging', (doc, o) => setNarrative(doc, o, words('La masa mide 38 mm. El resto es normal.')))).toMatchObject([{ code: 'claimWithoutProof', severity: 'blocker', sectionKey: 'imaging', detail: 'La masa mide 38 mm.' }])
  expect(codes(edited('stage', (doc, o) => setNarrative(doc, o, words('Corresponde a ycT2a N2a M0.'))))).toEqual(['claimWithoutProof:warning'])
  expect(edited('imaging', (doc, o) => setNarrative(doc, o, words('La masa mide 38 mm.', { judgement: true })))).toEqual([])
  expect(edited('imaging', (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: 'La masa mide 38 mm ' }, { type: 'proof', proof: proofs.massOctober }] }]))).toEqual([])
  expect(edited('followUp', (doc, o) => setNarrative(doc, o, words('Control en 3 meses.')))).toEqual([])
})

test('an item in quarantine blocks, and so does a proof from material that is not in the case', () => {
  expect(of(lungFacts({}, { openTasks: [{ assigneeName: 'Dr Ben Ode', text: 'Compare with May' }] }))).toMatchObject([{ code: 'taskOpen', severity: 'blocker', detail: 'Dr Ben Ode: Compare with May' }])
  expect(of(lungFacts({}, { undecided: ['IM0042'] }))).toMatchObject([{ code: 'identityUnresolved', severity: 'blocker', detail: 'IM0042' }])
  const facts = lungFacts()
  expect(codes(of({ ...facts, documents: facts.documents.map((one, i) => (i === 0 ? { ...one, sha256: facts.documents[1]?.sha256 ?? one.sha256 } : one)) }))).toEqual(['quarantineReferenced:blocker'])
  expect(codes(of({ ...facts, studies: facts.studies.slice(1) }))).toEqual(['quarantineReferenced:blocker'])
})

test('a cited series with missing images blocks until the limits are stated, an uncited one warns', () => {
  const incomplete = (i: number) => studies().map((s) => ({ ...s, series: s.series.map((one, n) => (s.StudyInstanceUID.endsWith('.2') && n === i ? { ...one, complete: false } : one)) }))
  expect(codes(of(lungFacts({}, { studies: incomplete(0) })))).toEqual(['seriesIncomplete:warning'])
  const silent = lungFacts({ outcomeAndLimits: (doc, o) => { setField(doc, o, 'outcome', value('definitive')); setNarrative(doc, o, []) } })
  expect(codes(of({ ...silent, studies: incomplete(0) }))).toEqual(['seriesIncomplete:blocker'])
  expect(codes(of({ ...silent, studies: incomplete(1) }))).toEqual(['seriesIncomplete:warning'])
})

test('only a medical role of the team signs, and only once', () => {
  expect(codes(of(lungFacts(), { signer: psychologist }))).toEqual(['notSignatory:blocker'])
  expect(codes(of(lungFacts(), { signer: { ...doctor, id: psychologist.id.replace('2', '7') as typeof doctor.id } }))).toEqual(['notSignatory:blocker'])
  expect(codes(of(lungFacts(), { isSigned: true }))).toEqual(['alreadySigned:blocker'])
})

test('a licence that has ended signs nothing from the next day on; one that ends before the opinion is due is said', () => {
  const until = (day: string | null, today = TODAY) => of(lungFacts(), { today, licence: { own: { expiresOn: day === null ? null : CalendarDate.parse(day) }, directory: null } })
  // The lung case is due on 26 November 2026.
  expect(until('2026-11-21')).toMatchObject([{ code: 'licenceExpired', severity: 'blocker', detail: '21\u00a0nov\u00a02026' }])
  expect(codes(until('2026-11-22'))).toEqual(['licenceEnding:warning'])
  expect(codes(until('2026-11-25'))).toEqual(['licenceEnding:warning'])
  for (const good of ['2026-11-26', null]) expect(until(good)).toEqual([])
  expect(codes(of(lungFacts(), { licence: { own: null, directory: null } }))).toEqual([])
})

test('of two days for a licence the earlier holds, and the difference is said; a directory without a day says nothing', () => {
  const term = (day: string | null) => ({ expiresOn: day === null ? null : CalendarDate.parse(day) })
  const known = (own: string | null | undefined, directory: string | null | undefined) =>
    codes(of(lungFacts(), { today: TODAY, licence: { own: own === undefined ? null : term(own), directory: directory === undefined ? null : term(directory) } }))
  expect(known('2027-12-31', '2026-11-21')).toEqual(['licenceExpired:blocker', 'licenceDiffers:warning'])
  expect(known('2026-11-21', '2027-12-31')).toEqual(['licenceExpired:blocker', 'licenceDiffers:warning'])
  expect(known(null, '2026-11-25')).toEqual(['licenceEnding:warning', 'licenceDiffers:warning'])
  expect(known(undefined, '2026-11-21')).toEqual(['licenceExpired:blocker'])
  expect(known('2027-12-31', '2027-12-31')).toEqual([])
  expect(known('2027-12-31', null)).toEqual([])
  expect(known(undefined, null)).toEqual([])
})

test('the title "medical report" needs a visit in person, and every report its legal notice', () => {
  expect(codes(of(lungFacts({}, { disclaimer: null })))).toEqual(['disclaimerMissing:blocker'])
  const medical = (visit: string) => edited('caseAndProgramme', (doc, o) => { setField(doc, o, 'legalStatus', value('medicalReport')); setField(doc, o, 'inPersonEncounterOn', value(visit)) })
  expect(codes(medical(''))).toEqual(['titleNotAllowed:blocker'])
  expect(codes(medical('2026-11-23'))).toEqual(['titleNotAllowed:blocker'])
  expect(medical('2026-11-22')).toEqual([])
})

test('a proof whose mark was removed, or whose file has a corrected edition in the case, is named', () => {
  const facts = lungFacts({})
  const withdrawn = of({ ...facts, annotations: [] })
  expect(new Set(withdrawn.map(({ code, severity }) => `${code} ${severity}`))).toEqual(new Set(['proofWithdrawn warning']))
  const cited = facts.annotations.find((mark) => mark.type === 'highlight' && withdrawn.length > 0)
  const [document] = facts.documents.filter(({ sha256 }) => cited?.type === 'highlight' && sha256 === cited.anchor.sha256)
  if (cited?.type !== 'highlight' || !document) throw new Error('the lung case cites no passage')
  const sha256 = 'c'.repeat(64) as typeof document.sha256
  const carried = { ...cited, id: '01936a00-0000-7000-8000-0000000000cc' as typeof cited.id, anchor: { ...cited.anchor, sha256 }, carriedFrom: { annotationId: cited.id, sha256: cited.anchor.sha256, certainty: 'same' as const } }
  const superseded = of({ ...facts, annotations: [...facts.annotations, carried], documents: [...facts.documents, { ...document, sha256 }] })
  expect(superseded.map(({ code }) => code)).toContain('proofSuperseded')
  // The corrected file has the same name: it is said once.
  const later = { ...document, sha256, receivedAt: '2099-01-01T00:00:00.000Z' }
  const corrected = of({ ...facts, annotations: [...facts.annotations, carried], documents: [...facts.documents, later] }).map(({ code }) => code)
  expect([corrected.includes('proofSuperseded'), corrected.includes('proofOutdated')]).toEqual([true, false])
  expect(of({ ...facts, documents: [...facts.documents, later] }).map(({ code }) => code)).toContain('proofOutdated')
  expect(of({ ...facts, annotations: [...facts.annotations, carried] })).toEqual(of(facts))
})

test('a difference needs its reason and a proof, a split panel its dissent, an impossible assessment no treatment', () => {
  expect(codes(edited('comparison', (doc, o) => { setField(doc, o, 'reasonSurgery', value('')); setField(doc, o, 'reasonForDifference', value('')) }))).toEqual(['fieldEmpty:blocker', 'differenceUnexplained:blocker'])
  expect(edited('comparison', (doc, o) => setField(doc, o, 'agreementSurgery', value('differ')))).toEqual([])
  const panel = (doc: Y.Doc, o: Parameters<typeof setField>[1]) => {
    for (const [n, name] of ['Dra. Okafor', 'Dr. Chen'].entries()) expert(doc, o, n + 1, { name, vote: n === 0 ? 'agrees' : 'differs' })
    setField(doc, o, 'consensus', value('split'))
  }
  expect(codes(edited('panel', panel))).toEqual(['dissentMissing:blocker'])
  expect(edited('panel', (doc, o) => { panel(doc, o); setField(doc, o, 'dissent', value('La Dra. Chen no aconseja operar.')) })).toEqual([])
  expect(codes(edited('outcomeAndLimits', (doc, o) => setField(doc, o, 'outcome', value('notPossible'))))).toEqual(['notPossibleWithTreatment:blocker'])
  expect(codes(edited('outcomeAndLimits', (doc, o) => setNarrative(doc, o, [])))).toEqual(['sectionEmpty:blocker'])
})

test('an old search for trials and old imaging are pointed at without blocking', () => {
  expect(of(lungFacts(), { today: '2026-12-20' })).toEqual([])
  expect(codes(of(lungFacts(), { today: '2026-12-21' }))).toEqual(['trialSearchOld:warning'])
  expect(codes(of(lungFacts(), { today: '2026-12-25' }))).toContain('imagingOld:warning')
})

test('what cannot be read blocks: a damaged value, a foreign field, a broken proof', () => {
  expect(codes(edited('followUp', (doc) => doc.getMap(SECTION.fields).set('x', 7)))).toEqual(['contentUnreadable:blocker'])
  expect(codes(edited('followUp', (doc, o) => setField(doc, o, 'doseMg', value('80'))))).toEqual(['contentUnreadable:blocker'])
  const broken = edited('followUp', (doc) => {
    const paragraph = new Y.XmlElement(NODES.paragraph)
    paragraph.insert(0, [new Y.XmlText('Control '), new Y.XmlElement(NODES.proofChip)])
    doc.getXmlFragment(SECTION.body).insert(0, [paragraph])
  })
  expect(broken).toMatchObject([{ code: 'proofUnreadable', severity: 'blocker', detail: 'Control' }])
})

test('every code of an obstacle has a test that it fires: the list of this file and of its neighbours is whole', () => {
  const tested = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.test.ts'))
  // The psychological lane tests its own three beside its service.
  const elsewhere = ['psychologyNotSigned', 'psychologyChanged', 'informationPreferenceDiffers']
  const text = tested.map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join()
  // As a word of an expectation, or as a pair of its own (obstaclePairs).
  expect(OBSTACLE_CODES.filter((code) => !elsewhere.includes(code) && !text.includes(`'${code}`) && !text.includes(`\n  ${code}: [`))).toEqual([])
})
