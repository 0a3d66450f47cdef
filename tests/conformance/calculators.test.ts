// The calculators against independent reference cases (shared/golden; sources named there case by case).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CALCULATORS } from '../../src/shared/domain/calculators.ts'

const golden = join(import.meta.dirname, '../../../shared/golden')

interface Case {
  id: string
  title: string
  input: unknown
  expected: Record<string, unknown>
}

/** Absolute tolerances of the reference files' README. */
const ABSOLUTE: Record<string, number> = {
  'response-recist11': 0.05, 'response-irecist': 0.01, length: 0.0005, suv: 0.01, geometry: 0.002,
  'response-lugano-deauville': 0.05, 'response-percist': 0.005, 'response-rano2010': 0.05, units: 0,
}

function differences(expected: unknown, got: unknown, tolerance: number, path = ''): string[] {
  if (expected === null) return got === null || got === undefined ? [] : [`${path}: expected nothing, got ${JSON.stringify(got)}`]
  if (Array.isArray(expected)) {
    const length = Array.isArray(got) && got.length === expected.length ? [] : [`${path}: other length`]
    return [...length, ...expected.flatMap((value, i) => differences(value, Array.isArray(got) ? got[i] : undefined, tolerance, `${path}[${i}]`))]
  }
  if (typeof expected === 'object' && expected !== null) {
    return Object.entries(expected).flatMap(([name, value]) => differences(value, (got as Record<string, unknown> | undefined)?.[name], tolerance, `${path}.${name}`))
  }
  if (typeof expected === 'number' && typeof got === 'number' && Math.abs(expected - got) <= (path === '.value' ? Math.abs(expected) * 0.003 : tolerance)) return []
  return expected === got ? [] : [`${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`]
}

if (!existsSync(golden)) test.skip('reference cases are not beside the project: nothing was checked', () => {})

for (const [kind, calculate] of existsSync(golden) ? Object.entries(CALCULATORS) : []) {
  test(`${kind} agrees with every reference case`, () => {
    const { cases } = JSON.parse(readFileSync(join(golden, `${kind}.json`), 'utf8')) as { cases: Case[] }
    const wrong = cases.flatMap(({ id, title, input, expected }) => {
      const result = calculate(input) as Record<string, unknown>
      const found = differences(expected, result, ABSOLUTE[kind] ?? 0)
      if (!('refusal' in expected) && 'refusal' in result) found.push('refused')
      return found.map((difference) => `${id} ${title}: ${difference}`)
    })
    expect(cases.length).toBeGreaterThan(9)
    expect(wrong).toEqual([])
  })
}
