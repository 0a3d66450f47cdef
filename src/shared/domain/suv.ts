// Standardised uptake value of one stored PET value, by the vendor-neutral path; refuses with the reason instead of guessing (H5).
// @source QIBA FDG-PET/CT profile; DICOM PS3.3 C.8.9; lean body mass: James 1976, Janmahasatian 2005; body surface: DuBois 1916
import { z } from 'zod'
import { clockSeconds, DAY_SECONDS, dateSeconds, dateTimeSeconds, offsetSeconds, timeSeconds } from './suvTimes.ts'

const text = z.string().nullish()
const number = z.number().nullish()

export const SuvAttributes = z.object({
  Units: text,
  SUVType: text,
  DecayCorrection: text,
  CorrectedImage: z.array(z.string()).nullish(),
  SeriesDate: text,
  SeriesTime: text,
  AcquisitionDate: text,
  AcquisitionTime: text,
  TimezoneOffsetFromUTC: text,
  PatientWeight: number,
  PatientSize: number,
  PatientSex: text,
  RescaleSlope: number,
  RescaleIntercept: number,
  RadiopharmaceuticalInformationSequence: z
    .array(
      z.object({
        RadiopharmaceuticalStartDateTime: text,
        RadiopharmaceuticalStartTime: text,
        RadionuclideTotalDose: number,
        RadionuclideHalfLife: number,
      }),
    )
    .nullish(),
  /** Philips SUV factor. */
  '70531000': number,
  /** Philips activity factor. */
  '70531009': number,
  /** GE reference date and time. */
  '0009100D': text,
})
export type SuvAttributes = z.infer<typeof SuvAttributes>

const suvInput = z.object({
  attributes: SuvAttributes,
  storedValue: z.number(),
  earliestAcquisition: z.object({ AcquisitionDate: text, AcquisitionTime: text }).nullish(),
})
export type SuvInput = z.infer<typeof suvInput>

export interface Suv {
  suvbw: number | null
  suvlbmJames128: number | null
  suvlbmJanmahasatian: number | null
  suvbsaCm2PerMl: number | null
  decaySeconds: number | null
  concentrationBqml: number | null
  issues: string[]
}
export interface SuvRefusal {
  refusal: { code: string; fields?: string[] }
}

/** @returns refusal `invalidInput` for JSON of another shape */
export function calculateSuv(input: unknown): Suv | SuvRefusal {
  const parsed = suvInput.safeParse(input)
  return parsed.success ? suv(parsed.data) : { refusal: { code: 'invalidInput' } }
}

export function suv({ attributes: a, storedValue, earliestAcquisition }: SuvInput): Suv | SuvRefusal {
  const missing = (['Units', 'RescaleSlope', 'RescaleIntercept'] as const).filter((name) => a[name] === null || a[name] === undefined || a[name] === '')
  if (missing.length > 0) return refuse('missingAttribute', ...missing)
  const v = storedValue * (a.RescaleSlope ?? 1) + (a.RescaleIntercept ?? 0)
  if (a.Units === 'GML') return alreadySuv(a, v)
  if (a.Units !== 'BQML' && a.Units !== 'CNTS') return refuse('unitsNotSupported', 'Units')
  if (!a.CorrectedImage?.includes('ATTN')) return refuse('notAttenuationCorrected', 'CorrectedImage')
  const [suvFactor, activityFactor] = [a['70531000'], a['70531009']]
  if (a.Units === 'CNTS' && suvFactor) return withBodyMeasures(a, v * suvFactor, null, null, [])
  if (a.Units === 'CNTS' && !activityFactor) return refuse('missingAttribute', '70531000', '70531009')
  const concentration = a.Units === 'CNTS' ? v * (activityFactor ?? 1) : v
  return fromConcentration(a, concentration, earliestAcquisition ?? a)
}

function refuse(code: string, ...fields: string[]): SuvRefusal {
  return { refusal: { code, ...(fields.length > 0 ? { fields: fields.sort() } : {}) } }
}

