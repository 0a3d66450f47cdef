import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seriesGeometry } from '../../../../src/shared/domain/geometry.ts'

const slice = (n: number, z: number, more: object = {}) => ({
  SOPInstanceUID: `i${n}`,
  InstanceNumber: n,
  ImagePositionPatient: [0, 0, z],
  ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
  Rows: 512,
  Columns: 512,
  PixelSpacing: [0.7, 0.7],
  FrameOfReferenceUID: '1.2.9',
  ...more,
})
const only = (slices: ReturnType<typeof slice>[]) => seriesGeometry(slices).stacks[0]!

test('even slices in any order are a volume in the order of their places', () => {
  const stack = only([3, 1, 4, 2].map((n) => slice(n, n * 3.27)))
  expect(stack).toMatchObject({ order: ['i1', 'i2', 'i3', 'i4'], volume: true, issues: [], tiltDegrees: 0 })
  expect(stack.spacingMm).toBeCloseTo(3.27, 10)
})

test('SliceThickness and SpacingBetweenSlices never decide', () => {
  expect(only([1, 2, 3].map((n) => slice(n, n * 6.97, { SliceThickness: 3.75, SpacingBetweenSlices: 2 }))).spacingMm).toBeCloseTo(6.97, 10)
})

test.each([
  ['a missing slice', [0, 5, 15, 20, 25], 'missingSlice'],
  ['uneven gaps', [0, 5, 10, 16.2, 21.2], 'irregularSpacing'],
  ['two images at one place', [0, 5, 5, 10], 'duplicatePosition'],
])('%s makes no volume', (_, places, issue) => {
  expect(only(places.map((z, i) => slice(i, z)))).toMatchObject({ volume: false, issues: [issue] })
})

test('a tilted gantry makes no volume, however even its slices', () => {
  const tilt = (18.5 * Math.PI) / 180
  const orientation = [1, 0, 0, 0, Math.cos(tilt), -Math.sin(tilt)]
  const stack = only([1, 2, 3, 4].map((n) => slice(n, n * 5, { ImageOrientationPatient: orientation })))
  expect(stack).toMatchObject({ volume: false, issues: ['shearedStack'] })
  expect(stack.tiltDegrees).toBeCloseTo(18.5, 6)
})

test('images without a usable orientation are named, not guessed', () => {
  const geometry = seriesGeometry([slice(1, 0), slice(2, 5, { ImageOrientationPatient: [1, 0, 0, 1, 0, 0] }), slice(3, 10, { ImagePositionPatient: null })])
  expect(geometry.withoutGeometry).toEqual(['i2', 'i3'])
})

test('shuffling the files changes nothing', () => {
  const slices = [0, 5, 10, 15, 20.4].map((z, i) => slice(i, z))
  const reference = JSON.stringify(seriesGeometry(slices).stacks.map(({ slices: _, ...stack }) => stack))
  fc.assert(
    fc.property(fc.shuffledSubarray(slices, { minLength: 5, maxLength: 5 }), (shuffled) => {
      return JSON.stringify(seriesGeometry(shuffled).stacks.map(({ slices: _, ...stack }) => stack)) === reference
    }),
  )
})
