// iRECIST: progression is unconfirmed first and confirmed by a later look. Builds on the RECIST 1.1 sums; new lesions have a sum of their own.
import { at, byDate, daysBetween, isMeasurable, isUnequivocal, refuse, targetSize, toMm, type Lesion, type LesionSeries, type Refusal, type Timepoint } from './lesions.ts'
import { newLesionsAt, nonTargetResponseOf, targetResponseOf, targetSums } from './recist11.ts'

export type ImmuneResponse = 'iCR' | 'iPR' | 'iSD' | 'iUPD' | 'iCPD' | 'NE' | 'NA' | 'non-iCR/non-iUPD'

export interface IrecistTimepoint {
  t: string
  sumMm: number | null
  newTargetSumMm: number | null
  targetResponse: ImmuneResponse | null
  nonTargetResponse: ImmuneResponse | null
  newLesions: 'none' | 'equivocal' | 'unequivocal'
  overallResponse: ImmuneResponse | null
}

export interface IrecistResult {
  timepoints: IrecistTimepoint[]
  bestOverallResponse: ImmuneResponse
  firstUnconfirmedProgressionDate: string | null
  confirmedProgressionDate: string | null
}

/** Confirmation counts from this many days after the unconfirmed progression on (convention C5). */
const CONFIRM_AFTER_DAYS = 28
/** Hundredths of a mm by which a sum must have grown further. */
const FURTHER_GROWTH = 500

interface Unconfirmed {
  date: string
  sum: number | null
  newSum: number | null
  target: boolean
  nonTarget: boolean
  newLesion: boolean
}

interface Look {
  timepoint: Timepoint
  sum: number | null
  newSum: number | null
  target: ImmuneResponse
  nonTarget: ImmuneResponse
  newLesions: IrecistTimepoint['newLesions']
  /** A further unequivocal new lesion, not seen at any earlier look. */
  furtherNewLesion: boolean
}

/** @source Seymour 2017, Lancet Oncol 18:e143, tables 2 and 3; EORTC FAQ; convention C5 */
export function evaluateIrecist(series: LesionSeries): IrecistResult | { refusal: Refusal } {
  const refusal = refuse(series) ?? refuseNewTargets(series)
  if (refusal) return { refusal }
  const timepoints = byDate(series.timepoints)
  const results: IrecistTimepoint[] = []
  let baseline: number | null = null
  let nadir: number | null = null
  let unconfirmed: Unconfirmed | null = null
  let firstUnconfirmed: string | null = null
  let confirmed: string | null = null
  for (const [index, timepoint] of timepoints.entries()) {
    const look = lookAt(series, timepoint, timepoints.slice(0, index), baseline, nadir, results)
    if (index === 0) {
      baseline = look.sum
      results.push(entryOf(look, null))
    } else {
      const overall: ImmuneResponse = judge(look, unconfirmed, series.lesions)
      results.push(entryOf(look, overall))
      if (overall === 'iCPD') confirmed = timepoint.date
      else if (overall === 'iUPD') {
        firstUnconfirmed ??= timepoint.date
        unconfirmed ??= remember(look)
      } else if (overall !== 'NE') unconfirmed = null
    }
    if (look.sum !== null) nadir = nadir === null ? look.sum : Math.min(nadir, look.sum)
    if (confirmed) break
  }
  return { timepoints: results, bestOverallResponse: best(results), firstUnconfirmedProgressionDate: firstUnconfirmed, confirmedProgressionDate: confirmed }
}

function lookAt(
  { lesions, settings }: LesionSeries, timepoint: Timepoint, past: readonly Timepoint[], baseline: number | null, nadir: number | null, earlier: readonly IrecistTimepoint[],
): Look {
  const sums = targetSums(lesions, timepoint.id)
  const hadComplete = earlier.some((entry) => entry.overallResponse === 'iCR')
  const news = lesions.filter((lesion) => lesion.role === 'new')
  const isFirstSeen = (lesion: Lesion) => isUnequivocal(at(lesion, timepoint.id)) && !past.some((t) => isUnequivocal(at(lesion, t.id)))
  const target = TARGET[targetResponseOf(lesions, timepoint.id, sums, baseline, nadir, hadComplete)]
  const reachedPartial = earlier.some((entry) => entry.targetResponse === 'iPR' || entry.targetResponse === 'iCR')
  return {
    timepoint,
    sum: sums.full,
    newSum: newTargetSum(lesions, timepoint.id),
    target: target === 'iSD' && settings.holdPartialResponse && reachedPartial ? 'iPR' : target,
    nonTarget: NON_TARGET[nonTargetResponseOf(lesions, timepoint)],
    newLesions: newLesionsAt(lesions, timepoint.id),
    furtherNewLesion: news.some(isFirstSeen),
  }
}

