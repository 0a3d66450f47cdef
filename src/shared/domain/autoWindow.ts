// A window for a frame that records none: from its own values, without what lies outside the field of view.
import type { Rescale, StoredValues, Window } from './windowing.ts'

const BINS = 4096
/** Below air no tissue exists; scanners fill the corners with -2000, -3024 and others, whatever PixelPaddingValue says. */
const CT_FLOOR_HU = -1024
const LOW_SHARE = 0.005
const HIGH_SHARE = 0.995
/** So much of a frame at one lowest value, with a gap above it, is background and not tissue. */
const BACKGROUND_SHARE = 0.1

/**
 * Window from the 0.5th to the 99.5th percentile of the frame's modality values.
 * Leaves out PixelPaddingValue, for CT everything below -1024 HU, and a lowest value that fills a tenth of the frame with a gap above.
 * @param paddingStored PixelPaddingValue in stored values
 * @returns LINEAR_EXACT window in modality values; width 1 for a frame of one value
 */
export function autoWindow(values: StoredValues, rescale: Rescale, paddingStored: number | null, modality: string): Window {
  const floor = modality === 'CT' ? CT_FLOOR_HU : Number.NEGATIVE_INFINITY
  const keep = (stored: number) =>
    Number.isFinite(stored) && stored !== paddingStored && stored * rescale.slope + rescale.intercept >= floor
  const all = spread(values, keep)
  if (!all) return { center: 0, width: 1, voiFunction: 'LINEAR_EXACT' }
  const background = backgroundValue(values, keep, all)
  const range = background === null ? all : (spread(values, (v) => keep(v) && v !== background) ?? all)
  const kept = background === null ? keep : (v: number) => keep(v) && v !== background
  const [low, high] = percentiles(values, kept, range)
  const a = low * rescale.slope + rescale.intercept
  const b = high * rescale.slope + rescale.intercept
  const width = Math.abs(b - a)
  return { center: (a + b) / 2, width: width > 0 ? width : 1, voiFunction: 'LINEAR_EXACT' }
}

interface Range {
  min: number
  max: number
  count: number
}

function spread(values: StoredValues, keep: (v: number) => boolean): Range | null {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let count = 0
  for (const v of values) {
    if (!keep(v)) continue
    count++
    if (v < min) min = v
    if (v > max) max = v
  }
  return count > 0 ? { min, max, count } : null
}

function backgroundValue(values: StoredValues, keep: (v: number) => boolean, { min, max, count }: Range): number | null {
  let atMin = 0
  let next = Number.POSITIVE_INFINITY
  for (const v of values) {
    if (!keep(v)) continue
    if (v === min) atMin++
    else if (v < next) next = v
  }
  return atMin >= count * BACKGROUND_SHARE && next - min > (max - min) * 0.05 && next < max ? min : null
}

function percentiles(values: StoredValues, keep: (v: number) => boolean, { min, max, count }: Range): [number, number] {
  if (max === min) return [min, max]
  const step = (max - min) / (BINS - 1)
  const bins = new Uint32Array(BINS)
  for (const v of values) if (keep(v)) bins[Math.round((v - min) / step)] = (bins[Math.round((v - min) / step)] as number) + 1
  const at = (share: number) => {
    let seen = 0
    for (let n = 0; n < BINS; n++) {
      seen += bins[n] as number
      if (seen >= count * share) return min + n * step
    }
    return max
  }
  const low = at(LOW_SHARE)
  const high = at(HIGH_SHARE)
  return high > low ? [low, high] : [min, max]
}
