// One viewport's state: which slice, how it is windowed and where the camera stands. Draws at once when anything changes;
// React only reads snapshots. What is on the canvas and what the texts say is always the same slice (`shown`).
import { autoWindow } from '#shared/domain/autoWindow.ts'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import { displaySpacing, spacingAttributes } from '#shared/domain/measuring.ts'
import { recordedWindow, rescaleOf, type Window } from '#shared/domain/windowing.ts'
import { fitted, UPRIGHT, type Camera, type ImageShape, type Size } from './camera.ts'
import type { Surface } from './engine/canvasSurface.ts'
import type { FrameState, FrameStore } from './loading/frameStore.ts'
import type { LoadFailure } from '#shared/codecs/loadFailure.ts'
import type { StackFrame } from './stack.ts'

export interface ViewportSnapshot {
  frames: readonly StackFrame[]
  /** The slice that is asked for. */
  index: number
  /** The slice that is on the canvas; null while nothing is. */
  shown: number | null
  failure: LoadFailure | null
  camera: Camera
  /** The camera follows the size of the viewport until somebody zooms or pans. */
  isFitted: boolean
  size: Size
  /** Window in use; null until the first slice is there or for colour. */
  window: Window | null
  /** Where it comes from: the reader, the file, or the values of the first slice. */
  windowOrigin: 'reader' | 'recorded' | 'automatic'
  invert: boolean
  isColour: boolean
  isPlaying: boolean
  framesPerSecond: number
}

export interface OpenAt {
  index: number
  window?: Window
  invert?: boolean
  /** CSS pixels per image column and the image point in the middle; none = whole image. */
  camera?: { scale: number; centre: readonly [number, number] }
}

export type Viewport = ReturnType<typeof createViewport>

export function createViewport(surface: Surface, store: FrameStore, modality: string) {
  const owner = {}
  const listeners = new Set<() => void>()
  let state: ViewportSnapshot = emptySnapshot()
  let direction: 1 | -1 = 1
  let picture: DecodedFrame | null = null
  let disposed = false

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
    }
    surface.clear()
    const shape = shapeAt(at.index)
    if (at.camera) state = { ...state, isFitted: false, camera: { ...UPRIGHT, ...at.camera } }
    else if (shape) state = { ...state, camera: fitted(UPRIGHT, shape, state.size) }
    goTo(at.index)
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
    change(patch)
  }

  function fail(index: number, failure: LoadFailure): void {
    picture = null
    surface.clear()
    change({ shown: index, failure })
  }

  function firstWindow(index: number, frame: DecodedFrame): Pick<ViewportSnapshot, 'window' | 'windowOrigin'> {
    const instance = state.frames[index]?.instance
    const recorded = instance && recordedWindow(instance)
    return recorded ? { window: recorded, windowOrigin: 'recorded' } : { window: windowFromValues(index, frame), windowOrigin: 'automatic' }
  }

  function windowFromValues(index: number, frame: DecodedFrame): Window | null {
    const instance = state.frames[index]?.instance
    return instance ? autoWindow(frame.values, rescaleOf(instance), instance.PixelPaddingValue, modality) : null
  }

  function draw(): void {
    const index = state.shown
    const instance = index === null ? undefined : state.frames[index]?.instance
    const shape = index === null ? null : shapeAt(index)
    if (!picture || !instance || !shape || state.size.width === 0) {
      surface.clear()
      return
    }
    const invert = state.invert !== (instance.PhotometricInterpretation === 'MONOCHROME1')
    const window = state.window ?? { center: 128, width: 256, voiFunction: 'LINEAR' as const }
    surface.draw({ frame: picture, shape, camera: state.camera, shading: { rescale: rescaleOf(instance), window, invert } })
  }

  function resize(size: Size): void {
    surface.resize(size)
    const shape = shapeAt(state.shown ?? state.index)
    change({ size, ...(state.isFitted && shape ? { camera: fitted(state.camera, shape, size) } : {}) })
  }

  function setCamera(camera: Camera, isFitted = false): void {
    change({ camera, isFitted })
  }

  function fitImage(): void {
    const shape = shapeAt(state.shown ?? state.index)
    if (shape) setCamera(fitted(state.camera, shape, state.size), true)
  }

  function setWindow(window: Window): void {
    if (!state.isColour) change({ window, windowOrigin: 'reader' })
  }

  function autoWindowNow(): void {
    const window = picture && state.shown !== null ? windowFromValues(state.shown, picture) : null
    if (window && !state.isColour) change({ window, windowOrigin: 'automatic' })
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
    fit: fitImage,
    setWindow,
    autoWindow: autoWindowNow,
    setInvert: (invert: boolean) => change({ invert }),
    setPlaying: (isPlaying: boolean) => change({ isPlaying: isPlaying && state.frames.length > 1 }, false),
    setRate: (framesPerSecond: number) => change({ framesPerSecond: Math.min(60, Math.max(1, framesPerSecond)) }, false),
    reset,
    retry,
    shapeAt,
    /** Stored value under an image point of the shown slice, in modality units; null outside or for colour. */
    valueAt: ([column, row]: readonly [number, number]): number | null => {
      const instance = state.shown === null ? undefined : state.frames[state.shown]?.instance
      const c = Math.round(column)
      const r = Math.round(row)
      if (!picture || !instance || picture.samples === 3 || c < 0 || r < 0 || c >= picture.columns || r >= picture.rows) return null
      const { slope, intercept } = rescaleOf(instance)
      return (picture.values[r * picture.columns + c] as number) * slope + intercept
    },
    snapshot: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    dispose,
  }
}

/** The rate the file records; 10 per second when it records none. */
function recordedRate(frame: StackFrame | undefined): number {
  const ms = frame?.instance.frameTimeMs
  return ms && ms > 0 ? Math.min(60, Math.max(1, 1000 / ms)) : 10
}

function emptySnapshot(): ViewportSnapshot {
  return {
    frames: [],
    index: 0,
    shown: null,
    failure: null,
    camera: UPRIGHT,
    isFitted: true,
    size: { width: 0, height: 0 },
    window: null,
    windowOrigin: 'automatic',
    invert: false,
    isColour: false,
    isPlaying: false,
    framesPerSecond: 10,
  }
}
