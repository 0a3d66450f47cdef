// How a slice is seen now, as it is kept with a mark or a place.
import type { SavedView } from '#shared/domain/annotation.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import { isTurned } from '#shared/domain/pictureTurn.ts'
import { fitted } from './camera.ts'
import type { Viewport } from './viewport.ts'

/** null before the first slice and for colour. */
export function savedViewOf(viewport: Viewport | null): SavedView | null {
  const snapshot = viewport?.snapshot()
  if (!snapshot?.window || snapshot.shown === null) return null
  const instance = snapshot.frames[snapshot.shown]?.instance
  const plane = instance ? imagePlane(instance) : null
  const shape = viewport?.shapeAt(snapshot.shown) ?? null
  const { rotation, flipHorizontal, flipVertical } = snapshot.camera
  return {
    windowCenter: snapshot.window.center,
    windowWidth: snapshot.window.width,
    zoom: snapshot.camera.scale,
    ...(shape && snapshot.size.width > 0 ? { fit: snapshot.camera.scale / fitted(snapshot.camera, shape, snapshot.size).scale } : {}),
    centre: plane ? plane.toPatient([...snapshot.camera.centre]) : null,
    invert: snapshot.invert,
    ...(isTurned(snapshot.camera) ? { turn: { rotation, flipHorizontal, flipVertical } } : {}),
  }
}
