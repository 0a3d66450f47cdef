// The one door to pdf.js: worker, safe settings, the reasons a file cannot be opened. Scripts, XFA forms and foreign fetches are off.
import * as pdfjs from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?worker&url'
import { EngineAssets } from './engineAssets.ts'
import { openRangeSource, type RangeSource } from './rangeSource.ts'

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl

/** Why a file cannot be shown; each has a sentence. */
export type PdfFailure = 'encrypted' | 'damaged' | 'unreachable'

export class PdfOpenError extends Error {
  readonly failure: PdfFailure
  constructor(failure: PdfFailure, options?: { cause?: unknown }) {
    super(failure, options)
    this.name = 'PdfOpenError'
    this.failure = failure
  }
}

/** Asked when the file is locked. @returns the password, or null when the reader gives up */
export type AskPassword = (wrong: boolean) => Promise<string | null>

/** Pixels of one image inside a page above which it is left out, so that a small file cannot fill the memory. */
const maxImagePixels = 64 * 1024 * 1024
const maxCanvasBytes = 256 * 1024 * 1024

class ContentRanges extends pdfjs.PDFDataRangeTransport {
  readonly #source: RangeSource
  readonly #stop = new AbortController()
  readonly #onFailure: (error: unknown) => void
  constructor(source: RangeSource, onFailure: (error: unknown) => void) {
    super(source.length, source.head, source.head.length >= source.length)
    this.#source = source
    this.#onFailure = onFailure
  }
  override requestDataRange(begin: number, end: number): void {
    this.#source.read(begin, end, this.#stop.signal).then(
      (chunk) => this.onDataRange(begin, chunk),
      (error: unknown) => {
        if (!this.#stop.signal.aborted) this.#onFailure(error)
      },
    )
  }
  override abort(): void {
    this.#stop.abort()
  }
}

export interface OpenPdf {
  readonly document: pdfjs.PDFDocumentProxy
  /** Locked files are not kept open: their password counts once. */
  readonly locked: boolean
  /** The store stopped answering after the file was open. */
  onLost: () => void
  close(): Promise<void>
}

/** Each document has a thread of its own: a hostile one holds up nobody else. The next one is started ahead, because starting takes longer than drawing. */
let spare: pdfjs.PDFWorker | null = null

export function warmUp(): void {
  spare ??= new pdfjs.PDFWorker()
}

function takeWorker(): pdfjs.PDFWorker {
  const worker = spare ?? new pdfjs.PDFWorker()
  spare = null
  return worker
}

const isEncrypted = (error: unknown) => error instanceof Error && error.name === 'PasswordException'

/**
 * Opens a stored PDF.
 * @param address content-channel path of the file
 * @throws PdfOpenError `encrypted` when no password was given, `damaged` when it is no readable PDF, `unreachable` when its bytes do not come
 */
export async function openPdf(address: string, signal: AbortSignal, ask: AskPassword): Promise<OpenPdf> {
  const source = await openRangeSource(address, window.location.href, signal).catch((cause: unknown) => {
    throw new PdfOpenError('unreachable', { cause })
  })
  let lost = false
  const worker = takeWorker()
  let abandon: (reason: unknown) => void = () => undefined
  const abandoned = new Promise<never>((_, reject) => {
    abandon = reject
  })
  let opened: OpenPdf | null = null
  const ranges = new ContentRanges(source, () => {
    lost = true
    opened?.onLost()
    void close()
  })
  // A thread that is still reading the file is ended, not asked to end: asked, it trips over its own unfinished work and reports a fault that is none.
  const close = async () => {
    if (opened) await task.destroy()
    ranges.abort()
    worker.destroy()
    abandon(new DOMException('closed while it was opened', 'AbortError'))
  }
  const task = pdfjs.getDocument({
    worker,
    range: ranges,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    useWorkerFetch: false,
    BinaryDataFactory: EngineAssets,
    maxImageSize: maxImagePixels,
    canvasMaxAreaInBytes: maxCanvasBytes,
    useSystemFonts: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  })
  let gaveUp = false
  let locked = false
  task.onPassword = (give: (password: string) => void, reason: number) => {
    locked = true
    void ask(reason === pdfjs.PasswordResponses.INCORRECT_PASSWORD).then((password) => {
      if (password !== null) return give(password)
      gaveUp = true
      return close()
    })
  }
  const giveUp = () => void close()
  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) giveUp()
  const document = await Promise.race([task.promise, abandoned]).catch((cause: unknown) => {
    worker.destroy()
    if (signal.aborted) throw cause
    if (lost) throw new PdfOpenError('unreachable', { cause })
    throw new PdfOpenError(gaveUp || isEncrypted(cause) ? 'encrypted' : 'damaged', { cause })
  })
  signal.removeEventListener('abort', giveUp)
  window.setTimeout(warmUp, 500)
  opened = { document, locked, onLost: () => undefined, close }
  return opened
}

export { pdfjs }
