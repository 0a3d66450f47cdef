// What a module of tests/perf exports: `names` (what it measures) and `bench()`. Medians; both sides of a ratio in the same run.

export interface BenchResult {
  name: string
  /** Median. */
  value: number
  unit: string
  /** Half the distance between the quartiles, same unit. */
  spread: number
  /** What it is compared with; null when it stands alone. */
  against: string | null
  /** value / other side's median of the same run. */
  ratio: number | null
  goal: string
  ok: boolean
}

/** 95 of 100 are at most this. */
export function quantile95(values: readonly number[]): number {
  return percentile(values, 0.95)
}

/** The value that this share of them does not exceed. @param share 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / 2
}

function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * q
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}
