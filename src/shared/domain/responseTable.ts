// From followed lesions and the measurements that name them to the table of the response screen and the input of the RECIST engines. Pure.
import type { Measurement } from './annotation.ts'
import type { ImagingStudy } from './imagingStudy.ts'
import type { LesionFinding, LesionRecord, LesionState, OutsideValue, TrackedLesion } from './lesion.ts'
import { evaluateIrecist, type IrecistResult } from './response/irecist.ts'
import { LesionSeries, type Lesion, type Refusal } from './response/lesions.ts'
import { evaluateRecist11, type Recist11Result } from './response/recist11.ts'

/** One lesion at one date. */
export interface LesionCell {
  date: string
  /** null = nothing is said yet: the engines read it as not evaluable. */
  state: LesionState | null
  /** mm as the criteria read it: longest diameter, for nodes the short axis; null where nothing was measured. */
  diameterMm: number | null
  measurement: Measurement | null
  /** Further measurements that name this lesion at this date; the newest counts. */
  others: number
  finding: LesionFinding | null
  outside: OutsideValue | null
}

export interface LesionRow {
  lesion: TrackedLesion
  cells: readonly LesionCell[]
}

export interface ResponseTable {
  /** Calendar dates, oldest first; the first is the baseline. */
  dates: readonly string[]
  rows: readonly LesionRow[]
  /** Studies with marks of these lesions whose date is not known or is not the only one their images state. */
  doubtful: readonly DoubtfulStudy[]
}

export interface DoubtfulStudy {
  study: ImagingStudy
  /** Labels of the lesions that are marked there; without a date none of these marks stands in the table. */
  lesions: readonly string[]
}

export const isNode = ({ organ }: Pick<TrackedLesion, 'organ'>): boolean => organ === 'lymphNode'

/**
 * Millimetres of a measurement as RECIST reads it.
 * @returns null for pixels, and for a node without two axes drawn: the longest axis of a node is never taken for the short one
 */
export function criteriaDiameter({ shape, values, spacingSource }: Pick<Measurement, 'shape' | 'values' | 'spacingSource'>, node: boolean): number | null {
  if (spacingSource === 'none') return null
  const numbers = values.map(Number)
  if (shape.type === 'bidirectional') return node ? Math.min(...numbers) : Math.max(...numbers)
  return shape.type === 'length' ? (numbers[0] ?? null) : null
}

/** Shapes that say how large a lesion is; a region on a PET names a lesion without changing its size or its dates. */
const SIZED: ReadonlySet<string> = new Set(['length', 'bidirectional'])

/** @param author whose reading; lesions of others are left out */
export function responseTable(record: LesionRecord, measurements: readonly Measurement[], studies: readonly ImagingStudy[], author: string): ResponseTable {
  const dateOf = new Map(studies.map((study) => [study.StudyInstanceUID, study.studyDate]))
  const own = record.lesions.filter((lesion) => lesion.author === author)
  const ids = new Set<string>(own.map((lesion) => lesion.id))
  const named = measurements.filter((m) => SIZED.has(m.shape.type) && m.lesionId !== null && ids.has(m.lesionId) && dateOf.get(m.anchor.StudyInstanceUID))
  const findings = record.findings.filter((finding) => ids.has(finding.lesionId))
  const dates = [...new Set([...named.map((m) => dateOf.get(m.anchor.StudyInstanceUID) ?? ''), ...findings.map((finding) => finding.date)])].sort()
  const doubtful = studies
    .filter(({ studyDate, studyDates }) => studyDate === null || (studyDates?.length ?? 0) > 0)
    .map((study) => ({ study, lesions: own.filter(({ id }) => measurements.some((m) => m.lesionId === id && m.anchor.StudyInstanceUID === study.StudyInstanceUID)).map(({ label }) => label) }))
    .filter(({ lesions }) => lesions.length > 0)
  const rows = own.map((lesion) => ({
    lesion,
    cells: dates.map((date) =>
      cellOf(
        lesion,
        date,
        named.filter((m) => m.lesionId === lesion.id && dateOf.get(m.anchor.StudyInstanceUID) === date),
        findings.find((finding) => finding.lesionId === lesion.id && finding.date === date) ?? null,
        record.outside.find((value) => value.lesionId === lesion.id && value.date === date) ?? null,
      ),
    ),
  }))
  return { dates, doubtful, rows: rows.sort((a, b) => ROLE_ORDER[a.lesion.role] - ROLE_ORDER[b.lesion.role] || a.lesion.label.localeCompare(b.lesion.label, 'en', { numeric: true })) }
}

const ROLE_ORDER = { target: 0, nonTarget: 1, new: 2 } as const

function cellOf(lesion: TrackedLesion, date: string, drawn: readonly Measurement[], finding: LesionFinding | null, outside: OutsideValue | null): LesionCell {
  const [measurement = null] = [...drawn].sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1))
  const diameterMm = measurement ? criteriaDiameter(measurement, isNode(lesion)) : null
  return { date, state: stateOf(lesion, diameterMm, finding), diameterMm, measurement, others: Math.max(0, drawn.length - 1), finding, outside }
}

/** A new lesion at a date before it was first seen: nothing needs to be said of it, the criteria read it as not there. */
export function isNotYet(cells: readonly LesionCell[], n: number, { role }: Pick<TrackedLesion, 'role'>): boolean {
  const first = cells.findIndex(({ state }) => state !== null)
  return role === 'new' && (n === 0 || n < first)
}

