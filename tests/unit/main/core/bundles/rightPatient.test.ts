// Whose every kind of file says it is, read by the real readers and judged as an import judges: twelve people whose names are easily confused, each as the case's patient.
// Own files are not set aside, strangers' always; the share of needless ones is the safety goal's figure (H1: no stranger kept, at most 2 % needless).
import { expect, test } from 'vitest'
import { judgeItems } from '../../../../../src/main/core/bundles/judgeItems.ts'
import type { BundleItem } from '../../../../../src/main/core/bundles/readBundle.ts'
import { describeText, type DocumentFacts, NOTHING_STATED } from '../../../../../src/main/core/documents/documentFacts.ts'
import { readTextFacts, type TextFormat } from '../../../../../src/main/core/documents/textFacts.ts'
import { readHeader } from '../../../../../src/main/core/imaging/dicom/readHeader.ts'
import type { Patient } from '../../../../../src/shared/domain/patient.ts'
import { judgeFileName } from '../../../../../src/shared/domain/statedInName.ts'
import { slice } from '../../../../support/dicomFile.ts'

type Person = readonly [family: string, given: string, birthDate: string, sex: 'F' | 'M']

const PEOPLE: readonly Person[] = [
  ['Ruiz Mora', 'Ana', '1963-04-18', 'F'],
  ['Ruiz Mora', 'Elvira', '1966-09-21', 'F'],
  ['Ruiz Mora', 'Ana', '1991-12-23', 'F'],
  ['Núñez de la Peña', 'María José', '1958-01-31', 'F'],
  ['Núñez Ibáñez', 'José María', '1955-07-17', 'M'],
  ['García López', 'Íñigo', '1971-03-25', 'M'],
  ['López García', 'Iñaki', '1974-05-29', 'M'],
  ['Müller', 'Jürgen', '1949-10-13', 'M'],
  ['O’Brien', 'Siobhán', '1980-02-28', 'F'],
  ['Johnson', 'Emily Rose', '1968-08-14', 'F'],
  ['Kovač', 'Željko', '1962-06-19', 'M'],
  ['Castillo Vega', 'Lucía', '1987-11-30', 'F'],
]

const patientOf = ([familyName, givenName, birthDate, sex]: Person): Patient => ({ familyName, givenName, birthDate, sex: sex === 'F' ? 'female' : 'male', identifiers: [] })
const plain = (text: string) => text.normalize('NFD').replace(/\p{Mn}/gu, '').replaceAll('’', "'")
const MONTHS_ES = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ')
const MONTHS_EN = 'January February March April May June July August September October November December'.split(' ')

/** The ways in which hospitals write one and the same name. */
function namesOf([family, given]: Person): string[] {
  return [`${given} ${family}`, `${family.toUpperCase()}, ${given.toUpperCase()}`, plain(`${given} ${family}`), plain(`${family}, ${given}`).toUpperCase(), `${given} ${family}`.normalize('NFD')]
}

function datesOf(birthDate: string): string[] {
  const [y, m, d] = birthDate.split('-') as [string, string, string]
  const month = Number(m) - 1
  return [birthDate, `${d}/${m}/${y}`, `${d}.${m}.${y}`, `${Number(d)}-${Number(m)}-${y}`, `${Number(d)} de ${MONTHS_ES[month]} de ${y}`, `${Number(d)} ${MONTHS_EN[month]} ${y}`, `${MONTHS_EN[month]} ${Number(d)}, ${y}`, `${d}-${MONTHS_EN[month]?.slice(0, 3).toUpperCase()}-${y}`]
}

/** First pages of letters, as a PDF's, a scan's or a text file's words. */
function papers(person: Person): string[] {
  const [family, given, birthDate, sex] = person
  const texts = namesOf(person).flatMap((name) =>
    datesOf(birthDate).flatMap((date) => [
      `Informe de alta\nPaciente: ${name}\nFecha de nacimiento: ${date}\nSexo: ${sex === 'F' ? 'Mujer' : 'Varón'}\nDisnea.`,
      `DISCHARGE SUMMARY\nPatient name: ${name}   DOB: ${date}   Sex: ${sex}\nShortness of breath.`,
      `Nombre y apellidos: ${name} | F. Nac.: ${date} | NHC: 4471-2\nAnalítica`,
    ]),
  )
  const [date = ''] = datesOf(birthDate).slice(1)
  texts.push(`Apellidos: ${family}\nNombre: ${given}\nFecha de nacimiento: ${date}`, `Surname: ${family.toUpperCase()}\nFirst name: ${given}\nDate of birth: ${birthDate}`, `Patient\n${given} ${family}\nDate of birth\n${birthDate}`)
  return texts
}

