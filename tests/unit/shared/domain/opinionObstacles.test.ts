// What an opinion as a whole must say, and what its rows must hold (requirements F3): each fires, and each is settled.
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { setAnswer, setField, setNarrative } from '#shared/casedoc/edit.ts'
import { type EditOrigin, rowKey, SECTION } from '#shared/casedoc/layout.ts'
import { blamingWords } from '#shared/domain/blamingWords.ts'
import { EMPTY_INTAKE } from '#shared/domain/caseIntake.ts'
import { draftDifference } from '#shared/domain/difference.ts'
import { plainText } from '#shared/domain/reportContent.ts'
import type { ReportFacts } from '#shared/domain/reportFacts.ts'
import { signingObstacles } from '#shared/domain/signingObstacles.ts'
import { DocumentId, Sha256 } from '#shared/kit/ids.ts'
import { doctor, documents, evidence, lungFacts, psychologist, reviewCase, TODAY, value } from '../../../support/reports/lungCase.ts'

type Edit = (doc: Y.Doc, origin: EditOrigin) => void
const row = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
const rowEdit = (list: string, n: number, values: Record<string, string>): Edit => (doc, o) => {
  for (const [field, text] of Object.entries(values)) setField(doc, o, rowKey(list, row(n), field), value(text))
}
const fields = (values: Record<string, string>): Edit => (doc, o) => {
  for (const [field, text] of Object.entries(values)) setField(doc, o, field, value(text))
}
const both = (...edits: Edit[]): Edit => (doc, o) => {
  for (const edit of edits) edit(doc, o)
}
const found = (change: Record<string, Edit>, overrides: Partial<ReportFacts> = {}, signer = doctor) => signingObstacles(lungFacts(change, overrides), { signer, today: TODAY, isSigned: false })
const places = (change: Record<string, Edit>, overrides: Partial<ReportFacts> = {}) => found(change, overrides).map(({ code, severity, sectionKey, fieldKey }) => [code, severity, `${sectionKey}.${fieldKey}`])

test('an option without benefit, risk or recovery blocks at its own value, and so does a short list', () => {
  for (const field of ['benefit', 'risks', 'recovery']) {
    expect(places({ options: rowEdit('options', 1, { [field]: '' }) })).toEqual([['fieldEmpty', 'blocker', `options.options/${row(1)}/${field}`]])
  }
  expect(places({ options: both(rowEdit('options', 1, { removed: 'true' }), rowEdit('options', 2, { removed: 'true' })) })).toEqual([['listTooShort', 'blocker', 'options.options']])
  expect(places({ options: rowEdit('options', 1, { worstGrade: '7' }) })).toEqual([['fieldInvalid', 'blocker', `options.options/${row(1)}/worstGrade`]])
})

test('a major difference of a second reading needs its words and a proof where it is discussed', () => {
  const major = { imagingReread: 'yes', imagingAgreement: 'major', imagingExplanation: 'La masa mide más.' }
  expect(places({ material: fields(major) })).toEqual([])
  expect(places({ material: fields({ ...major, imagingExplanation: '' }) })).toEqual([['fieldEmpty', 'blocker', 'material.imagingExplanation']])
  const unproven: Edit = (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: 'Se leyó de nuevo.' }] }])
  expect(places({ material: fields(major), imaging: unproven })).toEqual([['claimWithoutProof', 'blocker', 'material.imagingExplanation']])
})

