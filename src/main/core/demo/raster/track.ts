// Values that change smoothly along an axis, from a few known places: how an outline moves from slice to slice.

/** Known places as [position, value], positions rising. */
export type Keys = readonly (readonly [number, number])[]

/** A smooth curve through the keys (monotone cubic, so it never overshoots); constant beyond the ends. */
export function createTrack(keys: Keys): (position: number) => number {
  const xs = keys.map((key) => key[0])
  const ys = keys.map((key) => key[1])
  const slopes = monotoneSlopes(xs, ys)
  const last = xs.length - 1
  return (position) => {
    if (position <= (xs[0] ?? 0)) return ys[0] ?? 0
    if (position >= (xs[last] ?? 0)) return ys[last] ?? 0
    let i = 0
    while (position > (xs[i + 1] as number)) i++
    const h = (xs[i + 1] as number) - (xs[i] as number)
    const t = (position - (xs[i] as number)) / h
    const t2 = t * t
    const t3 = t2 * t
    return (
      (2 * t3 - 3 * t2 + 1) * (ys[i] as number) +
      (t3 - 2 * t2 + t) * h * (slopes[i] as number) +
      (3 * t2 - 2 * t3) * (ys[i + 1] as number) +
      (t3 - t2) * h * (slopes[i + 1] as number)
    )
  }
}

function monotoneSlopes(xs: readonly number[], ys: readonly number[]): number[] {
  const steps = xs.slice(1).map((x, i) => ((ys[i + 1] as number) - (ys[i] as number)) / (x - (xs[i] as number)))
  return xs.map((_, i) => {
    const before = steps[i - 1]
    const after = steps[i]
    if (before === undefined || after === undefined || before * after <= 0) return 0
    return (2 * before * after) / (before + after)
  })
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function smoothStep(from: number, to: number, x: number): number {
  const t = Math.min(1, Math.max(0, (x - from) / (to - from)))
  return t * t * (3 - 2 * t)
}
