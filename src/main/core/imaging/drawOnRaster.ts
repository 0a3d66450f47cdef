// Lines on an 8-bit picture, white over black: readable on any grey. Changes the samples in place; knows no case.
import { placeOn, type ProofRaster } from '../reports/pdf/proofRaster.ts'

export interface RasterLine {
  /** [column, row] of the frame, centre of its first pixel = [0, 0]. */
  readonly points: readonly (readonly [number, number])[]
  /** Drawn in dashes. */
  readonly isShortAxis: boolean
}

const CORE = 1
const EDGE = 2.2
const DASH = 7

export function drawOnRaster(raster: ProofRaster, lines: readonly RasterLine[]): void {
  const { width, height } = raster
  const place = (point: readonly [number, number]): [number, number] => {
    const [across, down] = placeOn(raster, point)
    return [across * width, down * height]
  }
  for (const [shade, radius] of [[0, EDGE], [255, CORE]] as const) {
    for (const { points, isShortAxis } of lines) {
      const placed = points.map(place)
      for (const [n, to] of placed.entries()) {
        const from = placed[n - 1]
        if (from) draw(raster, from, to, radius, shade, isShortAxis && shade === 255)
      }
    }
  }
}

function draw(raster: ProofRaster, from: readonly [number, number], to: readonly [number, number], radius: number, shade: number, dashed: boolean): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1])
  // A line far outside of what is shown costs no more than one that crosses it.
  const steps = Math.min(Math.ceil(length * 2), 8 * (raster.width + raster.height))
  for (let n = 0; n <= steps; n++) {
    const part = steps === 0 ? 0 : n / steps
    if (dashed && Math.floor((part * length) / DASH) % 2 === 1) continue
    dot(raster, from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, radius, shade)
  }
}

function dot({ width, height, channels, samples }: ProofRaster, x: number, y: number, radius: number, shade: number): void {
  for (let row = Math.max(0, Math.floor(y - radius)); row <= Math.min(height - 1, y + radius); row++) {
    for (let column = Math.max(0, Math.floor(x - radius)); column <= Math.min(width - 1, x + radius); column++) {
      if (Math.hypot(column + 0.5 - x, row + 0.5 - y) > radius) continue
      for (let channel = 0; channel < channels; channel++) samples[(row * width + column) * channels + channel] = shade
    }
  }
}
