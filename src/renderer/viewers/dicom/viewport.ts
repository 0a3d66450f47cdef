// One viewport's state: which slice, how it is windowed and where the camera stands. Draws at once when anything changes;
// React only reads snapshots. What is on the canvas and what the texts say is always the same slice (`shown`).
import { autoWindow } from '#shared/domain/autoWindow.ts'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import { displaySpacing, spacingAttributes } from '#shared/domain/measuring.ts'
import { modalityValue, recordedWindow, rescaleOf, windowOfTable, type Window } from '#shared/domain/windowing.ts'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { PET_HIGH_SUV, suvFactor, suvScale } from '#shared/domain/suvScale.ts'
import { bringingIntoView, fitted, UPRIGHT, type Camera, type ImageShape, type Size } from './camera.ts'
import type { Picture, Surface } from './engine/canvasSurface.ts'
import type { FrameState, FrameStore } from './loading/frameStore.ts'
import type { LoadFailure } from '#shared/codecs/loadFailure.ts'
import type { StackFrame } from './stack.ts'
import { emptySnapshot, type OpenAt, type Probe, recordedRate, spanOf, type ViewportSnapshot } from './viewportState.ts'

export type Viewport = ReturnType<typeof createViewport>

export function createViewport(surface: Surface, store: FrameStore, modality: string) {
  const owner = {}
  const listeners = new Set<() => void>()
  let state: ViewportSnapshot = emptySnapshot()
  let direction: 1 | -1 = 1
  let picture: DecodedFrame | null = null
  let disposed = false
  /** Scale as a multiple of the whole image's, kept over sizes until somebody zooms or pans; null = none was asked for. */
  let relative: number | null = null

  function change(patch: Partial<ViewportSnapshot>, redraw = true): void {
    state = { ...state, ...patch }
    if (redraw) draw()
    for (const listener of listeners) listener()
  }

  function open(frames: readonly StackFrame[], at: OpenAt): void {
    picture = null
    state = {
      ...emptySnapshot(),
      size: state.size,
      frames,
      invert: at.invert ?? modality === 'PT',
      window: at.window ?? null,
      windowOrigin: at.window ? 'reader' : 'automatic',
      framesPerSecond: recordedRate(frames[0]),
      suv: modality === 'PT' ? suvScale(frames.map(({ instance }) => instance)) : null,
    }
    surface.clear()
    const shape = shapeAt(at.index)
    const turned = { ...UPRIGHT, ...at.turn }
    relative = at.camera?.fit ?? null
    if (at.camera) state = { ...state, isFitted: false, camera: { ...turned, centre: at.camera.centre, scale: (shape && relativeScale(turned, shape, state.size)) ?? at.camera.scale } }
    else if (shape) state = { ...state, camera: fitted(turned, shape, state.size) }
    goTo(at.index)
  }

  function relativeScale(camera: Camera, shape: ImageShape, size: Size): number | null {
    return relative === null ? null : relative * fitted(camera, shape, size).scale
  }

  function shapeAt(index: number): ImageShape | null {
    const instance = state.frames[index]?.instance
    if (!instance) return null
    const spacing = displaySpacing(spacingAttributes(instance, modality))
    return { rows: instance.Rows, columns: instance.Columns, aspect: spacing ? spacing.rows / spacing.columns : 1 }
  }

  /** Shows a slice now if it is decoded, otherwise when it is; a later call overtakes an earlier one. */
  function goTo(wanted: number): void {
    const index = Math.min(state.frames.length - 1, Math.max(0, wanted))
    const frame = state.frames[index]
    if (!frame || disposed) return
    direction = index >= state.index ? 1 : -1
    state = { ...state, index }
    store.prefetch(owner, state.frames, index, direction)
    const now = store.peek(frame)
    if (now.status !== 'waiting') {
      land(index, now)
      return
    }
    change({}, false)
    void store.want(frame).then((then) => {
      if (disposed || state.frames[state.index] !== frame) return
      land(index, then)
    })
  }

  function land(index: number, result: FrameState): void {
    if (result.status === 'ready') show(index, result.frame)
    else if (result.status === 'failed') fail(index, result.failure)
  }

  function show(index: number, frame: DecodedFrame): void {
    picture = frame
    const isColour = frame.samples === 3
    const patch: Partial<ViewportSnapshot> = { shown: index, failure: null, isColour }
    if (!state.window && !isColour) Object.assign(patch, firstWindow(index, frame))
    const shape = shapeAt(index)
    if (state.isFitted && shape) patch.camera = fitted(state.camera, shape, state.size)
    else if (shape) patch.camera = sameTissue(state.camera, shape.columns, state.shown === null ? undefined : state.frames[state.shown])
    change(patch)
  }

  /** Another level of a slide is another number of pixels for the same tissue: the camera stays over it. */
  function sameTissue(camera: Camera, columns: number, before: StackFrame | undefined): Camera {
    if (!before?.slide || before.instance.Columns === columns) return camera
    const by = columns / before.instance.Columns
    const [x, y] = camera.centre
    return { ...camera, scale: camera.scale / by, centre: [(x + 0.5) * by - 0.5, (y + 0.5) * by - 0.5] }
  }

  function fail(index: number, failure: LoadFailure): void {
    picture = null
    surface.clear()
    change({ shown: index, failure })
  }

  function firstWindow(index: number, frame: DecodedFrame): Pick<ViewportSnapshot, 'window' | 'windowOrigin' | 'voiLut'> {
    const instance = state.frames[index]?.instance
    const [table] = state.frames[index]?.presentation?.voiLuts ?? []
    if (table) return { window: windowOfTable(table), windowOrigin: 'recorded', voiLut: 0 }
    return { ...firstLinear(index, frame, instance), voiLut: null }
  }

  function firstLinear(index: number, frame: DecodedFrame, instance: ImagingInstance | undefined): Pick<ViewportSnapshot, 'window' | 'windowOrigin'> {
    // PET is read from 0 to 10 SUV wherever its uptake can be computed (look note §3).
    const factor = suvFactor(state.suv)
    if (factor !== null) return { window: { center: PET_HIGH_SUV / 2 / factor, width: PET_HIGH_SUV / factor, voiFunction: 'LINEAR_EXACT' }, windowOrigin: 'recorded' }
    const recorded = instance && recordedWindow(instance)
    return recorded ? { window: recorded, windowOrigin: 'recorded' } : { window: windowFromValues(index, frame), windowOrigin: 'automatic' }
  }

  function windowFromValues(index: number, frame: DecodedFrame): Window | null {
    const instance = state.frames[index]?.instance
    if (!instance) return null
    const table = state.frames[index]?.presentation?.modalityLut
    // Behind a table the spread of stored values says nothing: the window spans what the table gives.
    if (table) return spanOf(table.values)
    return autoWindow(frame.values, rescaleOf(instance), instance.PixelPaddingValue, modality)
  }

  function draw(): void {
    const now = pictureNow()
    if (!now || state.size.width === 0) surface.clear()
    else surface.draw(now)
  }

  /** What is drawn, all of it; null when nothing is. */
  function pictureNow(): Picture | null {
    const index = state.shown
    const instance = index === null ? undefined : state.frames[index]?.instance
    const shape = index === null ? null : shapeAt(index)
    if (!picture || !instance || !shape) return null
    const invert = state.invert !== (instance.PhotometricInterpretation === 'MONOCHROME1')
    const window = state.window ?? { center: 128, width: 256, voiFunction: 'LINEAR' as const }
    const frame = state.frames[index as number] as StackFrame
    const { presentation } = frame
    const lookups = presentation ? { modalityLut: presentation.modalityLut, voiLut: state.voiLut === null ? null : (presentation.voiLuts[state.voiLut] ?? null) } : null
    return {
      frame: picture,
      shape,
      camera: state.camera,
      shading: { rescale: rescaleOf(instance), window, invert, lookups },
      overlays: presentation && presentation.overlays.length > 0 ? { planes: presentation.overlays, frame: frame.frame } : null,
    }
  }

  /** Modality value and value as stored under an image point of the shown slice; null outside or for colour. */
  function probeAt([column, row]: readonly [number, number]): Probe | null {
    const frame = state.shown === null ? undefined : state.frames[state.shown]
    const c = Math.round(column)
    const r = Math.round(row)
    if (!picture || !frame || picture.samples === 3 || c < 0 || r < 0 || c >= picture.columns || r >= picture.rows) return null
    const stored = picture.values[r * picture.columns + c] as number
    return { stored, value: modalityValue(stored, rescaleOf(frame.instance), frame.presentation?.modalityLut ?? null) }
  }

  function resize(size: Size): void {
    surface.resize(size)
    const shape = shapeAt(state.shown ?? state.index)
    const scale = shape && relativeScale(state.camera, shape, size)
    change({ size, ...(state.isFitted && shape ? { camera: fitted(state.camera, shape, size) } : scale ? { camera: { ...state.camera, scale } } : {}) })
  }

  function setCamera(camera: Camera, isFitted = false): void {
    relative = null
    change({ camera, isFitted })
  }

  /** @param points of the image that must be seen */
  function bringIntoView(points: readonly (readonly [number, number])[]): void {
    const shape = shapeAt(state.shown ?? state.index)
    const camera = shape && bringingIntoView(state.camera, shape, state.size, points)
    if (camera && camera !== state.camera) setCamera(camera)
  }

  function fitImage(): void {
    const shape = shapeAt(state.shown ?? state.index)
    if (shape) setCamera(fitted(state.camera, shape, state.size), true)
  }

  function setWindow(window: Window): void {
    if (!state.isColour) change({ window, windowOrigin: 'reader', voiLut: null })
  }

  function autoWindowNow(): void {
    const window = picture && state.shown !== null ? windowFromValues(state.shown, picture) : null
    if (window && !state.isColour) change({ window, windowOrigin: 'automatic', voiLut: null })
  }

  /** Window, polarity and camera as when the stack was opened; the slice stays. */
  function reset(): void {
    const patch: Partial<ViewportSnapshot> = { invert: modality === 'PT', camera: UPRIGHT, isFitted: true }
    if (picture && state.shown !== null && !state.isColour) Object.assign(patch, firstWindow(state.shown, picture))
    state = { ...state, ...patch }
    fitImage()
  }

  function retry(): void {
    const frame = state.frames[state.index]
    if (frame) store.retry(frame)
    goTo(state.index)
  }

  function dispose(): void {
    disposed = true
    store.release(owner)
    surface.dispose()
    listeners.clear()
  }

  return {
    open,
    goTo,
    scrollBy: (delta: number) => goTo(state.index + delta),
    resize,
    setCamera,
    bringIntoView,
    fit: fitImage,
    setWindow,
    /** The object's own table instead of a window; @param n its place among them */
    setVoiLut: (n: number) => {
      const table = state.frames[state.shown ?? state.index]?.presentation?.voiLuts[n]
      if (table) change({ voiLut: n, window: windowOfTable(table), windowOrigin: 'recorded' })
    },
    autoWindow: autoWindowNow,
    setInvert: (invert: boolean) => change({ invert }),
    setPlaying: (isPlaying: boolean) => change({ isPlaying: isPlaying && state.frames.length > 1 }, false),
    setRate: (framesPerSecond: number) => change({ framesPerSecond: Math.min(60, Math.max(1, framesPerSecond)) }, false),
    reset,
    retry,
    shapeAt,
    picture: pictureNow,
    probeAt,
    /** As `probeAt`, the modality value only. */
    valueAt: (at: readonly [number, number]): number | null => probeAt(at)?.value ?? null,
    snapshot: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose,
  }
}
