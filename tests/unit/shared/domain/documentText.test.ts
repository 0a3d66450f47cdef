import { expect, test } from 'vitest'
import { classifyDocument } from '../../../../src/shared/domain/documentKind.ts'
import { detectLanguage, firstDate, writesDayFirst } from '../../../../src/shared/domain/documentText.ts'
import { readStatements } from '../../../../src/shared/domain/statedInText.ts'

const spanish = `Hospital General · Servicio de Anatomía Patológica
INFORME DE ANATOMÍA PATOLÓGICA
Paciente: María José García López   NHC: 400100
Fecha de nacimiento: 03/05/1960   Sexo: Mujer
Fecha del informe: 12 de marzo de 2026
Se reciben tres cilindros de la lesión del lóbulo superior derecho que se procesan en su totalidad para el estudio.`

test('a Spanish pathology report says who, when and what it is', () => {
  const language = detectLanguage(spanish)
  expect(language).toBe('es')
  expect(readStatements(spanish, writesDayFirst(language))).toEqual({
    stated: { familyName: null, givenName: 'María José García López', birthDate: '1960-05-03', sex: 'F', identifier: '400100' },
    name: { text: 'María José García López' },
    documentDate: '2026-03-12',
  })
  expect(classifyDocument(spanish, 'scan001.pdf')).toBe('pathology')
})

test('an English letter with the name below its label', () => {
  const text = 'North Clinic\nDischarge summary\nPatient name\nOkafor, Helen\nDate of birth: 4 July 1958 | Sex: Female | MRN: A-4411\nDate of discharge: 3 March 2026'
  expect(readStatements(text, null)).toMatchObject({ stated: { familyName: 'Okafor', givenName: 'Helen', birthDate: '1958-07-04', sex: 'F', identifier: 'A-4411' }, documentDate: '2026-03-03' })
  expect(classifyDocument(text, 'x.pdf')).toBe('dischargeSummary')
})

test.each([
  ['03/04/2026', null, null],
  ['03/04/2026', true, '2026-04-03'],
  ['23/04/2026', null, '2026-04-23'],
  ['04/23/2026', null, '2026-04-23'],
  ['07/07/2026', null, '2026-07-07'],
  ['2026-02-29', null, null],
  ['le 3 of it', null, null],
] as const)('%s (day first: %s) is read as %s: day and month are never guessed', (text, dayFirst, date) => expect(firstDate(text, dayFirst)).toBe(date))

test('text without labels states nobody, and too little text has no language', () => {
  expect(readStatements('Dr Helen Okafor called on 3 March 2026 about the scan.', null)).toMatchObject({ name: null, documentDate: null, stated: { birthDate: null } })
  expect(detectLanguage('CT thorax 12 mm')).toBeNull()
})

test.each([
  ['Informed consent for data processing', 'consent'],
  ['Solicitud de segunda opinión', 'request'],
  ['CT of the chest', 'imagingReport'],
  ['Analítica de sangre', 'laboratory'],
  ['Medication list', 'medicationList'],
  ['Hoja operatoria', 'operationNote'],
  ['Psycho-oncology assessment', 'psychology'],
  ['Minutes of the residents’ meeting', 'other'],
] as const)('“%s” is %s', (title, kind) => expect(classifyDocument(title, 'file.pdf')).toBe(kind))

test('a scan is classified by its file name only', () => expect(classifyDocument('', 'informe_de_alta-2026.jpg')).toBe('dischargeSummary'))

test.each([
  ['Informe de alta   Ingreso: 14/08/2026\nAlta: 19/08/2026\nPaciente: RUIZ MORA, Ana', '2026-08-19'],
  ['CT report   Study: 24/05/2026\nReport: 25/05/2026\nPatient: RUIZ MORA, Ana', '2026-05-25'],
  ['Medication list   29 Sep 2026\nPatient: RUIZ MORA, Ana   Date of birth: 21 Jul 1958', '2026-09-29'],
  ['Informe: TC del 24/05/2026 comparada con la previa', null],
  ['Two dates above, 1 May 2026\nand 2 May 2026\nPatient: RUIZ MORA, Ana', null],
  ['Patient: RUIZ MORA, Ana\nDate of birth: 21 Jul 1958', null],
] as const)('%j is dated %s', (text, date) => expect(readStatements(text, true).documentDate).toBe(date))

test('the largest line names a document, not the letterhead above it', () => {
  const page = 'Programa de Segunda Opinión\nSolicitud del paciente\nPreguntas del paciente'
  expect(classifyDocument(page, 'x.pdf', ['Preguntas del paciente'])).toBe('questions')
  expect(classifyDocument('Programa de Segunda Opinión', 'x.pdf')).toBe('other')
  expect(classifyDocument('Informe de consulta: primera opinión', 'x.pdf')).toBe('priorOpinion')
})

test('a script of one language tells it; a shared one and a few foreign letters tell nothing', () => {
  expect(detectLanguage('სამედიცინო ცნობა: პაციენტი გასინჯულია კარდიოლოგის მიერ, დიაგნოზი ჰიპერტენზია, enalapril 10 mg')).toBe('ka')
  expect(detectLanguage('Ο ασθενής εξετάστηκε στο εξωτερικό ιατρείο και λαμβάνει αγωγή για υπέρταση')).toBe('el')
  expect(detectLanguage('Пациент осмотрен кардиологом, диагноз гипертоническая болезнь, назначено лечение на дому')).toBeNull()
  expect(detectLanguage('The patient was seen in the clinic and is on treatment with 5 μg of the drug for the heart, and there was no change of the β value')).toBe('en')
  expect(detectLanguage('გამარჯობა')).toBeNull()
})