test('a figure that the patient is told shows on what it rests: in the sentence of an answer, in its reasons, in the outlook, among the markers', () => {
  const { massOctober } = evidence().proofs
  const says = (text: string, kind: 'bare' | 'proven' | 'judged', answer?: number): Edit => (doc, o) =>
    setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text, ...(kind === 'judged' && { judgement: true }) }, ...(kind === 'proven' ? [{ type: 'proof' as const, proof: massOctober }] : [])] }], answer)
  const short: Edit = (doc, o) => setAnswer(doc, o, 3, 'answer', value('Supervivencia del 36 % a los 5 años'))
  const words = 'La supervivencia es del 36 % a los 5 años.'
  const blocks = [['claimWithoutProof', 'blocker', 'answers.3.answer']]
  expect(places({ answers: says(words, 'bare', 3) })).toEqual(blocks)
  expect(places({ answers: both(short, says('Según el estadio.', 'bare', 3)) })).toEqual(blocks)
  for (const kind of ['proven', 'judged'] as const) {
    expect(places({ answers: says(words, kind, 3) })).toEqual([])
    expect(places({ answers: both(short, says('Según el estadio.', kind, 3)) })).toEqual([])
    for (const section of ['statusAndOutlook', 'biomarkers']) expect(places({ [section]: says(words, kind) })).toEqual([])
  }
  for (const section of ['statusAndOutlook', 'biomarkers']) expect(places({ [section]: says(words, 'bare') })).toEqual([['claimWithoutProof', 'blocker', `${section}.null`]])
  // Times are instructions where something is advised; a share is a result even there.
  for (const share of ['Reduce las recaídas un 20 %.', 'Recaen 3 de cada 10.', '1 in 4 relapses.']) {
    expect(places({ followUp: says(share, 'bare') })).toEqual([['claimWithoutProof', 'blocker', 'followUp.null']])
    for (const kind of ['proven', 'judged'] as const) expect(places({ followUp: says(share, kind) })).toEqual([])
  }
  for (const instruction of ['Control en 3 meses con cortes de 1 mm.', 'Grade 3 in 2025, ECOG 1.']) expect(places({ followUp: says(instruction, 'bare') })).toEqual([])
  // A question that nobody asked is not printed.
  const unasked = { reviewCase: { ...reviewCase(), questions: reviewCase().questions.map((question) => (question.number === 3 ? { ...question, asked: false } : question)) } }
  expect(places({ answers: says(words, 'bare', 3) }, unasked)).toEqual([])
})

test('words that judge a colleague are named wherever the author wrote them, but not where an earlier opinion is quoted', () => {
  const words = 'El informe anterior es erróneo.'
  const warns = (place: string) => [['blamingWords', 'warning', place]]
  expect(places({ answers: (doc, o) => setAnswer(doc, o, 2, 'answer', value(words)) })).toEqual(warns('answers.2.answer'))
  expect(places({ statusAndOutlook: fields({ statusReason: words }) })).toEqual(warns('statusAndOutlook.statusReason'))
  expect(places({ options: rowEdit('options', 1, { qualityOfLife: words }) })).toEqual(warns(`options.options/${row(1)}/qualityOfLife`))
  expect(places({ firstOpinion: rowEdit('priorOpinions', 1, { plan: words }) }).filter(([code]) => code === 'blamingWords')).toEqual([])
})

test('a figure about benefit or risk needs its source', () => {
  const figure = rowEdit('options', 1, { benefit: 'Supervivencia del 60 % a los 5 años' })
  expect(places({ options: figure })).toEqual([['figureWithoutSource', 'blocker', `options.options/${row(1)}/benefitSource`]])
  expect(places({ options: both(figure, rowEdit('options', 1, { benefitSource: 'ESMO 2025' })) })).toEqual([])
})

test('waiting that is called an option is compared like the others', () => {
  expect(places({ options: fields({ waitAndSee: 'option' }) })).toEqual([])
  expect(places({ options: both(fields({ waitAndSee: 'option' }), rowEdit('options', 3, { kind: 'other' })) })).toEqual([['waitAndSeeMissing', 'blocker', 'options.options']])
  expect(places({ options: fields({ waitAndSeeBecause: '' }) })).toEqual([['fieldEmpty', 'blocker', 'options.waitAndSeeBecause']])
})

test('what the checklist asks for is there, or stated as missing with what that means', () => {
  const without = { missingMaterial: [{ code: 'laboratory', label: { en: 'Laboratory', es: 'Laboratorio' } }] }
  expect(found({}, without)).toMatchObject([{ code: 'materialUnaddressed', severity: 'blocker', sectionKey: 'material', fieldKey: 'missing', detail: 'laboratory' }])
  expect(places({ material: rowEdit('missing', 3, { order: '3', item: 'laboratory' }) }, without)).toEqual([['fieldEmpty', 'blocker', `material.missing/${row(3)}/impact`]])
  expect(places({ material: rowEdit('missing', 3, { order: '3', item: 'laboratory', impact: 'La función renal se desconoce.' }) }, without)).toEqual([])
})

