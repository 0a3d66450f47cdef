// Lugano classification: PET by the five-point scale and CT by products of diameters, side by side; neither overrules the other. Pure.
import { z } from 'zod'
import { CalendarDate } from '../patient.ts'
import { byDate, hundredths, type Refusal } from './lesions.ts'

const millimetres = z.number().nonnegative().nullish()

export const LuganoNode = z.object({
  id: z.string(),
  isNode: z.boolean(),
  /** Longest and shortest diameter in the same plane, mm. */
  timepoints: z.array(z.object({ t: z.string(), ldiMm: millimetres, sdiMm: millimetres })),
})
export type LuganoNode = z.infer<typeof LuganoNode>

export const LuganoTimepoint = z.object({
  id: z.string(),
  date: CalendarDate,
  pet: z
    .object({
      deauville: z.union([z.number(), z.string(), z.null()]),
      uptakeVsBaseline: z.enum(['decreased', 'unchanged', 'increased', 'unknown']).nullish(),
      newLymphomaFoci: z.boolean().nullish(),
    })
    .nullish(),
  newLesion: z.boolean().nullish(),
  spleenLengthMm: z.number().nonnegative().nullish(),
})
export type LuganoTimepoint = z.infer<typeof LuganoTimepoint>

export const LuganoInput = z.object({ timepoints: z.array(LuganoTimepoint).min(1), nodes: z.array(LuganoNode).nullish() })
export type LuganoInput = z.infer<typeof LuganoInput>

export interface LuganoEntry {
  t: string
  spdMm2: number | null
  spdPercentFromBaseline: number | null
  ctResponse: 'PD' | 'NE' | 'CR' | 'PR' | 'SD' | null
  metabolicResponse: 'CMR' | 'PMR' | 'NMR' | 'PMD' | 'NE' | null
}

/** Length of a spleen that is still normal, hundredths of a mm. */
const NORMAL_SPLEEN = 13_000

/** A node at one timepoint: diameters in hundredths of a mm, product in ten-thousandths of a mm². */
interface Size {
  ldi: number
  sdi: number
  product: number
}

/**
 * @returns sums in mm², changes in per cent; responses are null at baseline
 * @source Cheson 2014, J Clin Oncol 32:3059; PMC5298348 table 2; convention C6
 */
export function evaluateLugano(input: LuganoInput): { timepoints: LuganoEntry[] } | { refusal: Refusal } {
  const nodes = input.nodes ?? []
  const timepoints = byDate(input.timepoints)
  const refusal = refuseLugano(input.timepoints, nodes, timepoints[0]?.id ?? '')
  if (refusal) return { refusal }
  const [baseline] = timepoints
  const before = baseline ? productSum(nodes, baseline.id) : null
  return {
    timepoints: timepoints.map((timepoint, n) => {
      const sum = productSum(nodes, timepoint.id)
      const isBaseline = n === 0
      return {
        t: timepoint.id,
        spdMm2: sum === null ? null : sum / 10_000,
        spdPercentFromBaseline: isBaseline || sum === null || !before ? null : ((sum - before) / before) * 100,
        ctResponse: isBaseline || nodes.length === 0 ? null : ctResponse(nodes, timepoints.slice(0, n + 1), sum, before),
        metabolicResponse: isBaseline ? null : metabolicResponse(timepoint.pet),
      }
    }),
  }
}

function refuseLugano(timepoints: readonly LuganoTimepoint[], nodes: readonly LuganoNode[], baseline: string): Refusal | undefined {
  const fault = (code: string, wrong: (node: LuganoNode) => boolean): Refusal | undefined => {
    const lesionIds = nodes.filter(wrong).map((node) => node.id).sort()
    return lesionIds.length > 0 ? { code, lesionIds } : undefined
  }
  const known = new Set(timepoints.map((t) => t.id))
  const scores = timepoints.flatMap(({ pet }) => (pet ? [pet.deauville] : []))
  return (
    (new Set(timepoints.map((t) => t.date)).size < timepoints.length ? { code: 'duplicateTimepointDate' } : undefined) ??
    fault('unknownTimepoint', (node) => node.timepoints.some((entry) => !known.has(entry.t))) ??
    (nodes.length > 6 ? { code: 'tooManyTargets' } : undefined) ??
    fault('targetNotMeasurable', (node) => (sizeAt(node, baseline)?.ldi ?? 0) <= (node.isNode ? 1500 : 1000)) ??
    (scores.every(isDeauville) ? undefined : { code: 'invalidDeauville' })
  )
}

