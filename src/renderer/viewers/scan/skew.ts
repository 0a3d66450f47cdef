// How far the lines of a scanned page lie from level, by its pixels. Pure.

/** Grey values, 0 black to 255 white, row by row. */
export interface GreyPicture {
  width: number
  height: number
  grey: Uint8ClampedArray | Uint8Array
}

const WIDEST = 6
const STEP = 0.25
const DARK = 140

/**
 * Lines of text make rows of ink and rows of paper: at the right angle their difference is greatest.
 * @param picture small: about 600 pixels wide is enough
 * @returns degrees, positive when the lines fall to the right; 0 when no angle stands out
 */
export function skewOf({ width, height, grey }: GreyPicture): number {
  const ink: [number, number][] = []
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 2) if ((grey[y * width + x] ?? 255) < DARK) ink.push([x, y])
  if (ink.length < 200) return 0
  const level = sharpness(ink, 0, height, width)
  let best = { angle: 0, score: level }
  for (let angle = -WIDEST; angle <= WIDEST; angle += STEP) {
    const score = sharpness(ink, angle, height, width)
    if (score > best.score) best = { angle, score }
  }
  return best.score > level * 1.05 ? best.angle : 0
}

/** Sum of squared differences of neighbouring rows after turning by the angle. */
function sharpness(ink: readonly (readonly [number, number])[], degrees: number, height: number, width: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180)
  const margin = Math.ceil(Math.abs(slope) * width)
  const rows = new Float64Array(height + 2 * margin + 1)
  for (const [x, y] of ink) {
    const row = Math.round(y - slope * x) + margin
    rows[row] = (rows[row] ?? 0) + 1
  }
  let sum = 0
  for (let row = 1; row < rows.length; row++) sum += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2
  return sum
}
