import { expect, test } from 'vitest'
import { lesionOutline, longAxis } from '../../../../../../src/main/core/demo/chest/lesions.ts'
import { LEFT_UPPER_NODULE, NODE_RIGHT_PARATRACHEAL, RIGHT_HILAR_MASS } from '../../../../../../src/main/core/demo/chest/tumours.ts'

const lesions = [RIGHT_HILAR_MASS, NODE_RIGHT_PARATRACHEAL, LEFT_UPPER_NODULE].flatMap((pair) => [pair.may, pair.october])

function longestChord(outline: readonly number[]): number {
  let longest = 0
  for (let i = 0; i < outline.length; i += 2) {
    for (let j = i + 2; j < outline.length; j += 2) {
      longest = Math.max(longest, Math.hypot(outline[i]! - outline[j]!, outline[i + 1]! - outline[j + 1]!))
    }
  }
  return longest
}

function widthAcross(outline: readonly number[], turn: number): number {
  const across: number[] = []
  for (let i = 0; i < outline.length; i += 2) across.push(-outline[i]! * Math.sin(turn) + outline[i + 1]! * Math.cos(turn))
  return Math.max(...across) - Math.min(...across)
}

test.each(lesions.map((lesion) => [`${lesion.id} ${lesion.longMm} mm`, lesion] as const))(
  'the longest chord of %s is its stated diameter, and the width across it the short one',
  (_, lesion) => {
    const outline = lesionOutline(lesion, lesion.z)
    expect(longestChord(outline)).toBeCloseTo(lesion.longMm, 6)
    expect(widthAcross(outline, lesion.turn)).toBeCloseTo(lesion.shortMm, 6)
    const [x0, y0, x1, y1] = longAxis(lesion)
    expect(Math.hypot(x1 - x0, y1 - y0)).toBeCloseTo(lesion.longMm, 9)
  },
)

test.each(lesions.map((lesion) => [lesion.id, lesion] as const))('no other slice shows %s larger', (_, lesion) => {
  for (let dz = -25; dz <= 25; dz += 2.5) {
    if (dz !== 0) expect(longestChord(lesionOutline(lesion, lesion.z + dz))).toBeLessThan(lesion.longMm)
  }
})

test('the mass is irregular: it fills its ellipse only in part', () => {
  const { may } = RIGHT_HILAR_MASS
  const outline = lesionOutline(may, may.z)
  let twice = 0
  for (let i = 0; i < outline.length; i += 2) {
    const j = (i + 2) % outline.length
    twice += outline[i]! * outline[j + 1]! - outline[j]! * outline[i + 1]!
  }
  const ellipse = (Math.PI * may.longMm * may.shortMm) / 4
  expect(Math.abs(twice) / 2).toBeLessThan(0.95 * ellipse)
  expect(Math.abs(twice) / 2).toBeGreaterThan(0.6 * ellipse)
})
