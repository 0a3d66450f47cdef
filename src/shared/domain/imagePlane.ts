// From pixels of a slice to millimetres of the patient and back; only from ImagePositionPatient, ImageOrientationPatient and PixelSpacing.
import { columnDirection, dot, isPosition, isValidOrientation, normalOf, rowDirection, subtract, type Vector3 } from './vector.ts'

export interface PlaneAttributes {
  ImagePositionPatient: readonly number[] | null
  ImageOrientationPatient: readonly number[] | null
  PixelSpacing: readonly [number, number] | null
}

export interface ImagePlane {
  toPatient(pixel: readonly [number, number]): [number, number, number]
  /** Foot of the perpendicular on the slice, [column, row], sub-pixel. */
  toPixel(point: Vector3): [number, number]
  /** mm along the normal; comparable among parallel slices. */
  depth: number
  depthOf(point: Vector3): number
}

/** null when position, orientation or spacing is absent or unusable: then nothing in patient millimetres may be said. */
export function imagePlane(attributes: PlaneAttributes): ImagePlane | null {
  const { ImagePositionPatient: origin, ImageOrientationPatient: orientation, PixelSpacing: spacing } = attributes
  if (!isPosition(origin) || !isValidOrientation(orientation) || !spacing || !(spacing[0] > 0 && spacing[1] > 0)) return null
  const row = rowDirection(orientation)
  const column = columnDirection(orientation)
  const normal = normalOf(orientation)
  return {
    toPatient: ([c, r]) => {
      const at = (n: 0 | 1 | 2) => origin[n] + row[n] * c * spacing[1] + column[n] * r * spacing[0]
      return [at(0), at(1), at(2)]
    },
    toPixel: (point) => {
      const from = subtract(point, origin)
      return [dot(from, row) / spacing[1], dot(from, column) / spacing[0]]
    },
    depth: dot(origin, normal),
    depthOf: (point) => dot(point, normal),
  }
}
