// Lugano, PERCIST and RANO fed from the same lesions and measurements as RECIST, and from what a person states per date. Pure.
import type { Measurement } from './annotation.ts'
import type { LesionRecord, ResponseCriteria } from './lesion.ts'
import { isNode, type ResponseTable } from './responseTable.ts'
import { evaluateLugano, LuganoInput, type LuganoEntry } from './response/lugano.ts'
import { evaluatePercist, PercistInput, type PercistResult } from './response/percist.ts'
import { evaluateRano2010, RanoInput, type RanoEntry } from './response/rano2010.ts'

export type OtherCriteriaName = 'lugano' | 'percist' | 'rano2010'

/** What each of the criteria asks of a person per date; a list of codes is a choice, `decimal` a number. */
export const ASSESSMENTS = {
  recist11: { tumourMarkers: ['normal', 'elevated'] },
  irecist: { tumourMarkers: ['normal', 'elevated'], unscheduledForSymptoms: ['no', 'yes'] },
  lugano: { deauville: ['1', '2', '3', '4', '5', 'X'], uptakeVsBaseline: ['decreased', 'unchanged', 'increased'], newLymphomaFoci: ['no', 'yes'], spleenLengthMm: 'decimal' },
  percist: { hottestSulPeak: 'decimal', liverSulMean: 'decimal', liverSulSd: 'decimal', uptakeMinutes: 'decimal', allLesionsAtBackground: ['no', 'yes'] },
  rano2010: {
    dexamethasoneMgPerDay: 'decimal', t2Flair: ['improved', 'stable', 'significantlyIncreased'], clinicalStatus: ['improved', 'stable', 'worse'],
    clinicalWorseningOtherCause: ['no', 'yes'], outsideRadiationField: ['no', 'yes'], pathologyConfirmed: ['no', 'yes'],
  },
} as const satisfies Record<ResponseCriteria, Record<string, readonly string[] | 'decimal'>>

export interface OtherEntry {
  date: string
  /** Words of the criteria, e.g. CMR; PET before CT where both are given. */
  responses: readonly string[]
  spdMm2: number | null
  confirmed: boolean | null
  /** What is not stated and would, stated otherwise than assumed, change the response: until then it is provisional. */
  unstated: readonly MissingAt[]
}

/** An entry as the criteria compute it, with what is not stated taken as "no". */
type Computed = Omit<OtherEntry, 'unstated'>
type ComputedResult = { entries: readonly Computed[]; issues: readonly string[]; percentChange: number | null } | Extract<OtherResult, { refusal: unknown }>

export type OtherResult =
  | { entries: readonly OtherEntry[]; issues: readonly string[]; percentChange: number | null }
  | { refusal: { code: string; lesionIds?: readonly string[]; fields?: readonly string[]; missing?: readonly MissingAt[] } }

/** What is asked for and not stated at a date. */
interface MissingAt {
  date: string
  fields: readonly string[]
}

export function evaluateOther(criteria: OtherCriteriaName, table: ResponseTable, record: LesionRecord): OtherResult {
  const stated = (changed: Readonly<Record<string, string>>): StatedAt => (date) => (field) => changed[`${date}.${field}`] ?? record.assessments[`${date}.${field}`]?.value ?? null
  const evaluated = (changed: Readonly<Record<string, string>>) => computed(criteria, table, stated(changed), record)
  const result = evaluated({})
  if ('refusal' in result) return result
  return { ...result, entries: result.entries.map((entry) => ({ ...entry, unstated: unstatedAt(criteria, table.dates[0] ?? '', entry, stated({}), evaluated) })) }
}

/** What else a field that is not stated may turn out to be; a spleen far beyond any limit, and one within all. */
const MAY_BE: Readonly<Record<OtherCriteriaName, Readonly<Record<string, readonly string[]>>>> = {
  lugano: { uptakeVsBaseline: ['decreased', 'unchanged', 'increased'], newLymphomaFoci: ['yes'], spleenLengthMm: ['1', '1000'] },
  percist: { allLesionsAtBackground: ['yes'] },
  rano2010: { clinicalWorseningOtherCause: ['yes'], outsideRadiationField: ['yes'], pathologyConfirmed: ['yes'] },
}

