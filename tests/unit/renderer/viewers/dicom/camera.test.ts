import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { apply, bringingIntoView, fitted, imageToScreen, inverse, panned, UPRIGHT, zoomedAt, type Camera } from '../../../../../src/renderer/viewers/dicom/camera.ts'
import { edgeLetters } from '../../../../../src/shared/domain/orientation.ts'
import { lettersOf } from '../../../../../src/shared/domain/orientation.ts'

const shape = { rows: 400, columns: 512, aspect: 1.6 }
const size = { width: 900, height: 700 }
const turns = [0, 90, 180, 270] as const
const camera = fc.record({
  centre: fc.tuple(fc.double({ min: 0, max: 511, noNaN: true }), fc.double({ min: 0, max: 399, noNaN: true })),
  scale: fc.double({ min: 0.1, max: 20, noNaN: true }),
  rotation: fc.constantFrom(...turns),
  flipHorizontal: fc.boolean(),
  flipVertical: fc.boolean(),
}) as fc.Arbitrary<Camera>

describe('one mapping for picture, marks and letters', () => {
  test('a point on the image comes back from the screen, in every turn and flip', () => {
    fc.assert(
      fc.property(camera, fc.tuple(fc.double({ min: -10, max: 600, noNaN: true }), fc.double({ min: -10, max: 600, noNaN: true })), (c, p) => {
        const m = imageToScreen(c, shape, size)
        const back = apply(inverse(m), apply(m, p))
        expect(back[0]).toBeCloseTo(p[0], 6)
        expect(back[1]).toBeCloseTo(p[1], 6)
      }),
    )
  })

  test('left and right: the letter at each edge is the patient direction the picture really moves to there (H2)', () => {
    // All 48 axis orientations and some obliques, in 4 turns x 4 flips: the letters are computed apart from the camera.
    const axes = [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]] as const
    const pairs = axes.flatMap((row) => axes.filter((column) => row.every((v, i) => v * column[i]! === 0)).map((column) => [...row, ...column]))
    const tilt = Math.SQRT1_2
    const oblique = [[tilt, tilt, 0, 0, 0, -1], [0.8, 0, 0.6, 0, 1, 0]]
    for (const orientation of [...pairs, ...oblique]) {
      for (const rotation of turns) {
        for (const flips of [[false, false], [true, false], [false, true], [true, true]]) {
          const c: Camera = { ...UPRIGHT, centre: [255, 199], scale: 1.3, rotation, flipHorizontal: flips[0]!, flipVertical: flips[1]! }
          const back = inverse(imageToScreen(c, shape, size))
          const toPatient = (dx: number, dy: number) => {
            const [u, v] = [back.a * dx + back.c * dy, (back.b * dx + back.d * dy) * shape.aspect]
            return [0, 1, 2].map((i) => orientation[i]! * u + orientation[i + 3]! * v) as unknown as readonly [number, number, number]
          }
          const letters = edgeLetters(orientation, { rotationDegrees: rotation, flipHorizontal: c.flipHorizontal, flipVertical: c.flipVertical })
          expect(letters).toEqual({ left: lettersOf(toPatient(-1, 0)), right: lettersOf(toPatient(1, 0)), top: lettersOf(toPatient(0, -1)), bottom: lettersOf(toPatient(0, 1)) })
        }
      }
    }
    expect(pairs).toHaveLength(24)
  })

  test('fit shows the whole image centred, pixels in their true shape', () => {
    const c = fitted(UPRIGHT, shape, size)
    const m = imageToScreen(c, shape, size)
    const [left, top] = apply(m, [-0.5, -0.5])
    const [right, bottom] = apply(m, [511.5, 399.5])
    // 512 x 640 units in 900 x 700: the height decides, 700 / 640.
    expect(bottom - top).toBeCloseTo(700, 6)
    expect(right - left).toBeCloseTo((512 * 700) / 640, 6)
    expect(left + right).toBeCloseTo(900, 6)
  })

  test('zooming keeps the point under the pointer, panning follows the pointer', () => {
    fc.assert(
      fc.property(camera, fc.double({ min: 0.2, max: 10, noNaN: true }), (c, scale) => {
        const at = [123, 456] as const
        const before = apply(inverse(imageToScreen(c, shape, size)), at)
        const zoomed = zoomedAt(c, shape, size, scale, at)
        const now = apply(imageToScreen(zoomed, shape, size), before)
        expect(now[0]).toBeCloseTo(at[0], 5)
        expect(now[1]).toBeCloseTo(at[1], 5)
        const moved = apply(imageToScreen(panned(c, shape, size, 17, -9), shape, size), before)
        expect(moved[0]).toBeCloseTo(at[0] + 17, 5)
        expect(moved[1]).toBeCloseTo(at[1] - 9, 5)
      }),
    )
  })
})

describe('going to a mark', () => {
  const points = fc.array(fc.tuple(fc.double({ min: 0, max: 511, noNaN: true }), fc.double({ min: 0, max: 399, noNaN: true })), { minLength: 1, maxLength: 6 })
  const seen = (c: Camera, all: readonly (readonly [number, number])[]) =>
    all.every((point) => {
      const [x, y] = apply(imageToScreen(c, shape, size), point)
      return x >= -1e-6 && y >= -1e-6 && x <= size.width + 1e-6 && y <= size.height + 1e-6
    })
  test('whatever the view was, the whole mark is seen; the zoom stays unless the mark is larger than the view', () => {
    fc.assert(
      fc.property(camera, points, (c, all) => {
        const next = bringingIntoView(c, shape, size, all)
        expect(seen(next, all)).toBe(true)
        expect(next.scale).toBeLessThanOrEqual(c.scale)
        const [x, y] = [all.map(([column]) => column), all.map(([, row]) => row)]
        const longest = Math.max(Math.max(...x) - Math.min(...x), (Math.max(...y) - Math.min(...y)) * shape.aspect) * c.scale
        if (longest < 500) expect(next.scale).toBe(c.scale)
      }),
    )
  })
  test('a mark in view moves nothing; one outside comes into the middle', () => {
    const c: Camera = { ...UPRIGHT, centre: [100, 100], scale: 4 }
    expect(bringingIntoView(c, shape, size, [[90, 90], [110, 105]])).toBe(c)
    expect(bringingIntoView(c, shape, size, [[400, 300], [420, 310]])).toEqual({ ...c, centre: [410, 305] })
  })
})