const TARGET = { NA: 'NA', PD: 'iUPD', NE: 'NE', CR: 'iCR', PR: 'iPR', SD: 'iSD' } as const
const NON_TARGET = { NA: 'NA', PD: 'iUPD', NE: 'NE', CR: 'iCR', 'nonCR/nonPD': 'non-iCR/non-iUPD' } as const

function judge(look: Look, unconfirmed: Unconfirmed | null, lesions: readonly Lesion[]): ImmuneResponse {
  const signs = { target: look.target === 'iUPD', nonTarget: look.nonTarget === 'iUPD', newLesion: look.newLesions === 'unequivocal' }
  const anySign = signs.target || signs.nonTarget || signs.newLesion
  if (!unconfirmed) return anySign ? 'iUPD' : plain(look)
  if (daysBetween(unconfirmed.date, look.timepoint.date) < CONFIRM_AFTER_DAYS) {
    return look.furtherNewLesion && look.timepoint.unscheduledForSymptoms ? 'iCPD' : 'iUPD'
  }
  const grew = (role: 'nonTarget' | 'new') =>
    lesions.some((l) => l.role === role && (role === 'nonTarget' || l.newKind !== 'target') && at(l, look.timepoint.id)?.increasedSinceLast === true)
  const further = (now: number | null, then: number | null) => now !== null && then !== null && now - then >= FURTHER_GROWTH
  const confirms =
    (unconfirmed.target && further(look.sum, unconfirmed.sum)) ||
    (unconfirmed.nonTarget && grew('nonTarget')) ||
    (unconfirmed.newLesion && (further(look.newSum, unconfirmed.newSum) || grew('new'))) ||
    look.furtherNewLesion ||
    (signs.target && !unconfirmed.target) ||
    (signs.nonTarget && !unconfirmed.nonTarget) ||
    (signs.newLesion && !unconfirmed.newLesion)
  if (confirms) return 'iCPD'
  if (anySign) return 'iUPD'
  return plain(look)
}

/** The category without any sign of progression. */
function plain({ target, nonTarget }: Look): ImmuneResponse {
  if (target === 'NA') return nonTarget
  if (target === 'iCR') return nonTarget === 'iCR' || nonTarget === 'NA' ? 'iCR' : 'iPR'
  return target
}

function remember(look: Look): Unconfirmed {
  return {
    date: look.timepoint.date,
    sum: look.sum,
    newSum: look.newSum,
    target: look.target === 'iUPD',
    nonTarget: look.nonTarget === 'iUPD',
    newLesion: look.newLesions === 'unequivocal',
  }
}

function newTargetSum(lesions: readonly Lesion[], timepoint: string): number | null {
  const sizes = lesions
    .filter((l) => l.role === 'new' && l.newKind === 'target' && isPresent(l, timepoint))
    .map((l) => targetSize(l, timepoint))
    .filter((size) => size !== undefined)
  return sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0)
}

function isPresent(lesion: Lesion, timepoint: string): boolean {
  const entry = at(lesion, timepoint)
  return isUnequivocal(entry) || entry?.state === 'equivocal'
}

function refuseNewTargets({ lesions, timepoints }: LesionSeries): Refusal | undefined {
  const targets = lesions.filter((l) => l.role === 'new' && l.newKind === 'target')
  if (targets.length > 5) return { code: 'tooManyNewTargets' }
  const ordered = byDate(timepoints)
  const lesionIds = targets
    .filter((l) => {
      const first = ordered.find((t) => isPresent(l, t.id))
      return first !== undefined && !isMeasurable(l, targetSize(l, first.id) ?? 0)
    })
    .map((l) => l.id)
    .sort()
  return lesionIds.length > 0 ? { code: 'newTargetNotMeasurable', lesionIds } : undefined
}

function entryOf(look: Look, overall: ImmuneResponse | null): IrecistTimepoint {
  const baseline = overall === null
  return {
    t: look.timepoint.id,
    sumMm: look.sum === null ? null : toMm(look.sum),
    newTargetSumMm: look.newSum === null ? null : toMm(look.newSum),
    targetResponse: baseline ? null : look.target,
    nonTargetResponse: baseline ? null : look.nonTarget,
    newLesions: look.newLesions,
    overallResponse: overall,
  }
}

function best(results: readonly IrecistTimepoint[]): ImmuneResponse {
  const order: ImmuneResponse[] = ['iCR', 'iPR', 'iSD', 'non-iCR/non-iUPD', 'iCPD', 'iUPD']
  return order.find((response) => results.some((entry) => entry.overallResponse === response)) ?? 'NE'
}