function unstatedAt(criteria: OtherCriteriaName, baseline: string, entry: Computed, stated: StatedAt, evaluated: (changed: Readonly<Record<string, string>>) => ComputedResult): MissingAt[] {
  const { date, responses } = entry
  if (date === baseline || responses.length === 0) return []
  const changes = (changed: Readonly<Record<string, string>>) => {
    const other = evaluated(changed)
    return 'entries' in other && other.entries.find((one) => one.date === date)?.responses.join() !== responses.join()
  }
  const isOpen = (at: string, field: string) => !stated(at)(field)?.trim()
  const found = Object.entries(MAY_BE[criteria]).filter(([field, values]) => isOpen(date, field) && values.some((value) => changes({ [`${date}.${field}`]: value }))).map(([field]) => ({ date, field }))
  // A spleen is judged against its length at baseline.
  const spleen = 'spleenLengthMm'
  if (criteria === 'lugano' && isOpen(baseline, spleen)) {
    const isOpenNow = isOpen(date, spleen)
    const now: Readonly<Record<string, string>> = isOpenNow ? { [`${date}.${spleen}`]: '1000' } : {}
    if (['100', '1000'].some((value) => changes({ ...now, [`${baseline}.${spleen}`]: value }))) {
      found.unshift({ date: baseline, field: spleen })
      if (isOpenNow && !found.some((one) => one.date === date && one.field === spleen)) found.push({ date, field: spleen })
    }
  }
  return [baseline, date].map((at) => ({ date: at, fields: found.filter((one) => one.date === at).map(({ field }) => field) })).filter(({ fields }) => fields.length > 0)
}

function computed(criteria: OtherCriteriaName, table: ResponseTable, state: StatedAt, record: LesionRecord): ComputedResult {
  switch (criteria) {
    case 'lugano':
      return lugano(table, state)
    case 'percist':
      return percist(table, state)
    case 'rano2010':
      return rano(table, state, record.choices.radiotherapyEnd)
  }
}

type StatedAt = (date: string) => (field: string) => string | null

const number = (text: string | null) => (text === null || text.trim() === '' ? null : Number(text))
const yes = (text: string | null) => text === 'yes'

function axes(measurement: Measurement | null): { long: number; short: number } | null {
  if (measurement?.shape.type !== 'bidirectional' || measurement.spacingSource === 'none') return null
  const [a = 0, b = 0] = measurement.values.map(Number)
  return { long: Math.max(a, b), short: Math.min(a, b) }
}

function missingAt(dates: readonly string[], fields: readonly string[], state: StatedAt): MissingAt[] {
  return dates.map((date) => ({ date, fields: [...new Set(fields)].filter((field) => !state(date)(field)?.trim()) })).filter((one) => one.fields.length > 0)
}

function hasNew({ rows }: ResponseTable, date: string): boolean {
  return rows.some(({ lesion, cells }) => lesion.role === 'new' && cells.some((cell) => cell.date === date && cell.state === 'unequivocal'))
}

const targetsOf = ({ rows }: ResponseTable) => rows.filter(({ lesion }) => lesion.role === 'target')

