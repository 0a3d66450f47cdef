// From modality values of a cut to display pixels: grey by the same grey-scale as single slices, a second volume blended over it in colour.
import { greyOf, type Window } from '#shared/domain/windowing.ts'

export interface GreyShading {
  window: Window
  /** Final polarity. */
  invert: boolean
}

export interface ColourShading {
  /** Values of the second volume at which the scale begins and ends. */
  low: number
  high: number
  /** RGB, 256 x 3. */
  table: Uint8Array
  /** Share of the colour at the scale's end; towards its beginning the picture below shows through more. */
  opacity: number
}

const IDENTITY = { slope: 1, intercept: 0 }
const BLACK = 0xff000000

/** @param out one word per sample, little endian ABGR */
export function paintGrey(values: Float32Array, { window, invert }: GreyShading, out: Uint32Array): void {
  for (let i = 0; i < out.length; i++) {
    const v = values[i] as number
    // Not a number: nothing was scanned there. Black, never a grey that looks like tissue.
    if (Number.isNaN(v)) out[i] = BLACK
    else {
      const g = greyOf(v, IDENTITY, window, invert)
      out[i] = (BLACK | (g << 16) | (g << 8) | g) >>> 0
    }
  }
}

/** Colour alone, for a volume without another below it. */
export function paintColour(values: Float32Array, { low, high, table }: ColourShading, out: Uint32Array): void {
  const step = 255 / Math.max(1e-9, high - low)
  for (let i = 0; i < out.length; i++) {
    const v = values[i] as number
    const n = Number.isNaN(v) ? 0 : level(v, low, step) * 3
    out[i] = (BLACK | ((table[n + 2] as number) << 16) | ((table[n + 1] as number) << 8) | (table[n] as number)) >>> 0
  }
}

/** Lays the second volume over words that are painted already. */
export function blendColour(values: Float32Array, { low, high, table, opacity }: ColourShading, out: Uint32Array): void {
  const step = 255 / Math.max(1e-9, high - low)
  for (let i = 0; i < out.length; i++) {
    const v = values[i] as number
    if (Number.isNaN(v) || v <= low) continue
    const n = level(v, low, step)
    // From nothing at the beginning to all of it in the middle of the scale: background uptake does not veil the anatomy.
    const share = opacity * Math.min(1, n / 128)
    const word = out[i] as number
    const keep = 1 - share
    const r = (word & 255) * keep + (table[n * 3] as number) * share
    const g = ((word >>> 8) & 255) * keep + (table[n * 3 + 1] as number) * share
    const b = ((word >>> 16) & 255) * keep + (table[n * 3 + 2] as number) * share
    out[i] = (BLACK | ((b + 0.5) << 16) | ((g + 0.5) << 8) | (r + 0.5)) >>> 0
  }
}

function level(value: number, low: number, step: number): number {
  const n = ((value - low) * step + 0.5) | 0
  return n < 0 ? 0 : n > 255 ? 255 : n
}
