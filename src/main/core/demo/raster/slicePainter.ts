// Paints one slice of a body in patient millimetres: cover shapes, then give them a value. Knows no anatomy.
import { clearCoverage, type Coverage, coverOutlines, createCoverage, growBox } from './polygon.ts'

/** x and y of an outline in turn, mm; closed by itself. */
type OutlineMm = readonly number[]

/** A place on the middle line of a vessel, bronchus or bone, with the radius there; all mm. */
export interface TubePoint {
  readonly x: number
  readonly y: number
  readonly z: number
  readonly r: number
}

interface SliceGrid {
  readonly columns: number
  readonly rows: number
  /** mm between neighbouring pixels, the same both ways. */
  readonly spacing: number
  /** Patient x and y of the middle of the first pixel, mm. */
  readonly originX: number
  readonly originY: number
}

type Shade = (x: number, y: number) => number

export interface SlicePainter {
  readonly grid: SliceGrid
  /** The picture so far: CT numbers or any other unit. */
  readonly plane: Float32Array
  /** Position of the slice, mm. */
  readonly z: number
  startSlice(z: number, background: number): void
  /** Adds shapes to what the next `paint` fills. */
  outline(...outlines: OutlineMm[]): SlicePainter
  ellipse(x: number, y: number, rx: number, ry: number, rotation?: number): SlicePainter
  /** @param tall how much taller than wide the tube is along the patient, for ribs */
  tube(points: readonly TubePoint[], tall?: number): SlicePainter
  /** Displaces all shapes added from now on; null stops it. */
  warpBy(warp: Warp | null): void
  /** Fills what was added since the last paint, then forgets it. */
  paint(value: number | Shade, opacity?: number): void
  /** The share of each pixel that was added, before painting. */
  readonly coverage: Coverage
}

/** A small displacement of anatomy, mm: what makes two sides of a body differ. */
export type Warp = (x: number, y: number, z: number) => readonly [number, number]

const STILL: Warp = () => [0, 0]

export function createSlicePainter(grid: SliceGrid): SlicePainter {
  const plane = new Float32Array(grid.columns * grid.rows)
  const coverage = createCoverage(grid.columns, grid.rows)
  const toColumn = (x: number) => (x - grid.originX) / grid.spacing + 0.5
  const toRow = (y: number) => (y - grid.originY) / grid.spacing + 0.5

  let warp = STILL
  function toPixels(outline: OutlineMm): number[] {
    const pixels: number[] = []
    for (let i = 0; i + 1 < outline.length; i += 2) {
      const x = outline[i] as number
      const y = outline[i + 1] as number
      const [dx, dy] = warp(x, y, painter.z)
      pixels.push(toColumn(x + dx), toRow(y + dy))
    }
    return pixels
  }

  /** Tube points displaced and, for tall tubes, squeezed along the patient; pieces far from the slice are left out. */
  function toReach(points: readonly TubePoint[], tall: number): TubePoint[] {
    return points.map((point) => {
      const [dx, dy] = warp(point.x, point.y, point.z)
      return { x: point.x + dx, y: point.y + dy, z: point.z / tall, r: point.r }
    })
  }

  const painter = {
    grid,
    plane,
    coverage,
    z: 0,
    startSlice(z: number, background: number) {
      painter.z = z
      plane.fill(background)
      clearCoverage(coverage)
    },
    outline(...outlines: OutlineMm[]) {
      coverOutlines(coverage, outlines.map(toPixels))
      return painter
    },
    ellipse(x: number, y: number, rx: number, ry: number, rotation = 0) {
      if (rx > 0 && ry > 0) coverOutlines(coverage, [toPixels(ellipseOutline(x, y, rx, ry, rotation))])
      return painter
    },
    tube(points: readonly TubePoint[], tall = 1) {
      if (reaches(points, painter.z, tall)) coverTube(coverage, grid, painter.z / tall, toReach(points, tall))
      return painter
    },
    warpBy(next: Warp | null) {
      warp = next ?? STILL
    },
    paint(value: number | Shade, opacity = 1) {
      fill(plane, grid, coverage, value, opacity)
      clearCoverage(coverage)
    },
  }
  return painter
}

