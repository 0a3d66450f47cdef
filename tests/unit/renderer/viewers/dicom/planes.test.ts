import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPlaneMath } from '../../../../support/planeMath.ts'
import { cutOf, fittedView, mappingOf, normalOfPlane, PLANES, planesOf, planesThrough, turned } from '../../../../../src/renderer/viewers/dicom/volume/planes.ts'
import type { ColourShading } from '../../../../../src/renderer/viewers/dicom/volume/planePainter.ts'
import type { PlaneScene } from '../../../../../src/renderer/viewers/dicom/volume/planeScene.ts'
import { sameCut } from '../../../../../src/renderer/viewers/dicom/volume/sameCut.ts'
import { lettersOf } from '../../../../../src/shared/domain/orientation.ts'
import { dot, lengthOf, type Vector3 } from '../../../../../src/shared/domain/vector.ts'

const { gridOf, permutations } = createPlaneMath()
const size = { width: 640, height: 480 }
const close = (a: Vector3, b: Vector3) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

describe('planes over all 48 axis permutations and signs of the acquisition (H2)', () => {
  test.each(permutations())('%s', (_name, orientation, order) => {
    const set = planesOf(gridOf(orientation, order))
    const letters = (v: Vector3) => lettersOf(v)
    // However the slices were acquired, an axial picture has the patient's left on the right and the back below; and so on.
    expect([set.axial, set.coronal, set.sagittal].map(({ right, down }) => letters(right) + letters(down))).toEqual(['LP', 'LF', 'PF'])
    for (const plane of PLANES) {
      expect(Math.abs(dot(set[plane].right, set[plane].down))).toBeLessThan(1e-9)
    }
  })
})

test('whatever the turns, canvas and patient are two sides of one mapping, and planes stay at right angles', () => {
  const angle = fc.double({ min: -170, max: 170, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(...permutations()), fc.array(fc.tuple(fc.constantFrom(...PLANES), angle), { maxLength: 6 }), fc.constantFrom(...PLANES), fc.integer({ min: 0, max: 639 }), fc.integer({ min: 0, max: 479 }), ([, orientation], turns, plane, x, y) => {
      const grid = gridOf(orientation)
      const set = turns.reduce((now, [about, degrees]) => turned(now, about, degrees), planesOf(grid))
      const normals = PLANES.map((name) => normalOfPlane(set[name]))
      for (const [a, b] of [[0, 1], [0, 2], [1, 2]] as const) expect(Math.abs(dot(normals[a]!, normals[b]!))).toBeLessThan(1e-6)
      const view = fittedView(set[plane], grid, size)
      const centre: Vector3 = [grid.centre[0] + 3, grid.centre[1] - 2, grid.centre[2] + 5]
      const mapping = mappingOf(set[plane], view, centre, size)
      const point = mapping.toPatient([x, y])
      const [sx, sy] = mapping.toScreen(point)
      expect(Math.hypot(sx - x, sy - y)).toBeLessThan(1e-6)
      expect(Math.abs(mapping.distance(point))).toBeLessThan(1e-6)
      // The picture's own samples lie where the overlay says they lie.
      const cut = cutOf(set[plane], view, centre, size, 1)
      const sample: Vector3 = [0, 1, 2].map((n) => cut.origin[n]! + cut.right[n]! * x + cut.down[n]! * y) as unknown as Vector3
      expect(close(sample, mapping.toPatient([x + 0.5, y + 0.5]))).toBeLessThan(1e-6)
      // One step to the right on the screen is one step in the direction whose letter stands at the right edge.
      const step = mapping.toPatient([x + 1, y])
      const moved: Vector3 = [step[0] - point[0], step[1] - point[1], step[2] - point[2]]
      expect(dot(moved, set[plane].right) / lengthOf(moved)).toBeGreaterThan(1 - 1e-9)
    }),
    { numRuns: 200 },
  )
})

