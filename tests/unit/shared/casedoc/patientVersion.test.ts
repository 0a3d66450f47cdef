// The patient's version says what the codes say, in both languages, and nothing else (requirements D9, F1 §21).
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { setAnswer, setField } from '#shared/casedoc/edit.ts'
import { type EditOrigin, rowKey } from '#shared/casedoc/layout.ts'
import { blamingWords } from '#shared/domain/blamingWords.ts'
import { patientVersion, withFrequencies } from '#shared/casedoc/patientVersion.ts'
import { PLAIN_WORDS } from '#shared/casedoc/plainWords.ts'
import { readability, syllablesOf } from '#shared/domain/readability.ts'
import type { ReadingPage } from '#shared/domain/readingPage.ts'
import { readingPages } from '#shared/casedoc/readingPages.ts'
import { lungFacts, template, value } from '../../../support/reports/lungCase.ts'

const text = (page: ReadingPage) => page.parts.flatMap(({ heading, lines, table }) => [heading, ...lines.map((line) => line.text), ...(table?.rows.flat() ?? [])]).join('\n')
const outlook = (wish: string) => (doc: Y.Doc, o: EditOrigin) => setField(doc, o, 'informationPreference', value(wish))
const prognosis = (doc: Y.Doc, o: EditOrigin) => {
  for (const [key, words] of Object.entries({ prognosis: 'La mitad vive más de cinco años.', prognosisHorizon: '5 años', prognosisBasis: 'Registro', prognosisCertainty: 'moderate' })) setField(doc, o, key, value(words))
}

test('the same facts give the same page, and each changed code changes its sentence', () => {
  expect(patientVersion(lungFacts(), 'es')).toEqual(patientVersion(lungFacts(), 'es'))
  for (const [code, sentence] of Object.entries(PLAIN_WORDS.es.verification)) {
    expect(text(patientVersion(lungFacts({ diagnosis: (doc, o) => setField(doc, o, 'verificationStatus', value(code)) }), 'es'))).toContain(sentence)
  }
  const option = rowKey('options', '018f0000-0000-7000-8000-000000000002', 'standing')
  const before = text(patientVersion(lungFacts(), 'en'))
  const after = text(patientVersion(lungFacts({ options: (doc, o) => setField(doc, o, option, value('notAdvised')) }), 'en'))
  expect(before).toContain(PLAIN_WORDS.en.standing.acceptable)
  expect(after).not.toContain(PLAIN_WORDS.en.standing.acceptable)
})

test('the outlook is told only to who asked for everything: not stated is not asked', () => {
  const change = { statusAndOutlook: prognosis, answers: (doc: Y.Doc, o: EditOrigin) => setAnswer(doc, o, 7, 'answer', value('La mitad vive más de cinco años.')) }
  expect(text(patientVersion(lungFacts(change), 'es'))).toContain('La mitad vive más de cinco años.')
  for (const wish of ['partial', 'noPrognosis', 'notStated', '']) {
    const page = text(patientVersion(lungFacts({ ...change, motiveAndQuestions: outlook(wish) }), 'es'))
    expect(page).not.toContain('La mitad vive')
    expect(page).toContain(PLAIN_WORDS.es.outlookWithheld)
  }
})

test('survival stays out of the options, too, when the outlook is not wished', () => {
  const benefit = (doc: Y.Doc, o: EditOrigin) => setField(doc, o, rowKey('options', '018f0000-0000-7000-8000-000000000001', 'benefit'), value('Supervivencia del 60 %'))
  expect(text(patientVersion(lungFacts({ options: benefit }), 'es'))).toContain('Supervivencia del 60 %')
  expect(text(patientVersion(lungFacts({ options: benefit, motiveAndQuestions: outlook('noPrognosis') }), 'es'))).not.toContain('Supervivencia')
})

test('what was missing is named before what that means', () => {
  const page = text(patientVersion(lungFacts(), 'es'))
  expect(page).toContain(`${PLAIN_WORDS.es.missing}: Consentimiento. `)
})

test('within a sentence an abbreviation keeps its capitals', () => {
  const { askWhen } = PLAIN_WORDS.es
  expect(['TC de cortes finos', 'PET/TC de control', 'T4 libre', 'Función pulmonar'].map(askWhen)).toEqual(['¿Cuándo y dónde se puede hacer: TC de cortes finos?', '¿Cuándo y dónde se puede hacer: PET/TC de control?', '¿Cuándo y dónde se puede hacer: T4 libre?', '¿Cuándo y dónde se puede hacer: función pulmonar?'])
})

