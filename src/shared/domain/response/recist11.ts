// RECIST 1.1: sums, timepoint responses, best response and date of progression. Pure; every rule is told by its source.
import { at, byDate, daysBetween, isUnequivocal, refuse, targetSize, toMm, type Lesion, type LesionSeries, type Refusal, type Timepoint } from './lesions.ts'

export type TargetResponse = 'NA' | 'PD' | 'NE' | 'CR' | 'PR' | 'SD'
export type NonTargetResponse = 'NA' | 'PD' | 'NE' | 'CR' | 'nonCR/nonPD'
export type OverallResponse = TargetResponse | NonTargetResponse

export interface Recist11Timepoint {
  t: string
  sumMm: number | null
  partialSumMm: number | null
  percentFromBaseline: number | null
  nadirMm: number | null
  percentFromNadir: number | null
  targetResponse: TargetResponse | null
  nonTargetResponse: NonTargetResponse | null
  newLesions: 'none' | 'equivocal' | 'unequivocal'
  overallResponse: OverallResponse | null
}

export interface Recist11Result {
  timepoints: Recist11Timepoint[]
  bestOverallResponse: OverallResponse
  progressionDate: string | null
}

/**
 * @returns sums in mm, changes in per cent; null where a number cannot be given
 * @source Eisenhauer 2009, Eur J Cancer 45:228, tables 1 to 3; conventions C1 to C4
 */
export function evaluateRecist11(series: LesionSeries): Recist11Result | { refusal: Refusal } {
  const refusal = refuse(series)
  if (refusal) return { refusal }
  const timepoints = byDate(series.timepoints)
  const results: Recist11Timepoint[] = []
  let nadir: number | null = null
  for (const [index, timepoint] of timepoints.entries()) {
    const sums = targetSums(series.lesions, timepoint.id)
    const entry = index === 0 ? baselineEntry(timepoint, sums) : followUpEntry(series, timepoint, sums, nadir, results)
    results.push(entry)
    if (sums.full !== null) nadir = nadir === null ? sums.full : Math.min(nadir, sums.full)
  }
  return { timepoints: results, bestOverallResponse: best(results, timepoints, series.settings.sdMinimumDays), progressionDate: progression(series.lesions, results, timepoints) }
}

export interface Sums {
  /** Hundredths of a mm of the assessed targets; null without any. */
  partial: number | null
  /** The same when all targets were assessed, else null. */
  full: number | null
}

export function targetSums(lesions: readonly Lesion[], timepoint: string): Sums {
  const sizes = lesions.filter((lesion) => lesion.role === 'target').map((lesion) => targetSize(lesion, timepoint))
  const assessed = sizes.filter((size) => size !== undefined)
  if (assessed.length === 0) return { partial: null, full: null }
  const partial = assessed.reduce((sum, size) => sum + size, 0)
  return { partial, full: assessed.length === sizes.length ? partial : null }
}

function baselineEntry(timepoint: Timepoint, sums: Sums): Recist11Timepoint {
  return {
    t: timepoint.id, sumMm: mm(sums.full), partialSumMm: mm(sums.partial), percentFromBaseline: null, nadirMm: null, percentFromNadir: null,
    targetResponse: null, nonTargetResponse: null, newLesions: 'none', overallResponse: null,
  }
}

function followUpEntry(series: LesionSeries, timepoint: Timepoint, sums: Sums, nadir: number | null, earlier: readonly Recist11Timepoint[]): Recist11Timepoint {
  const baselineMm = earlier[0]?.sumMm
  const baseline = baselineMm === null || baselineMm === undefined ? null : Math.round(baselineMm * 100)
  const hadCompleteResponse = earlier.some((entry) => entry.overallResponse === 'CR')
  let targetResponse = targetResponseOf(series.lesions, timepoint.id, sums, baseline, nadir, hadCompleteResponse)
  const reachedPartial = earlier.some((entry) => entry.targetResponse === 'PR' || entry.targetResponse === 'CR')
  if (series.settings.holdPartialResponse && targetResponse === 'SD' && reachedPartial) targetResponse = 'PR'
  const nonTargetResponse = nonTargetResponseOf(series.lesions, timepoint)
  const newLesions = newLesionsAt(series.lesions, timepoint.id)
  return {
    t: timepoint.id,
    sumMm: mm(sums.full),
    partialSumMm: mm(sums.partial),
    percentFromBaseline: percent(sums.full, baseline),
    nadirMm: mm(nadir),
    percentFromNadir: percent(sums.full, nadir),
    targetResponse,
    nonTargetResponse,
    newLesions,
    overallResponse: overall(targetResponse, nonTargetResponse, newLesions),
  }
}

