// Whether two statements of identity are about one person. Pure; never says `match` on doubt (H1). What to do with a verdict is the import's business.
import { gradeNames, type NameGrade } from './nameGrade.ts'
import type { WrittenName } from './personName.ts'

export interface IdentityStatement {
  name: WrittenName
  id?: string | null | undefined
  /** Who issued the number; numbers are compared only within one issuer. */
  issuer?: string | null | undefined
  /** YYYYMMDD, YYYY-MM-DD or only a year. */
  birthDate?: string | null | undefined
  /** M, F, or a word of FHIR administrative-gender; all else is "not recorded". */
  sex?: string | null | undefined
}

export type BirthDateGrade = 'equal' | 'swapped' | 'near' | 'partial' | 'different' | 'unknown'
export type NumberGrade = 'same' | 'different' | 'none'
export type SexGrade = 'equal' | 'different' | 'unknown'

export interface IdentityGrades {
  readonly name: NameGrade
  readonly birthDate: BirthDateGrade
  readonly number: NumberGrade
  readonly sex: SexGrade
}

export type IdentityDecision = 'match' | 'mismatch' | 'unsure'

export function gradeIdentity(a: IdentityStatement, b: IdentityStatement): IdentityGrades {
  return {
    name: gradeNames(a.name, b.name),
    birthDate: gradeBirthDates(a.birthDate ?? '', b.birthDate ?? ''),
    number: gradeNumbers(a, b),
    sex: gradeSex(a.sex ?? '', b.sex ?? ''),
  }
}

export function compareIdentities(a: IdentityStatement, b: IdentityStatement): IdentityDecision {
  return decide(gradeIdentity(a, b))
}

/** First rule that applies, in the order of the decision table. */
export function decide(grades: IdentityGrades): IdentityDecision {
  const { name, birthDate, number, sex } = grades
  const sameNumber = number === 'same'
  const isOtherName = name === 'conflict' || name === 'sharedSurname'
  if (birthDate === 'different') return sameNumber && name !== 'sharedGiven' && !isOtherName ? 'unsure' : 'mismatch'
  if (isOtherName) return sameNumber ? 'unsure' : 'mismatch'
  if (name === 'sharedGiven') return !sameNumber && (sex === 'different' || isDoubtful(birthDate)) ? 'mismatch' : 'unsure'
  if (name === 'incomparable' || name === 'unknown') return 'unsure'
  if (sex === 'different') return name === 'closeGiven' && !sameNumber ? 'mismatch' : 'unsure'
  if (isDoubtful(birthDate)) {
    const isCloseName = name === 'closeSurname' || name === 'closeGiven'
    return isCloseName && !sameNumber && birthDate !== 'partial' ? 'mismatch' : 'unsure'
  }
  return decideAlike(grades)
}

const isDoubtful = (birthDate: BirthDateGrade) => birthDate === 'near' || birthDate === 'swapped' || birthDate === 'partial'

/** Nothing contradicts: name alike, sex not different, birth date equal or unknown. */
function decideAlike({ name, birthDate, number, sex }: IdentityGrades): IdentityDecision {
  const sameNumber = number === 'same'
  if (birthDate === 'unknown') {
    return sameNumber && (name === 'equal' || name === 'compatibleSurname' || name === 'compatible') ? 'match' : 'unsure'
  }
  if (number === 'different') return 'unsure'
  switch (name) {
    case 'equal':
      return 'match'
    case 'compatibleSurname':
      return sex === 'equal' || sameNumber ? 'match' : 'unsure'
    case 'compatible':
    case 'closeSurname':
      return sameNumber ? 'match' : 'unsure'
    default:
      return 'unsure'
  }
}

const PLACEHOLDERS = new Set(['19000101', '19010101', '18000101', '00010101'])

/** Digits of a full calendar date or of a year; empty for anything else, placeholders included. */
function birthDigits(written: string): string {
  const text = written.trim()
  if (/^\d{4}$/.test(text)) return text
  const parts = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text)
  if (!parts) return ''
  const digits = `${parts[1]}${parts[2]}${parts[3]}`
  if (PLACEHOLDERS.has(digits)) return ''
  return isCalendarDay(Number(parts[1]), Number(parts[2]), Number(parts[3])) ? digits : ''
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  return days !== undefined && day >= 1 && day <= days
}

function gradeBirthDates(a: string, b: string): BirthDateGrade {
  const [x, y] = [birthDigits(a), birthDigits(b)]
  if (!x || !y) return 'unknown'
  if (x.length === 4 || y.length === 4) return x.slice(0, 4) === y.slice(0, 4) ? 'partial' : 'different'
  if (x === y) return 'equal'
  if (x.slice(0, 4) === y.slice(0, 4) && x.slice(4, 6) === y.slice(6) && x.slice(6) === y.slice(4, 6)) return 'swapped'
  const off = [...x].flatMap((digit, i) => (digit === y[i] ? [] : [i]))
  const [i = 0, j = 0] = off
  const exchanged = off.length === 2 && j === i + 1 && x[i] === y[j] && x[j] === y[i]
  return off.length === 1 || exchanged ? 'near' : 'different'
}

function gradeNumbers(a: IdentityStatement, b: IdentityStatement): NumberGrade {
  const issuer = (statement: IdentityStatement) => (statement.issuer ?? '').trim().toLowerCase()
  if (!issuer(a) || issuer(a) !== issuer(b)) return 'none'
  const [x, y] = [comparableNumber(a.id ?? ''), comparableNumber(b.id ?? '')]
  if (!x || !y) return 'none'
  return x === y ? 'same' : 'different'
}

/** Without punctuation and leading zeros; empty when it is too short or one repeated character. */
function comparableNumber(written: string): string {
  const bare = written.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '').replace(/^0+/, '')
  return bare.length >= 3 && !/^(.)\1*$/u.test(bare) ? bare : ''
}

function gradeSex(a: string, b: string): SexGrade {
  const [x, y] = [recordedSex(a), recordedSex(b)]
  if (!x || !y) return 'unknown'
  return x === y ? 'equal' : 'different'
}

function recordedSex(written: string): 'F' | 'M' | null {
  const text = written.trim().toLowerCase()
  if (text === 'm' || text === 'male') return 'M'
  return text === 'f' || text === 'female' ? 'F' : null
}
