// What a viewer shows at this moment, as other parts of the room take it up. Pure.
import { imagePlane } from '#shared/domain/imagePlane.ts'
import type { Measurement } from '#shared/domain/annotation.ts'
import { middleOf } from '#shared/domain/lesionProposal.ts'
import { drawingPlaneOf } from '#shared/domain/planeMeasurement.ts'
import type { Vector3 } from '#shared/domain/vector.ts'
import type { Window } from '#shared/domain/windowing.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { PlaneAxes } from '../../viewers/dicom/volume/planes.ts'
import type { StackFrame } from '../../viewers/dicom/stack.ts'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import { imageAnchor } from './marks.ts'
import { placeOf, type StackEntry } from './panes.ts'
import type { PlanesLook } from './planes/planesLook.ts'
import type { SeenNow } from './stageState.ts'

export function frameOf(snapshot: ViewportSnapshot | null): StackFrame | undefined {
  return snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown] : undefined
}

/** Where three planes begin. */
export interface PlanesStart {
  centre: Vector3 | null
  window: Window | null
  /** The plane something was drawn on; null = the volume's own planes. */
  axes: PlaneAxes | null
  /** As they were left; wins over the rest. */
  look?: PlanesLook | null
}

/** Where a mark lies, in the plane it was drawn on. */
export function planesStartOfMark(measurement: Measurement): PlanesStart {
  return { centre: middleOf(measurement), window: null, axes: drawingPlaneOf(measurement) }
}

/** At the middle of the slice, with the reader's own window. */
export function planesStartOf(snapshot: ViewportSnapshot | null): PlanesStart {
  const frame = frameOf(snapshot)
  const plane = frame && imagePlane(frame.instance)
  const centre = frame && plane ? plane.toPatient([(frame.instance.Columns - 1) / 2, (frame.instance.Rows - 1) / 2]) : null
  return { centre, window: snapshot?.windowOrigin === 'reader' ? snapshot.window : null, axes: null }
}

/** Slice and window; the camera is left out, because another layout has another size. */
export function seenOf(snapshot: ViewportSnapshot | null, handle: ViewportHandle | null, entry: StackEntry | null): SeenNow {
  const frame = frameOf(snapshot)
  if (!handle || !frame || !entry) return { anchor: null, near: null }
  const view = handle.savedView()
  const depthMm = imagePlane(frame.instance)?.depth
  return {
    anchor: imageAnchor(placeOf(entry), frame, view && { ...view, centre: null }),
    near: depthMm === undefined ? null : { depthMm, window: snapshot?.window ?? null },
  }
}
