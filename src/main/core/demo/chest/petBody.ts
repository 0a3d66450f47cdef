// Sugar uptake of the demo patient from vertex to thigh as SUV, before blur and noise. Shares the chest's geometry with the CT.
import { createNoise3 } from '../raster/noise.ts'
import type { SlicePainter } from '../raster/slicePainter.ts'
import { createTrack, smoothStep } from '../raster/track.ts'
import { createRandom } from '../random.ts'
import { bodyOutline, cavityOutline, domeOutline, domes, mediastinumOutline, spineY } from './geometry.ts'

interface Organ {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly rx: number
  readonly ry: number
  readonly rz: number
  readonly suv: number
  /** Inner part as a share of the radii, with its own uptake: shells such as a ventricle's wall. */
  readonly core?: readonly [share: number, suv: number]
}

const ORGANS: readonly Organ[] = [
  { x: 0, y: 4, z: 322, rx: 66, ry: 84, rz: 62, suv: 9.4, core: [0.72, 5.6] },
  { x: -18, y: 2, z: 318, rx: 9, ry: 13, rz: 12, suv: 10.4 },
  { x: 18, y: 2, z: 318, rx: 9, ry: 13, rz: 12, suv: 10.4 },
  { x: 0, y: 52, z: 268, rx: 46, ry: 28, rz: 20, suv: 7.2 },
  { x: 0, y: -22, z: 236, rx: 22, ry: 14, rz: 9, suv: 2.6 },
  { x: -34, y: 6, z: 222, rx: 11, ry: 15, rz: 14, suv: 2.2 },
  { x: 34, y: 6, z: 222, rx: 11, ry: 15, rz: 14, suv: 2.2 },
  { x: 0, y: -16, z: 180, rx: 9, ry: 5, rz: 8, suv: 2.3 },
  { x: 46, y: -29, z: -47, rx: 50, ry: 33, rz: 37, suv: 3.9, core: [0.7, 1.7] },
  { x: 60, y: -26, z: -118, rx: 40, ry: 30, rz: 34, suv: 2, core: [0.78, 0.7] },
  { x: 96, y: 36, z: -116, rx: 30, ry: 42, rz: 36, suv: 1.8 },
  { x: -60, y: 54, z: -180, rx: 24, ry: 28, rz: 50, suv: 3.6, core: [0.42, 13] },
  { x: 58, y: 54, z: -172, rx: 24, ry: 28, rz: 50, suv: 3.5, core: [0.42, 12.4] },
  { x: -40, y: 40, z: -300, rx: 4, ry: 4, rz: 14, suv: 7 },
  { x: 42, y: 42, z: -266, rx: 4, ry: 4, rz: 10, suv: 6.2 },
  { x: -86, y: -20, z: -250, rx: 22, ry: 24, rz: 40, suv: 1.9 },
  { x: 88, y: -10, z: -260, rx: 20, ry: 22, rz: 46, suv: 1.7 },
  { x: 6, y: -34, z: -270, rx: 62, ry: 30, rz: 44, suv: 1.25 },
  { x: 0, y: -34, z: -430, rx: 38, ry: 30, rz: 30, suv: 27 },
  { x: 0, y: 44, z: -430, rx: 16, ry: 14, rz: 40, suv: 1.5 },
]

const headWidth = createTrack([[140, 70], [165, 58], [200, 60], [240, 68], [300, 78], [350, 74], [385, 46], [398, 8]])
const headDepth = createTrack([[140, 64], [165, 60], [200, 76], [240, 92], [300, 98], [350, 90], [385, 54], [398, 10]])

/** Paints the uptake of one slice in SUV. @param breath as in the CT of the same day */
export function createUptake(seed: number, breath: number): (painter: SlicePainter, z: number) => void {
  const noise = createNoise3(createRandom(seed, 'pet/texture'))
  const halves = domes(breath)
  return (painter, z) => {
    painter.startSlice(z, 0.004)
    paintOutline(painter, z)
    if (z < 118) paintChestUptake(painter, z, halves)
    paintMarrow(painter, z)
    for (const organ of ORGANS) paintOrgan(painter, organ, z)
    const { plane, grid } = painter
    for (let i = 0; i < plane.length; i++) {
      const x = (i % grid.columns) * grid.spacing
      const y = Math.floor(i / grid.columns) * grid.spacing
      plane[i] = (plane[i] as number) * (1 + 0.13 * noise(x / 22, y / 22, z / 22))
    }
  }
}

function paintOutline(painter: SlicePainter, z: number): void {
  if (z > 96) {
    for (const side of [-1, 1]) painter.ellipse(side * (140 - 0.05 * (z - 96)), 0, 38, 42)
    painter.paint(0.45, smoothStep(96, 116, z))
  }
  if (z > 134) {
    const shoulder = 1 - smoothStep(134, 172, z)
    painter.ellipse(0, 8, 120 * shoulder, 70 * shoulder).paint(0.5)
    painter.ellipse(0, 0, headWidth(z), headDepth(z)).paint(0.55)
    return
  }
  if (z < -440) {
    const apart = smoothStep(-440, -505, z)
    for (const side of [-1, 1]) painter.ellipse(side * (72 + 12 * apart), 4, 88 - 8 * apart, 94 - 8 * apart)
    painter.paint(0.5)
    return
  }
  const hip = 12 * smoothStep(-330, -400, z)
  painter.outline(bodyOutline(z, -hip)).paint(0.28)
  painter.outline(bodyOutline(z, 20 - hip)).paint(0.62)
}

function paintChestUptake(painter: SlicePainter, z: number, halves: ReturnType<typeof domes>): void {
  if (z > -135) for (const side of [-1, 1] as const) painter.outline(cavityOutline(z, side))
  painter.paint(0.42)
  const vessels = 1 - smoothStep(60, 118, z)
  if (z > -110) painter.outline(mediastinumOutline(z)).paint(0.7 + 0.5 * vessels)
  const [right, left] = halves
  if (z < -60) painter.outline(domeOutline(left, z, 0)).paint(0.75)
  if (z > -170) painter.outline(domeOutline(right, z, 3)).paint(2.15)
  else {
    const tip = Math.sqrt(Math.max(0, 1 - ((-170 - z) / 70) ** 2))
    painter.ellipse(-68, -10, 60 * tip, 74 * tip).paint(2.15)
  }
}

/** Vertebral marrow from the neck to the sacrum, with the discs as gaps. */
function paintMarrow(painter: SlicePainter, z: number): void {
  if (z > 200 || z < -380) return
  const phase = (((120 - z) / 24) % 1 + 1) % 1
  if (phase < 0.8) painter.ellipse(0, z < -170 ? 44 : spineY(z), 15, 13).paint(1.35)
}

function paintOrgan(painter: SlicePainter, organ: Organ, z: number): void {
  const level = (z - organ.z) / organ.rz
  if (Math.abs(level) >= 1) return
  const share = Math.sqrt(1 - level * level)
  painter.ellipse(organ.x, organ.y, organ.rx * share, organ.ry * share).paint(organ.suv)
  if (!organ.core) return
  const [part, suv] = organ.core
  const inner = Math.abs(level) < part ? part * Math.sqrt(1 - (level / part) ** 2) : 0
  painter.ellipse(organ.x, organ.y, organ.rx * inner, organ.ry * inner).paint(suv)
}
