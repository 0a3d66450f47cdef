// An object's stated identity against the case's patient (H1): the check that is shown, and whether the object must wait for a person's decision.
import { readingsOfDate } from './documentText.ts'
import type { IdentityAspect, IdentityCheck, StatedIdentity } from './identity.ts'
import { type BirthDateGrade, decide, gradeIdentity, type IdentityGrades, type IdentityStatement } from './identityMatch.ts'
import type { NameGrade } from './nameGrade.ts'
import type { Patient } from './patient.ts'
import { readName, type WrittenName } from './personName.ts'

/** What an object says, with what a comparison needs beyond what is shown. */
export interface ObjectIdentity {
  stated: StatedIdentity
  name: WrittenName | null
  issuer: string | null
}

export interface JudgedIdentity {
  check: IdentityCheck
  quarantine: boolean
}

const DIFFERING_NAMES: Readonly<Partial<Record<NameGrade, readonly IdentityAspect[]>>> = {
  reordered: ['familyName', 'givenName'],
  closeSurname: ['familyName'],
  closeGiven: ['givenName'],
  sharedGiven: ['familyName'],
  sharedSurname: ['givenName'],
  conflict: ['familyName', 'givenName'],
}

/**
 * Set aside: every mismatch; every doubt that rests on something stated differently on both sides;
 * and a name in a script that cannot be compared, unless the birth date is equal. What merely states less is taken in as `probable`.
 */
export function judgeIdentity(patient: Patient, object: ObjectIdentity): JudgedIdentity {
  const { stated } = object
  const grades = gradeAgainst(patient, object)
  const isSilent = grades.name === 'unknown' && grades.birthDate === 'unknown' && grades.number === 'none'
  if (isSilent) return { check: { verdict: 'notStated', differing: [], stated }, quarantine: false }
  const decision = decide(grades)
  const differing = differingAspects(grades, patient.familyName, stated.familyName)
  const verdict = decision === 'unsure' ? 'probable' : decision
  const isUnreadable = grades.name === 'incomparable' && grades.birthDate !== 'equal'
  return {
    check: { verdict, differing, stated },
    quarantine: decision === 'mismatch' || (decision === 'unsure' && (differing.length > 0 || isUnreadable)),
  }
}

function gradeAgainst(patient: Patient, object: ObjectIdentity): IdentityGrades {
  const theirs: IdentityStatement = {
    name: object.name ?? { text: '' },
    id: object.stated.identifier,
    issuer: object.issuer,
    birthDate: object.stated.birthDate,
    sex: object.stated.sex,
  }
  const name = patientName(patient)
  const ours = (id: string | null, issuer: string | null): IdentityStatement => ({ name, id, issuer, birthDate: patient.birthDate, sex: patient.sex })
  const identifiers = patient.identifiers.map(({ value, issuer }) => gradeIdentity(ours(value, issuer), theirs).number)
  const number = identifiers.includes('same') ? 'same' : identifiers.includes('different') ? 'different' : 'none'
  const grades: IdentityGrades = { ...gradeIdentity(ours(null, null), theirs), number }
  const readings = readingsOfDate(object.stated.birthDate ?? '')
  if (readings.length === 0) return grades
  return { ...grades, birthDate: unsettledGrade(readings.map((birthDate) => gradeIdentity(ours(null, null), { ...theirs, birthDate }).birthDate)) }
}

/** Day and month could not be told apart: equal in one reading settles nothing, different in both is different. */
function unsettledGrade(grades: readonly BirthDateGrade[]): BirthDateGrade {
  if (grades.includes('equal') || grades.includes('unknown')) return 'unknown'
  return grades.every((grade) => grade === 'different') ? 'different' : 'near'
}

/** A patient whose surname is not known apart from the given name is compared as plain text. */
function patientName(patient: Pick<Patient, 'familyName' | 'givenName'>): WrittenName {
  return patient.familyName.trim() === '' ? { text: patient.givenName } : { pn: `${patient.familyName}^${patient.givenName}` }
}

/** Of two surnames one may be shared and the other not. */
function isSameSurname(ours: string, theirs: string): boolean {
  const letters = (family: string) => readName({ pn: `${family}^` }).flatMap(({ familyLetters }) => familyLetters)
  const known = new Set(letters(ours))
  return letters(theirs).some((spelling) => known.has(spelling))
}

function differingAspects({ name, birthDate, number, sex }: IdentityGrades, ourSurname: string, theirSurname: string | null): IdentityAspect[] {
  const differing: IdentityAspect[] = [...(DIFFERING_NAMES[name] ?? [])]
  if (name === 'sharedSurname' && theirSurname !== null && !isSameSurname(ourSurname, theirSurname)) differing.unshift('familyName')
  if (birthDate === 'swapped' || birthDate === 'near' || birthDate === 'different') differing.push('birthDate')
  if (sex === 'different') differing.push('sex')
  if (number === 'different') differing.push('identifier')
  return differing
}

const RANK = { notStated: 0, match: 1, probable: 2, mismatch: 3 } as const

/** Of several objects of one study: the most doubtful check, and any statement before none. */
export function worstCheck(checks: readonly IdentityCheck[]): IdentityCheck {
  const [first, ...rest] = checks
  const none: IdentityCheck = { verdict: 'notStated', differing: [], stated: { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null } }
  return rest.reduce((worst, check) => (RANK[check.verdict] > RANK[worst.verdict] ? check : worst), first ?? none)
}

/** The patient that most objects name, for a bundle without a request; nothing is filled in that no object states. */
export function majorityPatient(objects: readonly ObjectIdentity[]): Patient {
  const groups = new Map<string, { object: ObjectIdentity; count: number }>()
  for (const object of objects) {
    if (!object.name) continue
    const key = JSON.stringify([object.name, object.stated.birthDate, object.stated.identifier, object.issuer])
    const group = groups.get(key)
    if (group) group.count++
    else groups.set(key, { object, count: 1 })
  }
  const weight = ({ object, count }: { object: ObjectIdentity; count: number }) => count + (object.stated.birthDate ? 0.5 : 0)
  const ranked = [...groups.values()].sort((a, b) => weight(b) - weight(a))
  const best = ranked[0]?.object
  if (!best) return { familyName: '', givenName: '', birthDate: null, sex: 'unknown', identifiers: [] }
  const { stated, issuer } = best
  const birthDate = /^\d{4}-\d{2}-\d{2}$/.test(stated.birthDate ?? '') ? stated.birthDate : null
  const sex = { M: 'male', F: 'female', O: 'other' }[stated.sex?.toUpperCase().slice(0, 1) ?? '']
  return {
    familyName: (stated.familyName ?? '').slice(0, 120),
    givenName: (stated.givenName ?? '').slice(0, 120),
    birthDate,
    sex: sex === 'male' || sex === 'female' || sex === 'other' ? sex : 'unknown',
    identifiers: stated.identifier ? [{ issuer: issuer?.slice(0, 120) || null, value: stated.identifier.slice(0, 120) }] : [],
  }
}
