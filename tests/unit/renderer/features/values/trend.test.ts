// What part of the calendar the line of a quantity stands in.
import { expect, test } from 'vitest'
import { daysShown } from '../../../../../src/renderer/features/values/trend.ts'

const at = (day: string) => Date.parse(`${day}T12:00:00Z`) / 1000
const days = (range: readonly number[]) => range.map((second) => new Date(second * 1000).toISOString().slice(0, 10))

test('one value stands in the middle of two months; several fill the width, the first and the last not at its edge', () => {
  expect(days(daysShown([at('2026-10-30')]))).toEqual(['2026-09-30', '2026-11-29'])
  expect(days(daysShown([at('2026-10-30'), at('2026-10-30')]))).toEqual(['2026-09-30', '2026-11-29'])
  // 100 days: six to each side.
  expect(days(daysShown([at('2026-07-22'), at('2026-10-30'), at('2026-08-01')]))).toEqual(['2026-07-16', '2026-11-05'])
})
