import { expect, test } from 'vitest'
import { judgeIdentity, majorityPatient, type ObjectIdentity } from '../../../../src/shared/domain/caseIdentity.ts'
import type { Patient } from '../../../../src/shared/domain/patient.ts'

const patient: Patient = { familyName: 'Ruiz Mora', givenName: 'Ana', birthDate: '1963-04-08', sex: 'female', identifiers: [{ issuer: 'HOSP-A', value: '882211' }] }

function object(pn: string | null, birthDate: string | null, sex: string | null = null, identifier: string | null = null, issuer: string | null = null): ObjectIdentity {
  return { name: pn === null ? null : { pn }, issuer, stated: { familyName: pn, givenName: null, birthDate, sex, identifier } }
}

test('the patient’s own images match', () => {
  expect(judgeIdentity(patient, object('RUIZ MORA^ANA', '1963-04-08', 'F'))).toMatchObject({ check: { verdict: 'match', differing: [] }, quarantine: false })
})

test('a foreign object is set aside and says in what it differs', () => {
  expect(judgeIdentity(patient, object('LARA SOTO^EVA', '1971-12-24', 'F'))).toMatchObject({
    check: { verdict: 'mismatch', differing: ['familyName', 'givenName', 'birthDate'] },
    quarantine: true,
  })
})

test.each([
  ['one letter in the surname', object('RUIZ MOTA^ANA', '1963-04-08', 'F'), ['familyName']],
  ['day and month exchanged', object('RUIZ MORA^ANA', '1963-08-04', 'F'), ['birthDate']],
  ['another sex', object('RUIZ MORA^ANA', '1963-04-08', 'M'), ['sex']],
  ['another number of the same hospital', object('RUIZ MORA^ANA', '1963-04-08', 'F', '771100', 'HOSP-A'), ['identifier']],
])('doubt by %s waits for a person', (_, foreign, differing) => {
  expect(judgeIdentity(patient, foreign)).toMatchObject({ check: { verdict: 'probable', differing }, quarantine: true })
})

test('what merely states less is taken in and marked', () => {
  expect(judgeIdentity(patient, object('RUIZ MORA^ANA', null))).toMatchObject({ check: { verdict: 'probable', differing: [] }, quarantine: false })
  expect(judgeIdentity(patient, object(null, null))).toMatchObject({ check: { verdict: 'notStated' }, quarantine: false })
  expect(judgeIdentity(patient, object('ANONYMOUS', null))).toMatchObject({ check: { verdict: 'notStated' }, quarantine: false })
})

test('a name in a script that cannot be compared needs at least the same birth date', () => {
  expect(judgeIdentity(patient, object('山田^太郎', null)).quarantine).toBe(true)
  expect(judgeIdentity(patient, object('山田^太郎', '1963-04-08')).quarantine).toBe(false)
})

test('a bundle without a request is about whom most of its objects name', () => {
  const own = object('RUIZ MORA^ANA', '1963-04-08', 'F', '882211', 'HOSP-A')
  const bundle = [object('LARA SOTO^EVA', '1971-12-24'), { ...own, stated: { ...own.stated, familyName: 'RUIZ MORA', givenName: 'ANA' } }]
  expect(majorityPatient([...bundle, ...bundle.slice(1)])).toEqual({
    familyName: 'RUIZ MORA',
    givenName: 'ANA',
    birthDate: '1963-04-08',
    sex: 'female',
    identifiers: [{ issuer: 'HOSP-A', value: '882211' }],
  })
})

test.each([
  ['RUIZ VEGA^IRENE', ['familyName', 'givenName', 'birthDate']],
  ['RUIZ MORA^IRENE', ['givenName', 'birthDate']],
  ['RUÍZ-MORA^IRENE', ['givenName', 'birthDate']],
])('%s: of two surnames that one is shared does not hide that the other is not', (name, differing) => {
  expect(judgeIdentity(patient, object(name, '1971-11-30', 'F')).check).toMatchObject({ verdict: 'mismatch', differing })
})
