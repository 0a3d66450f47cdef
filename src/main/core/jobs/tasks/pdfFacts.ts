// Facts of a PDF: pages, first page's text, encryption. Runs in the parse worker only.
import { type DocumentFacts, describeText, NOTHING_STATED } from '../../documents/documentFacts.ts'
import { type PageText, readPage } from './pageText.ts'
import { isLocked, type PDFDocumentProxy, withPdf } from './openPdf.ts'

const TEXT_PAGES = 12
const FIRST_PAGE_CHARACTERS = 20_000

/** @returns 'damaged' when no reader could open it */
export async function readPdfFacts(bytes: Uint8Array, fileName: string): Promise<DocumentFacts | 'damaged'> {
  try {
    return await withPdf(bytes, (document) => readFirstPages(document, fileName))
  } catch (cause) {
    if (isLocked(cause)) return { ...describeText('', fileName), stated: NOTHING_STATED, pages: null, issues: ['encrypted'] }
    return 'damaged'
  }
}

async function readFirstPages(document: PDFDocumentProxy, fileName: string): Promise<DocumentFacts> {
  const pages: PageText[] = []
  for (let number = 1; number <= Math.min(document.numPages, TEXT_PAGES); number++) {
    pages.push(await readPage(document, number))
    // Enough pages to know whether there is any text: a title page may be a picture.
    if (pages.some(({ text }) => text !== '')) break
  }
  const facts = describeText((pages[0]?.text ?? '').slice(0, FIRST_PAGE_CHARACTERS), fileName, pages[0]?.titles)
  const hasText = pages.some(({ text }) => text !== '')
  return { ...facts, hasText, pages: document.numPages, issues: hasText ? [] : ['noTextLayer'] }
}
