// Exact-area coverage of closed outlines on a pixel grid: organs, glyphs and paper all go through this. Knows no units.

/** Outline as x0, y0, x1, y1, ... in pixels; closed by itself. Pixel (0, 0) covers 0..1 in both directions. */
export type Outline = readonly number[]

/** Share of each pixel that is covered, 0..1, and the box outside which all is 0. */
export interface Coverage {
  readonly width: number
  readonly height: number
  readonly values: Float32Array
  /** Signed-area sums while an outline is drawn; all 0 between calls. Rows are two longer than the picture. */
  readonly sums: Float32Array
  left: number
  top: number
  right: number
  bottom: number
}

export function createCoverage(width: number, height: number): Coverage {
  const values = new Float32Array(width * height)
  const sums = new Float32Array((width + 2) * height)
  return { width, height, values, sums, left: width, top: height, right: 0, bottom: 0 }
}

/**
 * Adds outlines (a hole runs the other way round) to the coverage: the larger of old and new share stays.
 * @source signed-area accumulation as in font-rs (R. Levien), reimplemented
 */
export function coverOutlines(coverage: Coverage, outlines: readonly Outline[]): void {
  const box = boxOf(coverage, outlines)
  if (box.left >= box.right || box.top >= box.bottom) return
  for (const outline of outlines) {
    for (let i = 0; i < outline.length; i += 2) {
      const j = i + 2 < outline.length ? i + 2 : 0
      addEdge(coverage, outline[i] ?? 0, outline[i + 1] ?? 0, outline[j] ?? 0, outline[j + 1] ?? 0)
    }
  }
  gatherSums(coverage, box)
}

interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

function boxOf(coverage: Coverage, outlines: readonly Outline[]): Box {
  const box = { left: coverage.width, top: coverage.height, right: 0, bottom: 0 }
  for (const outline of outlines) {
    for (let i = 0; i < outline.length; i += 2) {
      const x = outline[i] ?? 0
      const y = outline[i + 1] ?? 0
      if (x < box.left) box.left = x
      if (x > box.right) box.right = x
      if (y < box.top) box.top = y
      if (y > box.bottom) box.bottom = y
    }
  }
  box.left = Math.max(0, Math.floor(box.left))
  box.top = Math.max(0, Math.floor(box.top))
  box.right = Math.min(coverage.width, Math.ceil(box.right) + 1)
  box.bottom = Math.min(coverage.height, Math.ceil(box.bottom) + 1)
  return box
}

function gatherSums(coverage: Coverage, box: Box): void {
  const { values, sums, width } = coverage
  for (let y = box.top; y < box.bottom; y++) {
    let area = 0
    const from = y * (width + 2)
    for (let x = box.left; x < box.right; x++) {
      area += sums[from + x] as number
      const share = Math.min(1, Math.abs(area))
      const at = y * width + x
      if (share > (values[at] as number)) values[at] = share
    }
    sums.fill(0, from + box.left, Math.min(from + box.right + 2, from + width + 2))
  }
  growBox(coverage, box.left, box.top, box.right, box.bottom)
}

/** Tells the coverage that pixels in [left, right) x [top, bottom) may be set. */
export function growBox(coverage: Coverage, left: number, top: number, right: number, bottom: number): void {
  if (left < coverage.left) coverage.left = left
  if (top < coverage.top) coverage.top = top
  if (right > coverage.right) coverage.right = right
  if (bottom > coverage.bottom) coverage.bottom = bottom
}

/** Empties the coverage for the next shape. */
export function clearCoverage(coverage: Coverage): void {
  for (let y = coverage.top; y < coverage.bottom; y++) {
    coverage.values.fill(0, y * coverage.width + coverage.left, y * coverage.width + coverage.right)
  }
  coverage.left = coverage.width
  coverage.top = coverage.height
  coverage.right = 0
  coverage.bottom = 0
}

function addEdge(coverage: Coverage, xa: number, ya: number, xb: number, yb: number): void {
  if (ya === yb) return
  const { width, height } = coverage
  const direction = ya < yb ? 1 : -1
  const topX = ya < yb ? xa : xb
  const topY = ya < yb ? ya : yb
  const bottomY = ya < yb ? yb : ya
  const slope = (xb - xa) / (yb - ya)
  let x = topY < 0 ? topX - topY * slope : topX
  const last = Math.min(height, Math.ceil(bottomY))
  for (let y = Math.max(0, Math.floor(topY)); y < last; y++) {
    const tall = Math.min(y + 1, bottomY) - Math.max(y, topY)
    const nextX = x + slope * tall
    addSpan(coverage.sums, y * (width + 2), clamp(x, width), clamp(nextX, width), tall * direction)
    x = nextX
  }
}

function clamp(x: number, width: number): number {
  return x < 0 ? 0 : x > width ? width : x
}

function addSpan(sums: Float32Array, row: number, xa: number, xb: number, area: number): void {
  const x0 = xa < xb ? xa : xb
  const x1 = xa < xb ? xb : xa
  const first = Math.floor(x0)
  const end = Math.ceil(x1)
  if (end <= first + 1) {
    const middle = 0.5 * (x0 + x1) - first
    add(sums, row + first, area - area * middle)
    add(sums, row + first + 1, area * middle)
    return
  }
  const perPixel = 1 / (x1 - x0)
  const inFirst = x0 - first
  const share0 = 0.5 * perPixel * (1 - inFirst) * (1 - inFirst)
  const inLast = x1 - end + 1
  const shareLast = 0.5 * perPixel * inLast * inLast
  add(sums, row + first, area * share0)
  if (end === first + 2) {
    add(sums, row + first + 1, area * (1 - share0 - shareLast))
  } else {
    const share1 = perPixel * (1.5 - inFirst)
    add(sums, row + first + 1, area * (share1 - share0))
    for (let x = first + 2; x < end - 1; x++) add(sums, row + x, area * perPixel)
    const before = share1 + (end - first - 3) * perPixel
    add(sums, row + end - 1, area * (1 - before - shareLast))
  }
  add(sums, row + end, area * shareLast)
}

function add(sums: Float32Array, at: number, amount: number): void {
  sums[at] = (sums[at] as number) + amount
}
