import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { run as locateQuotes } from '../../../../../../src/main/core/jobs/tasks/locateQuotes.ts'
import { run as readOwnMarks } from '../../../../../../src/main/core/jobs/tasks/readOwnMarks.ts'
import { run } from '../../../../../../src/main/core/jobs/tasks/writeMarkedCopy.ts'
import { temporaryFolder } from '../../../../../support/temporaryFolder.ts'

async function pdf(pages: readonly (readonly string[])[]): Promise<Uint8Array> {
  const doc = new PDFDocument({ size: [400, 400], margin: 40 })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise((resolve) => doc.on('end', resolve))
  for (const [i, lines] of pages.entries()) {
    if (i > 0) doc.addPage({ size: [400, 400], margin: 40 })
    for (const line of lines) doc.fontSize(11).text(line)
  }
  doc.end()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}

const first = ['Informe de anatomía patológica', 'Adenocarcinoma de pulmón, 24 mm en la pieza mayor.', 'Bordes libres. PD-L1 60 %.']

test('a copy carries the marks as standard highlights with note and author; the source stays a prefix of it', async () => {
  const source = await pdf([first])
  const mark = { shape: 'highlight' as const, page: 1, rects: [[40, 330, 200, 345]] as const, color: [255, 229, 138] as const, note: 'Contradice el estadio previo', author: 'Dra. Inés Vidal', at: '2026-11-22T09:00:00.000Z' }
  const copy = await run({ bytes: source.slice(), marks: [mark] })
  expect(Buffer.from(copy.subarray(0, source.length)).equals(Buffer.from(source))).toBe(true)
  const loading = getDocument({ data: copy.slice(), verbosity: 0 })
  const annotations = await (await (await loading.promise).getPage(1)).getAnnotations()
  await loading.destroy()
  expect(annotations.find(({ subtype }) => subtype === 'Highlight')).toMatchObject({ titleObj: { str: 'Dra. Inés Vidal' }, contentsObj: { str: 'Contradice el estadio previo' } })
  const file = join(temporaryFolder(), 'copy.pdf')
  writeFileSync(file, copy)
  // Another program's word for it: poppler paints the highlight's colour where the mark is.
  if (spawnSync('pdftoppm', ['-r', '72', '-singlefile', file, `${file}.page`]).error) return
  const picture = readFileSync(`${file}.page.ppm`)
  const pixels = picture.subarray(picture.length - 400 * 400 * 3)
  const at = ((400 - 340) * 400 + 195) * 3
  expect([...pixels.subarray(at, at + 3)]).toEqual([255, 229, 138])
})

