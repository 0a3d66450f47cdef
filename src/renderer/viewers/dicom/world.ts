// The one mapping between patient and canvas that slices and planes both offer: what is drawn over a picture in patient coordinates needs nothing else.
import { imagePlane } from '#shared/domain/imagePlane.ts'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { isValidOrientation, normalOf, type Vector3 } from '#shared/domain/vector.ts'
import { apply, type Matrix } from './camera.ts'

export interface WorldMapping {
  /** Foot of the perpendicular on the picture, CSS pixels. */
  toScreen(point: Vector3): [number, number]
  /** mm in front of (positive) or behind the picture. */
  distance(point: Vector3): number
  /** Across the picture, unit vector. */
  normal: Vector3
  pxPerMm: number
  FrameOfReferenceUID: string | null
}

/** null when the slice does not say where it lies: then nothing of the patient's space may be drawn on it (H7). */
export function worldOfSlice(instance: ImagingInstance, matrix: Matrix): WorldMapping | null {
  const plane = imagePlane(instance)
  const orientation = instance.ImageOrientationPatient
  if (!plane || !isValidOrientation(orientation) || !instance.PixelSpacing) return null
  return {
    toScreen: (point) => apply(matrix, plane.toPixel(point)),
    distance: (point) => plane.depthOf(point) - plane.depth,
    normal: normalOf(orientation),
    pxPerMm: Math.hypot(matrix.a, matrix.b) / instance.PixelSpacing[1],
    FrameOfReferenceUID: instance.FrameOfReferenceUID,
  }
}
