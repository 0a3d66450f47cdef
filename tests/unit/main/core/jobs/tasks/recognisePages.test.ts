import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fileCapturedPaper } from '../../../../../../src/main/core/demo/bundles/parkinsonPaper.ts'
import { readFonts } from '../../../../../../src/main/core/demo/paper/fonts.ts'
import { openGlyphFont } from '../../../../../../src/main/core/demo/paper/glyphs.ts'
import type { BundleDesk } from '../../../../../../src/main/core/demo/bundles/makeBundle.ts'
import { type RecogniseNews, run } from '../../../../../../src/main/core/jobs/tasks/recognisePages.ts'
import { RecognisedPage, textOfRecognised } from '../../../../../../src/shared/domain/recognition.ts'

/** The demo's own paper: a letter scanned 1.3 degrees askew with noise, and a sheet photographed by hand with its turn noted in EXIF. */
let scan: Uint8Array
let photograph: Uint8Array

beforeAll(async () => {
  const files = new Map<string, Uint8Array>()
  const fonts = readFonts(join(import.meta.dirname, '../../../../../../resources'))
  const glyphs = { regular: openGlyphFont(fonts.serif), bold: openGlyphFont(fonts.serifBold), sans: openGlyphFont(fonts.sansBold) }
  const desk = { seed: 7, fonts, glyphs, emit: async (path: string, bytes: Uint8Array) => void files.set(path, bytes) }
  await fileCapturedPaper(desk as unknown as BundleDesk)
  scan = files.get('DOCS/ESCANEO1.PDF') ?? new Uint8Array()
  photograph = files.get('DOCS/ANALISIS.JPG') ?? new Uint8Array()
}, 60_000)

async function recognise(bytes: Uint8Array, mediaType: string): Promise<{ pages: RecognisedPage[]; read: number }> {
  const pages: RecognisedPage[] = []
  const message = (value: unknown) => {
    const news = value as RecogniseNews
    if (news.kind === 'page') pages.push(RecognisedPage.parse(news.page))
  }
  const read = await run({ bytes: new Uint8Array(bytes), mediaType, languages: ['es', 'en'], done: [] }, { message, transfer: () => undefined })
  return { pages, read }
}

test('a scanned letter is read with its accents, each word in points of its page, and its tilt is known', async () => {
  const { pages } = await recognise(scan, 'application/pdf')
  const [page] = pages
  expect(pages).toHaveLength(1)
  const text = textOfRecognised(page as RecognisedPage)
  for (const words of ['Estimado compañero', 'Parkinson desde 2022', '126/74 mmHg', 'Fecha de nacimiento']) expect(text).toContain(words)
  expect(page?.confidence).toBeGreaterThan(80)
  // The generator turned the sheet by 1.3 degrees.
  expect(Math.abs(page?.skewDegrees ?? 0)).toBeGreaterThan(0.8)
  expect(Math.abs(page?.skewDegrees ?? 0)).toBeLessThan(1.8)
  const greeting = page?.words.find(({ text: word }) => word.startsWith('Estimado'))
  // Drawn 440 of 1754 pixels from the top of an A4 page (842 points), from 150 of 1240 pixels on (595 points).
  expect(greeting?.rect[1]).toBeGreaterThan(842 * (1 - 440 / 1754) - 25)
  expect(greeting?.rect[3]).toBeLessThan(842 * (1 - 440 / 1754) + 35)
  expect(greeting?.rect[0]).toBeGreaterThan(595 * (150 / 1240) - 20)
  expect(greeting?.rect[0]).toBeLessThan(595 * (150 / 1240) + 20)
}, 60_000)

test('a photograph is read upright, whatever way the camera was held', async () => {
  const { pages } = await recognise(photograph, 'image/jpeg')
  const text = textOfRecognised(pages[0] as RecognisedPage)
  expect(text).toMatch(/Creatinina|Glucosa|Hemoglobina/u)
  for (const { rect } of pages[0]?.words ?? []) expect(rect[2]).toBeGreaterThan(rect[0])
}, 60_000)

test('a page that is done is not read again, and bytes that are no picture end in an error', async () => {
  await expect(run({ bytes: new Uint8Array([1, 2, 3]), mediaType: 'image/png', languages: ['en'], done: [] }, { message: () => undefined, transfer: () => undefined })).rejects.toThrow()
  expect(await run({ bytes: new Uint8Array(scan), mediaType: 'application/pdf', languages: ['es'], done: [1] }, { message: () => undefined, transfer: () => undefined })).toBe(0)
}, 60_000)
