// An image's view as it travels between windows of different size, and how a follower's viewport glides to it.
import { z } from 'zod'
import { fitted } from '../../viewers/dicom/camera.ts'
import { indexOfFrame, type StackFrame } from '../../viewers/dicom/stack.ts'
import type { Viewport } from '../../viewers/dicom/viewport.ts'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'

/** How an image is seen, free of the size of a window: `zoom` 1 = the whole image fits. */
export const SharedView = z.object({
  SOPInstanceUID: z.string(),
  frame: z.number(),
  center: z.number().nullable(),
  width: z.number().nullable(),
  /** The object's own table that is used instead of the window, by its place among them. */
  voiLut: z.number().int().nullable().default(null),
  invert: z.boolean(),
  zoom: z.number(),
  centre: z.tuple([z.number(), z.number()]),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]).default(0),
  flipHorizontal: z.boolean().default(false),
  flipVertical: z.boolean().default(false),
})
export type SharedView = z.infer<typeof SharedView>

/** As long as one word of the presenter lasts, and a little: the next one arrives before the glide ends. */
const GLIDE_MS = 60

export function sharedViewOf({ frames, index, camera, size, window, voiLut, invert, isColour }: ViewportSnapshot): SharedView | null {
  const frame = frames[index]
  if (!frame || size.width === 0) return null
  const fit = fitScale(frame, size)
  return {
    SOPInstanceUID: frame.instance.SOPInstanceUID,
    frame: frame.frame,
    center: isColour ? null : (window?.center ?? null),
    width: isColour ? null : (window?.width ?? null),
    voiLut,
    invert,
    zoom: camera.scale / fit,
    centre: [camera.centre[0], camera.centre[1]],
    rotation: camera.rotation,
    flipHorizontal: camera.flipHorizontal,
    flipVertical: camera.flipVertical,
  }
}

function fitScale({ instance }: StackFrame, size: ViewportSnapshot['size']): number {
  const whole = { rows: instance.Rows, columns: instance.Columns, aspect: 1 }
  return fitted({ centre: [0, 0], scale: 1, rotation: 0, flipHorizontal: false, flipVertical: false }, whole, size).scale
}

const EXACT = ['SOPInstanceUID', 'frame', 'invert', 'voiLut', 'rotation', 'flipHorizontal', 'flipVertical'] as const

/** Whether anybody would see a difference. */
export function viewsDiffer(a: SharedView | null, b: SharedView | null): boolean {
  if (!a || !b) return a !== b
  if (EXACT.some((key) => a[key] !== b[key])) return true
  const far = (x: number | null, y: number | null, by: number) => (x === null || y === null ? x !== y : Math.abs(x - y) > by)
  return far(a.center, b.center, 0.5) || far(a.width, b.width, 0.5) || far(a.zoom, b.zoom, 0.002) || far(a.centre[0], b.centre[0], 0.25) || far(a.centre[1], b.centre[1], 0.25)
}

/** @param view without a window it asks for none */
function isSeenAs(now: SharedView | null, view: SharedView): boolean {
  return now !== null && !viewsDiffer(now, view.center === null ? { ...view, center: now.center, width: now.width } : view)
}

/**
 * Brings a viewport to a view: the slice at once, place, zoom and window over a few frames; at once where motion is not wanted.
 * @param done called when it has arrived
 * @returns stops it where it is
 */
export function applyView(viewport: Viewport, frames: readonly StackFrame[], view: SharedView, done: () => void): () => void {
  const index = indexOfFrame(frames, view)
  if (index >= 0) viewport.goTo(index)
  if (viewport.snapshot().invert !== view.invert) viewport.setInvert(view.invert)
  const from = viewport.snapshot()
  const frame = frames[from.index]
  if (!frame) {
    done()
    return () => undefined
  }
  // Scrolling moves nothing else: no glide, no redrawing, and a picture that fits its pane goes on fitting it.
  if (isSeenAs(sharedViewOf(from), view)) {
    done()
    return () => undefined
  }
  const scale = view.zoom * fitScale(frame, from.size)
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const begun = performance.now()
  let request = 0
  const step = (now: number) => {
    const part = still ? 1 : Math.min(1, (now - begun) / GLIDE_MS)
    const between = (a: number, b: number) => a + (b - a) * part
    const { rotation, flipHorizontal, flipVertical } = view
    const { camera, window } = from
    viewport.setCamera({ ...camera, rotation, flipHorizontal, flipVertical, scale: between(camera.scale, scale), centre: [between(camera.centre[0], view.centre[0]), between(camera.centre[1], view.centre[1])] })
    if (view.voiLut !== null) viewport.setVoiLut(view.voiLut)
    else if (view.center !== null && view.width !== null && window) viewport.setWindow({ ...window, center: between(window.center, view.center), width: between(window.width, view.width) })
    if (part < 1) request = requestAnimationFrame(step)
    else done()
  }
  step(begun)
  return () => cancelAnimationFrame(request)
}
