// The folded surface of the demo brain: where a place is fluid, grey or white matter. x left, y back, z head, mm; middle of the brain at 0.
import { createRandom } from '../random.ts'
import { createNoise3, type Noise3 } from '../raster/noise.ts'
import { smoothStep } from '../raster/track.ts'

const HALF_WIDTH = 67
const HALF_LENGTH = 85
const HALF_HEIGHT = 73
const HALF_DEPTH = 66
const POWER = 2.25
/** Below this level cerebrum gives way to temporal lobes, brain stem and cerebellum. */
export const BASE_Z = -36

/** Shares of fluid and grey matter, 0..1 each; what is left is white. */
export interface Tissue {
  fluid: number
  grey: number
}

export interface Cortex {
  /** Fills `out` for a place inside the cerebrum. */
  at(x: number, y: number, z: number, out: Tissue): void
  readonly noise: Noise3
}

/** Narrower in front than behind. */
function frontNarrowing(y: number): number {
  return 1 - 0.14 * smoothStep(10, -86, y)
}

/** 0 in the middle of the brain, 1 at its surface. */
function surfaceShare(x: number, y: number, z: number): number {
  const height = z > 0 ? HALF_HEIGHT : HALF_DEPTH
  const sum =
    Math.abs(x / (HALF_WIDTH * frontNarrowing(y))) ** POWER + Math.abs(y / HALF_LENGTH) ** POWER + Math.abs(z / height) ** POWER
  return sum ** (1 / POWER)
}

/** Outline of the cerebrum's envelope, grown by `more` mm. */
export function cerebrumOutline(z: number, more: number): number[] {
  const height = (z > 0 ? HALF_HEIGHT : HALF_DEPTH) + more
  const level = 1 - Math.abs(z / height) ** POWER
  const points: number[] = []
  if (level <= 0) return points
  const scale = level ** (1 / POWER)
  for (let i = 0; i < 120; i++) {
    const angle = (2 * Math.PI * i) / 120
    const y = (HALF_LENGTH + more) * scale * Math.sign(Math.sin(angle)) * Math.abs(Math.sin(angle)) ** (2 / POWER)
    const x = (HALF_WIDTH + more) * scale * Math.sign(Math.cos(angle)) * Math.abs(Math.cos(angle)) ** (2 / POWER)
    points.push(x * frontNarrowing(y), y)
  }
  return points
}

/** @param atrophy 0 = young and full, 1 = wide sulci of old age */
export function createCortex(seed: number, label: string, atrophy: number): Cortex {
  const noise = createNoise3(createRandom(seed, `brain/${label}`))
  const width = 0.6 + 0.75 * atrophy
  return {
    noise,
    at(x, y, z, out) {
      const depth = Math.max(0, (1 - surfaceShare(x, y, z)) * 68)
      const fold = foldDistance(noise, x, y, z, depth)
      const fissure = fissureDistance(noise, x, y, z)
      const insula = insulaDistance(x, y, z)
      const open = fold < 1e3 ? width * (1 - 0.75 * smoothStep(0, 24, depth)) : 0
      out.fluid = Math.max(
        soft(open - fold),
        soft(width * 1.05 - fissure),
        soft(width * 1.5 - insula),
        soft(width * 0.8 - depth),
      )
      out.grey = Math.max(soft(open + 2.9 - fold), soft(4 - fissure), soft(4.6 - insula), soft(width + 3 - depth))
    },
  }
}

/** 0 below -0.5 mm, 1 above 0.5 mm. */
function soft(distance: number): number {
  return distance <= -0.5 ? 0 : distance >= 0.5 ? 1 : distance + 0.5
}

/** How far the nearest sulcus is, mm: the zero lines of bent fields, which wind as sulci do. */
function foldDistance(noise: Noise3, x: number, y: number, z: number, depth: number): number {
  if (depth > 24) return 1e4
  const bx = x + 5 * noise(x / 24 + 40, y / 24, z / 30)
  const by = y + 5 * noise(x / 24, y / 24 + 40, z / 30)
  const coarse = zeroLine(noise, bx / 17 + 10, by / 17, z / 26, 17)
  const fine = zeroLine(noise, bx / 12 + 70, by / 12 + 70, z / 20, 12) + 0.1 * depth
  return Math.min(coarse, fine) + 2.5 * smoothStep(16, 24, depth)
}

/** Distance to where the field changes sign: its value over its steepness. @param scale mm per unit of the field */
function zeroLine(noise: Noise3, u: number, v: number, w: number, scale: number): number {
  const value = noise(u, v, w)
  const du = noise(u + 0.06, v, w) - value
  const dv = noise(u, v + 0.06, w) - value
  return (Math.abs(value) / (Math.hypot(du, dv) / 0.06 + 0.25)) * scale
}

/** Distance from the cleft between the halves; far away where the corpus callosum bridges them. */
function fissureDistance(noise: Noise3, x: number, y: number, z: number): number {
  const bridged = z < 30 && z > -20 && y > -36 - 0.2 * z && y < 46 - 0.5 * z
  if (bridged) return 1e4
  return Math.abs(x + 1.2 * noise(y / 20, z / 20, 3))
}

/** Distance from the Sylvian fissure and the insula's surface. */
function insulaDistance(x: number, y: number, z: number): number {
  if (z < -20 || z > 24) return 1e4
  const side = Math.abs(x)
  const rim = 37 + 0.02 * z
  const along = Math.max(0, -26 - y, y - (16 + 0.2 * z))
  const face = Math.hypot(side - rim - 0.004 * (y + 5) ** 2, along)
  const t = Math.min(1, Math.max(0, (side - rim) / 30))
  const mouth = Math.hypot(Math.max(0, rim - side), y - (-14 + 0.4 * z - 8 * t + 3 * Math.sin(side / 6)))
  const shut = 3 * smoothStep(14, 24, z)
  return Math.min(face, mouth) + shut
}
