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
    const pages: PageText[] = []
    for (let number = 1; number <= Math.min(document.numPages, TEXT_PAGES); number++) {
      pages.push(await readPage(document, number))
      // Enough pages to know whether there is any text: a title page may be a picture.
      if (pages.some(({ text }) => text !== '')) break
    }
    const facts = describeText((pages[0]?.text ?? '').slice(0, FIRST_PAGE_CHARACTERS), fileName, pages[0]?.titles)
    const hasText = pages.some(({ text }) => text !== '')
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

interface PageText {
  text: string
  /** Lines in larger letters than the page's usual ones, largest first. */
  titles: string[]
}

interface Line {
  y: number
  height: number
  pieces: { x: number; text: string }[]
}

/** Lines as printed: pieces at one height are one line. A page that cannot be read has no text. */
async function readPage(document: PageSource, number: number): Promise<PageText> {
  const items = await document
    .getPage(number)
    .then((page) => page.getTextContent())
    .then(({ items: all }) => all.filter((item): item is TextItem => 'str' in item))
    .catch(() => [])
  const lines: Line[] = []
  for (const { str, transform } of items) {
    if (str.trim() === '') continue
    const [c = 0, d = 0, x = 0, y = 0] = transform.slice(2)
    const height = Math.hypot(c, d)
    const line = lines.find((candidate) => Math.abs(candidate.y - y) < 3)
    if (line) {
      line.pieces.push({ x, text: str })
      line.height = Math.max(line.height, height)
    } else lines.push({ y, height, pieces: [{ x, text: str }] })
  }
  lines.sort((a, b) => b.y - a.y)
  const heights = lines.map(({ height }) => height).sort((a, b) => a - b)
  const usual = heights[heights.length >> 1] ?? 0
  const titles = lines.filter(({ height }) => height > usual * 1.15).sort((a, b) => b.height - a.height)
  return { text: lines.map(textOf).join('\n'), titles: titles.slice(0, 4).map(textOf) }
}

function textOf({ pieces }: Line): string {
  return [...pieces]
    .sort((a, b) => a.x - b.x)
    .map(({ text }) => text.trim())
    .join(' ')
}
