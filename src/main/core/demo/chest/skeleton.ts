// Ribs, spine, breastbone, shoulder blades and collar bones of the demo chest.
import type { Noise3 } from '../raster/noise.ts'
import type { SlicePainter, TubePoint } from '../raster/slicePainter.ts'
import { createTrack } from '../raster/track.ts'
import { cageFrontY, cagePoint, spineY } from './geometry.ts'

const CORTEX = 640
const MARROW = 190
const CARTILAGE = 105
const FIRST_VERTEBRA_Z = 108
const VERTEBRA_STEP = 24
const RIB_TALL = 1.9

interface Rib {
  readonly bone: readonly TubePoint[]
  readonly marrow: readonly TubePoint[]
  readonly cartilage: readonly TubePoint[]
}

/** Both sides' twelve ribs as middle lines that fall from the spine to the front. */
export function createRibs(): readonly Rib[] {
  const ribs: Rib[] = []
  for (let number = 1; number <= 12; number++) {
    for (const side of [-1, 1] as const) ribs.push(createRib(number, side))
  }
  return ribs
}

function createRib(number: number, side: 1 | -1): Rib {
  const z0 = FIRST_VERTEBRA_Z - (number - 1) * VERTEBRA_STEP + 7
  const fall = Math.min(112, 26 + 13 * number)
  const end = number > 10 ? 0.32 : number > 7 ? 0.78 : 0.95
  const r = number === 1 ? 4.6 : 3.7
  const bone: TubePoint[] = [{ x: side * 19, y: spineY(z0) + 7, z: z0, r }]
  const cartilage: TubePoint[] = []
  for (let i = 0; i <= 40; i++) {
    const u = i / 40
    const z = z0 - fall * u ** 1.35
    const angle = (0.39 - 0.86 * u) * Math.PI
    const [x, y] = cagePoint(z, angle, 1.6)
    const point = { x: side * x, y, z, r }
    if (u <= end * 0.86 || number > 10) {
      if (u <= end) bone.push(point)
    } else if (u <= end) cartilage.push({ ...point, r: r * 0.95 })
  }
  const joint = bone.at(-1)
  if (joint && cartilage.length > 0) cartilage.unshift(joint)
  return { bone, marrow: bone.map((point) => ({ ...point, r: point.r - 1.25 })), cartilage }
}

export function paintRibs(painter: SlicePainter, ribs: readonly Rib[], noise: Noise3): void {
  for (const rib of ribs) painter.tube(rib.cartilage, RIB_TALL)
  painter.paint(CARTILAGE)
  for (const rib of ribs) painter.tube(rib.bone, RIB_TALL)
  painter.paint(CORTEX)
  for (const rib of ribs) painter.tube(rib.marrow, RIB_TALL)
  painter.paint((x, y) => MARROW + 50 * noise(x / 2, y / 2, painter.z / 3))
}

/** Vertebra or disc with arch, processes and canal. */
export function paintSpine(painter: SlicePainter, noise: Noise3): void {
  const { z } = painter
  const y = spineY(z)
  const rx = 17 - 0.022 * (z + 20)
  const ry = 14.5 - 0.014 * (z + 20)
  const level = (FIRST_VERTEBRA_Z + 12 - z) / VERTEBRA_STEP
  const phase = level - Math.floor(level)
  const endPlate = Math.min(phase, 0.8 - phase)
  const isDisc = phase > 0.8
  const waist = isDisc ? 0.6 : -1.1 * Math.sin((phase / 0.8) * Math.PI)
  paintArch(painter, y, ry, phase)
  painter.outline(vertebraOutline(y, rx + waist, ry + waist)).paint(isDisc ? 92 : CORTEX - 60)
  if (!isDisc) {
    const marrow = endPlate < 0.05 ? 430 : 165
    painter
      .outline(vertebraOutline(y, rx + waist - 1.7, ry + waist - 1.7))
      .paint((px, py) => marrow + 62 * noise(px / 1.8, py / 1.8, z / 2.5) + 30 * noise(px / 6, py / 6, z / 6))
    if (Math.abs(phase - 0.4) < 0.09) painter.ellipse(0, y + ry * 0.55, 2.6, ry * 0.4).paint(70)
  }
  painter.ellipse(0, y + ry + 7.4, 10.5, 8).paint(-45)
  painter.ellipse(0, y + ry + 7.4, 9, 6.8).paint(14)
  painter.ellipse(0, y + ry + 7.4, 5.2, 4).paint(38)
}

