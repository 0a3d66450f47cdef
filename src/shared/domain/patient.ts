// The person the case is about, as stated by the case's own request: the reference for every identity check.
import { z } from 'zod'

/** Calendar date as written, YYYY-MM-DD: never through a time zone (H14). */
export const CalendarDate = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
export type CalendarDate = z.infer<typeof CalendarDate>

/** FHIR R4 administrative-gender. */
export const AdministrativeGender = z.enum(['male', 'female', 'other', 'unknown'])
export type AdministrativeGender = z.infer<typeof AdministrativeGender>

export const PatientIdentifier = z.object({
  /** Who issued it (IssuerOfPatientID or the document's words); null when the source does not say. */
  issuer: z.string().max(120).nullable(),
  value: z.string().min(1).max(120),
})
export type PatientIdentifier = z.infer<typeof PatientIdentifier>

export const Patient = z.object({
  familyName: z.string().max(120),
  givenName: z.string().max(120),
  birthDate: CalendarDate.nullable(),
  sex: AdministrativeGender,
  identifiers: z.array(PatientIdentifier).max(50),
})
export type Patient = z.infer<typeof Patient>

/** As lists name a person, e.g. "Ruiz Mora, Ana"; what is not known leaves no comma behind. */
export function listedName({ familyName, givenName }: Pick<Patient, 'familyName' | 'givenName'>): string {
  return [familyName, givenName].filter(Boolean).join(', ')
}

/** Completed years on a day, by calendar parts; null when the birth date is unknown or later than the day. */
export function ageOn(birthDate: string | null, day: string): number | null {
  if (!birthDate) return null
  const [by = 0, bm = 0, bd = 0] = birthDate.split('-').map(Number)
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number)
  const years = y - by - (m < bm || (m === bm && d < bd) ? 1 : 0)
  return years < 0 ? null : years
}
