// Two stacks scrolled as one by patient position. Pure; mm along the common normal.
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import { dot, isValidOrientation, normalOf } from '#shared/domain/vector.ts'
import type { StackFrame } from '../../viewers/dicom/stack.ts'

export type LinkProblem = 'linkNoPosition' | 'linkOtherPlane'

/** Normals may differ by about two degrees, as between two visits. */
const PARALLEL = 0.9994

/**
 * What is added to a position of `from` to find the same place in `to`: nothing within one frame of reference;
 * otherwise the difference of the two slices the reader has put beside each other.
 */
export function linkOffset(from: ImagingInstance, to: ImagingInstance): { offsetMm: number } | { problem: LinkProblem } {
  const a = imagePlane(from)
  const b = imagePlane(to)
  const normals = [from, to].map(({ ImageOrientationPatient: o }) => (isValidOrientation(o) ? normalOf(o) : null))
  if (!a || !b || !normals[0] || !normals[1]) return { problem: 'linkNoPosition' }
  if (dot(normals[0], normals[1]) < PARALLEL) return { problem: 'linkOtherPlane' }
  const sameSpace = from.FrameOfReferenceUID !== null && from.FrameOfReferenceUID === to.FrameOfReferenceUID
  return { offsetMm: sameSpace ? 0 : b.depth - a.depth }
}

/** Farther from the nearest slice than this, mm, a position is not in the stack: another scan counts from elsewhere. */
const FAR_MM = 20

/** As `nearestFrame`, -1 when the stack does not reach there. */
export function frameNear(frames: readonly StackFrame[], depthMm: number): number {
  const index = nearestFrame(frames, depthMm)
  const frame = frames[index]
  const depth = frame && imagePlane(frame.instance)?.depth
  return depth !== undefined && Math.abs(depth - depthMm) <= FAR_MM ? index : -1
}

/** Index of the frame nearest to a position along the normal; -1 without any position. */
export function nearestFrame(frames: readonly StackFrame[], depthMm: number): number {
  let best = -1
  let distance = Number.POSITIVE_INFINITY
  for (const [n, { instance }] of frames.entries()) {
    const depth = imagePlane(instance)?.depth
    if (depth === undefined || Math.abs(depth - depthMm) >= distance) continue
    best = n
    distance = Math.abs(depth - depthMm)
  }
  return best
}