/** Rounded in front, hollow towards the canal. */
function vertebraOutline(y: number, rx: number, ry: number): number[] {
  const points: number[] = []
  for (let i = 0; i < 60; i++) {
    const angle = (2 * Math.PI * i) / 60
    const px = rx * Math.sign(Math.cos(angle)) * Math.abs(Math.cos(angle)) ** 0.85
    const back = Math.sin(angle) > 0 ? 3.2 * Math.exp(-((px / 8) ** 2)) : 0
    points.push(px, y + ry * Math.sin(angle) - back)
  }
  return points
}

function paintArch(painter: SlicePainter, y: number, ry: number, phase: number): void {
  const { z } = painter
  const canal = y + ry + 7
  const tube = (points: readonly (readonly [number, number, number])[]) =>
    points.map(([px, py, r]) => ({ x: px, y: py, z, r }))
  const parts: TubePoint[][] = []
  for (const side of [-1, 1]) {
    if (phase < 0.45) parts.push(tube([[side * 12, y + ry - 2, 4], [side * 14, canal + 2, 4.2]]))
    if (phase > 0.05 && phase < 0.4) parts.push(tube([[side * 14, canal + 3, 4], [side * 32, canal + 9, 3.6]]))
    if (phase > 0.2) parts.push(tube([[side * 14, canal + 3, 4.4], [side * 5, canal + 11, 3.2]]))
    else parts.push(tube([[side * 15, canal + 2, 5.2], [side * 13, canal + 6, 4]]))
  }
  parts.push(tube([[0, canal + 11, 3.2], [0, canal + (phase > 0.35 ? 27 : 19), phase > 0.55 ? 3.6 : 2.6]]))
  for (const part of parts) painter.tube(part)
  painter.paint(CORTEX - 80)
  for (const part of parts) painter.tube(part.map((point) => ({ ...point, r: point.r - 1.5 })))
  painter.paint(230)
}

const sternumWidth = createTrack([[-78, 5], [-60, 11], [-40, 17], [20, 16], [38, 15], [46, 24], [70, 29], [84, 24]])

export function paintSternum(painter: SlicePainter, noise: Noise3): void {
  const { z } = painter
  if (z > 86 || z < -76) return
  const y = cageFrontY(z) - 1
  const w = sternumWidth(z)
  const gap = Math.abs(z - 40) < 2.5
  painter.ellipse(0, y, w, 6.4).paint(gap ? CARTILAGE : 470)
  if (!gap) painter.ellipse(0, y, w - 1.6, 4.8).paint((px, py) => 130 + 40 * noise(px / 2, py / 2, z / 3))
}

const bladeMedial = createTrack([[-28, 104], [-10, 92], [30, 78], [80, 74], [108, 86]])
const bladeLateral = createTrack([[-28, 108], [-10, 122], [30, 136], [70, 148], [108, 142]])
const bladeMedialY = createTrack([[-28, 82], [30, 92], [80, 88], [108, 72]])
const bladeLateralY = createTrack([[-28, 78], [30, 50], [70, 34], [108, 40]])

export function paintShoulders(painter: SlicePainter): void {
  const { z } = painter
  if (z > -28 && z < 108) {
    for (const side of [-1, 1]) {
      const medial = { x: side * bladeMedial(z), y: bladeMedialY(z), z, r: 1.8 }
      const lateral = { x: side * bladeLateral(z), y: bladeLateralY(z), z, r: z > 62 ? 6.5 : 3.4 }
      const bend = { x: (medial.x + lateral.x) / 2, y: (medial.y + lateral.y) / 2 + 5, z, r: 1.9 }
      painter.tube([medial, bend, lateral])
      if (z > 58 && z < 100) painter.tube([bend, { x: side * 112, y: 96 - 0.2 * (z - 58), z, r: 2.6 }])
    }
    painter.paint(560)
    if (z > 62) {
      for (const side of [-1, 1]) painter.ellipse(side * bladeLateral(z), bladeLateralY(z), 4.4, 4.4)
      painter.paint(230)
    }
  }
  const clavicles = [-1, 1].map((side) => [
    { x: side * 17, y: -60, z: 82, r: 7 },
    { x: side * 50, y: -58, z: 94, r: 5.4 },
    { x: side * 96, y: -30, z: 112, r: 5.6 },
    { x: side * 128, y: -6, z: 128, r: 6 },
  ])
  for (const clavicle of clavicles) painter.tube(clavicle)
  painter.paint(CORTEX)
  for (const clavicle of clavicles) painter.tube(clavicle.map((point) => ({ ...point, r: point.r - 1.8 })))
  painter.paint(MARROW)
}
