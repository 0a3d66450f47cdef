// The 420 reference pairs of identities (shared/golden): the comparison itself, and what the import would do with each; the figures of the safety goal are printed.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { judgeIdentity } from '../../src/shared/domain/caseIdentity.ts'
import { compareIdentities, type IdentityStatement } from '../../src/shared/domain/identityMatch.ts'
import type { Patient } from '../../src/shared/domain/patient.ts'

const file = join(import.meta.dirname, '../../../shared/golden/identity.json')
const isThere = existsSync(file)
if (!isThere) test.skip('reference cases are not beside the project: nothing was checked', () => {})

interface Pair {
  id: string
  title: string
  input: { a: IdentityStatement; b: IdentityStatement }
  expected: { decision: 'match' | 'mismatch' | 'unsure' }
}

const SEX = { M: 'male', F: 'female', male: 'male', female: 'female' } as const

/** One side as the patient of a case: a name in one piece stands as it was written. undefined: a case knows a whole birth date or none. */
function asPatient({ name, id, issuer, birthDate, sex }: IdentityStatement): Patient | undefined {
  const [familyName = '', given = '', middle = ''] = 'pn' in name ? (name.pn.split('=')[0] ?? '').split('^') : ['', name.text, '']
  const day = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(birthDate ?? '')
  if (birthDate && !day) return undefined
  return {
    familyName,
    givenName: `${given} ${middle}`.trim(),
    birthDate: day ? `${day[1]}-${day[2]}-${day[3]}` : null,
    sex: SEX[(sex ?? '') as keyof typeof SEX] ?? 'unknown',
    identifiers: id ? [{ value: id, issuer: issuer ?? null }] : [],
  }
}

function isSetAside(patient: Patient, { name, id, issuer, birthDate, sex }: IdentityStatement): boolean {
  const stated = { familyName: null, givenName: null, birthDate: birthDate ?? null, sex: sex ?? null, identifier: id ?? null }
  return judgeIdentity(patient, { stated, name, issuer: issuer ?? null }).quarantine
}

const share = (found: readonly string[], of: number) => `${found.length} of ${of} (${((found.length / of) * 100).toFixed(1)} %)`

interface Found {
  wrong: string[]
  wrongAccepts: string[]
  needless: string[]
  kept: string[]
  asideForNothing: string[]
  same: number
  other: number
}

/** Either side may be the case's patient, the other the object that came. */
function asTheImportDecides({ id, title, input: { a, b }, expected }: Pair, found: Found): void {
  if (expected.decision === 'unsure') return
  for (const [mine, theirs] of [[a, b], [b, a]] as const) {
    const patient = asPatient(mine)
    if (!patient) continue
    const isAside = isSetAside(patient, theirs)
    found[expected.decision === 'match' ? 'same' : 'other']++
    if (expected.decision === 'mismatch' && !isAside) found.kept.push(`${id} ${title}`)
    if (expected.decision === 'match' && isAside) found.asideForNothing.push(`${id} ${title}`)
  }
}

test.runIf(isThere)('no pair is taken for one person that is not, at most 2 % of the true ones are called another; the import keeps no stranger', () => {
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Pair[] }
  const found: Found = { wrong: [], wrongAccepts: [], needless: [], kept: [], asideForNothing: [], same: 0, other: 0 }
  for (const pair of cases) {
    const { id, title, input, expected } = pair
    const decision = compareIdentities(input.a, input.b)
    if (decision !== expected.decision) found.wrong.push(`${id} ${title}: ${decision} instead of ${expected.decision}`)
    if (decision === 'match' && expected.decision !== 'match') found.wrongAccepts.push(`${id} ${title}`)
    if (decision === 'mismatch' && expected.decision === 'match') found.needless.push(`${id} ${title}`)
    asTheImportDecides(pair, found)
  }
  const same = cases.filter(({ expected }) => expected.decision === 'match').length
  console.info(`identity, ${cases.length} pairs: wrong accepts ${share(found.wrongAccepts, cases.length - same)}, needless mismatches ${share(found.needless, same)}`)
  console.info(`identity, as the import decides: strangers kept ${share(found.kept, found.other)}, own set aside ${share(found.asideForNothing, found.same)}`)
  expect(Math.min(same, found.same, found.other)).toBeGreaterThan(80)
  expect(found).toMatchObject({ wrong: [], wrongAccepts: [], kept: [] })
  expect(found.needless.length / same).toBeLessThanOrEqual(0.02)
  expect(found.asideForNothing.length / found.same).toBeLessThanOrEqual(0.02)
})
