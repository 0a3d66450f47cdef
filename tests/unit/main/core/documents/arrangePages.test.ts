// Pages put together anew: order, split, merge and turn, with the sources untouched. Page texts and sizes are read back by the product's own reader and by poppler where it is there.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { expect, onTestFinished, test } from 'vitest'
import { encodePng } from '#core/imaging/encodePng.ts'
import { withPdf } from '#core/jobs/tasks/openPdf.ts'
import { openIntakeClinic } from '../../../../support/intakeClinic.ts'
import { temporaryFolder } from '../../../../support/temporaryFolder.ts'

async function paper(words: readonly string[]): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4' })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => document.once('end', resolve))
  for (const [n, word] of words.entries()) {
    if (n > 0) document.addPage()
    document.text(`Patient: Ana Ruiz Mora. Date of birth: 08/04/1963. ${word}`)
  }
  document.end()
  await ended
  return Buffer.concat(chunks)
}

/** A photograph twice as wide as high: dark on its left half. */
function photograph(): Buffer {
  const samples = Uint8Array.from({ length: 200 * 100 }, (_, i) => (i % 200 < 100 ? 20 : 235))
  return Buffer.from(encodePng({ columns: 200, rows: 100 }, 1, samples))
}

/** How each page is turned, by the product's own engine. */
async function rotations(bytes: Uint8Array): Promise<number[]> {
  return withPdf(bytes.slice(), async (document) => Promise.all(Array.from({ length: document.numPages }, async (_, i) => (await document.getPage(i + 1)).rotate)))
}

