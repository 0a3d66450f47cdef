// RANO 2010 for high-grade glioma: products of enhancing lesions together with steroids, T2/FLAIR and clinical state. Pure.
import { z } from 'zod'
import { CalendarDate } from '../patient.ts'
import { byDate, daysBetween, hundredths, type Refusal } from './lesions.ts'

const millimetres = z.number().nonnegative().nullish()

export const RanoTimepoint = z.object({
  id: z.string(),
  date: CalendarDate,
  /** Longest diameter and the longest one at right angles to it, mm. */
  lesions: z.array(z.object({ id: z.string(), ldMm: millimetres, pdMm: millimetres })),
  dexamethasoneMgPerDay: z.number().nonnegative().nullish(),
  t2Flair: z.enum(['improved', 'stable', 'significantlyIncreased']).nullish(),
  clinicalStatus: z.enum(['improved', 'stable', 'worse']).nullish(),
  newLesion: z.boolean().nullish(),
  outsideRadiationField: z.boolean().nullish(),
  pathologyConfirmed: z.boolean().nullish(),
  clinicalWorseningOtherCause: z.boolean().nullish(),
})
export type RanoTimepoint = z.infer<typeof RanoTimepoint>

export const RanoInput = z.object({ radiotherapyEnd: CalendarDate.nullish(), timepoints: z.array(RanoTimepoint).min(1) })
export type RanoInput = z.infer<typeof RanoInput>

export type RanoResponse = 'CR' | 'PR' | 'SD' | 'PD' | 'NE'

export interface RanoEntry {
  t: string
  spdMm2: number | null
  percentFromBaseline: number | null
  percentFromNadir: number | null
  response: RanoResponse | null
  /** CR and PR only. */
  confirmed: boolean | null
}

export interface RanoRefusal extends Refusal {
  fields?: string[]
}

const PSEUDOPROGRESSION_DAYS = 84
const CONFIRM_AFTER_DAYS = 28
const REQUIRED = ['clinicalStatus', 'dexamethasoneMgPerDay', 't2Flair'] as const

interface Seen {
  timepoint: RanoTimepoint
  /** Ten-thousandths of a mm²; null when a lesion was not measured. */
  sum: number | null
}

/**
 * @returns sums in mm², changes in per cent; everything but the sum is null at baseline
 * @source Wen 2010, J Clin Oncol 28:1963; PMC6303427 table 1
 */
export function evaluateRano2010(input: RanoInput): { timepoints: RanoEntry[] } | { refusal: RanoRefusal } {
  const refusal = refuseRano(input)
  if (refusal) return { refusal }
  const timepoints = byDate(input.timepoints)
  const ids = timepoints[0]?.lesions.map((lesion) => lesion.id) ?? []
  const seen: Seen[] = timepoints.map((timepoint) => ({ timepoint, sum: productSum(timepoint, ids) }))
  const entries: RanoEntry[] = []
  for (const [n, now] of seen.entries()) {
    const earlier = seen.slice(0, n)
    const response = judge(now, earlier, input.radiotherapyEnd ?? null)
    entries.push({
      t: now.timepoint.id,
      spdMm2: now.sum === null ? null : now.sum / 10_000,
      percentFromBaseline: percent(now.sum, earlier[0]?.sum ?? null),
      percentFromNadir: percent(now.sum, smallest(earlier)),
      response,
      confirmed: response === 'CR' || response === 'PR' ? isConfirmed(response, now.timepoint, timepoints, entries) : null,
    })
  }
  return { timepoints: entries }
}

function refuseRano({ timepoints }: RanoInput): RanoRefusal | undefined {
  const ordered = byDate(timepoints)
  const [baseline, ...followUps] = ordered
  if (new Set(timepoints.map((t) => t.date)).size < timepoints.length) return { code: 'duplicateTimepointDate' }
  const fields = REQUIRED.filter((field) => followUps.some((t) => t[field] == null))
  if (fields.length > 0) return { code: 'missingData', fields }
  const known = new Set(baseline?.lesions.map((lesion) => lesion.id))
  const unknown = followUps.flatMap((t) => t.lesions.filter((lesion) => !known.has(lesion.id)).map((lesion) => lesion.id))
  if (known.size > 5) return { code: 'tooManyTargets' }
  const small = baseline?.lesions.filter(({ ldMm, pdMm }) => hundredths(ldMm ?? 0) < 1000 || hundredths(pdMm ?? 0) < 1000) ?? []
  if (small.length > 0) return { code: 'targetNotMeasurable', lesionIds: small.map((lesion) => lesion.id).sort() }
  return unknown.length > 0 ? { code: 'unknownLesion', lesionIds: [...new Set(unknown)].sort() } : undefined
}

