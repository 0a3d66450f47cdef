// A sheet of paper as grey pixels: printed text, rules, stamps and pen. What a scanner or a camera then sees.
import { clearCoverage, coverOutlines, createCoverage } from '../raster/polygon.ts'
import type { GlyphFont } from './glyphs.ts'

export interface Sheet {
  readonly width: number
  readonly height: number
  /** 255 = paper, 0 = black. */
  readonly ink: Float32Array
  text(font: GlyphFont, text: string, x: number, y: number, size: number, darkness?: number): void
  /** Text broken to a width; returns the y below it. */
  paragraph(font: GlyphFont, text: string, x: number, y: number, size: number, width: number): number
  bar(x: number, y: number, width: number, height: number, darkness?: number): void
  /** A pen stroke through points x, y, ... */
  stroke(points: readonly number[], thickness: number, darkness?: number): void
}

export function createSheet(width: number, height: number): Sheet {
  const ink = new Float32Array(width * height).fill(250)
  const coverage = createCoverage(width, height)

  function press(darkness: number): void {
    for (let y = coverage.top; y < coverage.bottom; y++) {
      for (let x = coverage.left; x < coverage.right; x++) {
        const at = y * width + x
        ink[at] = (ink[at] as number) * (1 - darkness * (coverage.values[at] as number))
      }
    }
    clearCoverage(coverage)
  }

  const sheet: Sheet = {
    width,
    height,
    ink,
    text(font, text, x, y, size, darkness = 0.9) {
      coverOutlines(coverage, font.outlinesOf(text, x, y, size))
      press(darkness)
    },
    paragraph(font, text, x, y, size, wide) {
      let line = ''
      let at = y
      for (const word of text.split(' ')) {
        const longer = line === '' ? word : `${line} ${word}`
        if (font.widthOf(longer) * size <= wide) line = longer
        else {
          sheet.text(font, line, x, at, size)
          at += size * 1.42
          line = word
        }
      }
      sheet.text(font, line, x, at, size)
      return at + size * 2.05
    },
    bar(x, y, wide, tall, darkness = 0.85) {
      coverOutlines(coverage, [[x, y, x + wide, y, x + wide, y + tall, x, y + tall]])
      press(darkness)
    },
    stroke(points, thickness, darkness = 0.8) {
      for (let i = 0; i + 3 < points.length; i += 2) {
        const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = points.slice(i, i + 4)
        const length = Math.hypot(x1 - x0, y1 - y0) || 1
        const nx = ((y1 - y0) / length) * thickness * 0.5
        const ny = ((x0 - x1) / length) * thickness * 0.5
        coverOutlines(coverage, [[x0 + nx, y0 + ny, x1 + nx, y1 + ny, x1 - nx, y1 - ny, x0 - nx, y0 - ny]])
      }
      press(darkness)
    },
  }
  return sheet
}

/** The pixel at a place between pixels; `outside` beyond the edge. */
export function sampleAt(values: Float32Array, width: number, height: number, x: number, y: number, outside: number): number {
  const xi = Math.floor(x)
  const yi = Math.floor(y)
  if (xi < 0 || yi < 0 || xi >= width - 1 || yi >= height - 1) return outside
  const u = x - xi
  const v = y - yi
  const at = yi * width + xi
  const top = (values[at] as number) * (1 - u) + (values[at + 1] as number) * u
  const bottom = (values[at + width] as number) * (1 - u) + (values[at + width + 1] as number) * u
  return top * (1 - v) + bottom * v
}

/** A signature as points of a winding pen. */
export function scribble(x: number, y: number, size: number): number[] {
  const points: number[] = []
  for (let i = 0; i <= 90; i++) {
    const t = i / 90
    const swing = 0.34 * size * (1 - 0.6 * t)
    points.push(
      x + size * 2.6 * t + swing * 0.5 * Math.sin(t * 31),
      y - 0.1 * size * t + swing * Math.cos(t * 31 + 0.6) * (0.4 + 0.6 * Math.sin(t * 9 + 0.5) ** 2),
    )
  }
  return points
}
