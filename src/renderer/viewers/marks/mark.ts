// What a viewer is told to draw on a page: neutral between PDF and scan, and free of any feature.
import type { Highlight, PageRect, Stroke, shapeOf } from '#shared/domain/annotation.ts'

export type MarkCategory = Highlight['category']
export type MarkShape = ReturnType<typeof shapeOf>

/** How a mark is put on the page: by the words that are selected, by a frame, by a point, by a pen. */
export type Gesture = 'words' | 'area' | 'point' | 'ink'

export interface Mark {
  id: string
  /** First page is 1; a scan is page 1. */
  page: number
  rects: readonly PageRect[]
  /** The marked words; empty for an area. */
  quote: string
  category: MarkCategory
  shape: MarkShape
  /** The words of a stamp. */
  stamp?: string
  /** Of ink, in the units of the rectangles. */
  strokes?: readonly Stroke[]
  /** Tone of its author, 1 to 7; absent = coloured by what it says. */
  tone?: number
  /** Said of the mark to people who hear the page, e.g. "Claim: 30 mm in its largest diameter". */
  label: string
}

/** A place to be brought into view; a new object asks again. */
export interface Reveal {
  page: number
  rects: readonly PageRect[]
  /** Of a text without pages: the words stand for the place. */
  quote?: string
  /** Words to be marked from that page on. */
  find?: readonly string[]
}
