import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canonicalReport, canonicalText } from '#shared/casedoc/canonical.ts'
import { setField, setNarrative } from '#shared/casedoc/edit.ts'
import { putLesionTable } from '#shared/casedoc/lesionTable.ts'
import { CanonicalReport } from '#shared/domain/canonicalReport.ts'
import { composeReport } from '../../../../../../src/main/core/reports/pdf/composeReport.ts'
import { PRINT_WORDS } from '../../../../../../src/main/core/reports/pdf/words.ts'
import { doctor, lungFacts, report, value } from '../../../../../support/reports/lungCase.ts'
import { pdfPages } from '../../../../../support/reports/pdfText.ts'
import { hasProgram, run } from '../../../../../support/reports/programs.ts'
import { readingWithCharts } from '../../../../../support/reports/readingWithCharts.ts'
import { rasters } from '../../../../../support/reports/rasters.ts'
import { temporaryFolder } from '../../../../../support/temporaryFolder.ts'

const signature = { name: doctor.name, role: doctor.role, licence: doctor.licence, signedAt: '2026-11-22T21:03:00.000Z', publicKey: 'k'.repeat(43), record: 'e30' }
type Facts = Parameters<typeof lungFacts>

async function print({ language = 'es' as 'en' | 'es', signed = false, facts = [{}] as Facts }) {
  const [change, overrides] = facts
  const text = canonicalText(canonicalReport(lungFacts(change, { report: report({ language }), ...overrides })))
  const contentHash = createHash('sha256').update(text).digest('hex')
  const content = CanonicalReport.parse(JSON.parse(text))
  const images = content.proofs.filter(({ anchor }) => anchor.kind === 'image').map(({ number }) => number)
  const made = await composeReport({ report: content, contentHash, rasters: rasters(images), signature: signed ? signature : null })
  return { ...made, contentHash, text: await pdfPages(made.pdf) }
}

/** The first measurement of the report stands as a key image instead. */
async function printWithKeyImage() {
  const content = CanonicalReport.parse(canonicalReport(lungFacts({}, { report: report({ language: 'es' }) })))
  const changed = content.proofs.find(({ kind }) => kind === 'measurement')?.number ?? 0
  const proofs = content.proofs.map((proof) => (proof.number === changed ? { ...proof, kind: 'keyImage' as const, label: 'Imagen clave 1, CT Tórax 2,5 mm', measurement: null } : proof))
  const numbers = proofs.filter(({ anchor }) => anchor.kind === 'image').map(({ number }) => number)
  const made = await composeReport({ report: { ...content, proofs }, contentHash: 'a'.repeat(64), rasters: rasters(numbers), signature: null })
  return { ...made, changed, numbers, text: await pdfPages(made.pdf) }
}

test('the same content gives the same bytes', async () => {
  const hashes = await Promise.all([print({}), print({})].map(async (made) => createHash('sha256').update((await made).pdf).digest('hex')))
  expect(hashes[0]).toBe(hashes[1])
})

test('every page says whose it is, which version, its place, its status and its hash; a draft says so on every page', async () => {
  const { text, pages, contentHash } = await print({})
  expect(text).toHaveLength(pages)
  text.forEach((page, i) => {
    for (const words of ['Quiroga Lastra, Mateo', '14 mar 1963', 'Caso CN-2026-0418 · versión 1', `Página ${i + 1} de ${pages}`, 'No es un informe médico', 'informative-es 1', 'BORRADOR']) {
      expect(page, words).toContain(words)
    }
    expect(page).toContain(contentHash.slice(0, 4))
  })
  const signed = await print({ signed: true })
  expect(signed.text.join(' ')).not.toContain('BORRADOR')
})

test('the first page answers the questions that were asked, in both languages', async () => {
  const es = await print({})
  expect(es.text[0]).toContain('Respuesta breve a cada pregunta')
  expect(es.text[0]).toContain('Es posible y no la descartamos')
  const en = await print({ language: 'en' })
  expect(en.text[0]).toContain('A short answer to each question')
  expect(en.text[0]).toContain('14 March 1963')
  expect(en.text[0]).toContain('DRAFT')
})

test('medical and psychological recommendations are parts of their own, and an empty one shows its reason', async () => {
  const none = (doc: Parameters<Extract<Facts[0], object>[string]>[0], o: Parameters<Extract<Facts[0], object>[string]>[1]) => {
    setNarrative(doc, o, [])
    setField(doc, o, 'noneBecause', value('El paciente no desea valoración.'))
  }
  const text = (await print({ facts: [{ psychologicalRecommendations: none }] })).text.join(' ')
  for (const words of ['Recomendaciones médicas', 'Función pulmonar con DLCO', 'Recomendaciones psicológicas', 'Sin contenido: El paciente no desea valoración.']) expect(text).toContain(words)
})