function isDeauville(score: unknown): boolean {
  return score === 'X' || (typeof score === 'number' && [1, 2, 3, 4, 5].includes(score))
}

function metabolicResponse(pet: LuganoTimepoint['pet']): LuganoEntry['metabolicResponse'] {
  if (!pet) return null
  if (pet.newLymphomaFoci) return 'PMD'
  if (typeof pet.deauville !== 'number') return 'NE'
  if (pet.deauville <= 3) return 'CMR'
  return ({ decreased: 'PMR', unchanged: 'NMR', increased: 'PMD', unknown: 'NE' } as const)[pet.uptakeVsBaseline ?? 'unknown']
}

function sizeAt(node: LuganoNode, t: string): Size | null {
  const entry = node.timepoints.find((e) => e.t === t)
  if (entry?.ldiMm === 0) return { ldi: 0, sdi: 0, product: 0 }
  if (entry?.ldiMm == null || entry.sdiMm == null) return null
  const ldi = hundredths(entry.ldiMm)
  const sdi = hundredths(entry.sdiMm)
  return { ldi, sdi, product: ldi * sdi }
}

/** Ten-thousandths of a mm²; null when a node was not measured or there is none. */
function productSum(nodes: readonly LuganoNode[], t: string): number | null {
  const sizes = nodes.map((node) => sizeAt(node, t))
  if (sizes.length === 0 || sizes.includes(null)) return null
  return sizes.reduce((sum, size) => sum + (size?.product ?? 0), 0)
}

/** @param until the timepoints up to the one that is judged, by date */
function ctResponse(nodes: readonly LuganoNode[], until: readonly LuganoTimepoint[], sum: number | null, before: number | null): LuganoEntry['ctResponse'] {
  const [first] = until
  const now = until.at(-1)
  if (!first || !now) return null
  const spleenThen = length(first)
  const spleenNow = length(now)
  const earlier = until.slice(0, -1).map((t) => t.id)
  if (now.newLesion || nodes.some((node) => nodeProgressed(node, earlier, now.id)) || spleenGrew(spleenThen, spleenNow)) return 'PD'
  if (sum === null) return 'NE'
  const sizes = nodes.map((node) => ({ node, ldi: sizeAt(node, now.id)?.ldi ?? 0 }))
  const gone = sizes.every(({ node, ldi }) => (node.isNode ? ldi <= 1500 : ldi === 0))
  if (gone && (spleenNow === null || spleenNow <= NORMAL_SPLEEN)) return 'CR'
  if (before !== null && sum * 2 <= before && spleenRegressed(spleenThen, spleenNow)) return 'PR'
  return 'SD'
}

const length = ({ spleenLengthMm }: LuganoTimepoint): number | null => (spleenLengthMm == null ? null : hundredths(spleenLengthMm))

/** Against the node's own smallest product; "up to 2 cm" is read there too (convention C6). */
function nodeProgressed(node: LuganoNode, earlier: readonly string[], t: string): boolean {
  const now = sizeAt(node, t)
  const past = earlier.map((id) => sizeAt(node, id)).filter((size) => size !== null)
  if (!now || past.length === 0 || now.ldi <= 1500) return false
  const nadir = past.reduce((least, size) => (size.product < least.product ? size : least))
  if (now.product * 2 < nadir.product * 3) return false
  const least = nadir.ldi <= 2000 ? 500 : 1000
  return now.ldi - nadir.ldi >= least || now.sdi - nadir.sdi >= least
}

function spleenGrew(then: number | null, now: number | null): boolean {
  if (then === null || now === null) return false
  const excess = then - NORMAL_SPLEEN
  return excess > 0 ? (now - then) * 2 > excess : now - then >= 2000 && now > NORMAL_SPLEEN
}

/** A spleen that was enlarged must be seen to be smaller: without a length now there is no partial response. */
function spleenRegressed(then: number | null, now: number | null): boolean {
  if (then === null || then <= NORMAL_SPLEEN) return true
  return now !== null && (now <= NORMAL_SPLEEN || (then - now) * 2 > then - NORMAL_SPLEEN)
}
