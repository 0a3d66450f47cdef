// Whether a page that died may come back unasked: a few times, and again once it has lived for a while. Pure.

const MOST = 3
const WITHIN_MS = 60_000

/** @returns to be asked at each death, with the time of now on a clock that never goes back, ms */
export function createRevival(): (nowMs: number) => boolean {
  let deaths: number[] = []
  return (nowMs) => {
    deaths = [...deaths.filter((at) => nowMs - at < WITHIN_MS), nowMs]
    return deaths.length <= MOST
  }
}
