// A generated chest-like CT volume: two lungs, spine, ribs, a lesion of known size. No patient, no file, no network.

export const VOLUME = { rows: 512, columns: 512, slices: 120, spacing: 0.75, step: 2.5 }
/** Lesion: ellipsoid, long axis 38 mm along the row, short 29 mm, centre in image pixels and slice. */
export const LESION = { column: 190, row: 270, slice: 60, longMm: 38, shortMm: 29 }

/** Stored values (HU) of one slice, Int16. */
export function slicePixels(n: number): Int16Array {
  const { rows, columns } = VOLUME
  return Int16Array.from({ length: rows * columns }, (_, i) => valueAt(i % columns, Math.floor(i / columns), n))
}

const within = (x: number, y: number, cx: number, cy: number, rx: number, ry: number) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2

function valueAt(x: number, y: number, n: number): number {
  const noise = (((x * 73_856_093) ^ (y * 19_349_663) ^ (n * 83_492_791)) >>> 16) % 24
  if (isLesion(x, y, n)) return 40 + noise
  if (within(x, y, 268, 262, 62, 55) < 1) return 60 + noise
  if (within(x, y, 256, 352, 26, 24) < 1) return 380 + noise * 5
  return lungOrRib(x, y, n, noise) ?? bodyOrAir(x, y, noise)
}

function isLesion(x: number, y: number, n: number): boolean {
  const { spacing, step } = VOLUME
  const depth = ((n - LESION.slice) * step) / (LESION.shortMm / 2)
  return within(x * spacing, y * spacing, LESION.column * spacing, LESION.row * spacing, LESION.longMm / 2, LESION.shortMm / 2) + depth * depth < 1
}

function lungOrRib(x: number, y: number, n: number, noise: number): number | null {
  const swell = 1 - 0.25 * Math.abs((n - VOLUME.slices / 2) / (VOLUME.slices / 2))
  const centre = x < 256 ? 158 : 354
  const r = within(x, y, centre, 250, 70 * swell, 100 * swell)
  if (r < 1) return -860 + noise + (Math.sin(x * 0.35 + n * 0.3) * Math.cos(y * 0.31) > 0.93 ? 820 : 0)
  const angle = Math.atan2((y - 250) / (100 * swell), (x - centre) / (70 * swell))
  return r < 1.12 && Math.sin(angle * 11 + n * 0.25) > 0.35 ? 420 + noise * 4 : null
}

/** Corners outside the field of view are filled with -3024, as some scanners do. */
function bodyOrAir(x: number, y: number, noise: number): number {
  const r = within(x, y, 256, 256, 205, 150)
  if (r < 1) return r > 0.93 ? -90 + noise : 45 + noise
  return within(x, y, 256, 256, 250, 250) < 1 ? -1000 + (noise >> 3) : -3024
}
