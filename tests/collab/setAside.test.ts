// H1, H17: a document that turned out to be another patient's leaves the case at every workstation, and what the team decides about it is decided everywhere, once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFonts } from '../../src/main/core/demo/paper/fonts.ts'
import { scanSheet, scanToPdf } from '../../src/main/core/demo/paper/capture.ts'
import { openGlyphFont } from '../../src/main/core/demo/paper/glyphs.ts'
import { createSheet } from '../../src/main/core/demo/paper/sheet.ts'
import { createRandom } from '../../src/main/core/demo/random.ts'
import type { CaseId } from '../../src/shared/kit/ids.ts'
import { slice } from '../support/dicomFile.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { openTestWorkstation, PASSPHRASE, type TestWorkstation, until } from '../support/workstation.ts'

let at: Awaited<ReturnType<typeof startServerProcess>>
let a: TestWorkstation
let b: TestWorkstation
let caseId: CaseId
let folder: string

const A4 = { width: 1240, height: 1754 }
const NAMES = ['ajeno.pdf', 'vecino.pdf']

async function scanned(seed: number, lines: readonly string[]): Promise<Uint8Array> {
  const font = openGlyphFont(readFonts(join(import.meta.dirname, '../../resources')).serif)
  const sheet = createSheet(A4.width, A4.height)
  for (const [i, line] of lines.entries()) sheet.text(font, line, 150, 260 + i * 60, 30)
  return scanToPdf(scanSheet(sheet, createRandom(seed, 'scan'), 0.6), A4.width, A4.height, '2026-11-14')
}

const synced = async (ws: TestWorkstation) => (await ws.client.sync.syncNow()).state === 'synced'
const names = async (ws: TestWorkstation) => (await ws.client.cases.documents({ caseId })).map(({ name }) => name)
const held = async (ws: TestWorkstation, name: string) => (await ws.client.quarantine.list({ caseId })).items.find((item) => item.name === name)
const steps = async (ws: TestWorkstation) => (await ws.client.cases.events({ caseId })).filter(({ lane }) => lane === 'own').map(({ labelKey, title, actorName }) => [labelKey, title, actorName])

async function recognise(ws: TestWorkstation, name: string): Promise<void> {
  const document = (await ws.client.cases.documents({ caseId })).find((one) => one.name === name)
  if (!document) throw new Error(`no ${name}`)
  const { jobId } = await ws.client.reading.recognise({ caseId, documentId: document.id })
  for await (const { state } of await ws.client.jobs.watch({ jobId })) if (state === 'failed') throw new Error(`${name} was not read`)
}

async function release(ws: TestWorkstation, name: string): Promise<void> {
  const item = await held(ws, name)
  if (!item) throw new Error(`${name} is not held`)
  const confirmedBy = ws.core.work().session.user.id
  await ws.client.quarantine.release({ caseId, importId: item.importId, itemId: item.itemId, reason: 'His brother’s report, asked for', confirmedBy, passphrase: PASSPHRASE })
}

beforeAll(async () => {
  at = await startServerProcess()
  ;[a, b] = [await openTestWorkstation(), await openTestWorkstation()]
  await a.signUp('Dr One', 'physician', 'L-1')
  await b.signUp('Dr Two', 'radiologist', 'L-2')
  folder = mkdtempSync(join(tmpdir(), 'consilium-aside-'))
  writeFileSync(join(folder, 'informe.txt'), 'Informe clínico\nPaciente: Ana Ruiz Mora\nFecha de nacimiento: 18/04/1963\nTumor de 24 mm en lóbulo superior derecho.\n')
  const foreign = ['Informe de consulta', 'Paciente: Juan López Vega', 'Fecha de nacimiento: 17/01/1941']
  for (const [i, day] of ['20260312', '20260504'].entries()) writeFileSync(join(folder, `${day}.dcm`), slice({ number: i + 1, instance: `2.25.9.${i}`, birthDate: '19630418', extra: [[0x00080020, 'DA', day]] }))
  for (const [i, name] of NAMES.entries()) writeFileSync(join(folder, name), await scanned(i + 1, [...foreign, `Cardiopatía isquémica, hoja ${i + 1}.`]))
  caseId = await a.takeIn(folder)
  const enrolmentCode = at.enrolmentCode ?? ''
  for (const ws of [a, b]) await ws.client.sync.connect({ serverUrl: at.url, enrolmentCode })
  await until('published', () => synced(a))
  const colleague = (await a.client.sync.people()).find(({ name }) => name === 'Dr Two')
  if (!colleague) throw new Error('the colleague is not in the directory')
  await a.client.sync.assign({ caseId, userId: colleague.id })
  await until('b has both scans', async () => (await synced(a)) && (await synced(b)) && (await names(b)).length === 3)
}, 60_000)

afterAll(async () => {
  await Promise.all([a?.stop(), b?.stop()])
  await at?.stop()
  for (const made of [folder, a?.directory, b?.directory]) if (made) rmSync(made, { recursive: true, force: true })
})

