import { expect, test } from 'vitest'
import { createRandom, uidFor } from '../../../../../src/main/core/demo/random.ts'

test('the same seed and label give the same numbers, another label or seed gives others', () => {
  const take = (seed: number, label: string) => {
    const random = createRandom(seed, label)
    return Array.from({ length: 5 }, () => random.next())
  }
  expect(take(1, 'a')).toEqual(take(1, 'a'))
  expect(take(1, 'b')).not.toEqual(take(1, 'a'))
  expect(take(2, 'a')).not.toEqual(take(1, 'a'))
})

test('the normal deviates have mean 0 and standard deviation 1', () => {
  const random = createRandom(3, 'normal')
  const values = Array.from({ length: 20_000 }, () => random.gaussian())
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
  expect(Math.abs(mean)).toBeLessThan(0.03)
  expect(deviation).toBeCloseTo(1, 1)
})

test('a UID is a UUID under 2.25 without leading zero and at most 64 characters', () => {
  for (let i = 0; i < 200; i++) {
    const uid = uidFor(1, `instance ${i}`)
    expect(uid).toMatch(/^2\.25\.[1-9]\d{0,38}$/)
    expect(BigInt(uid.slice(5))).toBeLessThan(2n ** 128n)
  }
})
