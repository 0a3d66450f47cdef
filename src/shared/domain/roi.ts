// Regions on one image: their outline, their area in pixels and the statistics of the pixels inside. Pure; [column, row], centre of the first pixel = [0, 0].
import type { MeasurementShape, RoiStatistics } from './annotation.ts'

type PixelPoint = [number, number]
export type RoiType = Extract<MeasurementShape['type'], 'ellipse' | 'rectangle' | 'freehand'>

export function isRoi(type: MeasurementShape['type']): type is RoiType {
  return type === 'ellipse' || type === 'rectangle' || type === 'freehand'
}

/** @param points two opposite corners for ellipse and rectangle, the outline for freehand */
export function areaPixels(type: RoiType, points: readonly PixelPoint[]): number {
  const [a = [0, 0], b = [0, 0]] = points
  const box = Math.abs((b[0] - a[0]) * (b[1] - a[1]))
  if (type === 'ellipse') return (Math.PI / 4) * box
  if (type === 'rectangle') return box
  const twice = points.reduce((sum, [x, y], n) => {
    const [nextX, nextY] = points[(n + 1) % points.length] ?? [x, y]
    return sum + x * nextY - nextX * y
  }, 0)
  return Math.abs(twice) / 2
}

/** The closed line that is drawn. @param steps corners of the polygon that stands for an ellipse */
export function outlineOf(type: RoiType, points: readonly PixelPoint[], steps = 64): PixelPoint[] {
  const [a = [0, 0], b = [0, 0]] = points
  if (type === 'freehand') return [...points]
  if (type === 'rectangle') return [a, [b[0], a[1]], b, [a[0], b[1]]]
  const [cx, cy, rx, ry] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, Math.abs(b[0] - a[0]) / 2, Math.abs(b[1] - a[1]) / 2]
  return Array.from({ length: steps }, (_, n) => {
    const turn = (2 * Math.PI * n) / steps
    return [cx + rx * Math.cos(turn), cy + ry * Math.sin(turn)]
  })
}

/** What is drawn of a shape: a region as its closed outline, both axes of two, nothing of a text. */
export function linesOfShape(type: MeasurementShape['type'], pixels: readonly PixelPoint[]): { points: PixelPoint[]; isShortAxis: boolean }[] {
  if (type === 'text') return []
  if (isRoi(type)) {
    const outline = outlineOf(type, pixels)
    return [{ points: [...outline, ...outline.slice(0, 1)], isShortAxis: false }]
  }
  if (type !== 'bidirectional' && type !== 'cobb') return [{ points: [...pixels], isShortAxis: false }]
  return [pixels.slice(0, 2), pixels.slice(2, 4)].map((points, n) => ({ points, isShortAxis: n === 1 && type === 'bidirectional' }))
}

function isInside(type: RoiType, points: readonly PixelPoint[], x: number, y: number): boolean {
  const [a = [0, 0], b = [0, 0]] = points
  if (type === 'rectangle') return x >= Math.min(a[0], b[0]) && x <= Math.max(a[0], b[0]) && y >= Math.min(a[1], b[1]) && y <= Math.max(a[1], b[1])
  if (type === 'ellipse') {
    const [rx, ry] = [Math.abs(b[0] - a[0]) / 2, Math.abs(b[1] - a[1]) / 2]
    return rx > 0 && ry > 0 && ((x - (a[0] + b[0]) / 2) / rx) ** 2 + ((y - (a[1] + b[1]) / 2) / ry) ** 2 <= 1
  }
  let inside = false
  for (const [n, [px, py]] of points.entries()) {
    const [qx, qy] = points[(n + 1) % points.length] ?? [px, py]
    if (py > y !== qy > y && x < ((qx - px) * (y - py)) / (qy - py) + px) inside = !inside
  }
  return inside
}

const EVERYWHERE = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const

/**
 * @param valueAt value of a pixel after the image's rescale; null outside the image or for colour
 * @param unit e.g. HU; empty when the image names none
 * @param within first and last column, first and last row that can have a value: a region far beyond them costs no more
 * @returns null when no pixel centre lies inside, or the image has no single value per pixel
 */
export function roiStatistics(type: RoiType, points: readonly PixelPoint[], valueAt: (at: PixelPoint) => number | null, unit: string, within: readonly [number, number, number, number] = EVERYWHERE): RoiStatistics | null {
  const x = points.map(([column]) => column)
  const y = points.map(([, row]) => row)
  let count = 0
  let mean = 0
  let squares = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  const [left, right] = [Math.max(within[0], Math.ceil(Math.min(...x))), Math.min(within[1], Math.max(...x))]
  const [top, bottom] = [Math.max(within[2], Math.ceil(Math.min(...y))), Math.min(within[3], Math.max(...y))]
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const value = isInside(type, points, column, row) ? valueAt([column, row]) : null
      if (value === null) continue
      // Welford's running mean: no loss of digits with large offsets.
      count++
      const before = value - mean
      mean += before / count
      squares += before * (value - mean)
      min = Math.min(min, value)
      max = Math.max(max, value)
    }
  }
  if (count === 0) return null
  const spell = (value: number) => value.toFixed(Math.max(Math.abs(min), Math.abs(max)) < 100 ? 2 : 1).replace(/^-(0(?:\.0+)?)$/, '$1')
  return { mean: spell(mean), sd: spell(count > 1 ? Math.sqrt(squares / (count - 1)) : 0), min: spell(min), max: spell(max), pixels: count, unit: unit.slice(0, 16) }
}

/** Fewer points of a line drawn by hand, none of them further than the tolerance (pixels) from where it was drawn. */
export function simplified(points: readonly PixelPoint[], tolerance = 0.4): PixelPoint[] {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last || points.length < 3) return [...points]
  const length = Math.hypot(last[0] - first[0], last[1] - first[1])
  let furthest = 0
  let distance = 0
  for (let n = 1; n < points.length - 1; n++) {
    const [x, y] = points[n] ?? first
    const off = length === 0 ? Math.hypot(x - first[0], y - first[1]) : Math.abs((last[0] - first[0]) * (first[1] - y) - (first[0] - x) * (last[1] - first[1])) / length
    if (off > distance) {
      furthest = n
      distance = off
    }
  }
  if (distance <= tolerance) return [first, last]
  return [...simplified(points.slice(0, furthest + 1), tolerance).slice(0, -1), ...simplified(points.slice(furthest), tolerance)]
}
