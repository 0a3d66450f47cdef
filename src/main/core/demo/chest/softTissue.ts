// Skin, fat, muscles, couch and the organs under the diaphragm of the demo chest.
import type { Noise3 } from '../raster/noise.ts'
import type { SlicePainter } from '../raster/slicePainter.ts'
import { createTrack, smoothStep } from '../raster/track.ts'
import { bodyBackY, bodyOutline, cageFrontY, cageOutline, type Dome, domeOutline } from './geometry.ts'
import type { Palette } from './mediastinum.ts'

const FAT = -104

/** The couch under the back: a thin shell with foam inside. */
export function paintCouch(painter: SlicePainter): void {
  const top = bodyBackY(0) + 5
  const arc = (lift: number, half: number): number[] => {
    const points: number[] = []
    for (let i = 0; i <= 40; i++) {
      const x = half * (i / 20 - 1)
      points.push(x, top + lift - (14 * x * x) / (210 * 210))
    }
    for (let i = 40; i >= 0; i--) {
      const x = half * (i / 20 - 1)
      points.push(x, top + 24 - lift - (4 * x * x) / (210 * 210))
    }
    return points
  }
  painter.outline(arc(0, 205)).paint(-180)
  painter.outline(arc(2.2, 202)).paint(-930)
}

export function paintBody(painter: SlicePainter, palette: Palette, noise: Noise3): void {
  const { z } = painter
  painter.outline(bodyOutline(z, 0)).paint(18)
  painter
    .outline(...shell(bodyOutline(z, 2), cageOutline(z, -8), z))
    .paint((x, y) => FAT + 7 * noise(x / 14, y / 14, z / 14))
  paintMuscles(painter, palette, noise)
}

const pectoralWidth = createTrack([[-40, 0], [-20, 30], [20, 52], [70, 58], [100, 40], [120, 20]])
const pectoralDepth = createTrack([[-40, 1], [-20, 4], [20, 9], [70, 13], [100, 10], [120, 5]])
const dorsiDepth = createTrack([[-170, 7], [-60, 9], [0, 13], [60, 17], [90, 20], [130, 12]])

/** Muscle with the fat streaks that age and fibre direction leave in it. */
function muscleShade(palette: Palette, noise: Noise3, z: number): (x: number, y: number) => number {
  return (x, y) => {
    const streak = noise(x / 5 + 0.4 * y, y / 3.2, z / 11)
    return palette.muscle + 4 * streak - (streak > 0.52 ? 95 * (streak - 0.52) * 2 : 0)
  }
}

/** A shape without its inside, which other organs fill; above the lung tops nothing else does, so there it stays whole. */
function shell(outer: number[], inner: number[], z: number): number[][] {
  return z > 55 ? [outer] : [outer, reversed(inner)]
}

function reversed(outline: readonly number[]): number[] {
  const points: number[] = []
  for (let i = outline.length - 2; i >= 0; i -= 2) points.push(outline[i] as number, outline[i + 1] as number)
  return points
}

function paintMuscles(painter: SlicePainter, palette: Palette, noise: Noise3): void {
  const { z } = painter
  const shade = muscleShade(palette, noise, z)
  const front = cageFrontY(z)
  for (const side of [-1, 1]) {
    const w = pectoralWidth(z)
    const d = pectoralDepth(z)
    if (w > 1) painter.ellipse(side * (20 + w * 0.85), front - d * 0.5 + 12, w, d, side * 0.3)
    if (z > 30 && z < 112) painter.ellipse(side * 78, front + 16, 26, 5.5, side * 0.42)
    const deep = dorsiDepth(z)
    painter.ellipse(side * (131 + 0.1 * Math.max(0, z)), 46, deep, 42, side * 0.32)
    painter.ellipse(side * 27, bodyBackY(z) - 21, 25, 13, side * -0.1)
    if (z > -40) painter.ellipse(side * 42, bodyBackY(z) - 9.5, 46, 4.2, side * -0.12)
    if (z > -30 && z < 112) {
      painter.ellipse(side * 110, 62, 36, 12, side * -0.85)
      painter.ellipse(side * 112, 86, 34, 10, side * -0.62)
    }
    if (z > 78) {
      const grow = smoothStep(78, 118, z)
      painter.ellipse(side * 124, 12, 32 * grow, 36 * grow, side * 0.3)
      painter.ellipse(side * 62, 58, 58 * grow, 22 * grow, side * -0.2)
    }
  }
  painter.paint(shade)
  if (z > 104) painter.ellipse(0, 46, 62, 44).paint(shade, smoothStep(104, 128, z))
  painter.outline(cageOutline(z, -9)).paint(FAT)
  painter.outline(...shell(cageOutline(z, -8), cageOutline(z, -2), z)).paint(shade)
  painter.outline(cageOutline(z, -2.6)).paint(-80, 0.55)
  painter.outline(...shell(cageOutline(z, -1.4), cageOutline(z, 9), z)).paint(shade)
  painter.outline(cageOutline(z, 4)).paint(-70, 0.35)
}

