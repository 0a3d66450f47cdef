// From image pixels to the screen and back: the only mapping of a viewport. Picture, overlay, letters and scale bar all come from it,
// so that they cannot disagree (H2). Pure; lengths on screen are CSS pixels.

export interface Camera {
  /** Image point [column, row] at the middle of the viewport; the centre of the first pixel is [0, 0]. */
  centre: readonly [number, number]
  /** CSS pixels per image column. */
  scale: number
  /** Clockwise, after the flips. */
  rotation: 0 | 90 | 180 | 270
  flipHorizontal: boolean
  flipVertical: boolean
}

export interface Size {
  width: number
  height: number
}

/** What of an image matters to a camera. */
export interface ImageShape {
  rows: number
  columns: number
  /** Height of a pixel divided by its width; 1 when unknown. */
  aspect: number
}

/** x' = a x + c y + e, y' = b x + d y + f, as in canvas and SVG. */
export interface Matrix {
  a: number
  b: number
  c: number
  d: number
  e: number
  f: number
}

export type Point = readonly [number, number]

export function imageToScreen(camera: Camera, shape: ImageShape, size: Size): Matrix {
  const quarter = camera.rotation / 90
  const cos = [1, 0, -1, 0][quarter] as number
  const sin = [0, 1, 0, -1][quarter] as number
  const sx = camera.scale * (camera.flipHorizontal ? -1 : 1)
  const sy = camera.scale * shape.aspect * (camera.flipVertical ? -1 : 1)
  const a = cos * sx
  const b = sin * sx
  const c = -sin * sy
  const d = cos * sy
  const [x, y] = camera.centre
  return { a, b, c, d, e: size.width / 2 - a * x - c * y, f: size.height / 2 - b * x - d * y }
}

export function apply(m: Matrix, [x, y]: Point): [number, number] {
  return [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f]
}

export function inverse(m: Matrix): Matrix {
  const det = m.a * m.d - m.b * m.c
  const a = m.d / det
  const b = -m.b / det
  const c = -m.c / det
  const d = m.a / det
  return { a, b, c, d, e: -(a * m.e + c * m.f), f: -(b * m.e + d * m.f) }
}

/** Whole image visible, centred, turned as it was. */
export function fitted(camera: Camera, shape: ImageShape, size: Size): Camera {
  const lying = camera.rotation % 180 === 0
  const width = lying ? shape.columns : shape.rows * shape.aspect
  const height = lying ? shape.rows * shape.aspect : shape.columns
  const scale = Math.min(size.width / width, size.height / height)
  return { ...camera, scale: scale > 0 && Number.isFinite(scale) ? scale : 1, centre: [(shape.columns - 1) / 2, (shape.rows - 1) / 2] }
}

export const UPRIGHT: Camera = { centre: [0, 0], scale: 1, rotation: 0, flipHorizontal: false, flipVertical: false }

/** Changes the scale and keeps the image point under `at` (CSS pixels) where it is. */
export function zoomedAt(camera: Camera, shape: ImageShape, size: Size, scale: number, at: Point): Camera {
  const bounded = Math.min(64, Math.max(0.02, scale))
  const held = apply(inverse(imageToScreen(camera, shape, size)), at)
  const next = { ...camera, scale: bounded }
  const now = apply(inverse(imageToScreen(next, shape, size)), at)
  return { ...next, centre: [camera.centre[0] + held[0] - now[0], camera.centre[1] + held[1] - now[1]] }
}

/** Part of the shorter side that stays free around what is brought into view. */
const EDGE = 0.08

/**
 * The same camera while all these image points stand in the view; else they come into its middle, at the same scale unless they do not fit.
 * @param points [column, row]
 */
export function bringingIntoView(camera: Camera, shape: ImageShape, size: Size, points: readonly Point[]): Camera {
  const matrix = imageToScreen(camera, shape, size)
  const box = boxOf(points.map((point) => apply(matrix, point)))
  const edge = Math.min(size.width, size.height) * EDGE
  const free = { width: size.width - 2 * edge, height: size.height - 2 * edge }
  if (!box || free.width <= 0 || free.height <= 0) return camera
  if (box.left >= edge && box.top >= edge && box.right <= size.width - edge && box.bottom <= size.height - edge) return camera
  const part = Math.min(1, free.width / Math.max(1, box.right - box.left), free.height / Math.max(1, box.bottom - box.top))
  const centre = apply(inverse(matrix), [(box.left + box.right) / 2, (box.top + box.bottom) / 2])
  return { ...camera, centre, scale: camera.scale * part }
}

function boxOf(points: readonly Point[]): { left: number; right: number; top: number; bottom: number } | null {
  if (points.length === 0) return null
  const [x, y] = [points.map(([left]) => left), points.map(([, top]) => top)]
  return { left: Math.min(...x), right: Math.max(...x), top: Math.min(...y), bottom: Math.max(...y) }
}

/** Moves the picture by CSS pixels. */
export function panned(camera: Camera, shape: ImageShape, size: Size, dx: number, dy: number): Camera {
  const back = inverse(imageToScreen(camera, shape, size))
  return { ...camera, centre: [camera.centre[0] - back.a * dx - back.c * dy, camera.centre[1] - back.b * dx - back.d * dy] }
}
