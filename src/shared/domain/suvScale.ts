// From modality values of a PET series to standardised uptake: one factor per kind, or the refusal that names what is missing (H5).
import { type SuvAttributes, type SuvRefusal, suv } from './suv.ts'

export const SUV_KINDS = ['suvbw', 'suvlbmJames128', 'suvlbmJanmahasatian', 'suvbsaCm2PerMl'] as const
export type SuvKind = (typeof SUV_KINDS)[number]

export interface SuvScale {
  /** SUV of a modality value of 1; null when the patient's size, weight or sex for this kind is missing. */
  factors: Readonly<Record<SuvKind, number | null>>
  issues: readonly string[]
}

/** Uptake of 0 to 10 is how PET is read (look note §3). */
export const PET_HIGH_SUV = 10

/** Body-weight uptake of a modality value of 1; null where it cannot be computed. */
export function suvFactor(scale: SuvScale | SuvRefusal | null): number | null {
  return scale && !('refusal' in scale) ? scale.factors.suvbw : null
}

export interface PetSlice {
  /** Attributes as indexed (DICOM keywords, the radiopharmaceutical's own flattened); null for other modalities. */
  suv: Readonly<Record<string, string | number | null>> | null
  RescaleSlope: number | null
  RescaleIntercept: number | null
}

/** @returns null when these are not PET slices */
export function suvScale(slices: readonly PetSlice[]): SuvScale | SuvRefusal | null {
  const [first] = slices
  if (!first?.suv) return null
  const own = constantPart(first)
  if (slices.some((slice) => constantPart(slice) !== own)) return { refusal: { code: 'mixedAttributes' } }
  if (slices.some(({ RescaleSlope }) => RescaleSlope === null)) return { refusal: { code: 'missingAttribute', fields: ['RescaleSlope'] } }
  if (slices.some(({ RescaleIntercept }) => RescaleIntercept === null)) return { refusal: { code: 'missingAttribute', fields: ['RescaleIntercept'] } }
  const result = suv({
    // The slices' own slopes have been applied already: what is scaled here is the modality value.
    attributes: { ...attributesOf(first.suv), RescaleSlope: 1, RescaleIntercept: 0 },
    storedValue: 1,
    earliestAcquisition: earliest(slices),
  })
  if ('refusal' in result) return result
  const { suvbw, suvlbmJames128, suvlbmJanmahasatian, suvbsaCm2PerMl, issues } = result
  return { factors: { suvbw, suvlbmJames128, suvlbmJanmahasatian, suvbsaCm2PerMl }, issues }
}

/** All but the times of single beds must agree in a series, or one factor cannot hold for it. */
function constantPart({ suv: attributes }: PetSlice): string {
  const { AcquisitionDate: _date, AcquisitionTime: _time, ...rest } = attributes ?? {}
  return JSON.stringify(rest)
}

function attributesOf(flat: NonNullable<PetSlice['suv']>): SuvAttributes {
  const text = (name: string) => (typeof flat[name] === 'string' ? (flat[name] as string) : null)
  const number = (name: string) => (typeof flat[name] === 'number' ? (flat[name] as number) : null)
  const doses = number('radiopharmaceuticals') ?? 0
  const dose = {
    RadiopharmaceuticalStartDateTime: text('RadiopharmaceuticalStartDateTime'),
    RadiopharmaceuticalStartTime: text('RadiopharmaceuticalStartTime'),
    RadionuclideTotalDose: number('RadionuclideTotalDose'),
    RadionuclideHalfLife: number('RadionuclideHalfLife'),
  }
  return {
    Units: text('Units'),
    SUVType: text('SUVType'),
    DecayCorrection: text('DecayCorrection'),
    CorrectedImage: text('CorrectedImage')?.split('\\') ?? null,
    SeriesDate: text('SeriesDate'),
    SeriesTime: text('SeriesTime'),
    AcquisitionDate: text('AcquisitionDate'),
    AcquisitionTime: text('AcquisitionTime'),
    TimezoneOffsetFromUTC: text('TimezoneOffsetFromUTC'),
    PatientWeight: number('PatientWeight'),
    PatientSize: number('PatientSize'),
    PatientSex: text('PatientSex'),
    RadiopharmaceuticalInformationSequence: Array.from({ length: doses }, () => dose),
    '70531000': number('70531000'),
    '70531009': number('70531009'),
    '0009100D': text('0009100D'),
  }
}

function earliest(slices: readonly PetSlice[]): { AcquisitionDate: string | null; AcquisitionTime: string | null } {
  const times = slices.flatMap(({ suv: a }) => (typeof a?.AcquisitionDate === 'string' && typeof a.AcquisitionTime === 'string' ? [[a.AcquisitionDate, a.AcquisitionTime] as const] : []))
  times.sort(([a, b], [c, d]) => (a === c ? Number(b) - Number(d) : a < c ? -1 : 1))
  const [first] = times
  return { AcquisitionDate: first?.[0] ?? null, AcquisitionTime: first?.[1] ?? null }
}
