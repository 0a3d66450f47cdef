// Grey pictures standing in for slices: a bright body on black with a darker round, so that overlays can be judged by eye.
import type { ProofRaster } from '../../../src/main/core/reports/pdf/proofRaster.ts'

/** One picture for every number of a proof, 228 x 150 pixels of a 512 x 512 frame. */
export function rasters(numbers: readonly number[]): ProofRaster[] {
  const width = 228
  const height = 150
  return numbers.map((number) => {
    const samples = new Uint8Array(width * height)
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const body = ((x - 114) / 108) ** 2 + ((y - 75) / 68) ** 2
        const lung = ((x - 70) / 42) ** 2 + ((y - 75) / 48) ** 2
        const mass = (x - 88) ** 2 + (y - 78) ** 2 < 18 ** 2
        samples[y * width + x] = body > 1 ? 0 : mass ? 170 : lung < 1 ? 28 : 120 + ((x * 7 + y * 13) % 11)
      }
    }
    return { number, width, height, channels: 1 as const, samples, region: { column: 120, row: 180, columns: 228, rows: 150 } }
  })
}
