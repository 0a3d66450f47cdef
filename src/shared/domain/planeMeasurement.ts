// What a line drawn on a plane cut through a volume measures: millimetres of the patient, whatever way the plane lies. Pure.
import type { ImagingInstance } from './imagingStudy.ts'
import { imagePlane } from './imagePlane.ts'
import { patientLengthMm } from './lengthMm.ts'
import type { Measured } from './measuring.ts'
import { cross, lengthOf, scale, subtract, type Vector3 } from './vector.ts'

export interface PlaneMeasurement extends Measured {
  /** Ends in patient mm: of the line, or of the long and then the short axis. */
  patient: [number, number, number][]
  /** The same on the slice the measurement is kept with, [column, row]: feet of the perpendiculars. */
  pixels: [number, number][]
  /** Of that slice among the instances: the nearest to the middle of the line. */
  index: number
}

/**
 * @param ends on the plane, patient mm @param normal of the plane, unit vector @param instances of the volume, one frame each
 * @returns null without a frame of reference, without slices that say where they lie, or for a line without length
 */
export function planeMeasurement(type: 'length' | 'bidirectional', [a, b]: readonly [Vector3, Vector3], normal: Vector3, instances: readonly ImagingInstance[]): PlaneMeasurement | null {
  const along = subtract(b, a)
  if (lengthOf(along) === 0) return null
  const middle = at(a, along, 0.5)
  const short = scale(cross(normal, along), 0.25)
  const points = type === 'length' ? [a, b] : [a, b, at(middle, short, -1), at(middle, short, 1)]
  const lines = type === 'length' ? [[a, b] as const] : [[a, b] as const, [points[2] ?? a, points[3] ?? b] as const]
  const depths = instances.map((instance) => {
    const plane = imagePlane(instance)
    return plane ? Math.abs(plane.depthOf(middle) - plane.depth) : Number.POSITIVE_INFINITY
  })
  const index = depths.indexOf(Math.min(...depths))
  const slice = instances[index]
  const plane = slice && imagePlane(slice)
  if (!slice || !plane) return null
  const lengths = lines.map((line) => patientLengthMm({ FrameOfReferenceUID: slice.FrameOfReferenceUID }, line))
  const values = lengths.flatMap((length) => ('mm' in length ? [length.mm.toFixed(1)] : []))
  if (values.length < lines.length) return null
  return { values, spacingSource: 'patientCoordinates', patient: points.map(([x, y, z]) => [x, y, z]), pixels: points.map((point) => plane.toPixel(point)), index }
}

function at(from: Vector3, direction: Vector3, share: number): Vector3 {
  return [from[0] + direction[0] * share, from[1] + direction[1] * share, from[2] + direction[2] * share]
}