test('a condition of the programme that is refused stops the signature, one that nobody recorded is said, those of the checklist are the checklist’s', () => {
  const states = [{ condition: 'complete', met: 'no' }, { condition: 'paid', met: 'no' }, { condition: 'preAuthorised', met: 'unknown' }, { condition: 'policyInForce', met: 'yes' }] as const
  expect(found({}, { startConditions: states }).map(({ code, severity, detail }) => [code, severity, detail])).toEqual([['startGateClosed', 'blocker', 'paid'], ['startGateClosed', 'warning', 'preAuthorised']])
  expect(found({}, { startConditions: states.map(({ condition }) => ({ condition, met: 'yes' })) })).toEqual([])
})

test('without consent nothing is signed: not recorded, for another purpose, of a day that has not come; what is given opens the way (B1)', () => {
  const consent = (met: 'yes' | 'no') => [{ condition: 'consent', met }] as const
  const given = (givenOn: string) => ({ ...reviewCase(), intake: { ...EMPTY_INTAKE, consent: { givenOn, givenBy: 'Ana Ruiz Mora', scope: ['review' as const] } } })
  expect(found({}, { startConditions: consent('no') })).toMatchObject([{ code: 'startGateClosed', severity: 'blocker', detail: 'consent' }])
  expect(found({}, { startConditions: consent('yes'), reviewCase: given('2099-01-01') })).toMatchObject([{ code: 'startGateClosed', severity: 'blocker', detail: 'consent' }])
  expect(found({}, { startConditions: consent('yes'), reviewCase: given('2026-11-12') })).toEqual([])
  expect(found({}, { startConditions: consent('yes') })).toEqual([])
})

test('TNM follows the form of its edition: v9 splits N2 of the lung, v8 does not know the parts, pM0 and MX do not exist', () => {
  expect(places({ stage: fields({ nodes: 'N2' }) })).toEqual([['tnmFormat', 'warning', 'stage.nodes']])
  expect(found({ stage: fields({ stagingSystem: '897275008' }) })).toMatchObject([{ code: 'tnmFormat', severity: 'blocker', fieldKey: 'nodes', detail: 'categoryNotInEdition' }])
  expect(places({ stage: fields({ stagingSystem: '897275008', nodes: 'N2' }) })).toEqual([])
  expect(places({ stage: fields({ stagePrefix: 'p' }) })).toEqual([])
})

test('under sixteen somebody else asks; a signer has a licence', () => {
  const child = { reviewCase: { ...reviewCase(), patient: { ...reviewCase().patient, birthDate: '2011-03-14' } } }
  expect(places({}, child)).toEqual([['representativeMissing', 'blocker', 'caseAndProgramme.requesterRelation']])
  expect(places({ caseAndProgramme: fields({ requesterRelation: 'guardian' }) }, child)).toEqual([])
  expect(places({}, { reviewCase: { ...reviewCase(), patient: { ...reviewCase().patient, birthDate: '2010-11-16' } } })).toEqual([])
  const unlicensed = { ...doctor, licence: null }
  expect(found({}, {}, unlicensed).map(({ code }) => code)).toEqual(['licenceMissing'])
})

test('a consensus has its experts, each complete', () => {
  expect(places({ panel: fields({ consensus: 'unanimous' }) })).toEqual([['panelTooSmall', 'blocker', 'panel.experts']])
  const expert = (n: number, vote: string) => rowEdit('experts', n, { order: String(n), name: `Dr. ${n}`, discipline: 'Oncología', country: 'ES', licence: '1', reviewed: 'true', conflict: 'none', vote })
  expect(places({ panel: both(fields({ consensus: 'unanimous' }), expert(1, 'agrees'), expert(2, 'agrees')) })).toEqual([])
  expect(places({ panel: both(fields({ consensus: 'unanimous' }), expert(1, 'agrees'), expert(2, 'differs')) })).toEqual([['ruleBroken', 'blocker', 'panel.consensus']])
  expect(places({ panel: both(fields({ consensus: 'majority' }), expert(1, 'agrees'), rowEdit('experts', 2, { order: '2', name: 'Dr. 2' })) }).every(([code]) => code === 'fieldEmpty')).toBe(true)
})

test('a medicine is not advised unseen: allergies not stated are pointed at', () => {
  const unknown = { reviewCase: { ...reviewCase(), allergies: null } }
  const medicine = rowEdit('recommendations', 1, { kind: 'medicine', action: 'start', intent: 'Tratar el dolor' })
  expect(places({ medicalRecommendations: medicine }, unknown)).toEqual([['allergiesUnknown', 'warning', `medicalRecommendations.recommendations/${row(1)}/what`]])
  expect(places({ medicalRecommendations: medicine })).toEqual([])
  expect(places({}, unknown)).toEqual([])
})