test('a drawing, a stamp, a note and a line under words leave as annotations that another program names and paints', async () => {
  const source = await pdf([first])
  const common = { page: 1, color: [255, 229, 138] as const, author: 'Dra. Inés Vidal', at: '2026-11-22T09:00:00.000Z' }
  const marks = [
    { ...common, shape: 'ink' as const, rects: [[50, 100, 350, 140]] as const, strokes: [[[50, 100], [200, 140], [350, 100]], [[60, 120], [90, 120]]] as const, note: 'Compárese' },
    { ...common, shape: 'stamp' as const, rects: [[240, 360, 390, 380]] as const, stamp: '¿Otro paciente?', note: '' },
    { ...common, shape: 'note' as const, rects: [[240, 200, 390, 220]] as const, note: 'Falta la pagina 2' },
    { ...common, shape: 'underline' as const, rects: [[40, 330, 200, 345]] as const, note: '' },
    { ...common, shape: 'area' as const, rects: [[40, 20, 200, 60]] as const, note: 'Tabla' },
  ]
  const copy = await run({ bytes: source.slice(), marks })
  const loading = getDocument({ data: copy.slice(), verbosity: 0 })
  const annotations = await (await (await loading.promise).getPage(1)).getAnnotations()
  await loading.destroy()
  expect(annotations.filter(({ subtype }) => subtype !== 'Popup').map(({ subtype, contentsObj }) => [subtype, contentsObj?.str ?? ''])).toEqual([
    ['Ink', 'Compárese'],
    ['FreeText', '¿Otro paciente?'],
    ['FreeText', 'Falta la pagina 2'],
    ['Underline', ''],
    ['Square', 'Tabla'],
  ])
  expect(annotations[0]?.inkLists?.length ?? annotations.find(({ subtype }) => subtype === 'Ink')?.inkLists.length).toBe(2)
  // What comes back is what went out, with its words and the day it was made; a stamp comes back as the words it shows.
  const back = await readOwnMarks({ bytes: copy.slice() })
  expect(back.map(({ shape, quote, author }) => [shape, quote, author])).toEqual([
    ['ink', '', 'Dra. Inés Vidal'],
    ['note', '', 'Dra. Inés Vidal'],
    ['note', '', 'Dra. Inés Vidal'],
    ['underline', expect.stringContaining('Adenocarcinoma de pulmón'), 'Dra. Inés Vidal'],
    ['area', '', 'Dra. Inés Vidal'],
  ])
  expect(back[3]?.rects).toEqual([[40, 330, 200, 345]])
  expect(Buffer.from(copy).toString('latin1')).not.toContain('D:1970')
  expect(Buffer.from(copy).toString('latin1')).toContain('D:20261122090000')
  const file = join(temporaryFolder(), 'copy.pdf')
  writeFileSync(file, copy)
  const { status } = spawnSync('qpdf', ['--check', file])
  if (status !== null) expect(status).toBe(0)
  if (spawnSync('pdftoppm', ['-r', '72', '-singlefile', file, `${file}.page`]).error) return
  const picture = readFileSync(`${file}.page.ppm`)
  const pixels = picture.subarray(picture.length - 400 * 400 * 3)
  // The line under the words and the area are painted in the mark's colour; the words above the line are not.
  const colourAt = (x: number, y: number) => [...pixels.subarray(((400 - y) * 400 + x) * 3, ((400 - y) * 400 + x) * 3 + 3)]
  expect([colourAt(195, 331), colourAt(195, 340), colourAt(120, 40)]).toEqual([[255, 229, 138], [255, 255, 255], [255, 229, 138]])
  const darkest = (x1: number, y1: number, x2: number, y2: number) => {
    let least = 255
    for (let y = 400 - y2; y < 400 - y1; y++) for (let x = x1; x < x2; x++) least = Math.min(least, pixels[(y * 400 + x) * 3] ?? 255)
    return least
  }
  // poppler paints the pen's highest point, the stamp's words and the note's words, and nothing between them.
  for (const [x1, y1, x2, y2] of [[196, 136, 204, 144], [240, 360, 390, 380], [240, 200, 390, 220]] as const) expect(darkest(x1, y1, x2, y2)).toBeLessThan(120)
  expect(darkest(240, 240, 390, 300)).toBe(255)
})

test('marks find their words again in a corrected file: same place, moved, doubtful, gone', async () => {
  const corrected = await pdf([
    ['Informe de anatomía patológica (corregido)', 'Bordes libres. PD-L1 60 %.'],
    ['Adenocarcinoma de pulmón, 24 mm en la pieza mayor.', 'Ganglios hiliares con metástasis en dos de siete.', 'Bordes libres en toda la pieza.'],
  ])
  const found = await locateQuotes({
    bytes: corrected,
    mediaType: 'application/pdf',
    quotes: [
      { page: 1, quote: 'PD-L1 60 %' },
      { page: 1, quote: 'Adenocarcinoma de pulmón, 24 mm' },
      { page: 1, quote: 'Bordes libres' },
      { page: 1, quote: 'Ganglios hiliares con metástasis en uno de siete.' },
      { page: 1, quote: 'Sin invasión vascular ni perineural en los cortes' },
    ],
  })
  expect(found.map(({ certainty, page }) => [certainty, page])).toEqual([['same', 1], ['moved', 2], ['unsure', 1], ['unsure', 2], ['none', 1]])
  expect(found[3]?.quote).toContain('dos de siete')
  expect(found[4]?.rects).toEqual([])
})