/** First rule that holds decides; PD before NE, because a sum of part of the targets may already prove progression. */
export function targetResponseOf(
  lesions: readonly Lesion[], timepoint: string, sums: Sums, baseline: number | null, nadir: number | null, hadCompleteResponse: boolean,
): TargetResponse {
  const targets = lesions.filter((lesion) => lesion.role === 'target')
  if (targets.length === 0) return 'NA'
  if (sums.partial !== null && nadir !== null && sums.partial - nadir >= 500 && (sums.partial - nadir) * 5 >= nadir) return 'PD'
  const returned = targets.some((lesion) => !lesion.isNode && (targetSize(lesion, timepoint) ?? 0) > 0)
  if (hadCompleteResponse && returned) return 'PD'
  if (sums.full === null) return 'NE'
  const gone = targets.every((lesion) => {
    const size = targetSize(lesion, timepoint) ?? 0
    return lesion.isNode ? size < 1000 : size === 0
  })
  if (gone) return 'CR'
  if (baseline !== null && (baseline - sums.full) * 10 >= baseline * 3) return 'PR'
  return 'SD'
}

export function nonTargetResponseOf(lesions: readonly Lesion[], timepoint: Timepoint): NonTargetResponse {
  const states = lesions.filter((lesion) => lesion.role === 'nonTarget').map((lesion) => at(lesion, timepoint.id)?.state ?? 'notEvaluable')
  if (states.length === 0) return 'NA'
  if (states.includes('progressed')) return 'PD'
  if (states.includes('notEvaluable')) return 'NE'
  if (states.every((state) => state === 'absent') && timepoint.tumourMarkers !== 'elevated') return 'CR'
  return 'nonCR/nonPD'
}

export function newLesionsAt(lesions: readonly Lesion[], timepoint: string): 'none' | 'equivocal' | 'unequivocal' {
  const entries = lesions.filter((lesion) => lesion.role === 'new').map((lesion) => at(lesion, timepoint))
  return entries.some(isUnequivocal) ? 'unequivocal' : entries.some((entry) => entry?.state === 'equivocal') ? 'equivocal' : 'none'
}

function overall(target: TargetResponse, nonTarget: NonTargetResponse, newLesions: string): OverallResponse {
  if (target === 'PD' || nonTarget === 'PD' || newLesions === 'unequivocal') return 'PD'
  if (target === 'NA') return nonTarget
  if (target === 'CR') return nonTarget === 'CR' || nonTarget === 'NA' ? 'CR' : 'PR'
  return target
}

function best(results: readonly Recist11Timepoint[], timepoints: readonly Timepoint[], sdMinimumDays: number): OverallResponse {
  const firstPd = results.findIndex((entry) => entry.overallResponse === 'PD')
  const counted = results.slice(1, firstPd < 0 ? undefined : firstPd + 1)
  const reached = (response: OverallResponse) => counted.some((entry) => entry.overallResponse === response)
  if (reached('CR')) return 'CR'
  if (reached('PR')) return 'PR'
  const baseline = timepoints[0]
  const stable = counted.find((entry, i) => {
    const date = timepoints[i + 1]?.date
    const longEnough = baseline && date && daysBetween(baseline.date, date) >= sdMinimumDays
    return longEnough && (entry.overallResponse === 'SD' || entry.overallResponse === 'nonCR/nonPD')
  })
  if (stable?.overallResponse) return stable.overallResponse
  return reached('PD') ? 'PD' : 'NE'
}

/** Where progression rests on new lesions alone, it began when they were first seen, even if doubtful then. */
function progression(lesions: readonly Lesion[], results: readonly Recist11Timepoint[], timepoints: readonly Timepoint[]): string | null {
  const index = results.findIndex((entry) => entry.overallResponse === 'PD')
  const entry = results[index]
  const timepoint = timepoints[index]
  if (!entry || !timepoint) return null
  if (entry.targetResponse === 'PD' || entry.nonTargetResponse === 'PD') return timepoint.date
  const proven = lesions.filter((lesion) => lesion.role === 'new' && isUnequivocal(at(lesion, timepoint.id)))
  const seen = timepoints.find((t) => proven.some((lesion) => isUnequivocal(at(lesion, t.id)) || at(lesion, t.id)?.state === 'equivocal'))
  return seen?.date ?? timepoint.date
}

const mm = (value: number | null) => (value === null ? null : toMm(value))

export function percent(value: number | null, reference: number | null): number | null {
  return value === null || reference === null || reference === 0 ? null : ((value - reference) / reference) * 100
}
