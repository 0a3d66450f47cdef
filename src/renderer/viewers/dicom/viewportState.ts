// What a viewport knows of itself at a moment, and how it begins.
import type { LoadFailure } from '#shared/codecs/loadFailure.ts'
import type { SuvRefusal } from '#shared/domain/suv.ts'
import type { SuvScale } from '#shared/domain/suvScale.ts'
import type { Window } from '#shared/domain/windowing.ts'
import { UPRIGHT, type Camera, type Size } from './camera.ts'
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
  /** The object's own VOI lookup table in use; null = the window. */
  voiLut: number | null
  invert: boolean
  isColour: boolean
  /** How PET values are said as uptake, or why they cannot be; null for other modalities. */
  suv: SuvScale | SuvRefusal | null
  isPlaying: boolean
  framesPerSecond: number
}

export interface Probe {
  /** Modality units. */
  value: number
  stored: number
}

export interface OpenAt {
  index: number
  window?: Window
  invert?: boolean
  /** CSS pixels per image column and the image point in the middle; none = whole image. `fit` wins over `scale`: 1 = the whole image, whatever the size. */
  camera?: { scale: number; centre: readonly [number, number]; fit?: number }
  /** How the picture is turned; none = as stored. */
  turn?: Pick<Camera, 'rotation' | 'flipHorizontal' | 'flipVertical'>
}

/** A window over all values of a table. */
export function spanOf(values: readonly number[]): Window {
  const [low, high] = values.reduce(([a, b], v) => [Math.min(a, v), Math.max(b, v)], [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
  return { center: (low + high) / 2, width: Math.max(1, high - low), voiFunction: 'LINEAR_EXACT' }
}

/** The rate the file records; 10 per second when it records none. */
export function recordedRate(frame: StackFrame | undefined): number {
  const ms = frame?.instance.frameTimeMs
  return ms && ms > 0 ? Math.min(60, Math.max(1, 1000 / ms)) : 10
}

export function emptySnapshot(): ViewportSnapshot {
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
    voiLut: null,
    invert: false,
    isColour: false,
    suv: null,
    isPlaying: false,
    framesPerSecond: 10,
  }
}
