// The lines of a shape on the screen. Pure; regions are outlined in image pixels, so that turns and flips carry them along.
import type { MeasurementShape } from '#shared/domain/annotation.ts'
import type { PixelPoint } from '#shared/domain/measuring.ts'
import { isRoi, outlineOf } from '#shared/domain/roi.ts'
import { apply, type Matrix, type Point } from '../camera.ts'

export interface ShapeLine {
  /** SVG path data. */
  d: string
  dashed: boolean
}

const HEAD = 11

export function shapeLines(type: MeasurementShape['type'], points: readonly PixelPoint[], matrix: Matrix): ShapeLine[] {
  if (isRoi(type)) return [{ d: `${path(outlineOf(type, points).map((p) => apply(matrix, p)))}Z`, dashed: false }]
  const screen = points.map((p) => apply(matrix, p))
  switch (type) {
    case 'text':
      return []
    case 'arrow':
      return [{ d: path(screen) + head(screen), dashed: false }]
    case 'bidirectional':
    case 'cobb':
      return [screen.slice(0, 2), screen.slice(2, 4)].map((line, n) => ({ d: path(line), dashed: n === 1 && type === 'bidirectional' })).filter(({ d }) => d !== '')
    default:
      return [{ d: path(screen), dashed: false }]
  }
}

function path(points: readonly Point[]): string {
  return points.map(([x, y], n) => `${n === 0 ? 'M' : 'L'}${x} ${y}`).join('')
}

/** Two short lines at the tip, the same size at every zoom. */
function head([tail, tip]: readonly Point[]): string {
  if (!tail || !tip) return ''
  const turn = Math.atan2(tip[1] - tail[1], tip[0] - tail[0])
  const wing = (by: number): Point => [tip[0] - HEAD * Math.cos(turn + by), tip[1] - HEAD * Math.sin(turn + by)]
  return path([wing(0.45), tip, wing(-0.45)])
}
