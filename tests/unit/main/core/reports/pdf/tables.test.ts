import { expect, test } from 'vitest'
import { fittingColumns } from '../../../../../../src/main/core/reports/pdf/tables.ts'

test('a column too narrow for its longest word takes from those with room, in proportion, and the sheet stays as wide', () => {
  expect(fittingColumns([60, 100, 40], [50, 50, 20])).toEqual([60, 100, 40])
  // 20 lacking; 10 + 50 + 0 to give.
  const fitted = fittingColumns([60, 100, 40], [50, 50, 60])
  expect(fitted.map((width) => Math.round(width * 100) / 100)).toEqual([56.67, 83.33, 60])
  expect(fitted.reduce((a, b) => a + b, 0)).toBeCloseTo(200, 9)
})

test('where no division lets every word stand whole the columns stay as they were asked', () => {
  expect(fittingColumns([60, 60], [100, 55])).toEqual([60, 60])
})