/** New lesions that were there before, or may be, and of which nothing is stated at this date. */
export function unstatedNew(rows: ResponseTable['rows'], date: string): TrackedLesion[] {
  return rows.filter(({ lesion, cells }) => lesion.role === 'new' && cells.some((cell, n) => cell.date === date && cell.state === null && !isNotYet(cells, n, lesion))).map(({ lesion }) => lesion)
}

/** What a person says goes before what a line says; a line alone means measured, present or surely there. */
function stateOf({ role }: TrackedLesion, diameterMm: number | null, finding: LesionFinding | null): LesionState | null {
  if (finding && !(finding.state === 'measured' && diameterMm === null)) return finding.state
  if (diameterMm === null) return null
  return ({ target: 'measured', nonTarget: 'present', new: 'equivocal' } as const)[role]
}

/** The choices and the words per date that a reading rests on. */
export type Stated = Pick<LesionRecord, 'choices' | 'assessments'>

/**
 * @param sliceThicknessOf of the series a measurement was drawn on, mm; null = not stated (the criteria then assume 5 mm)
 * @param without id of a lesion to leave out: "what if"
 */
export function lesionSeries(
  { dates, rows }: Pick<ResponseTable, 'dates' | 'rows'>,
  { choices, assessments }: Stated,
  sliceThicknessOf: (measurement: Measurement) => number | null,
  without: string | null = null,
): LesionSeries | null {
  if (dates.length === 0) return null
  const said = (date: string, field: string) => assessments[`${date}.${field}`]?.value
  return LesionSeries.parse({
    timepoints: dates.map((date) => ({
      id: date,
      date,
      ...(said(date, 'tumourMarkers') ? { tumourMarkers: said(date, 'tumourMarkers') } : {}),
      ...(said(date, 'unscheduledForSymptoms') === 'yes' ? { unscheduledForSymptoms: true } : {}),
    })),
    lesions: rows.filter(({ lesion }) => lesion.id !== without).map((row) => engineLesion(row, sliceThicknessOf)),
    settings: { nodesAreOneOrgan: choices.nodesAreOneOrgan, holdPartialResponse: choices.holdPartialResponse },
  })
}

function engineLesion({ lesion, cells }: LesionRow, sliceThicknessOf: (measurement: Measurement) => number | null): Lesion {
  const first = cells[0]?.measurement
  const slice = first ? sliceThicknessOf(first) : null
  return {
    id: lesion.id,
    role: lesion.role,
    organ: lesion.organ === 'other' ? `other ${lesion.site}` : lesion.organ,
    isNode: isNode(lesion),
    irradiated: lesion.irradiated,
    progressedSinceIrradiation: lesion.progressedSinceIrradiation,
    boneWithoutSoftTissue: lesion.boneWithoutSoftTissue,
    newKind: lesion.newKind,
    ...(slice !== null && slice > 0 ? { sliceThicknessMm: slice } : {}),
    timepoints: cells.flatMap(({ date, state, diameterMm, finding }) =>
      state === null ? [] : [{ t: date, state, diameterMm: state === 'absent' ? null : diameterMm, ...(finding?.increasedSinceLast ? { increasedSinceLast: true } : {}) }],
    ),
  }
}

export type ResponseResult = Recist11Result | IrecistResult | { refusal: Refusal }

export function evaluate(series: LesionSeries, criteria: 'recist11' | 'irecist'): ResponseResult {
  return criteria === 'irecist' ? evaluateIrecist(series) : evaluateRecist11(series)
}

/** Codes that only say that the reading is not finished, not that a lesion may not have its role. */
const UNFINISHED = new Set(['noDiseaseAtBaseline', 'targetMissingAtBaseline', 'duplicateTimepointDate'])

/**
 * Why a lesion may not have the role it is about to get: limits of RECIST, asked of the engine itself.
 * @param candidate the row as it would stand
 */
export function whyNot(table: ResponseTable, candidate: LesionRow, stated: Stated, sliceThicknessOf: (measurement: Measurement) => number | null): Refusal | null {
  const others = table.rows.filter(({ lesion }) => lesion.id !== candidate.lesion.id)
  const series = lesionSeries({ dates: table.dates, rows: [...others, candidate] }, stated, sliceThicknessOf)
  if (!series) return null
  const result = evaluateRecist11(series)
  if (!('refusal' in result) || UNFINISHED.has(result.refusal.code)) return null
  const already = lesionSeries({ dates: table.dates, rows: others }, stated, sliceThicknessOf)
  const before = already && evaluateRecist11(already)
  return before && 'refusal' in before && before.refusal.code === result.refusal.code ? null : result.refusal
}

/** Grade of a difference between our number and the outside one: within what two readers differ by, beyond it, or beyond a response limit. */
export type DiscrepancyGrade = 'none' | 'minor' | 'major'

/**
 * Convention of ours: over 2 mm and 10 % is worth a word; at 5 mm and 20 %, RECIST's own limit of progression, it can change a response.
 * @param ours @param theirs mm
 */
export function discrepancy(ours: number, theirs: number): { differenceMm: number; grade: DiscrepancyGrade } {
  const tenths = Math.round(ours * 10) - Math.round(theirs * 10)
  const size = Math.abs(tenths)
  const reference = Math.round(theirs * 10)
  const grade = size >= 50 && size * 5 >= reference ? 'major' : size > 20 && size * 10 > reference ? 'minor' : 'none'
  return { differenceMm: tenths / 10, grade }
}
