// Laboratory values between units: only conversions that are defined for the analyte, from UCUM codes (case-sensitive). Pure.
import { z } from 'zod'
import { readLabNumber } from './labNumber.ts'

export const UnitsInput = z.object({
  analyte: z.string(),
  valueText: z.string(),
  unit: z.string().nullish(),
  toUnit: z.string(),
  decimalMark: z.enum(['.', ',']).nullish(),
})
export type UnitsInput = z.infer<typeof UnitsInput>

type Dimension = 'mass' | 'substance' | 'equivalents' | 'units' | 'internationalUnits' | 'catalytic' | 'count'

/** Per litre: grams, moles, equivalents, units, katal, cells. */
interface Unit {
  dimension: Dimension
  factor: number
}

const PREFIX: Readonly<Record<string, number>> = { '': 1, k: 1e3, d: 1e-1, c: 1e-2, m: 1e-3, u: 1e-6, n: 1e-9, p: 1e-12 }
const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  g: 'mass', mol: 'substance', eq: 'equivalents', U: 'units', '[IU]': 'internationalUnits', '[iU]': 'internationalUnits', kat: 'catalytic',
}
/** 1 U = 1 umol/min. */
const KATAL_PER_UNIT = 1e-6 / 60

interface Analyte {
  /** g/mol; without one, mass and substance are never converted into each other. */
  molarMass?: number
  valence?: number
  isEnzyme?: true
  /** Outside these limits the value is converted with a warning (convention C16). */
  plausible?: { unit: string; from: number; to: number }
}

const within = (from: number, to: number, unit: string): Pick<Analyte, 'plausible'> => ({ plausible: { unit, from, to } })

const ANALYTES: Readonly<Record<string, Analyte>> = {
  creatinine: { molarMass: 113.12, ...within(0.1, 30, 'mg/dL') },
  glucose: { molarMass: 180.156, ...within(10, 2000, 'mg/dL') },
  bilirubin: { molarMass: 584.66, ...within(0.05, 80, 'mg/dL') },
  calcium: { molarMass: 40.078, valence: 2, ...within(2, 25, 'mg/dL') },
  potassium: { valence: 1, ...within(1, 12, 'mmol/L') },
  urea: { molarMass: 60.055, ...within(1, 600, 'mg/dL') },
  // Two nitrogen atoms per mol of urea.
  'urea-nitrogen': { molarMass: 28.014, ...within(1, 300, 'mg/dL') },
  'uric-acid': { molarMass: 168.11, ...within(0.2, 40, 'mg/dL') },
  cholesterol: { molarMass: 386.65, ...within(10, 2000, 'mg/dL') },
  // Monomer: 0.6206 mmol/L per g/dL.
  haemoglobin: { molarMass: 10_000 / 0.6206, ...within(1, 25, 'g/dL') },
  platelets: within(0.5, 5000, '10*9/L'),
  leukocytes: within(0.01, 1000, '10*9/L'),
  ldh: { isEnzyme: true, ...within(5, 50_000, 'U/L') },
  alt: { isEnzyme: true },
  ast: { isEnzyme: true },
  alp: { isEnzyme: true },
  ggt: { isEnzyme: true },
  ck: { isEnzyme: true },
  amylase: { isEnzyme: true },
  lipase: { isEnzyme: true },
  albumin: within(0.5, 8, 'g/dL'),
  crp: within(0, 1000, 'mg/L'),
  psa: within(0, 20_000, 'ug/L'),
  cea: within(0, 100_000, 'ug/L'),
  ca125: within(0, 100_000, 'U/mL'),
}

export type UnitsResult = { value: number; unit: string; parsedValue: number; warnings: 'implausible'[] } | { refusal: { code: string } }

/** @source molar masses and factors as in the AMA-style conversion tables; UCUM 1.9 for the codes */
export function convertUnits({ analyte, valueText, unit, toUnit, decimalMark }: UnitsInput): UnitsResult {
  const number = readLabNumber(valueText, decimalMark ?? undefined)
  if ('code' in number) return { refusal: { code: number.code } }
  if (!unit?.trim() || !toUnit.trim()) return { refusal: { code: 'missingUnit' } }
  const from = readUnit(unit.trim())
  const to = readUnit(toUnit.trim())
  if (!from || !to) return { refusal: { code: 'unknownUnit' } }
  const known = (Object.hasOwn(ANALYTES, analyte) && ANALYTES[analyte]) || {}
  const value = converted(number.value, from, to, known)
  if (value === null) return { refusal: { code: 'conversionNotDefined' } }
  return { value, unit: toUnit, parsedValue: number.value, warnings: isPlausible(number.value, from, known) ? [] : ['implausible'] }
}

/** @returns null for a text that is not one of the units laboratories report in */
function readUnit(code: string): Unit | null {
  const [numerator = '', denominator, ...more] = code.split('/')
  const volume = denominator === undefined || more.length > 0 ? null : litres(denominator)
  if (volume === null) return null
  const count = numerator === '' || numerator === '1' ? 1 : /^10[*^]([0-9]{1,2})$/.exec(numerator)
  if (count) return { dimension: 'count', factor: (count === 1 ? 1 : 10 ** Number(count[1])) / volume }
  const [, prefix = '', symbol = ''] = /^([kmunp]?)(g|mol|eq|U|\[IU\]|\[iU\]|kat)$/.exec(numerator) ?? []
  const dimension = DIMENSIONS[symbol]
  return dimension ? { dimension, factor: (PREFIX[prefix] ?? 1) / volume } : null
}

function litres(code: string): number | null {
  if (code === 'mm3') return 1e-6
  const prefix = /^([dcmunp]?)[Ll]$/.exec(code)?.[1]
  return prefix === undefined ? null : (PREFIX[prefix] ?? null)
}

function converted(value: number, from: Unit, to: Unit, analyte: Analyte): number | null {
  if (from.dimension === to.dimension) return from.factor === to.factor ? value : (value * from.factor) / to.factor
  if (isCatalytic(from) && isCatalytic(to)) return analyte.isEnzyme ? (value * katal(from)) / katal(to) : null
  const moles = molesPerUnit(from, analyte)
  const back = molesPerUnit(to, analyte)
  return moles === null || back === null ? null : (value * moles) / back
}

const isCatalytic = ({ dimension }: Unit) => dimension === 'units' || dimension === 'catalytic'
const katal = ({ dimension, factor }: Unit) => (dimension === 'units' ? factor * KATAL_PER_UNIT : factor)

function molesPerUnit({ dimension, factor }: Unit, { molarMass, valence }: Analyte): number | null {
  if (dimension === 'substance') return factor
  if (dimension === 'mass') return molarMass ? factor / molarMass : null
  return dimension === 'equivalents' && valence ? factor / valence : null
}

function isPlausible(value: number, unit: Unit, analyte: Analyte): boolean {
  const limits = analyte.plausible
  const reference = limits && readUnit(limits.unit)
  const there = reference && converted(value, unit, reference, analyte)
  if (!limits || there === null || there === undefined) return true
  const slack = 1e-9 * Math.max(1, limits.to)
  return there >= limits.from * (1 - 1e-9) && there <= limits.to + slack
}
