// Where a point of the screen lies on a scanned picture, for any turn of the picture. Pure.
import type { PageRect } from '#shared/domain/annotation.ts'
import type { Box } from '../marks/pageGeometry.ts'

export type Turn = 0 | 90 | 180 | 270

export interface Size {
  width: number
  height: number
}

/** Size on the screen of a picture that is turned. */
export function turnedSize({ width, height }: Size, turn: Turn): Size {
  return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height }
}

/**
 * @param x,y fractions of the turned picture as shown, origin top left
 * @returns fractions of the picture upright
 */
export function unturn(x: number, y: number, turn: Turn): [number, number] {
  switch (turn) {
    case 0:
      return [x, y]
    case 90:
      return [y, 1 - x]
    case 180:
      return [1 - x, 1 - y]
    case 270:
      return [1 - y, x]
  }
}

const clamp = (value: number) => Math.min(1, Math.max(0, value))

/** @returns the area between two points as pixels of the upright picture; null when it is too small to be meant */
export function areaOnPicture(a: [number, number], b: [number, number], turn: Turn, size: Size): PageRect | null {
  const [ax, ay] = unturn(clamp(a[0]), clamp(a[1]), turn)
  const [bx, by] = unturn(clamp(b[0]), clamp(b[1]), turn)
  const rect: PageRect = [
    Math.round(Math.min(ax, bx) * size.width),
    Math.round(Math.min(ay, by) * size.height),
    Math.round(Math.max(ax, bx) * size.width),
    Math.round(Math.max(ay, by) * size.height),
  ]
  return rect[2] - rect[0] >= 4 && rect[3] - rect[1] >= 4 ? rect : null
}

/** @param rect pixels of the upright picture, origin top left */
export function pictureRectToFractions(rect: PageRect, size: Size): Box {
  return { left: rect[0] / size.width, top: rect[1] / size.height, right: rect[2] / size.width, bottom: rect[3] / size.height }
}

/** @returns pixels of the upright picture; null beside it */
export function pointOnPicture([x, y]: readonly [number, number], turn: Turn, size: Size): [number, number] | null {
  if (x < 0 || x > 1 || y < 0 || y > 1) return null
  const [fx, fy] = unturn(x, y, turn)
  return [fx * size.width, fy * size.height]
}

/** Of a mark put at a point: the share of the picture that it takes of a page of paper. */
export function pointSizeOn({ width }: Size): [number, number] {
  return [width * 0.19, width * 0.034]
}
