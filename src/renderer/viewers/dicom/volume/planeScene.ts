// Everything that decides what a plane's picture is, but its size.
import type { Slab, Volume } from '#shared/domain/reslice.ts'
import type { Vector3 } from '#shared/domain/vector.ts'
import type { ColourShading, GreyShading } from './planePainter.ts'
import type { PlaneAxes, PlaneView } from './planes.ts'

export interface PlaneScene {
  base: { volume: Volume; shading: { grey: GreyShading } | { colour: ColourShading } }
  /** A second volume over the first; `shift` moves it in the patient, mm. */
  over: { volume: Volume; shading: ColourShading; shift: Vector3 } | null
  axes: PlaneAxes
  view: PlaneView
  centre: Vector3
  slab: Slab
  /** The whole volume projected: nearest voxels, coarser samples. */
  isProjection: boolean
  /** Slices are still on their way: what is drawn now is drawn again in a moment. */
  isComing: boolean
  /** Changes when slices have arrived. */
  version: number
}
