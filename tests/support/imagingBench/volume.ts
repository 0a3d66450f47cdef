// A generated chest-like CT volume: two lungs, spine, ribs, a lesion of known size. No patient, no file, no network.

export const VOLUME = { rows: 512, columns: 512, slices: 120, spacing: 0.75, step: 2.5 }
/** Lesion: ellipsoid, long axis 38 mm along the row, short 29 mm, centre in image pixels and slice. */
export const LESION = { column: 190, row: 270, slice: 60, longMm: 38, shortMm: 29 }

/** Stored values (HU) of one slice, Int16. */
export function slicePixels(n: number, seed = 1): Int16Array {
  const { rows, columns, spacing, step, slices } = VOLUME
  const out = new Int16Array(rows * columns)
  const swell = 1 - 0.25 * Math.abs((n - slices / 2) / (slices / 2))
  const dz = ((n - LESION.slice) * step) / (LESION.shortMm / 2)
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const noise = (((x * 73_856_093) ^ (y * 19_349_663) ^ (n * 83_492_791 * seed)) >>> 16) % 24
      const u = (x - 256) / 205
      const v = (y - 256) / 150
      const r = u * u + v * v
      let hu = -3024
      if ((x - 256) ** 2 + (y - 256) ** 2 < 250 ** 2) hu = -1000 + (noise >> 3)
      if (r < 1) hu = r > 0.93 ? -90 + noise : 45 + noise
      for (const side of [-1, 1]) {
        const lu = (x - 256 - side * 98) / (70 * swell)
        const lv = (y - 250) / (100 * swell)
        const l = lu * lu + lv * lv
        if (l < 1) hu = -860 + noise + (Math.sin(x * 0.35 + n * 0.3) * Math.cos(y * 0.31) > 0.93 ? 820 : 0)
        else if (l < 1.12 && Math.sin(Math.atan2(lv, lu) * 11 + n * 0.25) > 0.35) hu = 420 + noise * 4
      }
      if (((x - 256) / 26) ** 2 + ((y - 352) / 24) ** 2 < 1) hu = 380 + noise * 5
      if (((x - 268) / 62) ** 2 + ((y - 262) / 55) ** 2 < 1) hu = 60 + noise
      const ex = ((x - LESION.column) * spacing) / (LESION.longMm / 2)
      const ey = ((y - LESION.row) * spacing) / (LESION.shortMm / 2)
      if (ex * ex + ey * ey + dz * dz < 1) hu = 40 + noise
      out[y * columns + x] = hu
    }
  }
  return out
}