/** An ellipse as an outline. @param rotation radians, from x towards y */
function ellipseOutline(x: number, y: number, rx: number, ry: number, rotation = 0): number[] {
  const points: number[] = []
  const steps = 40
  const c = Math.cos(rotation)
  const s = Math.sin(rotation)
  for (let i = 0; i < steps; i++) {
    const angle = (2 * Math.PI * i) / steps
    const u = rx * Math.cos(angle)
    const v = ry * Math.sin(angle)
    points.push(x + c * u - s * v, y + s * u + c * v)
  }
  return points
}

function fill(plane: Float32Array, grid: SliceGrid, coverage: Coverage, value: number | Shade, opacity: number): void {
  const shade = typeof value === 'number' ? () => value : value
  for (let row = coverage.top; row < coverage.bottom; row++) {
    const y = grid.originY + row * grid.spacing
    for (let column = coverage.left; column < coverage.right; column++) {
      const at = row * grid.columns + column
      const share = (coverage.values[at] as number) * opacity
      if (share === 0) continue
      const old = plane[at] as number
      plane[at] = old + share * (shade(grid.originX + column * grid.spacing, y) - old)
    }
  }
}

function reaches(points: readonly TubePoint[], z: number, tall: number): boolean {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const point of points) {
    const reach = tall * (point.r + 1)
    if (point.z - reach < low) low = point.z - reach
    if (point.z + reach > high) high = point.z + reach
  }
  return low <= z && z <= high
}

function coverTube(coverage: Coverage, grid: SliceGrid, z: number, points: readonly TubePoint[]): void {
  for (let i = 0; i + 1 < points.length; i++) {
    const a = points[i] as TubePoint
    const b = points[i + 1] as TubePoint
    const reach = Math.max(a.r, b.r) + 0.6 * grid.spacing
    if (Math.min(a.z, b.z) - reach <= z && z <= Math.max(a.z, b.z) + reach) coverSegment(coverage, grid, z, a, b, reach)
  }
}

function coverSegment(
  coverage: Coverage,
  grid: SliceGrid,
  z: number,
  a: TubePoint,
  b: TubePoint,
  reach: number,
): void {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const dz = b.z - a.z
  const length2 = dx * dx + dy * dy + dz * dz || 1e-9
  const box = segmentBox(grid, z, a, b, reach)
  for (let row = box.top; row < box.bottom; row++) {
    const py = grid.originY + row * grid.spacing - a.y
    for (let column = box.left; column < box.right; column++) {
      const px = grid.originX + column * grid.spacing - a.x
      const pz = z - a.z
      const t = Math.min(1, Math.max(0, (px * dx + py * dy + pz * dz) / length2))
      const ex = px - t * dx
      const ey = py - t * dy
      const ez = pz - t * dz
      const share = (a.r + t * (b.r - a.r) - Math.sqrt(ex * ex + ey * ey + ez * ez)) / grid.spacing + 0.5
      if (share <= 0) continue
      const at = row * grid.columns + column
      if (share > (coverage.values[at] as number)) coverage.values[at] = share > 1 ? 1 : share
    }
  }
  if (box.left < box.right && box.top < box.bottom) growBox(coverage, box.left, box.top, box.right, box.bottom)
}

/** Pixels that the part of the segment near the slice can reach. */
function segmentBox(grid: SliceGrid, z: number, a: TubePoint, b: TubePoint, reach: number) {
  const dz = b.z - a.z
  let from = 0
  let to = 1
  if (Math.abs(dz) > 1e-6) {
    const t0 = (z - reach - a.z) / dz
    const t1 = (z + reach - a.z) / dz
    from = Math.min(1, Math.max(0, Math.min(t0, t1)))
    to = Math.min(1, Math.max(0, Math.max(t0, t1)))
  }
  const x0 = a.x + from * (b.x - a.x)
  const x1 = a.x + to * (b.x - a.x)
  const y0 = a.y + from * (b.y - a.y)
  const y1 = a.y + to * (b.y - a.y)
  const column = (x: number) => (x - grid.originX) / grid.spacing
  const row = (y: number) => (y - grid.originY) / grid.spacing
  return {
    left: Math.max(0, Math.floor(column(Math.min(x0, x1) - reach))),
    right: Math.min(grid.columns, Math.ceil(column(Math.max(x0, x1) + reach)) + 1),
    top: Math.max(0, Math.floor(row(Math.min(y0, y1) - reach))),
    bottom: Math.min(grid.rows, Math.ceil(row(Math.max(y0, y1) + reach)) + 1),
  }
}