test('set aside at one workstation, it leaves the case at the other with the evidence, its bytes and who did it', async () => {
  await recognise(a, 'ajeno.pdf')
  expect(await names(a)).not.toContain('ajeno.pdf')
  await until('b sets it aside too', async () => (await synced(a)) && (await synced(b)) && !(await names(b)).includes('ajeno.pdf'))
  const [here, there] = [await held(a, 'ajeno.pdf'), await held(b, 'ajeno.pdf')]
  expect(there).toMatchObject({ code: 'otherPatient', decision: null, kind: 'document', identity: here?.identity, recognised: here?.recognised })
  expect(there?.recognised?.quote).toContain('Juan López Vega')
  expect(await steps(b)).toContainEqual(['event.setAside', 'ajeno.pdf', 'Dr One'])
  // The one that nobody has read stays where it is.
  expect(await names(b)).toContain('vecino.pdf')
  const { search } = b.core.work()
  await until('b finds nothing of it', async () => {
    await search.indexer.settled()
    return (await b.client.search.find({ caseId, words: 'isquemica', limit: 10 })).total === 0
  })
}, 120_000)

test('released at the other workstation, it is back at both, with the alias trail; nobody is asked twice', async () => {
  await release(b, 'ajeno.pdf')
  await until('a has it back', async () => (await synced(b)) && (await synced(a)) && (await names(a)).includes('ajeno.pdf'))
  expect(await names(b)).toContain('ajeno.pdf')
  const { aliases } = await a.client.quarantine.list({ caseId })
  expect((await b.client.quarantine.list({ caseId })).aliases).toMatchObject(aliases.map(({ at: _ours, ...alias }) => alias))
  expect(aliases).toMatchObject([{ itemName: 'ajeno.pdf', releasedBy: 'Dr Two', confirmedHow: 'sameAgain', identity: { birthDate: '1941-01-17' } }])
  expect((await held(a, 'ajeno.pdf'))?.decision).toBe('released')
  expect(await steps(a)).toContainEqual(['event.released', 'ajeno.pdf', 'Dr Two'])
  // Read again, it stays: it was released knowing whose it says it is.
  await recognise(a, 'ajeno.pdf')
  expect(await names(a)).toContain('ajeno.pdf')
}, 120_000)

test('two people decide differently while apart: the first to reach the server decides for both, and nothing waits for a person', async () => {
  await recognise(b, 'vecino.pdf')
  await until('a sets it aside too', async () => (await synced(b)) && (await synced(a)) && (await held(a, 'vecino.pdf')) !== undefined)
  const item = await held(a, 'vecino.pdf')
  if (!item) throw new Error('not held')
  await release(b, 'vecino.pdf')
  await a.client.quarantine.leaveOut({ caseId, importId: item.importId, itemId: item.itemId })
  await until('a is first', () => synced(a))
  await until('b follows', async () => (await synced(b)) && (await held(b, 'vecino.pdf'))?.decision === 'leftOut')
  for (const ws of [a, b]) {
    expect(await names(ws)).not.toContain('vecino.pdf')
    expect((await held(ws, 'vecino.pdf'))?.decision).toBe('leftOut')
    expect((await ws.client.quarantine.list({ caseId })).aliases).toHaveLength(1)
    expect((await ws.client.sync.status()).attention).toBe(0)
  }
}, 120_000)

test('images of one study state two dates: what one person says of it holds for the team, and can be said anew', async () => {
  const study = async (ws: TestWorkstation) => (await ws.client.imaging.studies({ caseId }))[0]
  const unsure = { StudyInstanceUID: '2.25.100', studyDate: null, studyDates: ['2026-03-12', '2026-05-04'] }
  for (const ws of [a, b]) expect(await study(ws)).toMatchObject(unsure)
  const { StudyInstanceUID } = (await study(a)) ?? { StudyInstanceUID: '' as never }
  for (const [teller, follower, studyDate, label] of [[a, b, '2026-05-04', 'event.studyDated'], [b, a, null, 'event.studyUndated']] as const) {
    await teller.client.quarantine.dateStudy({ caseId, StudyInstanceUID, studyDate })
    await until('the colleague has it', async () => (await synced(teller)) && (await synced(follower)) && (await study(follower))?.studyDate === studyDate)
    expect((await steps(follower)).at(-1)?.[0]).toBe(label)
  }
}, 120_000)

test('a colleague who joins later gets the case as the team has decided it', async () => {
  const c = await openTestWorkstation()
  try {
    await c.signUp('Dr Three', 'physician', 'L-3')
    await c.client.sync.connect({ serverUrl: at.url, enrolmentCode: at.enrolmentCode ?? '' })
    await until('c is known', () => synced(c))
    const third = (await a.client.sync.people()).find(({ name }) => name === 'Dr Three')
    if (!third) throw new Error('not in the directory')
    await a.client.sync.assign({ caseId, userId: third.id })
    await until('c has the case', async () => (await synced(a)) && (await synced(c)) && (await c.client.cases.documents({ caseId }).catch(() => [])).length > 0)
    expect((await names(c)).sort()).toEqual(['ajeno.pdf', 'informe.txt'])
    expect((await held(c, 'vecino.pdf'))?.decision).toBe('leftOut')
    expect((await c.client.quarantine.list({ caseId })).aliases).toMatchObject([{ itemName: 'ajeno.pdf', releasedBy: 'Dr Two' }])
  } finally {
    await c.stop()
    rmSync(c.directory, { recursive: true, force: true })
  }
}, 60_000)
