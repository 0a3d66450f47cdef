// Noise as scanners and tissue make it: smooth lattice noise for texture, blurred grain for detectors.
import type { Random } from '../random.ts'

export type Noise3 = (x: number, y: number, z: number) => number

/** Smooth lattice noise in about -1..1 with features one unit wide; repeats every 256 units. */
export function createNoise3(random: Random): Noise3 {
  const order = new Int32Array(512)
  const values = new Float64Array(512)
  for (let i = 0; i < 256; i++) {
    order[i] = i
    values[i] = random.between(-1, 1)
    values[i + 256] = random.between(-1, 1)
  }
  for (let i = 255; i > 0; i--) {
    const j = random.integer(0, i)
    const kept = order[i] as number
    order[i] = order[j] as number
    order[j] = kept
  }
  order.copyWithin(256, 0, 256)
  return (x, y, z) => {
    const xi = Math.floor(x)
    const yi = Math.floor(y)
    const zi = Math.floor(z)
    const u = ease(x - xi)
    const v = ease(y - yi)
    const w = ease(z - zi)
    // Written out, because this runs some hundred million times.
    const x0 = order[xi & 255] as number
    const x1 = order[(xi + 1) & 255] as number
    const y0 = yi & 255
    const y1 = (yi + 1) & 255
    const z0 = zi & 255
    const z1 = (zi + 1) & 255
    const p00 = order[x0 + y0] as number
    const p10 = order[x1 + y0] as number
    const p01 = order[x0 + y1] as number
    const p11 = order[x1 + y1] as number
    const a = mix(values[p00 + z0] as number, values[p10 + z0] as number, u)
    const b = mix(values[p01 + z0] as number, values[p11 + z0] as number, u)
    const c = mix(values[p00 + z1] as number, values[p10 + z1] as number, u)
    const d = mix(values[p01 + z1] as number, values[p11 + z1] as number, u)
    return mix(mix(a, b, v), mix(c, d, v), w)
  }
}

function mix(a: number, b: number, t: number): number {
  return a + t * (b - a)
}

function ease(t: number): number {
  return t * t * t * (t * (t * 6 - 15) + 10)
}

/** A square of blurred grain that can be tiled: mean 0, standard deviation 1, size a power of two. */
interface GrainTile {
  readonly size: number
  readonly values: Float32Array
}

/** @param sigma blur of the white noise in pixels; CT soft kernels look like 0.7 to 1 */
export function createGrainTile(random: Random, size: number, sigma: number): GrainTile {
  const values = new Float32Array(size * size)
  for (let i = 0; i < values.length; i++) values[i] = random.gaussian()
  const kernel = gaussianKernel(sigma)
  blurAround(values, size, kernel, 1, size)
  blurAround(values, size, kernel, size, 1)
  let squares = 0
  for (const value of values) squares += value * value
  const scale = 1 / Math.sqrt(squares / values.length)
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * scale
  return { size, values }
}

/** Weights of a Gaussian out to two and a half sigma, sum 1, middle at the array's middle. */
export function gaussianKernel(sigma: number): Float32Array {
  const reach = Math.max(1, Math.round(2.5 * sigma))
  const kernel = new Float32Array(2 * reach + 1)
  let sum = 0
  for (let i = -reach; i <= reach; i++) {
    const weight = Math.exp((-0.5 * i * i) / (sigma * sigma))
    kernel[i + reach] = weight
    sum += weight
  }
  return kernel.map((weight) => weight / sum)
}

function blurAround(values: Float32Array, size: number, kernel: Float32Array, step: number, lineStep: number): void {
  const reach = (kernel.length - 1) / 2
  const line = new Float32Array(size)
  for (let l = 0; l < size; l++) {
    for (let i = 0; i < size; i++) {
      let sum = 0
      for (let k = -reach; k <= reach; k++) {
        sum += (kernel[k + reach] as number) * (values[l * lineStep + ((i + k + size) % size) * step] as number)
      }
      line[i] = sum
    }
    for (let i = 0; i < size; i++) values[l * lineStep + i * step] = line[i] as number
  }
}

/**
 * Adds grain that never repeats from slice to slice: two tiles, each moved and weighted by chance.
 * @param width the plane's width; the plane may be of any height
 */
export function addGrain(
  target: Float32Array,
  width: number,
  tiles: readonly GrainTile[],
  random: Random,
  deviation: number,
): void {
  const first = tiles[random.integer(0, tiles.length - 1)]
  const second = tiles[random.integer(0, tiles.length - 1)]
  if (!first || !second) return
  const mask = first.size - 1
  const [ax, ay, bx, by] = [0, 0, 0, 0].map(() => random.integer(0, mask)) as [number, number, number, number]
  const angle = random.between(0.5, 1.1)
  const wa = Math.cos(angle) * deviation
  const wb = Math.sin(angle) * deviation
  const height = target.length / width
  for (let y = 0; y < height; y++) {
    const rowA = ((y + ay) & mask) * first.size
    const rowB = ((y + by) & mask) * first.size
    for (let x = 0; x < width; x++) {
      const i = y * width + x
      const grain =
        wa * (first.values[rowA + ((x + ax) & mask)] as number) + wb * (second.values[rowB + ((x + bx) & mask)] as number)
      target[i] = (target[i] as number) + grain
    }
  }
}