test('a plane that something was drawn on is found again, whatever the turns were: one of the three shows it on the same axes, the others stand at right angles', () => {
  const angle = fc.double({ min: -170, max: 170, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(...permutations()), fc.array(fc.tuple(fc.constantFrom(...PLANES), angle), { maxLength: 6 }), fc.constantFrom(...PLANES), ([, orientation], turns, plane) => {
      const grid = gridOf(orientation)
      const drawnOn = turns.reduce((now, [about, degrees]) => turned(now, about, degrees), planesOf(grid))[plane]
      const found = planesThrough(grid, drawnOn)
      expect(PLANES.some((name) => close(found[name].right, drawnOn.right) + close(found[name].down, drawnOn.down) < 1e-6)).toBe(true)
      const normals = PLANES.map((name) => normalOfPlane(found[name]))
      for (const [a, b] of [[0, 1], [0, 2], [1, 2]] as const) expect(Math.abs(dot(normals[a]!, normals[b]!))).toBeLessThan(1e-6)
    }),
  )
})

test('a plane of the volume leaves the volume\'s own planes as they are', () => {
  for (const [, orientation] of permutations()) {
    const grid = gridOf(orientation)
    const own = planesOf(grid)
    for (const name of PLANES) {
      const found = planesThrough(grid, own[name])
      for (const other of PLANES) expect(close(found[other].right, own[other].right) + close(found[other].down, own[other].down)).toBeLessThan(1e-9)
    }
  }
})

describe('what stands on a plane is cut again only when its picture changes', () => {
  const grid = gridOf([1, 0, 0, 0, 1, 0])
  const set = turned(planesOf(grid), 'axial', 20)
  const volume = { grid, layerOf: () => undefined }
  const window = { center: 40, width: 400, voiFunction: 'LINEAR' as const }
  const slab = { mode: 'maximum' as const, mm: 0 }
  const scene = (plane: (typeof PLANES)[number], centre: Vector3, change: Partial<PlaneScene> = {}): PlaneScene => ({
    base: { volume, shading: { grey: { window, invert: false } } }, over: null, axes: set[plane], view: fittedView(set[plane], grid, size), centre, slab, isProjection: false, isComing: false, version: 1, ...change,
  })
  const moved = (plane: (typeof PLANES)[number], mm: number) => grid.centre.map((at, axis) => at + normalOfPlane(set[plane])[axis as 0] * mm) as unknown as Vector3

  test.each(PLANES)('a step along the normal of the %s plane changes its picture and no other', (plane) => {
    for (const other of PLANES) expect(sameCut(scene(other, grid.centre), scene(other, moved(plane, 2.5)), size)).toBe(other !== plane)
  })
  test('another window, slab, turn, zoom, slice that arrived or volume laid over it is another picture', () => {
    const before = scene('axial', grid.centre)
    const changes: Partial<PlaneScene>[] = [
      { base: { volume, shading: { grey: { window: { ...window, center: 41 }, invert: false } } } }, { base: { volume: { ...volume }, shading: before.base.shading } }, { base: { volume, shading: { grey: { window, invert: true } } } },
      { slab: { mode: 'average', mm: 0 } }, { slab: { mode: 'maximum', mm: 10 } }, { axes: turned(set, 'coronal', 0.1).axial }, { view: { ...before.view, pxPerMm: before.view.pxPerMm * 1.001 } }, { view: { ...before.view, focus: moved('coronal', 0.1) } },
      { version: 2 }, { isComing: true }, { over: { volume, shading: { low: 0, high: 1, table: new Uint32Array(256), opacity: 0.5 } as unknown as ColourShading, shift: [0, 0, 0] } },
    ]
    for (const change of changes) expect(sameCut(before, scene('axial', grid.centre, change), size), JSON.stringify(Object.keys(change))).toBe(false)
    expect(sameCut(before, scene('axial', grid.centre), size)).toBe(true)
  })
})
