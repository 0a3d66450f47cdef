// Where another slice of the patient runs through this picture: a line from edge to edge of that slice. Pure; CSS pixels.
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import type { Vector3 } from '#shared/domain/vector.ts'
import type { WorldMapping } from '../world.ts'

export interface Segment {
  from: [number, number]
  to: [number, number]
}

/** Both ends of the crossing closer than this on the screen: nothing to draw, px. */
const SHORTEST_PX = 4

/**
 * null when the slices do not share a space, do not cross, or lie in one plane (H7).
 * @param instance the other slice
 */
export function cutOfSlice(instance: ImagingInstance, world: WorldMapping): Segment | null {
  const plane = imagePlane(instance)
  if (!plane || instance.FrameOfReferenceUID === null || instance.FrameOfReferenceUID !== world.FrameOfReferenceUID) return null
  const [right, bottom] = [instance.Columns - 0.5, instance.Rows - 0.5]
  const corners = ([[-0.5, -0.5], [right, -0.5], [right, bottom], [-0.5, bottom]] as const).map((at) => plane.toPatient(at))
  const crossings: Vector3[] = []
  for (const [n, a] of corners.entries()) {
    const b = corners[(n + 1) % corners.length] as Vector3
    const [here, there] = [world.distance(a), world.distance(b)]
    if (here < 0 === there < 0) continue
    const share = here / (here - there)
    const at = (axis: 0 | 1 | 2) => a[axis] + (b[axis] - a[axis]) * share
    crossings.push([at(0), at(1), at(2)])
  }
  const [first, second] = crossings
  if (!first || !second) return null
  const segment = { from: world.toScreen(first), to: world.toScreen(second) }
  return Math.hypot(segment.to[0] - segment.from[0], segment.to[1] - segment.from[1]) < SHORTEST_PX ? null : segment
}
