import { expect, test } from 'vitest'
import { isolines } from '../../../../src/shared/domain/isolines.ts'

const segments = (path: string) => [...path.matchAll(/M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)/g)].map(([, ...n]) => n.map(Number))

test('on a cone the line of a level is its circle, wherever it is cut', () => {
  const side = 61
  const cone = Float32Array.from({ length: side * side }, (_, i) => 30 - Math.hypot((i % side) - 30, Math.floor(i / side) - 30))
  for (const level of [5.25, 12.5, 20]) {
    const ends = segments(isolines(cone, side, side, level)).flatMap(([a, b, c, d]) => [[a, b], [c, d]] as [number, number][])
    expect(ends.length).toBeGreaterThan(80)
    for (const [x, y] of ends) expect(Math.abs(Math.hypot(x - 30, y - 30) - (30 - level))).toBeLessThan(0.05)
  }
})

test('a saddle is cut around its high corners; a hole of values has no line', () => {
  // a and d (left above, right below) are high: each is cut off by itself.
  expect(segments(isolines(Float32Array.from([1, 0, 0, 1]), 2, 2, 0.75))).toEqual([[0.25, 0, 0, 0.25], [1, 0.75, 0.75, 1]])
  expect(isolines(Float32Array.from([1, 0, Number.NaN, 1]), 2, 2, 0.5)).toBe('')
})
