// What every FHIR R4 bundle of ours is made of: stable names, the patient, and values without empty members.
import { createHash } from 'node:crypto'
import type { Patient } from '#shared/domain/patient.ts'

export type FhirResource = { resourceType: string } & Record<string, unknown>

/** A stable urn:uuid from a bundle's own name and the thing's in it: the same bundle gives the same bytes. */
export function fhirUrn(scope: string, name: string): string {
  const hex = createHash('sha256').update(`${scope}/${name}`).digest('hex')
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const GENDERS: readonly string[] = ['male', 'female', 'other', 'unknown']

type PatientFacts = Pick<Patient, 'familyName' | 'givenName' | 'birthDate'> & { sex: string; identifiers: readonly { issuer: string | null; value: string }[] }

export function fhirPatient(patient: PatientFacts): FhirResource {
  return withoutEmpty({
    resourceType: 'Patient',
    identifier: patient.identifiers.map(({ issuer, value }) => withoutEmpty({ value, assigner: issuer === null ? undefined : { display: issuer } })),
    name: [withoutEmpty({ use: 'official', family: patient.familyName || undefined, given: patient.givenName === '' ? undefined : [patient.givenName] })].filter(({ family, given }) => family || given),
    gender: GENDERS.includes(patient.sex) ? patient.sex : 'unknown',
    birthDate: patient.birthDate ?? undefined,
  })
}

/** FHIR knows no empty lists and no absent values. */
export function withoutEmpty<T extends Record<string, unknown>>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined && !(Array.isArray(one) && one.length === 0) && !(isPlain(one) && Object.keys(one).length === 0))) as T
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
