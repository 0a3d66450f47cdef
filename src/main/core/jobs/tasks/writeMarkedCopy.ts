// A copy of a PDF with the marks as standard annotations (highlight, underline, square, ink, free text), for other people's readers. The source is never changed. Parse worker only.
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
  const write = (dates: readonly Date[], from: Uint8Array) =>
    withPdf(from, async (document) => {
      for (const [n, mark] of marks.entries()) if (mark.page <= document.numPages) document.annotationStorage.setValue(`${PREFIX}${n}`, annotationOf(mark, dates[n] ?? new Date(mark.at)))
      return document.saveDocument()
    })
  try {
    const numbered = await write(marks.map((_, n) => new Date(n * 1000)), bytes.slice())
    // What is encrypted keeps its numbers to itself: there all marks stay highlights.
    return nameKinds(numbered, bytes.length, marks) ?? (await write([], bytes))
  } catch (cause) {
    if (isLocked(cause)) throw new TaskRefusal('LOCKED', { cause })
    throw cause
  }
}

/** The engine writes highlights only: a line under words and an area get their own names, of the same length. Each is known by its number in place of its date. @returns null when one is not found */
function nameKinds(copy: Uint8Array, sourceBytes: number, marks: readonly MarkToWrite[]): Uint8Array | null {
  let found = 0
  const update = Buffer.from(copy.subarray(sourceBytes)).toString('latin1')
  const named = update.replace(/(?:\/Subtype \/Highlight )?\/CreationDate \(D:(1970\d{10})\)/gu, (whole, stated: string) => {
    const mark = marks[numberOf(stated)]
    if (!mark) return whole
    found++
    const kind = mark.shape === 'underline' ? '/Underline' : mark.shape === 'area' ? '/Square'.padEnd('/Highlight'.length) : '/Highlight'
    return whole.replace('/Highlight', kind).replace(stated, digitsOf(mark.at))
  })
  if (found !== marks.length || named.length !== update.length) return null
  const whole = copy.slice()
  whole.set(Buffer.from(named, 'latin1'), sourceBytes)
  return whole
}

/** Of an ISO instant: as PDF writes it, year to second. */
const digitsOf = (instant: string) => new Date(instant).toISOString().slice(0, 19).replace(/\D/gu, '')

/** Seconds of a stated date after the first of January 1970. */
function numberOf(digits: string): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [digits.slice(0, 4), ...(digits.slice(4).match(/../gu) ?? [])].map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000
}

function annotationOf(mark: MarkToWrite, date: Date): object {
  const { page, color, note, author, rects } = mark
  const common = { pageIndex: page - 1, rotation: 0, opacity: 1, user: author, date }
  switch (mark.shape) {
    case 'ink':
      return { ...common, ...popupOf(mark), annotationType: INK, rect: boxOf(rects, PEN), color: INK_COLOUR, thickness: PEN, paths: pathsOf(mark.strokes ?? []) }
    case 'note':
    case 'stamp':
      return { ...common, annotationType: FREE_TEXT, rect: boxOf(rects), color: INK_COLOUR, fontSize: LETTERS, value: [mark.stamp, note].filter(Boolean).join(': ') }
    default: {
      const painted = mark.shape === 'underline' ? rects.map(([x1, y1, x2, y2]) => [x1, y1, x2, y1 + (y2 - y1) * UNDERLINE] as const) : rects
      return {
        ...common,
        ...popupOf(mark),
        annotationType: HIGHLIGHT,
        rect: boxOf(rects),
        color: [...color],
        // Corners as readers expect them: top left, top right, bottom left, bottom right.
        quadPoints: rects.flatMap(([x1, y1, x2, y2]) => [x1, y2, x2, y2, x1, y1, x2, y1]),
        outlines: painted.map(([x1, y1, x2, y2]) => [x1, y1, x1, y2, x2, y2, x2, y1]),
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
