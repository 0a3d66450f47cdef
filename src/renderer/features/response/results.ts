// Reading the engines' answers, whichever of the two gave them. Pure.
import type { IrecistTimepoint } from '#shared/domain/response/irecist.ts'
import type { Recist11Timepoint } from '#shared/domain/response/recist11.ts'
import type { ResponseResult } from '#shared/domain/responseTable.ts'

export function entryAt(result: ResponseResult | null, date: string): Recist11Timepoint | IrecistTimepoint | null {
  return result && 'timepoints' in result ? (result.timepoints.find(({ t }) => t === date) ?? null) : null
}

/** Per cent of the sum at a date against the first sum; null where either is missing. */
export function percentFromBaseline(result: ResponseResult | null, date: string): number | null {
  const first = result && 'timepoints' in result ? result.timepoints[0] : undefined
  const entry = entryAt(result, date)
  if (!first?.sumMm || !entry || entry.t === first.t || entry.sumMm === null) return null
  return ((entry.sumMm - first.sumMm) / first.sumMm) * 100
}

/** Smallest sum before a date; null at baseline. */
export function nadirBefore(result: ResponseResult | null, date: string): number | null {
  if (!result || !('timepoints' in result)) return null
  const sums = result.timepoints.filter(({ t }) => t < date).flatMap(({ sumMm }) => (sumMm === null ? [] : [sumMm]))
  return sums.length === 0 ? null : Math.min(...sums)
}
