// A copy of a PDF with the marks as standard highlight annotations, for other people's readers. The source is never changed. Parse worker only.
import { TaskRefusal } from '../task.ts'
import { isLocked, withPdf } from './openPdf.ts'

export interface MarkToWrite {
  /** First page is 1. */
  readonly page: number
  /** PDF points of the unrotated page: [x1, y1, x2, y2]. */
  readonly rects: readonly (readonly [number, number, number, number])[]
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

/** Key under which the engine looks for new annotations, and its number for a highlight. */
const PREFIX = 'pdfjs_internal_editor_'
const HIGHLIGHT = 9

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

function annotationOf({ page, rects, color, note, author, at }: MarkToWrite): object {
  const box = rects.reduce(([ax, ay, bx, by], [x1, y1, x2, y2]) => [Math.min(ax, x1), Math.min(ay, y1), Math.max(bx, x2), Math.max(by, y2)] as const, [Infinity, Infinity, -Infinity, -Infinity] as const)
  return {
    annotationType: HIGHLIGHT,
    pageIndex: page - 1,
    rect: [...box],
    rotation: 0,
    color: [...color],
    opacity: 1,
    // Corners as readers expect them: top left, top right, bottom left, bottom right.
    quadPoints: rects.flatMap(([x1, y1, x2, y2]) => [x1, y2, x2, y2, x1, y1, x2, y1]),
    outlines: rects.map(([x1, y1, x2, y2]) => [x1, y1, x1, y2, x2, y2, x2, y1]),
    user: author,
    date: new Date(at),
    ...(note ? { popup: { contents: note, rect: [box[2], box[3] - 80, box[2] + 180, box[3]] } } : {}),
  }
}
