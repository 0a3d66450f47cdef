import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cruiseBorders, RULES } from './borders.ts'

const root = join(import.meta.dirname, '../..')
const planted = join(import.meta.dirname, 'planted')

/** Below this the checker has gone blind (it reports success on 0 modules with a TypeScript it cannot read). */
const MODULE_FLOOR = 180

test('no room imports what it may not, and the checker really saw the rooms', async () => {
  const { summary, modules } = await cruiseBorders(root)
  const ours = modules.filter((m) => m.source.startsWith('src/'))
  expect(ours.length).toBeGreaterThan(MODULE_FLOOR)
  expect(summary.violations.map((v) => `${v.rule.name}: ${v.from} -> ${v.to}`)).toEqual([])
})

test('every planted breach is found', async () => {
  const { summary } = await cruiseBorders(planted)
  const found = new Set(summary.violations.map((v) => v.rule.name))
  const expected = readdirSync(join(planted, 'expected')).sort()
  expect(expected.length).toBeGreaterThan(9)
  for (const name of expected) expect([...found], `planted ${name}`).toContain(name)
})

test('every rule has a name of its own', () => {
  const names = RULES.map((r) => r.name)
  expect(new Set(names).size).toBe(names.length)
  expect(existsSync(join(planted, 'package.json'))).toBe(true)
})