function alreadySuv({ SUVType }: SuvAttributes, v: number): Suv | SuvRefusal {
  const none = { suvbw: null, suvlbmJames128: null, suvlbmJanmahasatian: null, suvbsaCm2PerMl: null, decaySeconds: null, concentrationBqml: null }
  switch (SUVType || null) {
    case null:
      return { ...none, suvbw: v, issues: ['suvTypeAssumedBodyWeight'] }
    case 'BW':
      return { ...none, suvbw: v, issues: [] }
    case 'LBMJAMES128':
      return { ...none, suvlbmJames128: v, issues: [] }
    case 'LBMJANMA':
      return { ...none, suvlbmJanmahasatian: v, issues: [] }
    default:
      return refuse('suvTypeNotSupported', 'SUVType')
  }
}

type Acquisition = Pick<SuvAttributes, 'AcquisitionDate' | 'AcquisitionTime'>

function fromConcentration(a: SuvAttributes, concentration: number, first: Acquisition): Suv | SuvRefusal {
  const items = a.RadiopharmaceuticalInformationSequence ?? []
  if (items.length > 1) return refuse('ambiguousRadiopharmaceutical', 'RadiopharmaceuticalInformationSequence')
  const [dose] = items
  const refusal = checkDecay(a, dose)
  if (refusal) return refusal
  const [weight, injected] = [a.PatientWeight ?? 0, dose?.RadionuclideTotalDose ?? 0]
  if (weight > 650) return refuse('implausibleValue', 'PatientWeight')
  if (injected < 1e6 || injected > 1e10) return refuse('implausibleValue', 'RadionuclideTotalDose')
  const decay = a.DecayCorrection === 'ADMIN' ? { seconds: 0, issues: [] } : decaySeconds(a, dose, first)
  if ('refusal' in decay) return decay
  const left = a.DecayCorrection === 'ADMIN' ? injected : injected * 2 ** (-decay.seconds / (dose?.RadionuclideHalfLife ?? 1))
  return withBodyMeasures(a, (concentration * weight * 1000) / left, decay.seconds, concentration, decay.issues)
}

type Dose = NonNullable<SuvAttributes['RadiopharmaceuticalInformationSequence']>[number]

function checkDecay(a: SuvAttributes, dose: Dose | undefined): SuvRefusal | null {
  const needsTimes = a.DecayCorrection !== 'ADMIN'
  const needed: [string, unknown][] = [
    ['DecayCorrection', a.DecayCorrection],
    ['PatientWeight', a.PatientWeight],
    ...(dose ? ([['RadionuclideTotalDose', dose.RadionuclideTotalDose]] as [string, unknown][]) : ([['RadiopharmaceuticalInformationSequence', null]] as [string, unknown][])),
  ]
  if (needsTimes) {
    needed.push(['SeriesDate', a.SeriesDate], ['SeriesTime', a.SeriesTime])
    if (dose) needed.push(['RadionuclideHalfLife', dose.RadionuclideHalfLife], ['RadiopharmaceuticalStartDateTime', dose.RadiopharmaceuticalStartDateTime || dose.RadiopharmaceuticalStartTime])
  }
  const missing = needed.filter(([, value]) => !value).map(([name]) => name)
  if (missing.length > 0) return refuse('missingAttribute', ...missing)
  if (a.DecayCorrection === 'NONE') return refuse('notDecayCorrected', 'DecayCorrection')
  if (a.DecayCorrection !== 'START' && a.DecayCorrection !== 'ADMIN') return refuse('decayCorrectionNotSupported', 'DecayCorrection')
  return a.CorrectedImage?.includes('DECY') ? null : refuse('inconsistentDecayCorrection', 'CorrectedImage', 'DecayCorrection')
}

