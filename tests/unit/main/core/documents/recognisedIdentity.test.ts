// H1, H17: a scan says whose it is as soon as its words are read; another patient's leaves the case with the evidence, a doubtful one goes to a person.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFonts } from '../../../../../src/main/core/demo/paper/fonts.ts'
import { scanSheet, scanToPdf } from '../../../../../src/main/core/demo/paper/capture.ts'
import { openGlyphFont } from '../../../../../src/main/core/demo/paper/glyphs.ts'
import { createSheet } from '../../../../../src/main/core/demo/paper/sheet.ts'
import { createRandom } from '../../../../../src/main/core/demo/random.ts'
import { judgeRecognisedPage } from '../../../../../src/shared/domain/recognisedIdentity.ts'
import type { Patient } from '../../../../../src/shared/domain/patient.ts'
import { PASSPHRASE, openTestWorkstation, type TestWorkstation } from '../../../../support/workstation.ts'

let workstation: TestWorkstation
let caseId: never
let folder: string

const A4 = { width: 1240, height: 1754 }

async function scanned(seed: number, lines: readonly string[]): Promise<Uint8Array> {
  const font = openGlyphFont(readFonts(join(import.meta.dirname, '../../../../../resources')).serif)
  const sheet = createSheet(A4.width, A4.height)
  for (const [i, line] of lines.entries()) sheet.text(font, line, 150, 260 + i * 60, 30)
  return scanToPdf(scanSheet(sheet, createRandom(seed, 'scan'), 0.6), A4.width, A4.height, '2026-11-14')
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'consilium-whose-'))
  const bundle = join(folder, 'in')
  mkdirSync(bundle)
  writeFileSync(join(bundle, 'informe.txt'), 'Informe clínico\nPaciente: Ana Ruiz Mora\nFecha de nacimiento: 18/04/1963\nTumor de 24 mm en lóbulo superior derecho.\n')
  writeFileSync(join(bundle, 'propio.pdf'), await scanned(1, ['Informe de consulta', 'Paciente: Ana Ruiz Mora', 'Fecha de nacimiento: 18/04/1963', 'Disnea de esfuerzo desde hace un mes.']))
  writeFileSync(join(bundle, 'ajeno.pdf'), await scanned(2, ['Informe de consulta', 'Paciente: Juan López Vega', 'Fecha de nacimiento: 17/01/1941', 'Cardiopatía isquémica conocida.']))
  workstation = await openTestWorkstation()
  await workstation.signUp('Dr Helen Okafor', 'physician', '28/1')
  caseId = (await workstation.takeIn(bundle)) as never
}, 60_000)

afterAll(async () => {
  await workstation.stop()
  for (const made of [folder, workstation.directory]) rmSync(made, { recursive: true, force: true })
})

const documents = () => workstation.client.cases.documents({ caseId })

async function recognise(name: string): Promise<string> {
  const document = (await documents()).find((one) => one.name === name)
  if (!document) throw new Error(`no ${name}`)
  const { jobId } = await workstation.client.reading.recognise({ caseId, documentId: document.id })
  let last = ''
  for await (const { state } of await workstation.client.jobs.watch({ jobId })) last = state
  return last
}

test('the patient’s own scan is known as theirs, another’s is set aside with the lines that say so', async () => {
  expect((await documents()).map(({ name, identity }) => [name, identity.verdict])).toEqual([
    ['ajeno.pdf', 'notStated'],
    ['informe.txt', 'match'],
    ['propio.pdf', 'notStated'],
  ])
  expect(await recognise('propio.pdf')).toBe('done')
  expect(await recognise('ajeno.pdf')).toBe('done')
  expect((await documents()).map(({ name, identity }) => [name, identity.verdict])).toEqual([
    ['informe.txt', 'match'],
    ['propio.pdf', 'match'],
  ])
  const { items } = await workstation.client.quarantine.list({ caseId })
  expect(items).toMatchObject([{ name: 'ajeno.pdf', code: 'otherPatient', decision: null, kind: 'document', identity: { verdict: 'mismatch', stated: { birthDate: '1941-01-17' } }, recognised: { page: 1 } }])
  expect(items[0]?.recognised?.quote).toContain('Juan López Vega')
  expect(items[0]?.recognised?.quote).toContain('17/01/1941')
  expect(items[0]?.recognised?.confidence).toBeGreaterThan(70)
  const { search } = workstation.core.work()
  await search.indexer.settled()
  expect((await workstation.client.search.find({ caseId, words: 'isquemica', limit: 10 })).total).toBe(0)
  expect((await workstation.client.search.find({ caseId, words: 'esfuerzo', limit: 10 })).total).toBe(1)
}, 120_000)

test('what a person released knowing whose it says it is stays, however often it is read', async () => {
  const { items } = await workstation.client.quarantine.list({ caseId })
  const [item] = items
  if (!item) throw new Error('nothing was set aside')
  const me = workstation.core.work().session.user.id
  await workstation.client.quarantine.release({ caseId, importId: item.importId, itemId: item.itemId, reason: 'Filed by mistake under a neighbour', confirmedBy: me, passphrase: PASSPHRASE })
  expect((await documents()).map(({ name }) => name)).toContain('ajeno.pdf')
  expect(await recognise('ajeno.pdf')).toBe('done')
  expect((await documents()).find(({ name }) => name === 'ajeno.pdf')?.identity.verdict).toBe('mismatch')
}, 120_000)

const ana: Patient = { familyName: 'Ruiz Mora', givenName: 'Ana', birthDate: '1963-04-18', sex: 'female', identifiers: [] }
const pageOf = (page: number, confidence: number, lines: readonly string[]) => ({
  page, confidence, skewDegrees: 0,
  words: lines.flatMap((text, line) => text.split(' ').map((word) => ({ text: word, rect: [0, 0, 1, 1] as [number, number, number, number], confidence, line }))),
})

test('a doubtful reading is never sure: it goes to a person, and what agrees is only probable', () => {
  const other = ['Paciente: Juan López Vega', 'Fecha de nacimiento: 17/01/1941']
  expect(judgeRecognisedPage(ana, pageOf(1, 55, other), 'es')).toMatchObject({ quarantine: true, unsure: true, check: { verdict: 'probable' }, statement: { confidence: 55 } })
  expect(judgeRecognisedPage(ana, pageOf(1, 92, other), 'es')).toMatchObject({ quarantine: true, unsure: false, check: { verdict: 'mismatch' } })
  const own = ['Paciente: Ana Ruiz Mora', 'Fecha de nacimiento: 18/04/1963']
  expect(judgeRecognisedPage(ana, pageOf(1, 55, own), 'es')).toMatchObject({ quarantine: false, check: { verdict: 'probable' } })
  // One letter misread: nobody but a person can tell a slip of the reader from another name.
  expect(judgeRecognisedPage(ana, pageOf(1, 92, ['Paciente: Ana Ruiz Nora', 'Fecha de nacimiento: 18/04/1963']), 'es')).toMatchObject({ quarantine: true, unsure: true })
  // A name alone on a later page may be the nurse's; a page without a labelled name states nobody.
  expect(judgeRecognisedPage(ana, pageOf(7, 92, ['Nombre: Lucía Prado Gil']), 'es')).toMatchObject({ quarantine: true, unsure: true, check: { verdict: 'probable' } })
  expect(judgeRecognisedPage(ana, pageOf(2, 92, ['Disnea de esfuerzo.']), 'es')).toBeNull()
})
