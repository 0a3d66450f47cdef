// Lines of equal value through a picture of numbers (marching squares). Pure; sample units.

/**
 * @param values row by row; cells with a value that is not a number are left out
 * @returns SVG path data, x = column, y = row
 */
export function isolines(values: Float32Array, columns: number, rows: number, level: number): string {
  let path = ''
  for (let r = 0; r + 1 < rows; r++) {
    for (let c = 0; c + 1 < columns; c++) {
      const i = r * columns + c
      path += cell([values[i] as number, values[i + 1] as number, values[i + columns + 1] as number, values[i + columns] as number], c, r, level)
    }
  }
  return path
}

type Corners = readonly [leftAbove: number, rightAbove: number, rightBelow: number, leftBelow: number]
type Point = readonly [number, number]

/** The lines through one square of four samples. */
function cell([a, b, d, e]: Corners, c: number, r: number, level: number): string {
  const high = [a >= level, b >= level, d >= level, e >= level] as const
  if (high.every((one) => one === high[0]) || Number.isNaN(a + b + d + e)) return ''
  const at = (from: number, to: number) => (level - from) / (to - from)
  const sides: readonly (Point | null)[] = [
    high[0] === high[1] ? null : [c + at(a, b), r],
    high[1] === high[2] ? null : [c + 1, r + at(b, d)],
    high[3] === high[2] ? null : [c + at(e, d), r + 1],
    high[0] === high[3] ? null : [c, r + at(a, e)],
  ]
  const [top, right, bottom, left] = sides
  // A saddle has four crossings: joined around the two corners that lie above.
  if (top && right && bottom && left) return high[0] ? stroke(top, left) + stroke(right, bottom) : stroke(top, right) + stroke(bottom, left)
  const [from, to] = sides.filter((side) => side !== null)
  return from && to ? stroke(from, to) : ''
}

const stroke = (from: Point, to: Point) => `M${from[0].toFixed(2)} ${from[1].toFixed(2)}L${to[0].toFixed(2)} ${to[1].toFixed(2)}`
