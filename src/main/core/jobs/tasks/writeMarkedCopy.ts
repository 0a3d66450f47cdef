// A copy of a PDF with the marks as standard annotations (highlight, ink, free text), for other people's readers. The source is never changed. Parse worker only.
import { TaskRefusal } from '../task.ts'
import { isLocked, withPdf } from './openPdf.ts'

export interface MarkToWrite {
  /** First page is 1. */
  readonly page: number
  /** PDF points of the unrotated page: [x1, y1, x2, y2]. */
  readonly rects: readonly (readonly [number, number, number, number])[]
  readonly shape: 'highlight' | 'underline' | 'area' | 'note' | 'ink' | 'stamp'
  /** Of ink, PDF points. */
  readonly strokes?: readonly (readonly (readonly [number, number])[])[] | undefined
  /** Of a stamp, as it is shown. */
  readonly stamp?: string | undefined
  /** 0 to 255 each. */
  readonly color: readonly [number, number, number]
  readonly note: string
  readonly author: string
  /** ISO instant. */
  readonly at: string
}

export interface MarkedCopyInput {
  readonly bytes: Uint8Array
  readonly marks: readonly MarkToWrite[]
}

/** Key under which the engine looks for new annotations, and its numbers for their kinds. */
const PREFIX = 'pdfjs_internal_editor_'
const FREE_TEXT = 3
const HIGHLIGHT = 9
const INK = 15
/** Points. */
const PEN = 1.5
const LETTERS = 10
/** Part of a line's height that a line under it takes. */
const UNDERLINE = 0.1

/** @returns the file with an update at its end. @throws TaskRefusal LOCKED */
export async function run({ bytes, marks }: MarkedCopyInput): Promise<Uint8Array> {
  try {
    return await withPdf(bytes, async (document) => {
      for (const [n, mark] of marks.entries()) if (mark.page <= document.numPages) document.annotationStorage.setValue(`${PREFIX}${n}`, annotationOf(mark))
      return document.saveDocument()
    })
  } catch (cause) {
    if (isLocked(cause)) throw new TaskRefusal('LOCKED', { cause })
    throw cause
  }
}

function annotationOf(mark: MarkToWrite): object {
  const { page, color, note, author, at } = mark
  const common = { pageIndex: page - 1, rotation: 0, opacity: 1, user: author, date: new Date(at) }
  switch (mark.shape) {
    case 'ink':
      return { ...common, ...popupOf(mark), annotationType: INK, rect: boxOf(mark.rects, PEN), color: INK_COLOUR, thickness: PEN, paths: pathsOf(mark.strokes ?? []) }
    case 'note':
    case 'stamp':
      return { ...common, annotationType: FREE_TEXT, rect: boxOf(mark.rects), color: INK_COLOUR, fontSize: LETTERS, value: [mark.stamp, note].filter(Boolean).join(': ') }
    default: {
      const rects = mark.shape === 'underline' ? mark.rects.map(([x1, y1, x2, y2]) => [x1, y1, x2, y1 + (y2 - y1) * UNDERLINE] as const) : mark.rects
      return {
        ...common,
        ...popupOf(mark),
        annotationType: HIGHLIGHT,
        rect: boxOf(rects),
        color: [...color],
        // Corners as readers expect them: top left, top right, bottom left, bottom right.
        quadPoints: rects.flatMap(([x1, y1, x2, y2]) => [x1, y2, x2, y2, x1, y1, x2, y1]),
        outlines: rects.map(([x1, y1, x2, y2]) => [x1, y1, x1, y2, x2, y2, x2, y1]),
      }
    }
  }
}

const INK_COLOUR = [26, 29, 33]

function boxOf(rects: MarkToWrite['rects'], margin = 0): number[] {
  const [ax, ay, bx, by] = rects.reduce(([left, low, right, high], [x1, y1, x2, y2]) => [Math.min(left, x1), Math.min(low, y1), Math.max(right, x2), Math.max(high, y2)] as const, [Infinity, Infinity, -Infinity, -Infinity] as const)
  return [ax - margin, ay - margin, bx + margin, by + margin]
}

function popupOf({ note, rects }: MarkToWrite): object {
  const [, , right = 0, top = 0] = boxOf(rects)
  return note ? { popup: { contents: note, rect: [right, top - 80, right + 180, top] } } : {}
}

/** The engine draws straight lines where it finds no control points. */
function pathsOf(strokes: NonNullable<MarkToWrite['strokes']>): object {
  return {
    lines: strokes.map((stroke) => stroke.flatMap(([x, y]) => [Number.NaN, Number.NaN, Number.NaN, Number.NaN, x, y])),
    points: strokes.map((stroke) => stroke.flat()),
  }
}
