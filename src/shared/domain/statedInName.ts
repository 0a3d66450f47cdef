// Whose file a name says it is: a given name and a surname written in it. The weakest of all statements: it counts only where the file itself names nobody, and never makes a match (H1).
import { COMMON_GIVEN_NAMES, COMMON_SURNAMES } from './commonNames.ts'
import type { JudgedIdentity } from './caseIdentity.ts'
import type { IdentityAspect } from './identity.ts'
import type { Patient } from './patient.ts'
import { readName } from './personName.ts'

/** Whose name follows is no patient: a doctor, a hospital, a saint, a street. */
const OTHERS = /(?:^|[^\p{L}])(?:dr|dra|doctor|doctora|prof|profesor|profesora|hospital|clinic|clinica|clínica|centro|center|centre|laboratorio|laboratory|lab|fundacion|fundación|instituto|institute|universidad|university|san|santa|santo|saint|st|calle|street)(?:[^\p{L}]|$)/iu

/**
 * @param path of the file inside its bundle: its own name first, then its folders from the inside out
 * @returns null when it names nobody, or only part of a name that could be anybody's
 */
export function judgeFileName(patient: Patient, path: string): JudgedIdentity | null {
  for (const segment of path.split('/').reverse()) {
    const judged = judgeSegment(patient, segment)
    if (judged) return judged
  }
  return null
}

function judgeSegment(patient: Patient, segment: string): JudgedIdentity | null {
  const written = segment.replace(/\.[a-z0-9]{1,5}$/i, '')
  if (OTHERS.test(written.replace(/_/g, ' '))) return null
  const words = written.split(/[^\p{L}\p{M}'’]+/u).filter((word) => word.length > 1)
  const own = { family: foldings(patient.familyName), given: foldings(patient.givenName) }
  // A patient whose surname is not known apart: any word of the name may be it.
  if (own.family.length === 0) own.family = own.given
  if (own.family.length === 0) return null
  const namesGiven = (word: string) => foldings(word).some((folded) => COMMON_GIVEN_NAMES.has(folded) || own.given.includes(folded))
  const namesFamily = (word: string) => foldings(word).some((folded) => COMMON_SURNAMES.has(folded) || own.family.includes(folded))
  const given = words.filter(namesGiven)
  const family = words.filter((word) => namesFamily(word) && !(given.length === 1 && given[0] === word))
  if (given.length === 0 || family.length === 0) return null
  const isOwn = (word: string, names: readonly string[]) => foldings(word).some((folded) => names.includes(folded))
  const differing: IdentityAspect[] = []
  if (!family.some((word) => isOwn(word, own.family))) differing.push('familyName')
  if (!given.some((word) => isOwn(word, own.given))) differing.push('givenName')
  const stated = { familyName: family.join(' ').slice(0, 120), givenName: given.filter((word) => !family.includes(word)).join(' ').slice(0, 120), birthDate: null, sex: null, identifier: null }
  return { check: { verdict: 'probable', differing, stated }, quarantine: differing.length > 0 }
}

/** All words of a name in every folding, without particles. */
function foldings(text: string): string[] {
  return [...new Set(readName({ text: text.replaceAll(',', ' ') }).flatMap(({ tokens }) => tokens))]
}
