// Turns a decoded frame into display pixels with our own tested grey-scale (shared/domain/windowing). Knows no camera.
// The engine's own CPU path knows only LINEAR windows and whole-numbered pixels (decision 0005), therefore this painter stands in for it.
import type { OverlayPlane } from '#shared/domain/presentation.ts'
import { greyOf, greyTable, type Lookups, lookedUpTable, type Rescale, type Window } from '#shared/domain/windowing.ts'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'

/** Tables above this many entries cost more than they save. */
const MAX_TABLE = 1 << 17

export interface Shading {
  rescale: Rescale
  window: Window
  /** Final polarity: MONOCHROME1 and the reader's own inversion together. */
  invert: boolean
  /** Tables the object carries; null = rescale and window. */
  lookups: Lookups | null
}

/**
 * Fills RGBA bytes of rows x columns.
 * @param out one 32-bit word per pixel, little endian ABGR
 */
export function paintPixels(frame: DecodedFrame, shading: Shading, out: Uint32Array): void {
  if (frame.samples === 3) paintColour(frame.values as Uint8Array, shading.invert, out)
  else if (Number.isInteger(frame.min) && frame.max - frame.min < MAX_TABLE && !isFloat(frame)) paintByTable(frame, shading, out)
  else paintByValue(frame, shading, out)
}

function isFloat(frame: DecodedFrame): boolean {
  return frame.values instanceof Float32Array || frame.values instanceof Float64Array
}

function paintByTable({ values, min, max }: DecodedFrame, { rescale, window, invert, lookups }: Shading, out: Uint32Array): void {
  const greys = lookups ? lookedUpTable(min, max, rescale, window, lookups, invert) : greyTable(min, max, rescale, window, invert)
  const words = new Uint32Array(greys.length)
  for (let n = 0; n < greys.length; n++) words[n] = grey(greys[n] as number)
  for (let i = 0; i < out.length; i++) out[i] = words[(values[i] as number) - min] as number
}

function paintByValue({ values }: DecodedFrame, { rescale, window, invert }: Shading, out: Uint32Array): void {
  for (let i = 0; i < out.length; i++) {
    const v = values[i] as number
    // Not a number = no value measured there: black, never a grey that looks like tissue.
    out[i] = Number.isNaN(v) ? 0xff000000 : grey(greyOf(v, rescale, window, invert))
  }
}

function paintColour(rgb: Uint8Array, invert: boolean, out: Uint32Array): void {
  const flip = invert ? 0xffffff : 0
  for (let i = 0, p = 0; i < out.length; i++, p += 3) {
    const word = (rgb[p] as number) | ((rgb[p + 1] as number) << 8) | ((rgb[p + 2] as number) << 16)
    out[i] = (word ^ flip) | 0xff000000
  }
}

function grey(g: number): number {
  return (0xff000000 | (g << 16) | (g << 8) | g) >>> 0
}

/** Sets the pixels of overlay planes; what lies outside the image is left out. @param frame first is 1 */
export function paintOverlays(overlays: readonly OverlayPlane[], frame: number, columns: number, rows: number, out: Uint32Array): void {
  for (const plane of overlays) {
    if (plane.frame !== null && plane.frame !== frame) continue
    for (let n = 0; n + 1 < plane.runs.length; n += 2) paintRun(plane, plane.runs[n] as number, plane.runs[n + 1] as number, columns, rows, out)
  }
}

const OVERLAY_WORD = 0xfff3f1ee

function paintRun(plane: OverlayPlane, start: number, length: number, columns: number, rows: number, out: Uint32Array): void {
  for (let i = start; i < start + length; i++) {
    const r = Math.floor(i / plane.columns) + plane.originRow - 1
    const c = (i % plane.columns) + plane.originColumn - 1
    if (r >= 0 && c >= 0 && r < rows && c < columns) out[r * columns + c] = OVERLAY_WORD
  }
}
