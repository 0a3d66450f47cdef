// The core's one door to pdf.js. Parse worker only: no script, no XFA, no network, nothing embedded is opened, no picture is decoded unless asked for.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

export interface PdfOptions {
  /** Pixels of a picture inside a page above which it is left out; 0 leaves out all of them. */
  readonly maxImagePixels?: number
}

/**
 * Opens the bytes, does the work, closes.
 * @throws what pdf.js throws: `PasswordException` by name for a locked file
 */
export async function withPdf<T>(bytes: Uint8Array, work: (document: PDFDocumentProxy) => Promise<T>, { maxImagePixels = 0 }: PdfOptions = {}): Promise<T> {
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
    wasmUrl: `${join(folder, 'wasm')}/`,
    maxImageSize: maxImagePixels,
  })
  try {
    return await work(await loading.promise)
  } finally {
    await loading.destroy()
  }
}

export function isLocked(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'PasswordException'
}