function productSum({ lesions }: RanoTimepoint, ids: readonly string[]): number | null {
  if (ids.length === 0) return null
  let sum = 0
  for (const id of ids) {
    const lesion = lesions.find((l) => l.id === id)
    if (lesion?.ldMm === 0) continue
    if (lesion?.ldMm == null || lesion.pdMm == null) return null
    sum += hundredths(lesion.ldMm) * hundredths(lesion.pdMm)
  }
  return sum
}

function smallest(earlier: readonly Seen[]): number | null {
  const sums = earlier.map(({ sum }) => sum).filter((sum) => sum !== null)
  return sums.length === 0 ? null : Math.min(...sums)
}

function percent(value: number | null, reference: number | null): number | null {
  return value === null || !reference ? null : ((value - reference) / reference) * 100
}

function judge(now: Seen, earlier: readonly Seen[], radiotherapyEnd: string | null): RanoResponse | null {
  const [baseline] = earlier
  if (!baseline) return null
  const { timepoint, sum } = now
  const nadir = smallest(earlier)
  const grew = sum !== null && nadir !== null && sum > nadir && sum * 4 >= nadir * 5
  const doubtful = grew || timepoint.t2Flair === 'significantlyIncreased'
  const onSteroids = steroidsNotBelow(timepoint, nadirDoses(earlier, nadir))
  const worse = timepoint.clinicalStatus === 'worse'
  const progressed = Boolean(timepoint.newLesion) || (worse && !timepoint.clinicalWorseningOtherCause) || (doubtful && onSteroids === true)
  if (progressed) return isPseudoprogression(timepoint, radiotherapyEnd) ? 'NE' : 'PD'
  // Growth that cannot be weighed against a steroid dose, or a sum that is not known, is not stable disease.
  if (sum === null || (doubtful && onSteroids === null)) return 'NE'
  const calm = timepoint.t2Flair !== 'significantlyIncreased' && !worse
  if (sum === 0 && timepoint.dexamethasoneMgPerDay === 0 && calm) return 'CR'
  if (baseline.sum === null || sum * 2 > baseline.sum || !calm) return 'SD'
  const before = baseline.timepoint.dexamethasoneMgPerDay
  if (before == null) return 'NE'
  return (timepoint.dexamethasoneMgPerDay ?? 0) <= before ? 'PR' : 'SD'
}

/** Doses at the timepoints that had the smallest sum; without any sum, that of the baseline. */
function nadirDoses(earlier: readonly Seen[], nadir: number | null): (number | null)[] {
  const at = nadir === null ? earlier.slice(0, 1) : earlier.filter(({ sum }) => sum === nadir)
  return at.map(({ timepoint }) => timepoint.dexamethasoneMgPerDay ?? null)
}

/** null when no dose was recorded there. Of several timepoints with the same sum the lowest dose counts. */
function steroidsNotBelow({ dexamethasoneMgPerDay }: RanoTimepoint, doses: readonly (number | null)[]): boolean | null {
  const known = doses.filter((dose) => dose !== null)
  return known.length === 0 ? null : (dexamethasoneMgPerDay ?? 0) >= Math.min(...known)
}

function isPseudoprogression(timepoint: RanoTimepoint, radiotherapyEnd: string | null): boolean {
  if (radiotherapyEnd === null || timepoint.outsideRadiationField || timepoint.pathologyConfirmed) return false
  const days = daysBetween(radiotherapyEnd, timepoint.date)
  return days >= 0 && days <= PSEUDOPROGRESSION_DAYS
}

const RANK = { CR: 2, PR: 1, SD: 0, PD: 0, NE: null } as const

function isConfirmed(response: 'CR' | 'PR', now: RanoTimepoint, timepoints: readonly RanoTimepoint[], earlier: readonly RanoEntry[]): boolean {
  for (let n = earlier.length - 1; n > 0; n--) {
    const rank = RANK[earlier[n]?.response ?? 'NE']
    if (rank === null) continue
    if (rank < RANK[response]) return false
    const then = timepoints[n]
    if (then && daysBetween(then.date, now.date) >= CONFIRM_AFTER_DAYS) return true
  }
  return false
}
