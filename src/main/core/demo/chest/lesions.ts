// The demo patient's tumours: irregular, yet with a longest and a short diameter that are known exactly.
import { createNoise3 } from '../raster/noise.ts'
import { createRandom } from '../random.ts'
import type { SlicePainter } from '../raster/slicePainter.ts'

/** A lesion in one examination, in the chest's own millimetres. */
export interface Lesion {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly z: number
  /** Longest and, at right angles to it, shortest diameter on the slice at `z`. */
  readonly longMm: number
  readonly shortMm: number
  readonly tallMm: number
  /** Direction of the longest diameter, radians from left towards the back. */
  readonly turn: number
  /** 0 = smooth ellipse; 0.3 = lobulated. */
  readonly roughness: number
  readonly isSpiculated: boolean
}

/**
 * Outline of a lesion at a level. It lies inside the ellipse of the two diameters and touches it at the ends of
 * both axes, so on the middle slice the longest chord is exactly `longMm` and the widest at right angles `shortMm`.
 */
export function lesionOutline(lesion: Lesion, z: number): number[] {
  const level = (2 * (z - lesion.z)) / lesion.tallMm
  const scale = Math.sqrt(Math.max(0, 1 - level * level))
  if (scale < 0.08) return []
  const dents = createNoise3(createRandom(7, `lesion/${lesion.id}`))
  const c = Math.cos(lesion.turn)
  const s = Math.sin(lesion.turn)
  const points: number[] = []
  for (let i = 0; i < 160; i++) {
    const angle = (2 * Math.PI * i) / 160
    const dent = Math.min(1, Math.max(0, 0.5 + 0.95 * dents(2.7 * Math.cos(angle), 2.7 * Math.sin(angle), z / 16)))
    const r = scale * (1 - lesion.roughness * dent * Math.sin(2 * angle) ** 2)
    const u = r * 0.5 * lesion.longMm * Math.cos(angle)
    const v = r * 0.5 * lesion.shortMm * Math.sin(angle)
    points.push(lesion.x + c * u - s * v, lesion.y + s * u + c * v)
  }
  return points
}

/** Both ends of the longest diameter on the middle slice: x, y of one end, x, y of the other. */
export function longAxis(lesion: Lesion): readonly [number, number, number, number] {
  return axisEnds(lesion, lesion.longMm, lesion.turn)
}

export function shortAxis(lesion: Lesion): readonly [number, number, number, number] {
  return axisEnds(lesion, lesion.shortMm, lesion.turn + Math.PI / 2)
}

function axisEnds(lesion: Lesion, lengthMm: number, turn: number): readonly [number, number, number, number] {
  const dx = 0.5 * lengthMm * Math.cos(turn)
  const dy = 0.5 * lengthMm * Math.sin(turn)
  return [lesion.x - dx, lesion.y - dy, lesion.x + dx, lesion.y + dy]
}

/** @param rim @param core CT numbers at the edge and in the middle */
export function paintLesion(painter: SlicePainter, lesion: Lesion, rim: number, core: number): void {
  const outline = lesionOutline(lesion, painter.z)
  if (outline.length === 0) return
  if (lesion.isSpiculated) paintStrands(painter, lesion)
  const reach = (0.5 * lesion.shortMm) ** 2
  painter.outline(outline).paint((x, y) => {
    const away = ((x - lesion.x) ** 2 + (y - lesion.y) ** 2) / reach
    return rim + (core - rim) * Math.exp(-2.2 * away)
  })
}

/** Thin strands into the lung, far fainter than the lesion and away from the ends of its axes. */
function paintStrands(painter: SlicePainter, lesion: Lesion): void {
  const random = createRandom(7, `strands/${lesion.id}`)
  for (let i = 0; i < 14; i++) {
    const quarter = (Math.PI / 2) * (i % 4)
    const angle = lesion.turn + quarter + random.between(0.45, 1.12)
    const rise = random.between(-0.5, 0.5)
    const out = 0.5 * lesion.shortMm + random.between(5, 11)
    const z = lesion.z + rise * lesion.tallMm * 0.7
    painter.tube([
      { x: lesion.x, y: lesion.y, z, r: 1.1 },
      { x: lesion.x + out * Math.cos(angle), y: lesion.y + out * Math.sin(angle), z: z + 3 * rise, r: 0.5 },
    ])
  }
  painter.paint(-560, 0.8)
}