test('a trial seen more than thirty days ago is pointed at in its row', () => {
  const trial = (asOf: string) => ({ trials: rowEdit('trials', 1, { order: '1', registryId: 'NCT01234567', title: 'T', status: 'recruiting', match: 'match', asOf }) })
  expect(places(trial('2026-10-01'))).toEqual([['trialSearchOld', 'warning', `trials.trials/${row(1)}/asOf`]])
  expect(places(trial('2026-11-20'))).toEqual([])
  expect(places({ trials: both(trial('2026-11-20').trials, rowEdit('trials', 1, { registryId: 'NCT123' })) })).toEqual([['fieldInvalid', 'blocker', `trials.trials/${row(1)}/registryId`]])
})

test('words about a colleague are pointed at, those about an organ are not', () => {
  const says = (text: string) => places({ response: (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text }] }]) }).map(([code]) => code)
  expect(says('El informe anterior es erróneo.')).toEqual(['blamingWords'])
  expect(says('El informe anterior difiere. Hay fallo renal.')).toEqual([])
  expect(blamingWords('The radiologist missed the nodule. It was read differently.', 'en')).toEqual(['The radiologist missed the nodule.'])
  expect(blamingWords('Heart failure to be treated.', 'en')).toEqual([])
})

test('two values of one field block until one is chosen', () => {
  const claim = (text: string, by: string): Edit => (doc) => doc.getMap(SECTION.claims).set(`grade|${by}|${text}`, { ...value(text), changedBy: by, earlier: null })
  expect(found({ diagnosis: both(claim('2', doctor.id), claim('3', psychologist.id)) })).toMatchObject([{ code: 'registerConflict', severity: 'blocker', sectionKey: 'diagnosis', fieldKey: 'grade' }])
  expect(places({ diagnosis: both(claim('2', doctor.id), claim('3', psychologist.id), fields({ grade: '3' })) })).toEqual([])
})

test('each axis that differs has its own reason and a paragraph with its proof', () => {
  const { proofs } = evidence()
  expect(places({ comparison: fields({ agreementStage: 'differ' }) })).toEqual([['differenceUnexplained', 'blocker', 'comparison.agreementStage']])
  const named: Edit = (doc, o) =>
    setNarrative(doc, o, ['El estadio difiere. ', 'La cirugía difiere. '].map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }, { type: 'proof', proof: proofs.massOctober }] })))
  expect(places({ comparison: both(fields({ agreementStage: 'differ' }), named) })).toEqual([])
  expect(places({ comparison: fields({ agreementStage: 'differ', reasonStage: '', reasonForDifference: '' }) }).map(([code, , place]) => [code, place])).toContainEqual(['differenceUnexplained', 'comparison.reasonStage'])
})

test('the words on the difference come from the codes alone, in the report’s language, the same every time', () => {
  const draft = draftDifference(lungFacts()).map((block) => (block.type === 'paragraph' ? plainText(block.content) : ''))
  expect(draft[0]).toBe('Coincidimos con la primera opinión en: diagnóstico, biomarcadores, intención y tratamiento sistémico.')
  expect(draft).toContain('Cirugía: nuestra opinión difiere. La primera opinión dice «No indicada»; la nuestra, «Posible, según la función pulmonar y los ganglios». El motivo: relectura de las imágenes. Qué cambia: mayor.')
  expect(draftDifference(lungFacts())).toEqual(draftDifference(lungFacts()))
  expect(blamingWords(draft.join(' '), 'es')).toEqual([])
})

