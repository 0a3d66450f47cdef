import { expect, test } from 'vitest'
import { estimatePassphrase, LEAST_SCORE } from '../../../../src/shared/domain/passphrase.ts'

// The first of the lists of most used passwords that are published every year, and their usual dressings.
test.each(['password', 'Password1!', 'password1234', 'qwertyuiop', '1234567890', 'aaaaaaaaaaaa', 'contraseña123', 'Hospital2026', 'abcabcabcabc', 'corto', 'siete barcos', 'Barcelona-2026'])('%s is refused', (text) => {
  const { score, reasons } = estimatePassphrase(text)
  expect(score).toBeLessThan(LEAST_SCORE)
  expect(reasons.length).toBeGreaterThan(0)
})

test.each(['siete barcos verdes al alba', 'correct horse battery staple', 'Tz8#kQw2!vLm', 'año nuevo, perro viejo y lento'])('%s is taken', (text) => {
  expect(estimatePassphrase(text).score).toBeGreaterThanOrEqual(LEAST_SCORE)
})

test('nothing typed is the weakest, and the reasons name what is wrong', () => {
  expect(estimatePassphrase('')).toMatchObject({ score: 0, reasons: expect.arrayContaining(['short']) })
  expect(estimatePassphrase('asdfghjkl').reasons).toEqual(expect.arrayContaining(['sequence']))
  expect(estimatePassphrase('zzzzzzzzzzzzz').reasons).toEqual(expect.arrayContaining(['repeated', 'oneKind']))
  expect(estimatePassphrase('Doctora123').reasons).toEqual(expect.arrayContaining(['common']))
})

test('more unrelated words are never weaker', () => {
  const words = 'siete barcos verdes navegan despacio hacia puerto viejo'.split(' ')
  const scores = words.map((_, i) => estimatePassphrase(words.slice(0, i + 1).join(' ')).score)
  expect(scores).toEqual([...scores].sort())
  expect(scores.at(-1)).toBe(4)
})
