// Where a measurement's label goes: off the lesion, outwards from the middle of the picture, inside the viewport. Pure; CSS pixels.
import type { Point, Size } from '../camera.ts'

export interface LabelPlace {
  x: number
  y: number
  anchor: 'start' | 'end'
  /** Leader line from the shape to the label. */
  from: Point
  to: Point
}

const AWAY = 34
const MARGIN = 12

/** @param points of the shape on screen; @param width of the label's text */
export function labelPlace(points: readonly Point[], size: Size, width: number): LabelPlace {
  const left = Math.min(...points.map(([x]) => x))
  const right = Math.max(...points.map(([x]) => x))
  const topmost = [...points].sort((a, b) => a[1] - b[1])[0] ?? [0, 0]
  const middle = (left + right) / 2
  // Away from the middle of the picture, unless the text would leave the viewport.
  const wantsLeft = middle < size.width / 2
  const fitsLeft = left - AWAY - width > MARGIN
  const fitsRight = right + AWAY + width < size.width - MARGIN
  const toLeft = wantsLeft ? fitsLeft || !fitsRight : fitsLeft && !fitsRight
  const x = Math.min(size.width - MARGIN, Math.max(MARGIN, toLeft ? left - AWAY : right + AWAY))
  const y = Math.min(size.height - 40, Math.max(56, topmost[1] - 18))
  const from = nearest(points, [x, y])
  return { x, y, anchor: toLeft ? 'end' : 'start', from, to: [toLeft ? x + 4 : x - 4, y + 2] }
}

function nearest(points: readonly Point[], [x, y]: Point): Point {
  return [...points].sort((a, b) => Math.hypot(a[0] - x, a[1] - y) - Math.hypot(b[0] - x, b[1] - y))[0] ?? [x, y]
}
