// Facts of a PDF: pages, first page's text, encryption. Runs in the parse worker only; no script, no XFA, no network, nothing embedded is opened.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type DocumentFacts, describeText, NOTHING_STATED } from '../../documents/documentFacts.ts'

interface TextItem {
  str: string
  hasEOL: boolean
  transform: number[]
}

const TEXT_PAGES = 12
const FIRST_PAGE_CHARACTERS = 20_000

/** @returns 'damaged' when no reader could open it */
export async function readPdfFacts(bytes: Uint8Array, fileName: string): Promise<DocumentFacts | 'damaged'> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const loading = pdfjs.getDocument({
    data: bytes,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    useWorkerFetch: false,
    verbosity: 0,
    cMapUrl: `${join(folder, 'cmaps')}/`,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
    maxImageSize: 0,
  })
  try {
    const document = await loading.promise
    const texts: string[] = []
    for (let number = 1; number <= Math.min(document.numPages, TEXT_PAGES); number++) {
      texts.push(await pageText(document, number))
      if (number === 1 || texts.every((text) => text.trim() === '')) continue
      break
    }
    const first = texts[0] ?? ''
    const facts = describeText(first.slice(0, FIRST_PAGE_CHARACTERS), fileName)
    const hasText = texts.some((text) => text.trim() !== '')
    return { ...facts, hasText, pages: document.numPages, issues: hasText ? [] : ['noTextLayer'] }
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'PasswordException') {
      return { ...describeText('', fileName), stated: NOTHING_STATED, pages: null, issues: ['encrypted'] }
    }
    return 'damaged'
  } finally {
    await loading.destroy()
  }
}

interface PageSource {
  getPage(number: number): Promise<{ getTextContent(): Promise<{ items: readonly object[] }> }>
}

/** Lines as printed: pieces at one height are one line, wide gaps become a separator. A page that cannot be read has no text. */
async function pageText(document: PageSource, number: number): Promise<string> {
  const items = await document
    .getPage(number)
    .then((page) => page.getTextContent())
    .then(({ items: all }) => all.filter((item): item is TextItem => 'str' in item))
    .catch(() => [])
  const lines: { y: number; pieces: { x: number; text: string }[] }[] = []
  for (const { str, transform } of items) {
    if (str.trim() === '') continue
    const [x = 0, y = 0] = [transform[4], transform[5]]
    const line = lines.find((candidate) => Math.abs(candidate.y - y) < 3)
    if (line) line.pieces.push({ x, text: str })
    else lines.push({ y, pieces: [{ x, text: str }] })
  }
  lines.sort((a, b) => b.y - a.y)
  return lines.map(({ pieces }) => pieces.sort((a, b) => a.x - b.x).map(({ text }) => text.trim()).join(' ')).join('\n')
}