function lugano(table: ResponseTable, state: StatedAt): ComputedResult {
  const nodes = targetsOf(table).map(({ lesion, cells }) => ({
    id: lesion.id,
    isNode: isNode(lesion),
    timepoints: cells.flatMap((cell) => {
      const size = cell.state === 'absent' ? { long: 0, short: 0 } : axes(cell.measurement)
      return size ? [{ t: cell.date, ldiMm: size.long, sdiMm: size.short }] : []
    }),
  }))
  const parsed = LuganoInput.safeParse({
    nodes,
    timepoints: table.dates.map((date) => {
      const at = state(date)
      const score = at('deauville')
      const pet = score === null ? null : { deauville: score === 'X' ? 'X' : Number(score), uptakeVsBaseline: at('uptakeVsBaseline'), newLymphomaFoci: yes(at('newLymphomaFoci')) }
      return { id: date, date, pet, newLesion: hasNew(table, date), spleenLengthMm: number(at('spleenLengthMm')) }
    }),
  })
  if (!parsed.success) return { refusal: { code: 'invalidInput' } }
  const result = evaluateLugano(parsed.data)
  return 'refusal' in result ? result : { entries: result.timepoints.map(luganoEntry), issues: [], percentChange: null }
}

function luganoEntry({ t, spdMm2, ctResponse, metabolicResponse }: LuganoEntry): Computed {
  return { date: t, spdMm2, confirmed: null, responses: [metabolicResponse, ctResponse].filter((response) => response !== null) }
}

/** The first and the last date are compared. */
function percist(table: ResponseTable, state: StatedAt): ComputedResult {
  const [first] = table.dates
  const last = table.dates.at(-1)
  if (!first || !last || first === last) return { refusal: { code: 'missingData' } }
  const scan = (date: string) => Object.fromEntries(['hottestSulPeak', 'liverSulMean', 'liverSulSd', 'uptakeMinutes'].map((field) => [field, number(state(date)(field))]))
  const parsed = PercistInput.safeParse({
    baseline: scan(first),
    followUp: { ...scan(last), newLesion: hasNew(table, last), allLesionsAtBackground: yes(state(last)('allLesionsAtBackground')) },
  })
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => String(path.at(-1)))
    return { refusal: { code: 'missingData', fields, missing: missingAt([first, last], fields, state) } }
  }
  const result: ReturnType<typeof evaluatePercist> = evaluatePercist(parsed.data)
  return 'refusal' in result ? { refusal: result.refusal } : percistEntries(first, last, result)
}

function percistEntries(first: string, last: string, { response, issues, percentChange }: PercistResult): ComputedResult {
  const entry = (date: string, responses: readonly string[]): Computed => ({ date, responses, spdMm2: null, confirmed: null })
  return { entries: [entry(first, []), entry(last, [response])], issues, percentChange }
}

function rano(table: ResponseTable, state: StatedAt, radiotherapyEnd: string): ComputedResult {
  const parsed = RanoInput.safeParse({
    radiotherapyEnd: radiotherapyEnd || null,
    timepoints: table.dates.map((date) => {
      const at = state(date)
      return {
        id: date,
        date,
        lesions: targetsOf(table).map(({ lesion, cells }) => {
          const cell = cells.find((one) => one.date === date)
          const size = cell?.state === 'absent' ? { long: 0, short: 0 } : axes(cell?.measurement ?? null)
          return { id: lesion.id, ldMm: size?.long ?? null, pdMm: size?.short ?? null }
        }),
        dexamethasoneMgPerDay: number(at('dexamethasoneMgPerDay')),
        t2Flair: at('t2Flair'),
        clinicalStatus: at('clinicalStatus'),
        newLesion: hasNew(table, date),
        outsideRadiationField: yes(at('outsideRadiationField')),
        pathologyConfirmed: yes(at('pathologyConfirmed')),
        clinicalWorseningOtherCause: yes(at('clinicalWorseningOtherCause')),
      }
    }),
  })
  if (!parsed.success) return { refusal: { code: 'invalidInput' } }
  const result = evaluateRano2010(parsed.data)
  if ('refusal' in result) return { refusal: { ...result.refusal, missing: missingAt(table.dates.slice(1), result.refusal.fields ?? [], state) } }
  return { entries: result.timepoints.map(ranoEntry), issues: [], percentChange: null }
}

function ranoEntry({ t, spdMm2, response, confirmed }: RanoEntry): Computed {
  return { date: t, spdMm2, confirmed, responses: response === null ? [] : [response] }
}
