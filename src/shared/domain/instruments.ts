// Scored instruments of the psychological and functional part: totals only when every item is there (convention C13: no prorating).
import { z } from 'zod'

type Result = Record<string, unknown>
const refusal = (code: string, more: Result = {}): Result => ({ refusal: { code, ...more } })

interface Questionnaire {
  items: number
  /** Of the total. */
  loinc?: string
  positiveFrom: number
  /** Lower end of each band, ascending. */
  bands: readonly (readonly [number, string])[]
  /** 1-based item whose positive answer opens the safety card at once. */
  safetyItem?: number
}

const QUESTIONNAIRES: Readonly<Record<string, Questionnaire>> = {
  // Kroenke 2001
  'PHQ-9': { items: 9, loinc: '44261-6', positiveFrom: 10, bands: [[0, 'minimal'], [5, 'mild'], [10, 'moderate'], [15, 'moderatelySevere'], [20, 'severe']], safetyItem: 9 },
  // Spitzer 2006
  'GAD-7': { items: 7, loinc: '70274-6', positiveFrom: 10, bands: [[0, 'minimal'], [5, 'mild'], [10, 'moderate'], [15, 'severe']] },
  'PHQ-2': { items: 2, positiveFrom: 3, bands: [] },
  'GAD-2': { items: 2, positiveFrom: 3, bands: [] },
}

/** Highest total of a free questionnaire; null for another instrument. */
export function questionnaireMaximum(name: string): number | null {
  return Object.hasOwn(QUESTIONNAIRES, name) ? (QUESTIONNAIRES[name]?.items ?? 0) * 3 : null
}

/** LOINC code of its total, where one is agreed on. */
export function totalLoinc(name: string): string | null {
  return (Object.hasOwn(QUESTIONNAIRES, name) && QUESTIONNAIRES[name]?.loinc) || null
}

/**
 * Screening is not a diagnosis: the result is a total, a band and whether the cut-off is reached.
 * @param answers one of 0 to 3 per item, null where it was left open
 */
export function scoreQuestionnaire(name: string, answers: readonly (number | null)[]): Result {
  const form = Object.hasOwn(QUESTIONNAIRES, name) ? QUESTIONNAIRES[name] : undefined
  if (!form) return refusal('unknownInstrument')
  if (answers.length !== form.items) return refusal('wrongItemCount')
  const numbered = (wrong: (answer: number | null) => boolean) => answers.flatMap((answer, i) => (wrong(answer) ? [i + 1] : []))
  const outOfRange = numbered((answer) => answer !== null && !(Number.isInteger(answer) && answer >= 0 && answer <= 3))
  if (outOfRange.length > 0) return refusal('itemOutOfRange', { items: outOfRange })
  const safety = form.safetyItem === undefined ? {} : { safetyCard: (answers[form.safetyItem - 1] ?? 0) >= 1 }
  const open = numbered((answer) => answer === null)
  if (open.length > 0) return { ...refusal('incomplete', { items: open }), ...safety }
  const total = answers.reduce<number>((sum, answer) => sum + (answer ?? 0), 0)
  const band = form.bands.findLast(([from]) => total >= from)?.[1]
  return { total, screenPositive: total >= form.positiveFrom, ...(band ? { band } : {}), ...safety }
}

/** ECOG and Karnofsky side by side; the table is one of several in use (convention C13). */
export function performance({ ecog, kps }: { ecog?: number | null | undefined; kps?: number | null | undefined }): Result {
  const fields: string[] = []
  if (ecog !== undefined && ecog !== null && !(Number.isInteger(ecog) && ecog >= 0 && ecog <= 5)) fields.push('ecog')
  if (kps !== undefined && kps !== null && !(kps >= 0 && kps <= 100 && kps % 10 === 0)) fields.push('kps')
  if (fields.length > 0) return refusal('valueOutOfRange', { fields })
  if (ecog === 5 || kps === 0) return refusal('deceased')
  const ecogFromKps = kps === undefined || kps === null ? null : Math.max(0, Math.ceil((90 - kps) / 20))
  const disagree = ecogFromKps !== null && ecog !== undefined && ecog !== null && ecog !== ecogFromKps
  return { ecog: ecog ?? null, kps: kps ?? null, ecogFromKps, warnings: disagree ? ['ecogKpsDisagree'] : [] }
}

