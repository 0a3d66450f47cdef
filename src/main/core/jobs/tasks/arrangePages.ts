// Pages of scans and letters as one new PDF: chosen, in another order, put together, turned. The sources are never changed. Parse worker only.
import PDFDocument from 'pdfkit'
import { TaskRefusal } from '../task.ts'
import { isLocked, withPdf } from './openPdf.ts'
import { turnPages } from './turnPages.ts'

export interface PageToPlace {
  /** Place of its source in `sources`. */
  readonly source: number
  /** First page is 1; a picture has one. */
  readonly page: number
  /** Clockwise, degrees, added to how the page shows in its source. */
  readonly turn: 0 | 90 | 180 | 270
}

export interface ArrangeInput {
  readonly sources: readonly { readonly bytes: Uint8Array; readonly kind: 'pdf' | 'picture' }[]
  readonly pages: readonly PageToPlace[]
}

/** Longer side of a page made of a picture, points: A4. */
const LONG_SIDE = 842
const MOST_PIXELS = 100_000_000

/** @returns the new file. @throws TaskRefusal LOCKED for a source that needs a password, NO_SUCH_PAGE */
export async function run({ sources, pages }: ArrangeInput): Promise<Uint8Array> {
  const parts: { bytes: Uint8Array; pages: number[]; places: number[] }[] = []
  const ofSource = new Map<number, (typeof parts)[number]>()
  for (const [place, { source, page, turn }] of pages.entries()) {
    const from = sources[source]
    if (!from) throw new TaskRefusal('NO_SUCH_PAGE')
    if (from.kind === 'picture') {
      parts.push({ bytes: await pictureAsPdf(from.bytes, turn), pages: [0], places: [place] })
      continue
    }
    const part = ofSource.get(source) ?? { bytes: from.bytes, pages: [], places: [] }
    if (!ofSource.has(source)) parts.push(part)
    ofSource.set(source, part)
    part.pages.push(page - 1)
    part.places.push(place)
  }
  try {
    // A picture is turned where it is put on its page.
    return turnPages(await putTogether(parts), pages.map(({ source, turn }) => (sources[source]?.kind === 'pdf' ? turn : 0)))
  } catch (cause) {
    if (isLocked(cause)) throw new TaskRefusal('LOCKED', { cause })
    throw cause
  }
}

async function putTogether(parts: readonly { bytes: Uint8Array; pages: readonly number[]; places: readonly number[] }[]): Promise<Uint8Array> {
  const [first] = parts
  if (!first) throw new TaskRefusal('NO_SUCH_PAGE')
  // The engine detaches what it is given: a copy is opened, the bytes stay ours.
  const made = await withPdf(first.bytes.slice(), async (document) => {
    if (first.pages.some((page) => page >= document.numPages)) throw new TaskRefusal('NO_SUCH_PAGE')
    return document.extractPages(
      parts.map(({ bytes, pages, places }, i) => {
        // The engine takes pages of a file in the file's own order: each place goes with its page.
        const sorted = pages.map((page, n) => [page, places[n] ?? 0] as const).sort(([a], [b]) => a - b)
        return { document: i === 0 ? null : bytes.slice(), includePages: sorted.map(([page]) => page), pageIndices: sorted.map(([, place]) => place) }
      }),
    )
  })
  if (!made) throw new TaskRefusal('NO_SUCH_PAGE')
  return Uint8Array.from(made)
}

interface OpenedPicture {
  width: number
  height: number
  orientation?: number
}

/** One page as large as the picture in its own proportions, its recorded orientation obeyed, then turned. */
async function pictureAsPdf(bytes: Uint8Array, turn: PageToPlace['turn']): Promise<Uint8Array> {
  const document = new PDFDocument({ autoFirstPage: false, margin: 0 })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve) => document.once('end', resolve))
  const picture = (document as unknown as { openImage(source: Buffer): OpenedPicture }).openImage(Buffer.from(bytes))
  const isUpright = (picture.orientation ?? 1) <= 4
  const [width, height] = isUpright ? [picture.width, picture.height] : [picture.height, picture.width]
  if (!(width * height > 0) || width * height > MOST_PIXELS) throw new TaskRefusal('NO_SUCH_PAGE')
  const scale = LONG_SIDE / Math.max(width, height)
  const [w, h] = [width * scale, height * scale]
  const size: [number, number] = turn % 180 === 0 ? [w, h] : [h, w]
  document.addPage({ size, margin: 0 })
  const [dx, dy] = { 0: [0, 0], 90: [h, 0], 180: [w, h], 270: [0, w] }[turn] as [number, number]
  document.translate(dx, dy).rotate(turn)
  document.image(picture as never, 0, 0, { width: w, height: h })
  document.end()
  await ended
  return Uint8Array.from(Buffer.concat(chunks))
}
