import { expect, test } from 'vitest'
import { autoWindow } from '../../../../src/shared/domain/autoWindow.ts'

const identity = { slope: 1, intercept: 0 }

/** 10,000 values: half air at -1000, half tissue spread evenly over 0..99, corners at the given filling. */
function chest(filling: number): Int16Array {
  return Int16Array.from({ length: 10_000 }, (_, i) => (i < 2000 ? filling : i < 6000 ? -1000 : i % 100))
}

test('CT corners at -3024 do not widen the window although PixelPaddingValue says -2000', () => {
  const { center, width } = autoWindow(chest(-3024), identity, -2000, 'CT')
  expect(center - width / 2).toBeGreaterThanOrEqual(-1000)
  expect(center + width / 2).toBeLessThanOrEqual(100)
})

test('the stated padding value is left out for other modalities too', () => {
  const values = Int16Array.from({ length: 1000 }, (_, i) => (i < 500 ? -32_768 : 100 + (i % 50)))
  const { center, width } = autoWindow(values, identity, -32_768, 'MR')
  expect(center - width / 2).toBeGreaterThanOrEqual(99)
  expect(center + width / 2).toBeLessThanOrEqual(150)
})

test('the window is in modality values: rescale is applied', () => {
  const { center } = autoWindow(Uint16Array.from({ length: 1000 }, (_, i) => i), { slope: 2, intercept: -1000 }, null, 'MR')
  expect(center).toBeCloseTo(999 - 1000, -1)
})

test('a frame of one value or of nothing but padding still gives a usable window', () => {
  expect(autoWindow(new Uint16Array(100), identity, null, 'MR').width).toBe(1)
  expect(autoWindow(new Int16Array(100).fill(-2000), identity, -2000, 'CT').width).toBe(1)
})

test('not-a-number pixels of a parametric map do not spoil the window', () => {
  const values = Float32Array.from({ length: 1000 }, (_, i) => (i % 2 ? Number.NaN : i / 1000))
  const { center, width } = autoWindow(values, identity, null, 'OT')
  expect(Number.isFinite(center) && Number.isFinite(width)).toBe(true)
})
