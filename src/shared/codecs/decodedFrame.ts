// What a decoder hands over: stored values of one frame, before any rescale or window. Knows no file and no display.
import type { StoredValues } from '../domain/windowing.ts'

export interface DecodedFrame {
  rows: number
  columns: number
  /** 3 = RGB, 8 bit, interleaved; everything else is one value per pixel. */
  samples: 1 | 3
  values: StoredValues
  /** Smallest and largest stored value (0 and 255 for colour). */
  min: number
  max: number
}
