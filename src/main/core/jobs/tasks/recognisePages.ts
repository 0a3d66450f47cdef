// Reads the words of pictures of pages: scans and the pages of a PDF that have no text. Each page is told as soon as it is done. Disposable worker only.
import type { RecognisedPage } from '#shared/domain/recognition.ts'
import { exifOrientation } from '../../documents/imageFacts.ts'
import { TaskRefusal, type TaskContext } from '../task.ts'
import { type PDFDocumentProxy, type PDFPageProxy, isLocked, withPdf } from './openPdf.ts'
import { readPage } from './pageText.ts'
import { openRecognition, type Recognition, type RecognitionLanguage } from './textRecognition.ts'

export interface RecogniseInput {
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly languages: readonly RecognitionLanguage[]
  /** Pages that are done already. */
  readonly done: readonly number[]
}

/** What the caller hears while it runs. */
export type RecogniseNews = { kind: 'pages'; pages: number } | { kind: 'page'; page: RecognisedPage }

type RenderTarget = Pick<Parameters<PDFPageProxy['render']>[0], 'canvas' | 'canvasContext'>

interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** What pdf.js draws on outside of a browser. */
interface CanvasFactory {
  create(width: number, height: number): { canvas: NonNullable<RenderTarget['canvas']>; context: NonNullable<RenderTarget['canvasContext']> & { getImageData(x: number, y: number, width: number, height: number): Pixels } }
  destroy(made: object): void
}

/** Letters of 10 points are then about 28 pixels high: what the engine reads best. */
const DOTS_PER_INCH = 200
const MOST_PIXELS = 24_000_000
const MOST_IMAGE_PIXELS = 64 * 1024 * 1024

/** @returns number of pages read now. @throws TaskRefusal LOCKED */
export async function run({ bytes, mediaType, languages, done }: RecogniseInput, context: TaskContext): Promise<number> {
  const recognition = await openRecognition(languages)
  const tell = (news: RecogniseNews) => context.message(news)
  if (mediaType !== 'application/pdf') {
    tell({ kind: 'pages', pages: 1 })
    if (done.includes(1)) return 0
    const { words, ...rest } = recognition.read(bytes, exifOrientation(bytes) ?? 1)
    tell({ kind: 'page', page: { page: 1, ...rest, words: words.map(({ box, ...word }) => ({ ...word, rect: box })) } })
    return 1
  }
  try {
    return await withPdf(bytes, (document) => recognisePdf(document, recognition, new Set(done), tell), { maxImagePixels: MOST_IMAGE_PIXELS })
  } catch (cause) {
    if (isLocked(cause)) throw new TaskRefusal('LOCKED', { cause })
    throw cause
  }
}

async function recognisePdf(document: PDFDocumentProxy, recognition: Recognition, done: ReadonlySet<number>, tell: (news: RecogniseNews) => void): Promise<number> {
  const wanted: number[] = []
  for (let page = 1; page <= document.numPages; page++) if ((await readPage(document, page)).text === '') wanted.push(page)
  tell({ kind: 'pages', pages: wanted.length })
  let read = 0
  for (const number of wanted) {
    if (done.has(number)) continue
    const page = await document.getPage(number)
    tell({ kind: 'page', page: { page: number, ...(await recognisePage(document, page, recognition)) } })
    page.cleanup()
    read++
  }
  return read
}

async function recognisePage(document: PDFDocumentProxy, page: PDFPageProxy, recognition: Recognition): Promise<Omit<RecognisedPage, 'page'>> {
  const natural = page.getViewport({ scale: 1 })
  const scale = Math.min(DOTS_PER_INCH / 72, Math.sqrt(MOST_PIXELS / (natural.width * natural.height)))
  const viewport = page.getViewport({ scale })
  const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)]
  const factory = document.canvasFactory as CanvasFactory
  const made = factory.create(width, height)
  try {
    await page.render({ canvas: made.canvas, canvasContext: made.context, viewport, background: '#ffffff' }).promise
    const { words, ...rest } = recognition.read(greyPicture(made.context.getImageData(0, 0, width, height)), 1)
    return {
      ...rest,
      words: words.map(({ box, ...word }) => {
        const [ax = 0, ay = 0] = viewport.convertToPdfPoint(box[0], box[1])
        const [bx = 0, by = 0] = viewport.convertToPdfPoint(box[2], box[3])
        return { ...word, rect: [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)].map((value) => Math.round(value * 100) / 100) as [number, number, number, number] }
      }),
    }
  } finally {
    factory.destroy(made)
  }
}

/** As a portable grey map: no compression to undo on the other side. */
function greyPicture({ data, width, height }: Pixels): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const picture = new Uint8Array(head.length + width * height)
  picture.set(head)
  for (let i = 0, at = head.length; at < picture.length; i += 4, at++) picture[at] = ((data[i] ?? 0) * 77 + (data[i + 1] ?? 0) * 150 + (data[i + 2] ?? 0) * 29) >> 8
  return picture
}
