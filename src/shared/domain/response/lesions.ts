// Lesions over time as every response engine reads them, and the checks they share. Diameters in mm; sums in whole hundredths, so that thresholds are exact.
import { z } from 'zod'
import { CalendarDate } from '../patient.ts'

export const LesionTimepoint = z.object({
  t: z.string(),
  diameterMm: z.number().nullable().optional(),
  state: z.enum(['measured', 'tooSmall', 'absent', 'notEvaluable', 'present', 'progressed', 'equivocal', 'unequivocal']),
  increasedSinceLast: z.boolean().optional(),
})
export type LesionTimepoint = z.infer<typeof LesionTimepoint>

export const Lesion = z.object({
  id: z.string(),
  role: z.enum(['target', 'nonTarget', 'new']),
  organ: z.string(),
  isNode: z.boolean(),
  timepoints: z.array(LesionTimepoint),
  sliceThicknessMm: z.number().positive().optional(),
  method: z.enum(['ct', 'mr', 'chestXray', 'clinical']).optional(),
  irradiated: z.boolean().optional(),
  progressedSinceIrradiation: z.boolean().optional(),
  boneWithoutSoftTissue: z.boolean().optional(),
  newKind: z.enum(['target', 'nonTarget']).optional(),
})
export type Lesion = z.infer<typeof Lesion>

export const Timepoint = z.object({
  id: z.string(),
  date: CalendarDate,
  tumourMarkers: z.enum(['normal', 'elevated']).optional(),
  unscheduledForSymptoms: z.boolean().optional(),
})
export type Timepoint = z.infer<typeof Timepoint>

export const ResponseSettings = z.object({
  /** Convention C1: all lymph nodes count as one organ for the limit of two. */
  nodesAreOneOrgan: z.boolean().default(true),
  /** Convention C2: PR, once reached, is kept until progression (EORTC FAQ). */
  holdPartialResponse: z.boolean().default(false),
  sdMinimumDays: z.number().int().nonnegative().default(0),
})

export const LesionSeries = z.object({
  timepoints: z.array(Timepoint).min(1),
  lesions: z.array(Lesion),
  settings: ResponseSettings.prefault({}),
})
export type LesionSeries = z.infer<typeof LesionSeries>

export interface Refusal {
  code: string
  lesionIds?: string[]
}

/** mm as whole hundredths. */
export const hundredths = (mm: number) => Math.round(mm * 100)
export const toMm = (value: number) => value / 100

export function at(lesion: Lesion, timepoint: string): LesionTimepoint | undefined {
  return lesion.timepoints.find((entry) => entry.t === timepoint)
}

export function byDate<T extends { date: string }>(timepoints: readonly T[]): T[] {
  return [...timepoints].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** Hundredths of a mm of a target at a timepoint; undefined = not assessed. Present but too small without a number counts 5 mm. */
export function targetSize(lesion: Lesion, timepoint: string): number | undefined {
  const entry = at(lesion, timepoint)
  if (!entry || entry.state === 'notEvaluable') return undefined
  if (entry.state === 'absent') return 0
  if (entry.state === 'tooSmall') return hundredths(entry.diameterMm ?? 5)
  return entry.diameterMm === null || entry.diameterMm === undefined ? undefined : hundredths(entry.diameterMm)
}

/** Days between two calendar dates, by the calendar alone. */
export function daysBetween(from: string, to: string): number {
  return Math.round((utcDay(to) - utcDay(from)) / 86_400_000)
}

function utcDay(date: string): number {
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number)
  return Date.UTC(y, m - 1, d)
}

/**
 * The refusals that RECIST 1.1 and iRECIST share, in the order in which they are told.
 * @source Eisenhauer 2009 §3 and 4; conventions C1
 */
export function refuse({ timepoints, lesions, settings }: LesionSeries): Refusal | undefined {
  const ordered = byDate(timepoints)
  const baseline = ordered[0]
  if (!baseline) return { code: 'noDiseaseAtBaseline' }
  if (new Set(timepoints.map((t) => t.date)).size < timepoints.length) return { code: 'duplicateTimepointDate' }
  const fault = (code: string, wrong: (lesion: Lesion) => boolean): Refusal | undefined => {
    const lesionIds = lesions.filter(wrong).map((lesion) => lesion.id).sort()
    return lesionIds.length > 0 ? { code, lesionIds } : undefined
  }
  const known = new Set(timepoints.map((t) => t.id))
  const targets = lesions.filter((lesion) => lesion.role === 'target')
  return (
    fault('unknownTimepoint', (lesion) => lesion.timepoints.some((entry) => !known.has(entry.t))) ??
    fault('invalidDiameter', (lesion) => lesion.timepoints.some((entry) => (entry.diameterMm ?? 0) < 0)) ??
    (lesions.some((lesion) => lesion.role !== 'new') ? undefined : { code: 'noDiseaseAtBaseline' }) ??
    fault('newLesionAtBaseline', (lesion) => lesion.role === 'new' && (at(lesion, baseline.id)?.state ?? 'absent') !== 'absent') ??
    (targets.length > 5 ? { code: 'tooManyTargets' } : undefined) ??
    tooManyInOrgan(targets, settings.nodesAreOneOrgan) ??
    fault('targetMissingAtBaseline', (lesion) => lesion.role === 'target' && baselineSize(lesion, baseline.id) === undefined) ??
    fault('targetNotMeasurable', (lesion) => lesion.role === 'target' && !isMeasurable(lesion, baselineSize(lesion, baseline.id) ?? 0))
  )
}

function baselineSize(lesion: Lesion, baseline: string): number | undefined {
  const diameter = at(lesion, baseline)?.diameterMm
  return diameter === null || diameter === undefined ? undefined : hundredths(diameter)
}

function tooManyInOrgan(targets: readonly Lesion[], nodesAreOneOrgan: boolean): Refusal | undefined {
  const organs = new Map<string, string[]>()
  for (const lesion of targets) {
    const organ = lesion.isNode && nodesAreOneOrgan ? 'lymph nodes' : `organ ${lesion.organ.trim().toLowerCase()}`
    organs.set(organ, [...(organs.get(organ) ?? []), lesion.id])
  }
  const lesionIds = [...organs.values()].filter((ids) => ids.length > 2).flat().sort()
  return lesionIds.length > 0 ? { code: 'tooManyTargetsInOrgan', lesionIds } : undefined
}

/** @param size hundredths of a mm: longest diameter, for nodes the short axis */
export function isMeasurable(lesion: Lesion, size: number): boolean {
  if (lesion.irradiated && !lesion.progressedSinceIrradiation) return false
  if (lesion.boneWithoutSoftTissue) return false
  if (lesion.isNode) return size >= 1500
  if (lesion.method === 'chestXray') return size >= 2000
  const slice = hundredths(lesion.sliceThicknessMm ?? 5)
  return size >= Math.max(1000, slice > 500 ? 2 * slice : 0)
}

/** A new lesion that is certainly there: said so, or measured as a new target. */
export function isUnequivocal(entry: LesionTimepoint | undefined): boolean {
  return entry?.state === 'unequivocal' || entry?.state === 'measured' || entry?.state === 'tooSmall'
}