/** Highest score of each item of the NIH Stroke Scale. */
const NIHSS: Readonly<Record<string, number>> = {
  '1a': 3, '1b': 2, '1c': 2, '2': 2, '3': 3, '4': 3, '5a': 4, '5b': 4, '6a': 4, '6b': 4, '7': 2, '8': 2, '9': 3, '10': 2, '11': 2,
}
const NIHSS_UNTESTABLE = ['10', '5a', '5b', '6a', '6b', '7']

/** Items that cannot be tested (`UN`) are named and not counted. */
export function nihss(items: Readonly<Record<string, number | string | null>>): Result {
  const names = Object.keys(NIHSS)
  const wrong = Object.entries(items).filter(([name, score]) => {
    const max = NIHSS[name]
    if (max === undefined) return true
    if (score === 'UN') return !NIHSS_UNTESTABLE.includes(name)
    return score !== null && !(typeof score === 'number' && Number.isInteger(score) && score >= 0 && score <= max)
  })
  if (wrong.length > 0) return refusal('itemOutOfRange', { items: wrong.map(([name]) => name).sort() })
  const open = names.filter((name) => items[name] === undefined || items[name] === null)
  if (open.length > 0) return refusal('incomplete', { items: open.sort() })
  const total = names.reduce((sum, name) => sum + (typeof items[name] === 'number' ? items[name] : 0), 0)
  return { total, untestable: names.filter((name) => items[name] === 'UN').sort() }
}

/** Allowed steps of each Barthel item. */
const BARTHEL: Readonly<Record<string, readonly number[]>> = {
  feeding: [0, 5, 10], bathing: [0, 5], grooming: [0, 5], dressing: [0, 5, 10], bowels: [0, 5, 10], bladder: [0, 5, 10],
  toilet: [0, 5, 10], transfers: [0, 5, 10, 15], mobility: [0, 5, 10, 15], stairs: [0, 5, 10],
}

export function barthel(items: Readonly<Record<string, number | null>>): Result {
  const wrong = Object.entries(items).filter(([name, score]) => score !== null && !BARTHEL[name]?.includes(score))
  if (wrong.length > 0) return refusal('itemOutOfRange', { items: wrong.map(([name]) => name).sort() })
  const open = Object.keys(BARTHEL).filter((name) => items[name] === undefined || items[name] === null)
  if (open.length > 0) return refusal('incomplete', { items: open.sort() })
  return { total: Object.values(items).reduce<number>((sum, score) => sum + (score ?? 0), 0) }
}

const Input = z.object({
  instrument: z.string(),
  items: z.union([z.array(z.number().nullable()), z.record(z.string(), z.union([z.number(), z.string(), z.null()]))]).optional(),
  ecog: z.number().nullable().optional(),
  kps: z.number().nullable().optional(),
  value: z.number().optional(),
  state: z.string().optional(),
})

/** Any instrument by its name, as the command line and the forms ask for it. */
export function scoreInstrument(input: unknown): object {
  const parsed = Input.safeParse(input)
  if (!parsed.success) return refusal('invalidInput')
  const { instrument, items, ecog, kps, value, state } = parsed.data
  if (Object.hasOwn(QUESTIONNAIRES, instrument)) return Array.isArray(items) ? scoreQuestionnaire(instrument, items) : refusal('invalidInput')
  if (instrument === 'PERFORMANCE') return performance({ ecog, kps })
  if (instrument === 'mRS') return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 6 ? { value, valid: true } : refusal('valueOutOfRange')
  if (instrument === 'NIHSS') return items && !Array.isArray(items) ? nihss(items) : refusal('invalidInput')
  if (instrument === 'BARTHEL') return items && !Array.isArray(items) ? barthel(items as Record<string, number | null>) : refusal('invalidInput')
  if (instrument === 'HOEHN-YAHR') {
    const valid = [1, 1.5, 2, 2.5, 3, 4, 5].includes(value ?? Number.NaN) && (state === 'ON' || state === 'OFF')
    return valid ? { value, state, valid } : refusal('valueOutOfRange')
  }
  return refusal('unknownInstrument')
}
