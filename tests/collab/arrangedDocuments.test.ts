// A document that was put together here from pages of others, what a person found in a document, and a guideline cited by hand, at the colleague's workstation.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { afterEach, expect, test } from 'vitest'
import type { SourceDocument } from '../../src/shared/domain/sourceDocument.ts'
import { CalendarDate } from '../../src/shared/domain/patient.ts'
import type { CaseId } from '../../src/shared/kit/ids.ts'
import { startServerProcess } from '../support/serverProcess.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'
import { openTestWorkstation, type TestWorkstation, until } from '../support/workstation.ts'

const open: { stop(): Promise<unknown> | unknown }[] = []
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.stop()
})

async function paper(): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4' })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => document.once('end', resolve))
  for (const word of ['one', 'two']) document.text(`Patient: Ana Ruiz Mora. Date of birth: 1963-04-08. Page ${word}`).addPage()
  document.end()
  await ended
  return Buffer.concat(chunks)
}

const synced = async (ws: TestWorkstation) => (await ws.client.sync.syncNow()).state === 'synced'
const named = async (ws: TestWorkstation, caseId: CaseId, name: string): Promise<SourceDocument | undefined> => (await ws.client.cases.documents({ caseId })).find((document) => document.name === name)

test('a document put together here reaches the colleague with its bytes and where its pages came from; what is found in a document later, and a guideline with what became of it, reach them too', async () => {
  const at = await startServerProcess()
  open.push(at)
  const [a, b] = [await openTestWorkstation(), await openTestWorkstation()]
  open.push(a, b)
  await a.signUp('Dr One', 'physician', 'L-1')
  await b.signUp('Dr Two', 'radiologist', 'L-2')
  const folder = join(temporaryFolder(), 'in')
  mkdirSync(folder)
  writeFileSync(join(folder, 'letter.pdf'), await paper())
  const caseId = await a.takeIn(folder)
  const enrolmentCode = at.enrolmentCode ?? ''
  for (const ws of [a, b]) await ws.client.sync.connect({ serverUrl: at.url, enrolmentCode })
  await until('published', () => synced(a))
  const colleague = (await a.client.sync.people()).find(({ name }) => name === 'Dr Two')
  if (!colleague) throw new Error('the colleague is not in the directory')
  await a.client.sync.assign({ caseId, userId: colleague.id })
  await until('b has the letter', async () => (await synced(a)) && (await synced(b)) && (await named(b, caseId, 'letter.pdf')) !== undefined)

  const letter = await named(a, caseId, 'letter.pdf')
  if (!letter) throw new Error('no letter')
  const pages = [{ documentId: letter.id, page: 2, turn: 90 as const }, { documentId: letter.id, page: 1, turn: 0 as const }]
  const made = await a.client.documentDesk.arrange({ caseId, name: 'Put together', kind: 'letter', pages })
  await until('b has what was put together', async () => (await synced(a)) && (await synced(b)) && b.core.work().content.has(made.sha256, caseId))
  expect(await named(b, caseId, 'Put together.pdf')).toEqual(made)
  expect(Buffer.from(await b.core.work().content.readAll(made.sha256))).toEqual(Buffer.from(await a.core.work().content.readAll(made.sha256)))

  await a.client.documentDesk.describe({ caseId, documentId: letter.id, facts: { kind: 'dischargeSummary', author: 'Dr Lucía Prado' } })
  await until('b knows what the letter is', async () => (await synced(a)) && (await synced(b)) && (await named(b, caseId, 'letter.pdf'))?.kind === 'dischargeSummary')
  expect(await named(b, caseId, 'letter.pdf')).toEqual(await named(a, caseId, 'letter.pdf'))
  await b.client.documentDesk.describe({ caseId, documentId: letter.id, facts: { institution: 'Hospital Uno' } })
  await until('a knows where it was written', async () => (await synced(b)) && (await synced(a)) && (await named(a, caseId, 'letter.pdf'))?.institution === 'Hospital Uno')
  expect((await named(a, caseId, 'letter.pdf'))?.author).toBe('Dr Lucía Prado')

  const citation = { title: 'ESMO guideline: lung cancer', publisher: 'Ann Oncol 34:339', version: '2023', accessedOn: CalendarDate.parse('2026-11-20'), link: 'https://doi.org/10.1016/j.annonc' }
  const cited = await a.client.documentDesk.cite({ caseId, citation, words: 'Osimertinib is the preferred option.' })
  await until('b has the guideline', async () => (await synced(a)) && (await synced(b)) && b.core.work().content.has(cited.sha256, caseId))
  expect(await named(b, caseId, cited.name)).toEqual(cited)
  await b.client.documentDesk.describe({ caseId, documentId: cited.id, facts: { standing: 'withdrawn' } })
  await until('a knows that it was withdrawn', async () => (await synced(b)) && (await synced(a)) && (await named(a, caseId, cited.name))?.standing === 'withdrawn')
})