const isLatin1 = (text: string) => [...text].every((letter) => letter.charCodeAt(0) < 256)
const utf8 = (text: string) => new Uint8Array(Buffer.from(text))
const textFile = (text: string, format: TextFormat) => readTextFacts(utf8(text), format, 'file')
const [digits, code] = [(date: string) => date.replaceAll('-', ''), { F: 'female', M: 'male' }]

/** The same statement as health-data files of three standards, and as texts in two older encodings. */
function exchanges([family, given, birthDate, sex]: Person): DocumentFacts[] {
  const [first = '', ...others] = given.split(' ')
  const latin = `Paciente: ${given} ${family}\nFecha de nacimiento: ${birthDate}`.replaceAll('’', "'")
    return [
    textFile(`\uFEFFMSH|^~\\&|LAB|H|||20260412||ORU^R01|1|P|2.5\rPID|1||77^^^LAB-X||${family}^${first}^${others.join(' ')}||${digits(birthDate)}|${sex}\rOBX|1|NM|X||`, 'hl7'),
    textFile(`MSH|^~\\&|LAB|H|||20260412||ORU^R01|1|P|2.5\rPID|1||77^^^LAB-X||${plain(family).toUpperCase()}^${plain(given).toUpperCase()}||${digits(birthDate)}|${sex}`, 'hl7'),
    textFile(JSON.stringify([{ resourceType: 'Claim' }, { resourceType: 'Patient', name: [{ use: 'official', family, given: given.split(' ') }], birthDate, gender: code[sex] }]), 'json'),
    textFile(`<ClinicalDocument><recordTarget><patientRole><id extension="9" root="1.2"/><patient><name><given>${first}</given>${others.map((one) => `<given>${one}</given>`).join('')}<family>${family}</family></name><administrativeGenderCode code="${sex}"/><birthTime value="${digits(birthDate)}"/></patient></patientRole></recordTarget></ClinicalDocument>`, 'xml'),
    readTextFacts(new Uint8Array(Buffer.from(`\uFEFFPaciente: ${given} ${family}\nFecha de nacimiento: ${birthDate}`, 'utf16le')), 'text', 'file'),
    ...(isLatin1(latin) ? [readTextFacts(new Uint8Array(Buffer.from(latin, 'latin1')), 'text', 'file')] : []),
  ]
}

let made = 0
const blob = () => ({ sha256: `${++made}` })
const ofDocument = (facts: Omit<DocumentFacts, 'pages' | 'issues'>, name = 'scan.pdf') => ({ name, bytes: 1, read: { kind: 'document', blob: blob(), mediaType: 'text/plain', facts } }) as unknown as BundleItem

/** As an older and as a newer device writes the name: Latin letters without accents, ISO_IR 100 where it has the letters, UTF-8. */
function images([family, given, birthDate, sex]: Person): BundleItem[] {
  const pn = `${family}^${given.replace(' ', '^')}`
  const written = [
    { set: 'ISO_IR 192', name: Buffer.from(pn).toString('latin1') },
    { set: 'ISO_IR 100', name: isLatin1(pn) ? pn : plain(pn) },
    { set: 'ISO_IR 6', name: plain(pn).toUpperCase() },
  ]
  return written.map(({ set, name }) => {
    const reading = readHeader(slice({ patientName: name, birthDate: digits(birthDate), sex, instance: `1.2.3.${++made}`, extra: [[0x00080005, 'CS', set]] }))
    if (reading.kind !== 'object') throw new Error('the file cannot be read')
    return { name: 'IM0001', bytes: 1, read: { kind: 'dicom', blob: blob(), inflated: null, object: reading.object, inner: null } } as unknown as BundleItem
  })
}

