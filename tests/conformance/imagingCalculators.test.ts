// Length and SUV against independent reference cases (shared/golden; derivation or source named there case by case).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { calculateLength } from '../../src/shared/domain/lengthCase.ts'
import { calculateSuv } from '../../src/shared/domain/suv.ts'

const golden = join(import.meta.dirname, '../../../shared/golden')
const isThere = existsSync(golden)
if (!isThere) test.skip('reference cases are not beside the project: nothing was checked', () => {})

type Result = Record<string, unknown>

function casesOf(kind: string): { id: string; title: string; input: unknown; expected: Result }[] {
  return JSON.parse(readFileSync(join(golden, `${kind}.json`), 'utf8')).cases
}

/** Numbers within 0.1 %, everything else exactly; a refusal never carries a number that was not expected. */
function differs(expected: unknown, got: unknown): boolean {
  if (typeof expected === 'number') return typeof got !== 'number' || Math.abs(got - expected) > Math.max(0.0005, Math.abs(expected) * 0.001)
  if (expected === null) return got !== null && got !== undefined
  if (Array.isArray(expected)) return JSON.stringify(expected) !== JSON.stringify(got)
  if (typeof expected === 'object') return Object.entries(expected as Result).some(([key, value]) => differs(value, (got as Result | undefined)?.[key]))
  return expected !== got
}

for (const [kind, calculate, count] of isThere ? ([['length', calculateLength, 30], ['suv', calculateSuv, 25]] as const) : []) {
  test(`${kind} agrees with every reference case`, () => {
    const cases = casesOf(kind)
    const wrong = cases
      .map(({ id, title, input, expected }) => ({ id, title, expected, got: calculate(input) as Result }))
      .filter(({ expected, got }) => differs(expected, got) || ('refusal' in got && !('refusal' in expected)))
    expect(cases).toHaveLength(count)
    expect(wrong).toEqual([])
  })
}