test('shares are told by people beside their figure', () => {
  expect(withFrequencies('Riesgo del 20 %.', PLAIN_WORDS.es)).toBe('Riesgo del 20 % (aproximadamente 1 de cada 5 personas).')
  expect(withFrequencies('Risk 2.5%', PLAIN_WORDS.en)).toBe('Risk 2.5% (about 1 in 40 people)')
  expect(withFrequencies('Works in 80 %', PLAIN_WORDS.en)).toBe('Works in 80 % (about 8 in 10 people)')
  expect(withFrequencies('100 %', PLAIN_WORDS.en)).toBe('100 %')
})

test('every code that a patient can meet has its sentence in both languages', () => {
  const options = (section: string, field: string, list?: string) => {
    const of = template('onc/1').sections.find(({ key }) => key === section)
    const fields = list ? of?.lists.find(({ key }) => key === list)?.fields : of?.fields
    return fields?.find(({ key }) => key === field)?.options?.map(({ code }) => code) ?? []
  }
  for (const words of [PLAIN_WORDS.en, PLAIN_WORDS.es]) {
    const covered: [readonly string[], Readonly<Record<string, unknown>>][] = [
      [options('diagnosis', 'verificationStatus'), words.verification], [options('options', 'standing', 'options'), words.standing], [options('options', 'worstGrade', 'options'), words.worstGrade], [options('options', 'reversibility', 'options'), words.reversibility],
      [options('medicalRecommendations', 'action', 'recommendations'), words.action], [options('medicalRecommendations', 'urgency', 'recommendations'), words.urgency], [options('followUp', 'act', 'warningSigns'), words.act],
      [options('outcomeAndLimits', 'outcome'), words.outcome], [options('comparison', 'agreementStage').filter((code) => code !== 'notApplicable'), words.agreement],
    ]
    for (const [codes, sentences] of covered) {
      expect(codes.length).toBeGreaterThan(0)
      expect(codes.filter((code) => sentences[code] === undefined)).toEqual([])
    }
  }
})

test('the treating doctor reads tests to add and to cancel, and both opinions stand on one page', () => {
  const { treatingDoctor, comparison, draft } = readingPages(lungFacts(), 'en')
  expect(treatingDoctor.parts.find(({ key }) => key === 'tests')?.table?.rows.map(([what]) => what)).toEqual(expect.arrayContaining([expect.stringContaining('Add a test: Función pulmonar con DLCO'), expect.stringContaining('Cancel a test: Nueva tomografía')]))
  expect(text(treatingDoctor)).toContain('Allergies: Contraste yodado (urticaria).')
  expect(comparison.parts[0]?.table?.rows).toContainEqual(['Surgery', 'No indicada', 'Posible, según la función pulmonar y los ganglios', 'Differs', 'Images read again', 'Major'])
  expect(draft.length).toBeGreaterThan(2)
  expect(blamingWords(text(readingPages(lungFacts(), 'es').patient), 'es')).toEqual([])
})

test('reading ease: syllables by hand, and an easy text above a hard one', () => {
  for (const [word, count] of [['casa', 2], ['corazón', 3], ['día', 2], ['cuidado', 3], ['aéreo', 4], ['guitarra', 3], ['queso', 2], ['sol', 1]] as const) expect(syllablesOf(word, 'es'), word).toBe(count)
  for (const [word, count] of [['cat', 1], ['table', 2], ['doctor', 2], ['hope', 1], ['operation', 4]] as const) expect(syllablesOf(word, 'en'), word).toBe(count)
  const easy = 'El sol sale. La casa es roja. El pan es de hoy. Mi gato come pan. La luz es de la luna. Yo como sopa. Tú lees el libro. El mar es azul y la nube es gris.'
  const hard = 'La contextualización multidisciplinar de las determinaciones anatomopatológicas inmunohistoquímicas condiciona irremediablemente la estratificación pronóstica individualizada, particularmente considerando heterogeneidades intratumorales espaciotemporales y comorbilidades cardiovasculares previamente diagnosticadas, suficientemente documentadas e insuficientemente caracterizadas mediante procedimientos.'
  expect(readability(easy, 'es').value).toBeGreaterThan(80)
  expect(readability(hard, 'es').value).toBeLessThan(30)
  expect(readability('Too short.', 'en').value).toBeNull()
})
