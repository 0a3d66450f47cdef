// Where skin, rib cage, mediastinum and lungs are in the demo chest, mm. x to the left, y to the back, z to the head; carina near z = 30.
import { createTrack, smoothStep } from '../raster/track.ts'

const bodyWidth = createTrack([
  [-170, 160], [-120, 163], [-60, 168], [0, 174], [40, 182], [70, 186], [95, 178], [118, 158], [140, 120],
])
const bodyFront = createTrack([
  [-170, 112], [-120, 116], [-60, 119], [-20, 121], [20, 117], [50, 106], [80, 90], [100, 76], [120, 64], [140, 60],
])
const bodyBack = createTrack([
  [-170, 108], [-120, 112], [-60, 116], [0, 118], [60, 117], [90, 112], [115, 100], [140, 88],
])
const cageWidth = createTrack([
  [-170, 128], [-120, 134], [-60, 137], [0, 133], [40, 123], [70, 107], [95, 84], [112, 62], [126, 44],
])
const cageFront = createTrack([
  [-170, 88], [-120, 96], [-60, 99], [-20, 99], [20, 91], [50, 79], [75, 64], [95, 46], [112, 26], [126, 12],
])
const cageBack = createTrack([
  [-170, 88], [-120, 92], [-60, 95], [0, 95], [50, 93], [80, 88], [100, 80], [126, 62],
])

/** Front wall of the rib cage in the midline (negative y), mm. */
export const cageFrontY = (z: number): number => -cageFront(z)
export const bodyBackY = (z: number): number => bodyBack(z)

/** Middle of the vertebral body. */
export const spineY = createTrack([[-170, 46], [-100, 52], [0, 56], [60, 52], [100, 40], [140, 26]])

function power(value: number, exponent: number): number {
  return Math.sign(value) * Math.abs(value) ** exponent
}

/** Skin, or what lies `inset` mm under it. */
export function bodyOutline(z: number, inset: number): number[] {
  const w = bodyWidth(z) - inset
  const front = bodyFront(z) - inset
  const back = bodyBack(z) - inset
  const breast = 9 * smoothStep(-75, -30, z) * (1 - smoothStep(20, 70, z))
  const points: number[] = []
  for (let i = 0; i < 160; i++) {
    const angle = (2 * Math.PI * i) / 160
    const x = w * power(Math.cos(angle), 0.8)
    const up = Math.sin(angle) < 0
    let y = (up ? front : back) * power(Math.sin(angle), up ? 0.84 : 0.74)
    if (up) y -= breast * Math.exp(-(((Math.abs(x) - 72) / 34) ** 2)) - 4 * Math.exp(-((x / 15) ** 2))
    else y -= 7 * Math.exp(-((x / 13) ** 2))
    points.push(x, y)
  }
  return points
}

const CAGE_POWER = 0.86

/** A point of the rib cage. @param angle radians, 0 = left, positive towards the back */
export function cagePoint(z: number, angle: number, inset: number): readonly [number, number] {
  const x = (cageWidth(z) - inset) * power(Math.cos(angle), CAGE_POWER)
  const toBack = Math.sin(angle) > 0
  const reach = (toBack ? cageBack(z) : cageFront(z)) - inset
  const y = reach * power(Math.sin(angle), CAGE_POWER)
  return [x, toBack ? y - 16 * Math.exp(-((x / 26) ** 2)) : y]
}

export function cageOutline(z: number, inset: number): number[] {
  const points: number[] = []
  for (let i = 0; i < 160; i++) points.push(...cagePoint(z, (2 * Math.PI * i) / 160, inset))
  return points
}

/** How far the lung tops have narrowed: 1 below the first ribs, 0 above the apex. */
function apexScale(z: number): number {
  const t = Math.max(0, (z - 62) / 58)
  return t >= 1 ? 0 : Math.sqrt(1 - t * t)
}

const APEX = { x: 42, y: 24 }
const PLEURA_INSET = 6.5

/** The pleural space of one side before mediastinum and diaphragm take their part. @param side 1 = left, -1 = right */
export function cavityOutline(z: number, side: 1 | -1): number[] {
  const scale = apexScale(z)
  const points: number[] = []
  if (scale === 0) return points
  for (let i = 0; i <= 90; i++) {
    const [x, y] = cagePoint(z, (-0.5 + i / 90) * Math.PI, PLEURA_INSET)
    points.push(side * (APEX.x + (x - APEX.x) * scale), APEX.y + (y - APEX.y) * scale)
  }
  return points
}

type Row = readonly (readonly [number, number, number, number, number, number])[]
const LEVELS_Y = [-72, -45, -15, 15, 38, 60] as const
const LEVELS_Z = [-120, -90, -65, -40, -10, 10, 30, 50, 70, 100] as const
// Half width of the mediastinum, mm, at LEVELS_Y for each of LEVELS_Z.
const RIGHT_WIDTH: Row = [
  [34, 40, 30, 24, 26, 30], [34, 44, 36, 26, 24, 30], [36, 54, 54, 34, 22, 30], [22, 48, 57, 36, 20, 30], [9, 30, 48, 36, 20, 30],
  [6, 24, 40, 33, 21, 30], [5, 22, 37, 34, 23, 30], [6, 24, 36, 36, 25, 30], [16, 28, 34, 24, 24, 30], [22, 28, 32, 28, 26, 30],
]
const LEFT_WIDTH: Row = [
  [40, 50, 50, 40, 36, 32], [42, 66, 68, 54, 38, 34], [66, 90, 88, 62, 40, 34], [58, 82, 86, 62, 40, 34], [18, 52, 58, 46, 40, 34],
  [7, 36, 47, 40, 40, 34], [5, 22, 36, 36, 40, 34], [7, 18, 30, 38, 39, 34], [14, 26, 30, 28, 30, 32], [20, 26, 30, 26, 26, 30],
]