/** The same, and that the whole file is in order, by poppler. */
function popplerRotations(bytes: Uint8Array): number[] {
  const file = join(temporaryFolder(), 'turned.pdf')
  writeFileSync(file, bytes)
  const { stdout, stderr } = spawnSync('pdfinfo', ['-f', '1', '-l', '99', file], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return [...stdout.matchAll(/Page +\d+ rot: +(\d+)/g)].map(([, degrees]) => Number(degrees))
}

async function aDesk() {
  const clinic = openIntakeClinic(temporaryFolder())
  onTestFinished(clinic.close)
  const folder = join(temporaryFolder(), 'bundle')
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.pdf'), await paper(['alpha one', 'alpha two', 'alpha three']))
  writeFileSync(join(folder, 'b.pdf'), await paper(['beta one', 'beta two']))
  writeFileSync(join(folder, 'photo.png'), photograph())
  writeFileSync(join(folder, 'note.txt'), 'Patient: Ana Ruiz Mora')
  const { caseId } = await clinic.takeIn(folder)
  if (!caseId) throw new Error('nothing came in')
  const documents = clinic.cases.documents({ caseId })
  const idOf = (name: string) => documents.find((document) => document.name === name)!.id
  return { clinic, caseId, documents, idOf }
}

/** Words of each page and its size in points, by poppler; undefined where it is not installed. */
function poppler(bytes: Uint8Array): { texts: string[]; sizes: string[] } | undefined {
  const file = join(temporaryFolder(), 'made.pdf')
  writeFileSync(file, bytes)
  const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  const info = spawnSync('pdfinfo', ['-f', '1', '-l', '99', file], { encoding: 'utf8' })
  if (text.error || info.error) return undefined
  return { texts: text.stdout.split('\f').slice(0, -1), sizes: [...info.stdout.matchAll(/Page +\d+ size: +([\d.]+ x [\d.]+)/g)].map(([, size]) => size ?? '') }
}

test('pages of two letters and a photograph in an order of one’s own are one document; the sources stay byte for byte', async () => {
  const { clinic, caseId, documents, idOf } = await aDesk()
  const pages = [
    { documentId: idOf('b.pdf'), page: 2, turn: 0 as const },
    { documentId: idOf('photo.png'), page: 1, turn: 90 as const },
    { documentId: idOf('a.pdf'), page: 3, turn: 0 as const },
    { documentId: idOf('a.pdf'), page: 1, turn: 0 as const },
  ]
  const made = await clinic.documentDesk.arrange({ caseId, name: 'Put together', kind: 'laboratory', pages })
  expect(made).toMatchObject({ name: 'Put together.pdf', kind: 'laboratory', mediaType: 'application/pdf', pages: 4, hasText: true, arrangedFrom: pages, identity: { verdict: 'probable' } })
  const after = clinic.cases.documents({ caseId })
  expect(after).toHaveLength(documents.length + 1)
  for (const source of documents) expect(after).toContainEqual(source)
  const read = poppler(await clinic.content.readAll(made.sha256))
  if (!read) return console.warn('poppler is not on this machine: the order of the pages was not read by another program')
  expect(read.texts.map((text) => /(alpha|beta) \w+/.exec(text)?.[0] ?? '')).toEqual(['beta two', '', 'alpha three', 'alpha one'])
  // 2:1 and turned a quarter: higher than wide.
  expect(read.sizes[1]).toBe('421 x 842')
})

test('a page that is not there or comes twice is refused; so is what has no pages', async () => {
  const { clinic, caseId, idOf } = await aDesk()
  const arrange = (...pages: { documentId: ReturnType<typeof idOf>; page: number; turn: 0 }[]) => clinic.documentDesk.arrange({ caseId, name: 'x', kind: 'other', pages })
  const none = { code: 'DOCUMENT_NOT_FOUND' }
  await expect(arrange({ documentId: idOf('a.pdf'), page: 4, turn: 0 })).rejects.toMatchObject(none)
  await expect(arrange({ documentId: idOf('a.pdf'), page: 1, turn: 0 }, { documentId: idOf('a.pdf'), page: 1, turn: 0 })).rejects.toMatchObject(none)
  await expect(arrange({ documentId: idOf('note.txt'), page: 1, turn: 0 })).rejects.toMatchObject(none)
})

test('scanned pages that lie on their side are turned, each by itself; twenty pages keep their order, and a page that was turned already is turned on', async () => {
  const { clinic, caseId, idOf } = await aDesk()
  const words = Array.from({ length: 20 }, (_, i) => `beta ${'abcdefghijklmnopqrst'[i]}`)
  const folder = join(temporaryFolder(), 'more')
  mkdirSync(folder)
  writeFileSync(join(folder, 'many.pdf'), await paper(words))
  await clinic.takeIn(folder, caseId)
  const many = clinic.cases.documents({ caseId }).find(({ name }) => name === 'many.pdf')!
  const order = [19, 0, 7, ...Array.from({ length: 17 }, (_, i) => [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18][i] ?? 0)]
  const pages = [
    { documentId: idOf('a.pdf'), page: 1, turn: 180 as const },
    ...order.map((n, i) => ({ documentId: many.id, page: n + 1, turn: ([90, 0, 270, 180] as const)[i % 4] ?? 0 })),
    { documentId: idOf('photo.png'), page: 1, turn: 90 as const },
  ]
  const made = await clinic.documentDesk.arrange({ caseId, name: 'Turned', kind: 'other', pages })
  const bytes = await clinic.content.readAll(made.sha256)
  expect(await rotations(bytes)).toEqual([180, ...order.map((_, i) => [90, 0, 270, 180][i % 4]), 0])
  const again = await clinic.documentDesk.arrange({ caseId, name: 'Again', kind: 'other', pages: [{ documentId: made.id, page: 4, turn: 180 }, { documentId: made.id, page: 2, turn: 270 }] })
  expect(await rotations(await clinic.content.readAll(again.sha256))).toEqual([90, 0])
  const read = poppler(bytes)
  if (!read) return console.warn('poppler is not on this machine: the turned pages were not read by another program')
  expect(read.texts.map((text) => /(alpha|beta) \w+/.exec(text)?.[0] ?? '')).toEqual(['alpha one', ...order.map((n) => words[n]), ''])
  expect(popplerRotations(bytes)).toEqual([180, ...order.map((_, i) => [90, 0, 270, 180][i % 4]), 0])
})
