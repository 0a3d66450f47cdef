import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareIdentities, gradeIdentity } from '../../../../src/shared/domain/identityMatch.ts'

const born = { birthDate: '1963-04-08', sex: 'F' }

test.each([
  ['accents, capitals, order and punctuation do not make another person', 'Ana Ruiz Mora', 'RUIZ-MORA^ANA', 'match'],
  ['one letter off in the surname needs a person', 'Ana Ruiz Mora', 'RUIZ MOTA^ANA', 'unsure'],
  ['another given name with the same surnames is a relative', 'Ana Ruiz Mora', 'RUIZ MORA^ELVIRA', 'mismatch'],
  ['a second surname left out by a hospital is the same person', 'Ana Ruiz Mora', 'RUIZ^ANA', 'match'],
  ['an anonymised object states nobody', 'Ana Ruiz Mora', 'ANONYMOUS^', 'unsure'],
] as const)('%s', (_, text, pn, decision) => {
  expect(compareIdentities({ name: { text }, ...born }, { name: { pn }, birthDate: '19630408', sex: 'F' })).toBe(decision)
})

test('the same hospital number never turns another name and birth date into a match', () => {
  const a = { name: { pn: 'RUIZ MORA^ANA' }, birthDate: '19630408', sex: 'F', id: '400100', issuer: 'HOSP-A' }
  expect(compareIdentities(a, { ...a, name: { pn: 'LARA SOTO^EVA' }, birthDate: '19710101' })).toBe('mismatch')
  expect(compareIdentities(a, { ...a, name: { pn: 'LARA SOTO^EVA' } })).toBe('unsure')
})

test.each([
  ['19630408', '19630804', 'swapped'],
  ['19630408', '19630409', 'near'],
  ['19630408', '19360408', 'near'],
  ['19630408', '1963', 'partial'],
  ['19630408', '1964', 'different'],
  ['19630408', '19000101', 'unknown'],
  ['19630431', '19630408', 'unknown'],
] as const)('birth dates %s and %s are %s', (a, b, grade) => {
  expect(gradeIdentity({ name: { text: '' }, birthDate: a }, { name: { text: '' }, birthDate: b }).birthDate).toBe(grade)
})

const word = fc.constantFrom('ana', 'maria', 'jose', 'ruiz', 'mora', 'lara', 'soto', 'jr', 'de', 'J', 'müller', '山田', 'pe?a', '')
const statement = fc.record({
  name: fc.oneof(
    fc.record({ pn: fc.tuple(word, word, word).map(([a, b, c]) => `${a} ${b}^${c}`) }),
    fc.record({ text: fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')) }),
  ),
  birthDate: fc.constantFrom('19630408', '19630804', '19630409', '1963', '', '19700101'),
  sex: fc.constantFrom('F', 'M', 'O', ''),
  id: fc.constantFrom('400100', '0400100', '1', ''),
  issuer: fc.constantFrom('HOSP-A', 'hosp-a', 'HOSP-B', ''),
})

test('who is compared with whom does not matter', () => {
  fc.assert(fc.property(statement, statement, (a, b) => compareIdentities(a, b) === compareIdentities(b, a)), { numRuns: 3000 })
})

test('nothing matches without an equal birth date or number', () => {
  fc.assert(
    fc.property(statement, statement, (a, b) => {
      const { birthDate, number } = gradeIdentity(a, b)
      return compareIdentities(a, b) !== 'match' || birthDate === 'equal' || number === 'same'
    }),
    { numRuns: 3000 },
  )
})
