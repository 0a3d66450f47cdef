// Marks that a PDF carries as it came: what a doctor of the sending hospital highlighted, drew or noted in it. Parse worker only; nothing of them is run.
import { TaskRefusal } from '../task.ts'
import { isLocked, type PDFDocumentProxy, withPdf } from './openPdf.ts'

export interface OwnMark {
  readonly page: number
  readonly shape: 'highlight' | 'underline' | 'area' | 'note' | 'ink'
  /** PDF points: [x1, y1, x2, y2]. */
  readonly rects: [number, number, number, number][]
  /** Words under it, as far as the file tells. */
  readonly quote: string
  readonly strokes: [number, number][][]
  readonly note: string
  /** As the file says; empty when it does not. */
  readonly author: string
}

const SHAPES: Readonly<Record<string, OwnMark['shape']>> = {
  Highlight: 'highlight', Underline: 'underline', Squiggly: 'underline', StrikeOut: 'underline', Text: 'note', FreeText: 'note', Ink: 'ink', Square: 'area', Circle: 'area', Polygon: 'area', PolyLine: 'area', Line: 'area', Stamp: 'area', Caret: 'note',
}

const MOST_MARKS = 500
const MOST_PAGES = 2_000
const MOST_STROKES = 50
const MOST_POINTS = 2_000
const MOST_RECTS = 200

interface RawAnnotation {
  subtype?: string
  rect?: ArrayLike<number>
  quadPoints?: ArrayLike<number> | null
  inkLists?: ArrayLike<ArrayLike<number>>
  overlaidText?: string
  contentsObj?: { str: string }
  titleObj?: { str: string }
}

/** In the order of the pages. @throws TaskRefusal LOCKED */
export async function run({ bytes }: { readonly bytes: Uint8Array }): Promise<OwnMark[]> {
  try {
    return await withPdf(bytes, readAll)
  } catch (cause) {
    if (isLocked(cause)) throw new TaskRefusal('LOCKED', { cause })
    throw cause
  }
}

async function readAll(document: PDFDocumentProxy): Promise<OwnMark[]> {
  const found: OwnMark[] = []
  for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES) && found.length < MOST_MARKS; number++) {
    const page = await document.getPage(number).catch(() => null)
    const annotations = ((await page?.getAnnotations().catch(() => [])) ?? []) as RawAnnotation[]
    found.push(...annotations.flatMap((annotation) => markOf(number, annotation) ?? []))
    page?.cleanup()
  }
  return found.slice(0, MOST_MARKS)
}

function markOf(page: number, raw: RawAnnotation): OwnMark | null {
  const shape = SHAPES[raw.subtype ?? '']
  const rects = rectsOf(raw)
  if (!shape || rects.length === 0) return null
  const strokes = shape === 'ink' ? strokesOf(raw) : []
  const note = (raw.contentsObj?.str ?? '').trim().slice(0, 4000)
  return { page, shape: shape === 'ink' && strokes.length === 0 ? 'area' : shape, rects, quote: (raw.overlaidText ?? '').replace(/\s+/gu, ' ').trim().slice(0, 4000), strokes, note, author: (raw.titleObj?.str ?? '').trim().slice(0, 120) }
}

/** One rectangle per marked line, else the annotation's own. */
function rectsOf({ quadPoints, rect }: RawAnnotation): OwnMark['rects'] {
  const numbers = [...Array.from(quadPoints ?? [])]
  const quads = Array.from({ length: Math.min(MOST_RECTS, Math.floor(numbers.length / 8)) }, (_, i) => numbers.slice(i * 8, i * 8 + 8))
  const boxes = quads.length > 0 ? quads.map(around) : rect ? [around(Array.from(rect))] : []
  return boxes.filter((box) => box.every(Number.isFinite))
}

function around(numbers: readonly number[]): [number, number, number, number] {
  const [xs, ys] = [numbers.filter((_, i) => i % 2 === 0), numbers.filter((_, i) => i % 2 === 1)]
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map((value) => Math.round(value * 100) / 100) as [number, number, number, number]
}

function strokesOf({ inkLists }: RawAnnotation): OwnMark['strokes'] {
  return Array.from(inkLists ?? [])
    .slice(0, MOST_STROKES)
    .map((list) => Array.from({ length: Math.min(MOST_POINTS, Math.floor(list.length / 2)) }, (_, i): [number, number] => [list[i * 2] ?? 0, list[i * 2 + 1] ?? 0]))
    .filter((stroke) => stroke.length > 1)
}