function decaySeconds(a: SuvAttributes, dose: Dose | undefined, first: Acquisition): { seconds: number; issues: string[] } | SuvRefusal {
  const reference = decayReference(a, first)
  if ('refusal' in reference) return reference
  const halfLife = dose?.RadionuclideHalfLife ?? 0
  const start = injection(a, dose, reference.seconds, halfLife)
  if ('refusal' in start) return start
  const seconds = reference.seconds - start.seconds
  if (seconds < 0) return refuse('injectionAfterScan')
  if (seconds > 10 * halfLife) return refuse('implausibleInjectionTime')
  return { seconds, issues: [...reference.issues, ...start.issues] }
}

/** The instant the scanner corrected decay to: the series' start, unless a derived series was stamped later than its first acquisition. */
function decayReference(a: SuvAttributes, first: Acquisition): { seconds: number; issues: string[] } | SuvRefusal {
  const series = clockSeconds(a.SeriesDate, a.SeriesTime)
  if (series === null) return refuse('missingAttribute', 'SeriesDate', 'SeriesTime')
  const acquired = clockSeconds(first.AcquisitionDate, first.AcquisitionTime)
  if (acquired === null || series <= acquired + 1) return { seconds: series, issues: [] }
  const vendor = dateTimeSeconds(a['0009100D'])
  if (vendor) return { seconds: vendor.seconds, issues: ['decayReferenceFromVendorTag'] }
  return { seconds: acquired, issues: ['decayReferenceFromAcquisition'] }
}

function injection(a: SuvAttributes, dose: Dose | undefined, reference: number, halfLife: number): { seconds: number; issues: string[] } | SuvRefusal {
  const dated = dateTimeSeconds(dose?.RadiopharmaceuticalStartDateTime)
  if (dated) {
    if (dated.offset === null) return { seconds: dated.seconds, issues: [] }
    const own = offsetSeconds(a.TimezoneOffsetFromUTC)
    return own === null ? { seconds: dated.seconds, issues: ['timezoneAssumed'] } : { seconds: dated.seconds - dated.offset + own, issues: [] }
  }
  const time = timeSeconds(dose?.RadiopharmaceuticalStartTime)
  const day = dateSeconds(a.SeriesDate)
  if (time === null || day === null) return refuse('missingAttribute', 'RadiopharmaceuticalStartDateTime')
  if (halfLife > 12 * 3600) return refuse('injectionDateUnknown')
  const sameDay = day + time
  const rolled = sameDay > reference
  const seconds = rolled ? sameDay - DAY_SECONDS : sameDay
  if (reference - seconds > 12 * 3600) return refuse('implausibleInjectionTime')
  return { seconds, issues: rolled ? ['injectionDateRolledBack'] : [] }
}

function withBodyMeasures(a: SuvAttributes, suvbw: number, decay: number | null, concentrationBqml: number | null, issues: string[]): Suv {
  const weight = a.PatientWeight ?? 0
  const size = a.PatientSize ?? 0
  const found = [...issues]
  if (!weight) found.push('missingPatientWeight')
  if (!size) found.push('missingPatientSize')
  else if (size < 0.3 || size > 2.6) found.push('implausiblePatientSize')
  const usable = weight > 0 && size >= 0.3 && size <= 2.6
  const sex = a.PatientSex === 'M' || a.PatientSex === 'F' ? a.PatientSex : null
  if (usable && !sex) found.push('missingPatientSex')
  const cm = size * 100
  const bmi = size > 0 ? weight / size ** 2 : 0
  const james = sex === 'M' ? 1.1 * weight - 128 * (weight / cm) ** 2 : 1.07 * weight - 148 * (weight / cm) ** 2
  const janma = sex === 'M' ? (9270 * weight) / (6680 + 216 * bmi) : (9270 * weight) / (8780 + 244 * bmi)
  const surface = 71.84 * weight ** 0.425 * cm ** 0.725
  return {
    suvbw,
    suvlbmJames128: usable && sex ? (suvbw * james) / weight : null,
    suvlbmJanmahasatian: usable && sex ? (suvbw * janma) / weight : null,
    suvbsaCm2PerMl: usable ? (suvbw * surface) / (weight * 1000) : null,
    decaySeconds: decay,
    concentrationBqml,
    issues: found.sort(),
  }
}
