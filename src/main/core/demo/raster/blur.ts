// Blur of planes and volumes: the point spread of a scanner. Edges repeat the last pixel.
import { gaussianKernel } from './noise.ts'

/** Blurs a plane in place. @param sigma pixels */
export function blurPlane(values: Float32Array, width: number, height: number, sigma: number): void {
  const kernel = gaussianKernel(sigma)
  blurLines(values, kernel, height, width, width, 1)
  blurLines(values, kernel, width, height, 1, width)
}

/** Blurs a volume (x fastest) in place. @param sigma [x, y, z] in voxels */
export function blurVolume(
  values: Float32Array,
  size: readonly [number, number, number],
  sigma: readonly [number, number, number],
): void {
  const [nx, ny, nz] = size
  const plane = nx * ny
  for (let z = 0; z < nz; z++) {
    const slice = values.subarray(z * plane, (z + 1) * plane)
    blurLines(slice, gaussianKernel(sigma[0]), ny, nx, nx, 1)
    blurLines(slice, gaussianKernel(sigma[1]), nx, ny, 1, nx)
  }
  blurLines(values, gaussianKernel(sigma[2]), plane, nz, 1, plane)
}

function blurLines(
  values: Float32Array,
  kernel: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
): void {
  const reach = (kernel.length - 1) / 2
  const line = new Float32Array(length + 2 * reach)
  for (let l = 0; l < lines; l++) {
    const from = l * lineStep
    for (let i = 0; i < line.length; i++) {
      const j = i < reach ? 0 : i >= length + reach ? length - 1 : i - reach
      line[i] = values[from + j * step] as number
    }
    for (let i = 0; i < length; i++) {
      let sum = 0
      for (let k = 0; k < kernel.length; k++) sum += (kernel[k] as number) * (line[i + k] as number)
      values[from + i * step] = sum
    }
  }
}
