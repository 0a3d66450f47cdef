// CT numbers of the painted chest against those measured on a public chest CT (data note: descending aorta 31 HU, fat -105, lung -835).
import { expect, test } from 'vitest'
import { WITH_CONTRAST, WITHOUT_CONTRAST } from '../../../../../../src/main/core/demo/chest/mediastinum.ts'
import { createChest } from '../../../../../../src/main/core/demo/chest/paintChest.ts'
import { NODE_RIGHT_PARATRACHEAL, RIGHT_HILAR_MASS } from '../../../../../../src/main/core/demo/chest/tumours.ts'
import { createSlicePainter } from '../../../../../../src/main/core/demo/raster/slicePainter.ts'

const SPACING = 0.8
const grid = { columns: 512, rows: 512, spacing: SPACING, originX: -204.4, originY: -204.4 }

function slice(z: number, withContrast: boolean) {
  const palette = withContrast ? WITH_CONTRAST : WITHOUT_CONTRAST
  const lesions = [RIGHT_HILAR_MASS, NODE_RIGHT_PARATRACHEAL].map((pair) => ({
    lesion: withContrast ? pair.may : pair.october,
    rim: palette.tumour,
    core: palette.tumourCore,
  }))
  const painter = createSlicePainter(grid)
  createChest(1, { palette, breath: 0, lesions })(painter, z)
  return (x: number, y: number) => painter.plane[Math.round((y - grid.originY) / SPACING) * 512 + Math.round((x - grid.originX) / SPACING)]!
}

function meanAround(at: (x: number, y: number) => number, x: number, y: number, reach: number): number {
  let sum = 0
  let count = 0
  for (let dx = -reach; dx <= reach; dx++) for (let dy = -reach; dy <= reach; dy++, count++) sum += at(x + dx, y + dy)
  return sum / count
}

test('without contrast blood, fat and lung have the numbers of a real scan', () => {
  const at = slice(2.5, false)
  expect(meanAround(at, 25, 41, 5)).toBeGreaterThan(25)
  expect(meanAround(at, 25, 41, 5)).toBeLessThan(50)
  expect(meanAround(at, -155, -30, 3)).toBeLessThan(-90)
  expect(meanAround(at, -155, -30, 3)).toBeGreaterThan(-120)
  expect(meanAround(at, -95, -20, 12)).toBeLessThan(-780)
  expect(meanAround(at, 0, 12, 0)).toBeGreaterThan(-120)
})

test('contrast makes aorta and heart brighter than muscle', () => {
  const at = slice(-42.5, true)
  expect(meanAround(at, 22, 41, 4)).toBeGreaterThan(140)
  expect(meanAround(at, 38, -24, 3)).toBeGreaterThan(meanAround(at, 62, -8, 0) + 30)
})

test('the windpipe is air, the vertebra is bone', () => {
  const at = slice(50, true)
  expect(meanAround(at, 0, 11, 3)).toBeLessThan(-950)
  const vertebra = slice(40, true)
  expect(meanAround(vertebra, 0, 52, 6)).toBeGreaterThan(90)
})

test('the mass is soft tissue in lung on the slice where it is largest', () => {
  const at = slice(RIGHT_HILAR_MASS.may.z, true)
  const { x, y, longMm, turn } = RIGHT_HILAR_MASS.may
  expect(at(x, y)).toBeGreaterThan(40)
  for (const end of [-1, 1]) {
    const beyond = end * (longMm / 2 + 3)
    expect(at(x + beyond * Math.cos(turn), y + beyond * Math.sin(turn))).toBeLessThan(-700)
    const within = end * (longMm / 2 - 3)
    expect(at(x + within * Math.cos(turn), y + within * Math.sin(turn))).toBeGreaterThan(0)
  }
})
