// Levodopa equivalent dose a day from medicines with their doses and times. Refuses rather than leaves something out; the physician confirms what it says. Pure.
// Source of the factors: Tomlinson et al., Systematic review of levodopa dose equivalency reporting in Parkinson's disease, Mov Disord 2010;25:2649-53.
import { formatDecimal } from './localFormat.ts'

/** Name and version of the table, kept beside the figure. */
export const LEDD_TABLE = 'Tomlinson 2010'

/** Milligrams of levodopa that one milligram stands for. What is not here is not computed. */
const FACTORS: Readonly<Record<string, number>> = {
  levodopa: 1,
  levodopaCr: 0.75,
  levodopaIntestinal: 1.11,
  pramipexoleSalt: 100,
  ropinirole: 20,
  rotigotine: 30,
  selegilineOral: 10,
  selegilineSublingual: 80,
  rasagiline: 100,
  amantadine: 1,
  apomorphine: 10,
}
/** Share of the levodopa dose that is added, once a day whatever their own dose. */
const COMT: Readonly<Record<string, number>> = { entacapone: 0.33, tolcapone: 0.5 }
const LEVODOPA = ['levodopa', 'levodopaCr']

interface LeddLine {
  /** Code of the medicine in the template. */
  readonly medicine: string
  /** How it was reckoned, e.g. "5 × 100 × 1". */
  readonly rule: string
  readonly mg: number
}

export interface Ledd {
  /** Decimal string; null when a medicine could not be counted, or there is none. */
  readonly mgPerDay: string | null
  readonly lines: readonly LeddLine[]
  /** Medicines without a factor, a dose or a time. */
  readonly uncounted: readonly string[]
}

/** @param rows `medicine`: code; `doseMg`: mg of one intake; `times`: hours of the day, by blanks */
export function leddOf(rows: readonly Readonly<Record<string, string>>[]): Ledd {
  const lines: LeddLine[] = []
  const uncounted: string[] = []
  for (const { medicine = '', doseMg = '', times = '' } of rows) {
    if (COMT[medicine] !== undefined) continue
    const factor = FACTORS[medicine]
    const intakes = times.split(/[ ,]+/).filter((time) => time !== '').length
    const dose = Number(doseMg)
    if (factor === undefined || doseMg === '' || !(dose > 0) || intakes === 0) uncounted.push(medicine)
    else lines.push({ medicine, rule: `${intakes} × ${doseMg} × ${factor}`, mg: intakes * dose * factor })
  }
  const levodopa = lines.filter((line) => LEVODOPA.includes(line.medicine)).reduce((sum, { mg }) => sum + mg, 0)
  for (const medicine of new Set(rows.map((row) => row.medicine ?? ''))) {
    const share = COMT[medicine]
    if (share !== undefined) lines.push({ medicine, rule: `${tenths(levodopa)} × ${share}`, mg: levodopa * share })
  }
  const total = lines.reduce((sum, { mg }) => sum + mg, 0)
  return { mgPerDay: rows.length === 0 || uncounted.length > 0 ? null : tenths(total), lines, uncounted }
}

const tenths = (mg: number) => String(Number(mg.toFixed(1)))

/** Whether a stated dose is not what the same table gives; a tenth is rounding. */
export function differsFrom(stated: string, { mgPerDay }: Ledd): boolean {
  return mgPerDay !== null && stated !== '' && Math.abs(Number(stated) - Number(mgPerDay)) > 0.1
}

/** The figure as it is said before a signature. */
export function saidLedd(mgPerDay: string, language: 'en' | 'es'): string {
  const figure = `${formatDecimal(mgPerDay, language)} mg`
  return language === 'es' ? `De los medicamentos de la lista resultan ${figure} al día (${LEDD_TABLE}).` : `The medicines listed give ${figure} a day (${LEDD_TABLE}).`
}
