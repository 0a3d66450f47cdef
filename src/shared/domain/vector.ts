// Vectors in the patient's frame (DICOM: x to the left, y to the back, z to the head), mm. Nothing but arithmetic.

export type Vector3 = readonly [number, number, number]
/** ImageOrientationPatient: direction of rows (to the right in the image), then of columns (downwards). */
export type Orientation = readonly [number, number, number, number, number, number]

export const dot = (a: Vector3, b: Vector3) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
export const add = (a: Vector3, b: Vector3): Vector3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
export const subtract = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
export const scale = (a: Vector3, by: number): Vector3 => [a[0] * by, a[1] * by, a[2] * by]
export const lengthOf = (a: Vector3) => Math.hypot(a[0], a[1], a[2])

export function cross(a: Vector3, b: Vector3): Vector3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

export const rowDirection = (o: Orientation): Vector3 => [o[0], o[1], o[2]]
export const columnDirection = (o: Orientation): Vector3 => [o[3], o[4], o[5]]

/** Unit vector row x column. */
export function normalOf(o: Orientation): Vector3 {
  const n = cross(rowDirection(o), columnDirection(o))
  return scale(n, 1 / lengthOf(n))
}

/** Two unit vectors at right angles, each within 0.01. */
export function isValidOrientation(o: readonly number[] | null | undefined): o is Orientation {
  if (o?.length !== 6 || !o.every(Number.isFinite)) return false
  const [row, column] = [rowDirection(o as unknown as Orientation), columnDirection(o as unknown as Orientation)]
  return Math.abs(lengthOf(row) - 1) <= 0.01 && Math.abs(lengthOf(column) - 1) <= 0.01 && Math.abs(dot(row, column)) <= 0.01
}

export function isPosition(p: readonly number[] | null | undefined): p is Vector3 {
  return p?.length === 3 && p.every(Number.isFinite)
}
