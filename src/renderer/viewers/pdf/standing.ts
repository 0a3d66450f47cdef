// How long a page must stand in view to count as seen. Knows no clock and no viewer: both are told.

/** Time for a glance over a page; pages that run by under a held key or the wheel are gone before. */
const SEEN_AFTER_MS = 1000
/** Percent of the page, or of the window when the page is larger than it. */
const ENOUGH = 40

export interface ViewedPage {
  page: number
  /** Its picture is there, not an empty sheet. */
  drawn: boolean
  /** Percent of the page that is in view. */
  ofPage: number
  /** Percent of the window's height that it takes. */
  ofWindow: number
}

/** @returns to be asked again and again with what is in view; answers with the pages that have stood long enough without a break */
export function watchStanding(): (views: readonly ViewedPage[], nowMs: number) => number[] {
  let since: ReadonlyMap<number, number> = new Map()
  return (views, nowMs) => {
    const standing = views.filter(({ drawn, ofPage, ofWindow }) => drawn && (ofPage >= ENOUGH || ofWindow >= ENOUGH)).map(({ page }) => page)
    since = new Map(standing.map((page) => [page, since.get(page) ?? nowMs]))
    return standing.filter((page) => nowMs - (since.get(page) ?? nowMs) >= SEEN_AFTER_MS)
  }
}