function mediastinumTracks(rows: Row) {
  return LEVELS_Y.map((_, level) => createTrack(LEVELS_Z.map((z, i) => [z, rows[i]?.[level] ?? 0] as const)))
}
const rightTracks = mediastinumTracks(RIGHT_WIDTH)
const leftTracks = mediastinumTracks(LEFT_WIDTH)

/** Reach of the mediastinum from the midline as a curve over y. @param side 1 = left, -1 = right */
function mediastinumEdge(z: number, side: 1 | -1): (y: number) => number {
  const widths = (side === 1 ? leftTracks : rightTracks).map((track) => track(z))
  return createTrack(LEVELS_Y.map((y, i) => [y, widths[i] ?? 0] as const))
}

export function mediastinumOutline(z: number): number[] {
  const front = -cageFront(z) + 4
  const back = 88
  const right = mediastinumEdge(z, -1)
  const left = mediastinumEdge(z, 1)
  const points: number[] = []
  const steps = 44
  for (let i = 0; i <= steps; i++) {
    const y = front + ((back - front) * i) / steps
    points.push(left(y) + 10 * smoothStep(-70, -98, y), y)
  }
  for (let i = steps; i >= 0; i--) {
    const y = front + ((back - front) * i) / steps
    points.push(-right(y) - 10 * smoothStep(-70, -98, y), y)
  }
  return points
}

export interface Dome {
  readonly x: number
  readonly y: number
  readonly top: number
  readonly side: 1 | -1
}

/** Both halves of the diaphragm. @param breath mm by which this breath lies lower */
export function domes(breath: number): readonly [Dome, Dome] {
  return [
    { x: -66, y: -6, top: -56 - breath, side: -1 },
    { x: 64, y: -2, top: -68 - breath, side: 1 },
  ]
}

/** Fall of the dome from its top to the chest wall, mm, by direction (0 = left, positive to the back). */
function domeFall(angle: number): number {
  const back = Math.max(0, Math.sin(angle))
  const front = Math.max(0, -Math.sin(angle))
  return 58 + 26 * back - 22 * front
}

/** Distance from the dome's middle to the chest wall, mm. */
function wallDistance(dome: Dome, z: number, angle: number): number {
  const c = Math.cos(angle)
  const s = Math.sin(angle)
  let near = 0
  let far = 170
  for (let i = 0; i < 14; i++) {
    const middle = (near + far) / 2
    if (insideCage(dome.x + c * middle, dome.y + s * middle, z, PLEURA_INSET - 1)) near = middle
    else far = middle
  }
  if (c * dome.side >= 0) return near
  const upright = s > 0 ? 84 : 92
  return Math.min(near, 1 / ((Math.abs(c) / 64) ** 2.3 + (Math.abs(s) / upright) ** 2.3) ** (1 / 2.3))
}

/** What lies under the diaphragm on this side, cut at z; empty above the dome. @param inset mm under the dome's surface */
export function domeOutline(dome: Dome, z: number, inset: number): number[] {
  const depth = dome.top - inset - z
  const points: number[] = []
  if (depth <= 0) return points
  for (let i = 0; i < 96; i++) {
    const angle = (2 * Math.PI * i) / 96
    const share = Math.min(1, depth / domeFall(angle)) ** 0.46
    const r = Math.max(1, share * wallDistance(dome, z, angle) - inset * 0.5)
    points.push(dome.x + r * Math.cos(angle), dome.y + r * Math.sin(angle))
  }
  return points
}

function insideCage(x: number, y: number, z: number, inset: number): boolean {
  const reach = (y > 0 ? cageBack(z) : cageFront(z)) - inset
  const w = cageWidth(z) - inset
  if (reach <= 0 || w <= 0) return false
  const lowered = y > 0 ? y + 16 * Math.exp(-((x / 26) ** 2)) : y
  return Math.abs(x / w) ** (2 / CAGE_POWER) + Math.abs(lowered / reach) ** (2 / CAGE_POWER) < 1
}

/** Whether a place is air-bearing lung, at least `margin` mm from pleura, diaphragm and mediastinum. */
export function insideLung(x: number, y: number, z: number, margin: number, breath: number): boolean {
  const side = x > 0 ? 1 : -1
  const scale = apexScale(z + margin)
  if (scale < 0.12) return false
  const ux = APEX.x + (Math.abs(x) - APEX.x) / scale
  const uy = APEX.y + (y - APEX.y) / scale
  if (ux < 0 || !insideCage(ux, uy, z, PLEURA_INSET + margin / scale)) return false
  if (Math.abs(x) < mediastinumEdge(z, side)(y) + margin) return false
  const dome = domes(breath)[side === 1 ? 1 : 0]
  const angle = Math.atan2(y - dome.y, x - dome.x)
  const out = Math.hypot(x - dome.x, y - dome.y) / Math.max(1, wallDistance(dome, z, angle))
  return z > dome.top - domeFall(angle) * out ** 2.17 + margin
}
