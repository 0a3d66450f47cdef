// The text of a PDF page by page, as a reader's program extracts it: pdf.js, which knows nothing of how we write PDFs.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** One string per page; runs are joined as they follow each other, no-break spaces read as spaces. */
export async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const pdf = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('').replaceAll('\u00A0', ' '))
  }
  await task.destroy()
  return pages
}
