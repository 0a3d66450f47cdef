// Years of keeping by region. Spain's five years: Ley 41/2002, art. 17.1; the other years here are only examples of rules a clinic states.
import { expect, test } from 'vitest'
import { regionsAreDistinct, retentionYearsOf, yearsAfter } from '../../../../src/shared/domain/retention.ts'

const rules = { region: 'ES', retentionYears: 5, regions: [{ region: 'ES-CT', years: 15, basis: 'stated by the clinic' }, { region: 'FR', years: 20, basis: 'stated by the clinic' }] }

test('each region by its own rule; one that the rules no longer name by the strictest, never by the shortest', () => {
  expect([null, 'ES', 'ES-CT', 'FR', 'PT'].map((region) => retentionYearsOf(rules, region))).toEqual([5, 5, 15, 20, 20])
  expect(retentionYearsOf({ ...rules, regions: [] }, 'FR')).toBe(5)
  expect(retentionYearsOf({ ...rules, retentionYears: 30 }, 'PT')).toBe(30)
})

test('no region has two rules, the own one neither', () => {
  expect(regionsAreDistinct(rules)).toBe(true)
  expect(regionsAreDistinct({ ...rules, regions: [...rules.regions, ...rules.regions.slice(0, 1)] })).toBe(false)
  expect(regionsAreDistinct({ ...rules, region: 'FR' })).toBe(false)
})

test('years are calendar years', () => {
  expect(yearsAfter('2026-11-22T09:00:00.000Z', 5)).toBe('2031-11-22T09:00:00.000Z')
  expect(yearsAfter('2024-02-29T12:00:00.000Z', 5)).toBe('2029-03-01T12:00:00.000Z')
})