/** Liver, stomach, spleen and kidneys under both domes. */
export function paintAbdomen(painter: SlicePainter, halves: readonly [Dome, Dome], palette: Palette, noise: Noise3): void {
  const { z } = painter
  const [right, left] = halves
  const low = smoothStep(-78, -96, z)
  if (low > 0) paintMiddle(painter, low, noise)
  const liver = (x: number, y: number) =>
    palette.liver + 5 * noise(x / 8, y / 8, z / 8) + (palette.liverVein - palette.liver) * veins(noise, x, y, z)
  painter.outline(domeOutline(right, z, 0)).paint(palette.muscle - 8)
  painter.outline(domeOutline(right, z, 2.4)).paint(-88)
  painter.outline(domeOutline(right, z, 3.4)).paint(liver)
  paintLeftUpper(painter, left, palette, noise)
  if (z < -84) {
    const grow = smoothStep(-84, -108, z)
    painter.ellipse(4, -56 + 8 * grow, 66 * grow, 27 * grow, 0.16).paint(liver)
  }
  if (z < -128) {
    const grow = smoothStep(-128, -158, z)
    for (const side of [-1, 1]) painter.ellipse(side * 60, 52, 22 * grow, 27 * grow, side * 0.5)
    painter.paint(palette.kidney)
    for (const side of [-1, 1]) painter.ellipse(side * 52, 48, 8 * grow, 12 * grow, side * 0.4)
    painter.paint(-70)
  }
  if (z < -100) paintCrura(painter, palette)
}

function paintMiddle(painter: SlicePainter, low: number, noise: Noise3): void {
  const { z } = painter
  painter.ellipse(0, -18, 92 * low, 66 * low).paint((x, y) => -101 + 6 * noise(x / 7, y / 7, z / 7))
}

/** Liver veins as the thin level sets of a slow field. */
function veins(noise: Noise3, x: number, y: number, z: number): number {
  const field = noise(x / 34 + 7, y / 34, z / 40) + 0.25 * noise(x / 12, y / 12, z / 14)
  return Math.abs(field) < 0.045 && noise(x / 50, y / 50 + 3, z / 50) > -0.05 ? 1 : 0
}

function paintLeftUpper(painter: SlicePainter, dome: Dome, palette: Palette, noise: Noise3): void {
  const { z } = painter
  painter.outline(domeOutline(dome, z, 0)).paint(palette.muscle - 8)
  painter.outline(domeOutline(dome, z, 2.6)).paint((x, y) => -100 + 6 * noise(x / 8, y / 8, z / 8))
  const spleen = smoothStep(-72, -98, z)
  if (spleen > 0) {
    painter.outline(domeOutline(dome, z, 7))
    keepInside(painter, 98, 36, 40 * spleen, 56 * spleen)
    painter.paint((x, y) => palette.spleen + 5 * noise(x / 7, y / 7, z / 7))
  }
  const stomach = smoothStep(-70, -98, z)
  if (stomach > 0) {
    const rx = 42 * stomach
    const ry = 34 * stomach
    painter.ellipse(58, -26, rx, ry, -0.25).paint(palette.muscle - 8)
    painter.ellipse(58, -26, rx - 4, ry - 4, -0.25).paint((_, y) => (y > -30 ? 14 : -960))
  }
}

/** Takes away what lies outside an upright ellipse. */
function keepInside(painter: SlicePainter, x: number, y: number, rx: number, ry: number): void {
  const { coverage, grid } = painter
  for (let row = coverage.top; row < coverage.bottom; row++) {
    const v = (grid.originY + row * grid.spacing - y) / ry
    for (let column = coverage.left; column < coverage.right; column++) {
      const u = (grid.originX + column * grid.spacing - x) / rx
      const over = Math.sqrt(u * u + v * v)
      if (over > 1) coverage.values[row * grid.columns + column] = 0
    }
  }
}

function paintCrura(painter: SlicePainter, palette: Palette): void {
  painter.ellipse(-10, 28, 5, 15, -0.3).ellipse(24, 30, 5, 17, 0.3).paint(palette.muscle)
  const low = smoothStep(-112, -128, painter.z)
  for (const side of [-1, 1]) painter.ellipse(side * 38, 24, 2.4 * low, 13 * low, side * -0.5)
  painter.paint(28)
}
