// Whether two scenes of a plane make the same picture: a step through one plane moves the shared centre within the other two, whose pictures stay. Pure.
import type { Vector3 } from '#shared/domain/vector.ts'
import type { Size } from '../camera.ts'
import { cutOf } from './planes.ts'
import type { PlaneScene } from './planeScene.ts'

/** Far below what any pixel shows, mm. */
const CLOSE_MM = 1e-6

export function sameCut(a: PlaneScene, b: PlaneScene, size: Size): boolean {
  if (a === b) return true
  if (a.version !== b.version || a.isComing !== b.isComing || a.isProjection !== b.isProjection || a.over !== b.over) return false
  if (a.base.volume !== b.base.volume || !sameShading(a.base.shading, b.base.shading)) return false
  if (a.slab.mm !== b.slab.mm || a.slab.mode !== b.slab.mode) return false
  const [one, other] = [cutOf(a.axes, a.view, a.centre, size, 1), cutOf(b.axes, b.view, b.centre, size, 1)]
  // Steps are compared where they have added up: in the far corner.
  return close(one.origin, other.origin) && close(times(one.right, size.width), times(other.right, size.width)) && close(times(one.down, size.height), times(other.down, size.height))
}

type Shading = PlaneScene['base']['shading']

function sameShading(a: Shading, b: Shading): boolean {
  if ('grey' in a) return 'grey' in b && a.grey.window === b.grey.window && a.grey.invert === b.grey.invert
  return !('grey' in b) && a.colour === b.colour
}

const times = ([x, y, z]: Vector3, n: number): Vector3 => [x * n, y * n, z * n]
const close = (a: Vector3, b: Vector3) => a.every((mm, axis) => Math.abs(mm - (b[axis as 0] as number)) < CLOSE_MM)