test('a reason for an empty section stands neither for the diagnosis, nor the edition, the status, an axis or waiting (B5, B7)', () => {
  const emptied = (...keys: string[]): Edit => both(fields(Object.fromEntries(keys.map((key) => [key, '']))), fields({ noneBecause: 'No forma parte de esta consulta.' }))
  const cases: Record<string, string[]> = { diagnosis: ['topography', 'morphology', 'icd10', 'verificationStatus'], stage: ['stagingSystem'], statusAndOutlook: ['diseaseStatus'], options: ['waitAndSee'], comparison: ['agreementStage', 'agreementFollowUp'] }
  for (const [section, keys] of Object.entries(cases)) {
    expect(places({ [section]: emptied(...keys) }).filter(([code]) => code === 'fieldEmpty')).toEqual(keys.map((key) => ['fieldEmpty', 'blocker', `${section}.${key}`]))
  }
  // The basis of the diagnosis may be waived, and all of it when no opinion is possible: then the report is not issued.
  expect(places({ diagnosis: emptied('basisOfDiagnosis') })).toEqual([])
  const impossible = fields({ outcome: 'notPossible' })
  expect(places({ diagnosis: emptied('topography'), outcomeAndLimits: impossible }).filter(([code]) => code === 'fieldEmpty')).toEqual([])
})

test('without any first opinion there is nothing to compare: the reason stands for the axes', () => {
  const none = fields({ noneBecause: 'No hay primera opinión.' })
  const axes = both(none, fields({ agreementStage: '' }))
  expect(places({ comparison: axes, firstOpinion: none })).toContainEqual(['fieldEmpty', 'blocker', 'comparison.agreementStage'])
  const facts = lungFacts({ comparison: axes, firstOpinion: none })
  const firstOpinion = facts.sections.firstOpinion
  if (!firstOpinion) throw new Error('the report has a first opinion')
  const left = signingObstacles({ ...facts, sections: { ...facts.sections, firstOpinion: { ...firstOpinion, lists: {} } } }, { signer: doctor, today: TODAY, isSigned: false })
  expect(left.filter(({ sectionKey }) => sectionKey === 'comparison')).toEqual([])
})

test('what the checklist misses is stated item by item: one reason for the section does not stand for it (B3)', () => {
  const missingMaterial = [{ code: 'laboratory', label: { en: 'Laboratory', es: 'Laboratorio' } }]
  expect(places({ material: fields({ noneBecause: 'No hace falta.' }) }, { missingMaterial })).toEqual([['materialUnaddressed', 'blocker', 'material.missing']])
})

test('an open comment that blocks, blocks; the reading ease of the patient’s version warns below the programme’s target', () => {
  const thread = { section: 'stage', quote: 'N2a en el mediastino', authorName: 'Dr. Chen' }
  expect(places({}, { blockingThreads: [thread] })).toEqual([['threadOpen', 'blocker', 'stage.null']])
  expect(places({}, { blockingThreads: [] })).toEqual([])
  expect(places({}, { patientEase: 59.9 })).toEqual([['patientTextHard', 'warning', 'answers.null']])
  for (const patientEase of [60, null]) expect(places({}, { patientEase })).toEqual([])
})

test('a text that changed after an expert reviewed it is reviewed again (B17)', () => {
  const [seen, now] = ['a'.repeat(64), Sha256.parse('b'.repeat(64))]
  const expert = (reviewedContent: string) => rowEdit('experts', 9, { order: '1', name: 'Dra. Chen', discipline: 'Oncología', country: 'US', licence: 'MA-1', reviewed: 'true', conflict: 'none', vote: 'agrees', reviewedContent })
  expect(places({ panel: expert(seen) }, { reviewable: now })).toEqual([['reviewOutdated', 'blocker', `panel.experts/${row(9)}/reviewed`]])
  expect(places({ panel: expert(now) }, { reviewable: now })).toEqual([])
  // Confirmed before fingerprints were kept: nobody can tell, so nothing is claimed.
  expect(places({ panel: expert('') }, { reviewable: now })).toEqual([])
})

test('a later file of the same name and kind is pointed at while proofs rest on the earlier one (W6)', () => {
  const [first, ...others] = documents()
  if (!first) throw new Error('the case has documents')
  const later = { ...first, id: DocumentId.parse('018f0000-0000-7000-8000-0000000000ff'), sha256: Sha256.parse('e'.repeat(64)), receivedAt: '2026-11-23T08:00:00.000Z' }
  expect(places({}, { documents: [first, ...others, later] })).toEqual([['proofOutdated', 'warning', 'material.null']])
  expect(places({}, { documents: [first, ...others, { ...later, name: 'otro.pdf' }] })).toEqual([])
  expect(places({}, { documents: [{ ...first, receivedAt: '2026-11-24T08:00:00.000Z' }, ...others, later] })).toEqual([])
})
