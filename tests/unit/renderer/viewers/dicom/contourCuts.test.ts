import { describe, expect, test } from 'vitest'
import { cutStructure, measureStructure } from '../../../../../src/renderer/viewers/dicom/structures/contourCuts.ts'
import type { WorldMapping } from '../../../../../src/renderer/viewers/dicom/world.ts'
import { cross, dot, type Vector3 } from '../../../../../src/shared/domain/vector.ts'

/** A box 20 x 10 x 12 mm: squares on planes 3 mm apart, as a planner draws them. */
const box = measureStructure({
  number: 1, name: 'box', colour: null,
  contours: [0, 3, 6, 9, 12].map((z) => ({ closed: true, points: [0, 0, z, 20, 0, z, 20, 10, z, 0, 10, z] })),
})
const world = (right: Vector3, down: Vector3, at: Vector3): WorldMapping => {
  const normal = cross(right, down)
  return { toScreen: (p) => [dot(p, right) * 2, dot(p, down) * 2], distance: (p) => dot(p, normal) - dot(at, normal), normal, pxPerMm: 2, FrameOfReferenceUID: '1' }
}
const numbers = (path: string) => [...path.matchAll(/-?\d+\.\d/g)].map(Number)

describe('an outline on any picture', () => {
  test('in its own plane it is itself, and only that of the nearest plane', () => {
    const cut = cutStructure(box, world([1, 0, 0], [0, 1, 0], [0, 0, 7]))
    expect(numbers(cut.outline)).toEqual([0, 0, 40, 0, 40, 20, 0, 20])
    expect(cut.outline.match(/Z/g)).toHaveLength(1)
  })
  test('beyond half a spacing of its last plane nothing is drawn', () => {
    expect(cutStructure(box, world([1, 0, 0], [0, 1, 0], [0, 0, 13.4])).outline).not.toBe('')
    expect(cutStructure(box, world([1, 0, 0], [0, 1, 0], [0, 0, 13.6])).outline).toBe('')
  })
  test('across, each contour gives the stretch that lies inside it, as thick as its spacing', () => {
    const cut = cutStructure(box, world([1, 0, 0], [0, 0, 1], [0, 4, 0]))
    expect(cut.stretches.match(/M/g)).toHaveLength(5)
    expect(cut.thicknessPx).toBeCloseTo(6, 6)
    const xs = numbers(cut.stretches).filter((_, n) => n % 2 === 0)
    expect([Math.min(...xs), Math.max(...xs)]).toEqual([0, 40])
    expect(cutStructure(box, world([1, 0, 0], [0, 0, 1], [0, 11, 0])).stretches).toBe('')
  })
  test('a hollow in an outline stays a hollow', () => {
    const u = measureStructure({ number: 1, name: '', colour: null, contours: [{ closed: true, points: [0, 0, 0, 30, 0, 0, 30, 20, 0, 20, 20, 0, 20, 5, 0, 10, 5, 0, 10, 20, 0, 0, 20, 0] }] })
    expect(numbers(cutStructure(u, world([1, 0, 0], [0, 0, 1], [0, 12, 0])).stretches)).toEqual([0, 0, 20, 0, 40, 0, 60, 0])
  })
})