const itemsOf = (person: Person) => [...papers(person).map((text) => ofDocument(describeText(text, 'scan.pdf'))), ...exchanges(person).map((facts) => ofDocument(facts)), ...images(person)]

test('every kind of file of twelve people: no stranger stays, own files are not set aside', () => {
  const contents = { opensCase: true, hasBlob: () => false, instance: () => undefined }
  const files = PEOPLE.map(itemsOf)
  const found = { kept: [] as string[], needless: [] as string[], own: 0, strangers: 0 }
  for (const [i, person] of PEOPLE.entries()) {
    for (const [j, items] of files.entries()) {
      for (const { outcome, check, item } of judgeItems(items, patientOf(person), contents)) {
        const what = `${person.slice(0, 3).join(' ')} / ${JSON.stringify(check?.stated)} ${item.name}`
        if (i === j) found.own++
        else found.strangers++
        if (i === j && outcome === 'quarantined') found.needless.push(what)
        if (i !== j && outcome !== 'quarantined') found.kept.push(what)
      }
    }
  }
  console.info(`right patient, ${found.own} own files and ${found.strangers} of others: ${found.kept.length} strangers kept, ${found.needless.length} set aside for nothing`)
  expect(found.own).toBeGreaterThan(1200)
  expect(found.kept).toEqual([])
  expect(found.needless.length / found.own).toBeLessThanOrEqual(0.02)
})

const ana = patientOf(PEOPLE[0] as Person)

test.each([
  ['RUIZ_MORA_ANA_informe.pdf', null],
  ['Informe TAC tórax Ana Ruiz.jpg', null],
  ['scan0001.jpg', null],
  ['PET-TC marzo 2026.pdf', null],
  ['Informe Dr Juan López.pdf', null],
  ['Hospital Juan Ramón Jiménez.jpg', null],
  ['analitica mayo.png', null],
  ['Ana.jpg', null],
  ['LOPEZ_VEGA_JUAN.jpg', ['familyName', 'givenName']],
  ['Juan López Vega/pagina 1.jpg', ['familyName', 'givenName']],
  ['Elvira Ruiz Mora.pdf', ['givenName']],
  ['Ana García López 2026-03-01.png', ['familyName']],
] as const)('a scan named %s', (name, differing) => {
  expect(judgeFileName(ana, name)?.check.differing ?? []).toEqual(differing ?? [])
  const [judged] = judgeItems([ofDocument({ ...describeText('', name), stated: NOTHING_STATED }, name)], ana, { opensCase: true, hasBlob: () => false, instance: () => undefined })
  expect(judged).toMatchObject(differing ? { outcome: 'quarantined', code: 'fileNameOther' } : { outcome: 'document', code: null })
})

test('what the file itself says counts for more than its name, and nothing is compared with a patient nobody knows', () => {
  const own = ofDocument(describeText('Paciente: Ana Ruiz Mora\nFecha de nacimiento: 18/04/1963', 'x'), 'Juan López Vega.pdf')
  expect(judgeItems([own], ana, { opensCase: true, hasBlob: () => false, instance: () => undefined })).toMatchObject([{ outcome: 'document' }])
  expect(judgeFileName({ ...ana, familyName: '', givenName: '' }, 'Juan López Vega.pdf')).toBeNull()
})

test('a birth date whose day and month cannot be told apart: other in both readings is another person, fitting in one is not sure', () => {
  const english = (date: string) => ofDocument(describeText(`Patient: Ana Ruiz Mora\nDOB: ${date}`, 'x'))
  const judged = (date: string) => judgeItems([english(date)], { ...ana, birthDate: '1963-04-08' }, { opensCase: true, hasBlob: () => false, instance: () => undefined })[0]
  expect(judged('04/08/1963')).toMatchObject({ outcome: 'document', check: { verdict: 'probable', differing: [] } })
  expect(judged('03/09/1971')).toMatchObject({ outcome: 'quarantined', check: { verdict: 'mismatch', differing: ['birthDate'], stated: { birthDate: '03/09/1971' } } })
})
