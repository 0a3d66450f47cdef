import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveAnnotation, setNarrative } from '../../../../../src/shared/casedoc/edit.ts'
import { roomName } from '../../../../../src/shared/casedoc/layout.ts'
import { Highlight } from '../../../../../src/shared/domain/annotation.ts'
import { termsOf } from '../../../../../src/shared/domain/searching.ts'
import { newUuid } from '../../../../../src/shared/kit/ids.ts'
import { openTestWorkstation, type TestWorkstation, until } from '../../../../support/workstation.ts'

let workstation: TestWorkstation
let caseId: string
let folder: string

async function pdf(pages: readonly string[]): Promise<Buffer> {
  const doc = new PDFDocument()
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => doc.on('end', resolve))
  for (const [i, text] of pages.entries()) {
    if (i > 0) doc.addPage()
    if (text) doc.fontSize(11).text(text)
    else doc.rect(80, 80, 300, 200).fill('#777')
  }
  doc.end()
  await done
  return Buffer.concat(chunks)
}

const request = {
  schema: 'consilium-request/1',
  patient: { familyName: 'Ruiz Mora', givenName: 'Ana', birthDate: '1963-04-08', sex: 'female', identifiers: [{ issuer: null, value: '882211' }] },
  packId: 'onc/1',
  policyId: 'oncology-remote',
  condition: 'Cáncer de pulmón',
  requestedOn: '2026-11-16',
  language: 'es',
  motives: ['confirmDiagnosis'],
  patientWords: '¿Todavía me pueden operar?',
  questions: [],
  allergies: [],
}

beforeAll(async () => {
  workstation = await openTestWorkstation()
  await workstation.signUp('Dr Helen Okafor', 'physician', '28/1')
  folder = mkdtempSync(join(tmpdir(), 'consilium-search-'))
  mkdirSync(join(folder, 'in'))
  const write = (name: string, bytes: string | Uint8Array) => writeFileSync(join(folder, 'in', name), bytes)
  write('consilium-request.json', JSON.stringify(request))
  write('anatomia.pdf', await pdf(['Informe de anatomía patológica. Ana Ruiz Mora.', 'Adenocarcinoma de pulmón, lóbulo superior derecho, 24 mm.']))
  write('escaneado.pdf', await pdf(['', '']))
  write('nota.html', '<html><head><title>x</title></head><body><h1>Nota clínica</h1><script>alert("neumotorax")</script><p>Disnea de esfuerzo y <b>hemoptisis</b>.</p></body></html>')
  caseId = await workstation.takeIn(join(folder, 'in'))
  await workstation.core.work().search.indexer.settled()
  await until('everything was read', async () => (await find('x')).unread.every(({ reason }) => reason !== 'waiting'))
}, 60_000)

afterAll(async () => {
  await workstation.stop()
  for (const made of [folder, workstation.directory]) rmSync(made, { recursive: true, force: true })
})

const find = (words: string) => workstation.client.search.find({ caseId: caseId as never, words, limit: 50 })
const wordsOf = (hit: { pieces: { text: string; hit: boolean }[] } | undefined) => hit?.pieces.filter((piece) => piece.hit).map(({ text }) => text)

test('words are found without their accents and case, on their page, with the words as written', async () => {
  const { hits } = await find('PULMON')
  expect(hits).toHaveLength(1)
  expect(hits[0]).toMatchObject({ kind: 'page', page: 2, recognised: false })
  expect(wordsOf(hits[0])).toEqual(['pulmón'])
})

test('quoted words stand together; several words must all be there; the beginning of a word is enough while typing', async () => {
  expect((await find('"lobulo superior"')).total).toBe(1)
  expect((await find('"superior lobulo"')).total).toBe(0)
  expect((await find('superior lobulo')).total).toBe(1)
  expect((await find('adenocarc')).total).toBe(1)
  expect((await find('denocarc')).total).toBe(0)
  expect(termsOf('aden* "a b" pul')).toEqual([{ words: 'aden', prefix: true }, { words: 'a b', prefix: false }, { words: 'pul', prefix: true }])
})

test('signs that mean something to the index are only words here', async () => {
  for (const words of ['"', 'a AND (', 'NEAR(x)', 'text:pulmon', '^', '*', "'; DROP TABLE search_line; --", '\u0000']) await expect(find(words)).resolves.toBeDefined()
})

test('a page of markup is found by its words, never by its program', async () => {
  expect((await find('hemoptisis')).total).toBe(1)
  expect((await find('neumotorax')).total).toBe(0)
})

test('a document without text says so', async () => {
  const documents = await workstation.client.cases.documents({ caseId: caseId as never })
  const scan = documents.find(({ name }) => name.endsWith('escaneado.pdf'))
  expect((await find('pulmon')).unread).toEqual([{ documentId: scan?.id, reason: 'noText' }])
})

test('notes of marks and the report are found as soon as they rest, and no longer when they are gone', async () => {
  const { rooms, session } = workstation.core.work()
  const [document] = await workstation.client.cases.documents({ caseId: caseId as never })
  const room = roomName({ kind: 'documentAnnotations', caseId })
  const origin = { actorId: session.user.id, room, tool: 'test' }
  const now = new Date().toISOString()
  const highlight = Highlight.parse({
    id: newUuid(Date.now()), author: session.user.id, authorName: 'Dr Helen Okafor', createdAt: now, changedAt: now,
    type: 'highlight', category: 'claim', note: 'Contradice la clasificación previa',
    anchor: { kind: 'passage', documentId: document?.id, sha256: document?.sha256, page: 1, rects: [[10, 10, 40, 20]], quote: 'Informe' },
  })
  await rooms.edit(room, origin, (doc) => saveAnnotation(doc, origin, highlight))
  const section = roomName({ kind: 'section', caseId, report: 1, section: 'diagnosis' })
  await rooms.edit(section, { ...origin, room: section }, (doc) => setNarrative(doc, { ...origin, room: section }, [{ type: 'paragraph', content: [{ type: 'text', text: 'Estadio confirmado por broncoscopia.' }] }]))
  await until('the note is found', async () => (await find('clasificacion')).total === 1)
  expect((await find('clasificacion')).hits[0]).toMatchObject({ kind: 'note', annotationId: highlight.id, anchor: { page: 1 } })
  await until('the report is found', async () => (await find('broncoscopia')).total === 1)
  expect((await find('broncoscopia')).hits[0]).toMatchObject({ kind: 'report', number: 1, section: 'diagnosis' })
  await rooms.edit(room, origin, (doc) => doc.getMap('annotations').delete(highlight.id))
  await until('the note is gone', async () => (await find('clasificacion')).total === 0)
})