test('decimals, units and minus signs come out as written in the language', async () => {
  const { text } = await print({})
  expect(text.join(' ')).toContain('38,0 × 29,0 mm')
  expect(text.join(' ')).toContain('−20,6 %')
})

test('every proof is listed with its place, and every reviewed item with its hash', async () => {
  const { text } = await print({})
  const all = text.join(' ')
  for (const words of ['Adenocarcinoma acinar, moderadamente diferenciado', 'milímetros según las coordenadas del paciente', 'Medido por Dra. Helena Okafor', '4'.repeat(32), 'SOPInstanceUID 1.2.826.0.1.3680043.10.1.2.1.2']) {
    expect(all).toContain(words)
  }
})

test('a signed report shows who signed, when, and the whole hash of what was signed', async () => {
  const { text, contentHash } = await print({ signed: true })
  for (const words of ['Dra. Helena Okafor', 'MA-284417', '21:03 UTC', contentHash, 'He revisado personalmente el caso']) expect(text.join(' ')).toContain(words)
})

test('a long opinion flows over pages without losing a word', async () => {
  const words = Array.from({ length: 3000 }, (_, i) => `palabra${i}`)
  const { text, pages } = await print({ facts: [{ followUp: (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: words.join(' ') }] }]) }] })
  const all = text.join(' ')
  expect(words.filter((word) => !all.includes(word))).toEqual([])
  expect(pages).toBeGreaterThan(14)
})

test('an unbroken text wider than the column is cut, not lost', async () => {
  const long = 'x'.repeat(400)
  const { text } = await print({ facts: [{ followUp: (doc, o) => setNarrative(doc, o, [{ type: 'paragraph', content: [{ type: 'text', text: long }] }]) }] })
  expect((text.join('').match(/x{10,}/g) ?? []).join('').length).toBe(400)
})

test('no printed word is missing in a language, and none blames a colleague', () => {
  const flat = (words: object): string[] => Object.values(words).flatMap((word) => (typeof word === 'string' ? [word] : typeof word === 'object' ? flat(word) : [word(1, 2)]))
  expect(flat(PRINT_WORDS.es).length).toBe(flat(PRINT_WORDS.en).length)
  expect([...flat(PRINT_WORDS.en), ...flat(PRINT_WORDS.es)].filter((word) => word.trim() === '' || /wrong|missed|erróneo|fallo/i.test(word))).toEqual([])
})

test('pictures are embedded without transparency', async () => {
  const { pdf } = await print({})
  const file = Buffer.from(pdf).toString('latin1')
  expect(file.match(/\/Subtype \/Image/g)?.length).toBe(6)
  expect(file).not.toContain('/SMask')
})

test('the charts of a reading are printed under its table, drawn and in words for those who do not see them', async () => {
  const put = (doc: Parameters<Extract<Facts[0], object>[string]>[0], o: Parameters<Extract<Facts[0], object>[string]>[1]) => void putLesionTable(doc, o, readingWithCharts('es').made)
  const { pdf, text, pages } = await print({ facts: [{ imaging: put }] })
  const said = text.join(' ')
  for (const words of ['Suma de diámetros', 'Cambio de cada diana frente al basal', 'Cambio por diana en la última fecha', 'respuesta parcial', 'progresión', '60 mm', '−100,0 %', '+10,0 %', 'T1', 'T2']) expect(said, words).toContain(words)
  const keep = process.env.CONSILIUM_KEEP_PDF
  if (keep) writeFileSync(keep, pdf)
  // The same report without charts takes a page or more less: they take room, they do not lie over the text.
  const { charts: _, ...bare } = readingWithCharts('es').made
  const without = await print({ facts: [{ imaging: (doc, o) => void putLesionTable(doc, o, bare) }] })
  expect(pages).toBeGreaterThan(without.pages)
})

test.skipIf(!hasProgram('pdfimages'))('a key image is a proof like any other: its number, its name and its picture are printed (poppler)', async () => {
  const { pdf, text, numbers, changed } = await printWithKeyImage()
  const file = join(temporaryFolder(), 'report.pdf')
  writeFileSync(file, pdf)
  const listed = run('pdfimages', '-list', file).text.split('\n').filter((line) => / image /u.test(line))
  expect(new Set(listed.map((line) => line.trim().split(/\s+/u).slice(3, 5).join(' ')))).toEqual(new Set(['228 150']))
  expect(new Set(listed.map((line) => line.trim().split(/\s+/u)[10])).size).toBe(numbers.length)
  expect(text.join(' ')).toContain(`${changed} Imagen clave 1, CT Tórax 2,5 mm`)
})
