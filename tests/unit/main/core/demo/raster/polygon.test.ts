import { expect, test } from 'vitest'
import { clearCoverage, coverOutlines, createCoverage } from '../../../../../../src/main/core/demo/raster/polygon.ts'

const total = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0)

test('the covered area of a shape is its area, also between pixels', () => {
  const coverage = createCoverage(40, 40)
  coverOutlines(coverage, [[3.25, 4.5, 17.75, 4.5, 17.75, 20.125, 3.25, 20.125]])
  expect(total(coverage.values)).toBeCloseTo(14.5 * 15.625, 3)
  clearCoverage(coverage)
  expect(total(coverage.values)).toBe(0)
})

test('a circle covers pi r squared', () => {
  const coverage = createCoverage(64, 64)
  const circle: number[] = []
  for (let i = 0; i < 360; i++) circle.push(31.3 + 20 * Math.cos((i * Math.PI) / 180), 30.6 + 20 * Math.sin((i * Math.PI) / 180))
  coverOutlines(coverage, [circle])
  expect(total(coverage.values)).toBeCloseTo(Math.PI * 400, -0.5)
})

test('a hole runs the other way round', () => {
  const coverage = createCoverage(20, 20)
  coverOutlines(coverage, [
    [2, 2, 12, 2, 12, 12, 2, 12],
    [4, 4, 4, 10, 10, 10, 10, 4],
  ])
  expect(total(coverage.values)).toBeCloseTo(100 - 36, 3)
})

test('what lies outside the picture is cut off, not wrapped round', () => {
  const coverage = createCoverage(10, 10)
  coverOutlines(coverage, [[-5, -5, 5, -5, 5, 25, -5, 25]])
  expect(total(coverage.values)).toBeCloseTo(50, 3)
  expect(coverage.values[9]).toBe(0)
})
