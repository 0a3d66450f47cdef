// A saved view (part of an anchor) as the place where a viewport opens. Pure.
import type { SavedView } from '#shared/domain/annotation.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import { isUsableWindow, voiFunctionOf, type Window } from '#shared/domain/windowing.ts'
import type { StackFrame } from './stack.ts'
import type { OpenAt, ViewportSnapshot } from './viewportState.ts'

/** @param frame the slice at `index`; its VOI function goes with the saved centre and width */
export function openAtView(index: number, frame: StackFrame, view: SavedView | null): OpenAt {
  if (!view) return { index }
  const window: Window = { center: view.windowCenter, width: view.windowWidth, voiFunction: voiFunctionOf(frame.instance.VOILUTFunction) }
  const plane = imagePlane(frame.instance)
  return {
    index,
    invert: view.invert,
    ...(view.turn ? { turn: view.turn } : {}),
    ...(isUsableWindow(window) ? { window } : {}),
    ...(plane && view.centre ? { camera: { scale: view.zoom, centre: plane.toPixel(view.centre), ...(view.fit === undefined ? {} : { fit: view.fit }) } } : {}),
  }
}

/** The same place seen as the reader sees the stack now: zoom, middle and turn stay. */
export function keepingCamera({ camera: _, ...at }: OpenAt, { camera, isFitted }: Pick<ViewportSnapshot, 'camera' | 'isFitted'>): OpenAt {
  const { scale, centre, rotation, flipHorizontal, flipVertical } = camera
  return { ...at, turn: { rotation, flipHorizontal, flipVertical }, ...(isFitted ? {} : { camera: { scale, centre } }) }
}
