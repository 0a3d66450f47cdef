// Shapes and words that somebody else's report or presentation state puts on an image. To be looked at, not to be moved; in pixels of their image.
import type { PlacedShape } from '#shared/domain/readableObject.ts'
import { apply, type Matrix, type Point } from '../camera.ts'
import { Corner } from '../overlay/Corner.tsx'
import type { StackFrame } from '../stack.ts'

/** Bound to an image of the case; a shape of another image is never drawn (H7). */
export interface PlacedMark {
  key: string
  SOPInstanceUID: string
  /** First frame is 1; none = every frame. */
  frames: readonly number[]
  shape: Pick<PlacedShape, 'type' | 'points'> | null
  /** Words beside it; empty = none. */
  words: string
  /** [column, row] of words without a shape. */
  at: readonly [number, number] | null
  isSelected: boolean
}

export function PlacedLayer({ marks, frame, matrix }: { marks: readonly PlacedMark[]; frame: StackFrame; matrix: Matrix }) {
  const here = marks.filter((mark) => mark.SOPInstanceUID === frame.instance.SOPInstanceUID && (mark.frames.length === 0 || mark.frames.includes(frame.frame)))
  return (
    <g className="d-placed">
      {here.map((mark) => {
        const d = mark.shape ? pathOf(mark.shape, matrix) : ''
        const [x, y] = apply(matrix, mark.at ?? pointsOf(mark.shape?.points ?? [])[0] ?? [0, 0])
        return (
          <g key={mark.key} data-placed={mark.shape?.type ?? 'TEXT'} data-selected={mark.isSelected}>
            {d && <path className="d-core" d={d} />}
            {d && <path className="d-placed-line" d={d} />}
            {mark.words && <Corner x={x + 8} y={y - 6} anchor="start" lines={[mark.words]} />}
          </g>
        )
      })}
    </g>
  )
}

function pointsOf(flat: readonly number[]): Point[] {
  return Array.from({ length: Math.floor(flat.length / 2) }, (_, n): Point => [flat[n * 2] as number, flat[n * 2 + 1] as number])
}

const DOT = 5
const CORNERS = 48

/** SVG path on the screen. @source PS3.3 C.10.5.1.2 */
export function pathOf({ type, points }: Pick<PlacedShape, 'type' | 'points'>, matrix: Matrix): string {
  const pixels = pointsOf(points)
  const [a, b, c, d] = pixels
  const screen = (p: Point) => apply(matrix, p)
  switch (type) {
    case 'POINT':
    case 'MULTIPOINT':
      return pixels.map(screen).map(([x, y]) => `M${x - DOT} ${y}H${x + DOT}M${x} ${y - DOT}V${y + DOT}`).join('')
    case 'CIRCLE':
      if (!a || !b) return ''
      return closed(around(a, [Math.hypot(b[0] - a[0], b[1] - a[1]), 0], [0, Math.hypot(b[0] - a[0], b[1] - a[1])]).map(screen))
    case 'ELLIPSE': {
      if (!a || !b || !c || !d) return ''
      const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
      return closed(around(middle, [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2], [(d[0] - c[0]) / 2, (d[1] - c[1]) / 2]).map(screen))
    }
    default:
      return line(pixels.map(screen))
  }
}

function around([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): Point[] {
  return Array.from({ length: CORNERS }, (_, n): Point => {
    const [cos, sin] = [Math.cos((n / CORNERS) * 2 * Math.PI), Math.sin((n / CORNERS) * 2 * Math.PI)]
    return [x + ax * cos + bx * sin, y + ay * cos + by * sin]
  })
}

const line = (points: readonly Point[]) => points.map(([x, y], n) => `${n === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('')
const closed = (points: readonly Point[]) => `${line(points)}Z`
