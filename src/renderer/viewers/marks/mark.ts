// What a viewer is told to draw on a page: neutral between PDF and scan, and free of any feature.
import type { Highlight, PageRect } from '#shared/domain/annotation.ts'

export type MarkCategory = Highlight['category']

export interface Mark {
  id: string
  /** First page is 1; a scan is page 1. */
  page: number
  rects: readonly PageRect[]
  /** The marked words; empty for an area. */
  quote: string
  category: MarkCategory
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
