// Grey-scale of one frame: stored value -> modality value -> VOI -> polarity (H6). Pure numbers; knows no canvas and no codec.

import { type LookupTable, lookUp } from './presentation.ts'

export const VOI_FUNCTIONS = ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] as const
export type VoiFunction = (typeof VOI_FUNCTIONS)[number]

/** A window over modality values (HU, Bq/ml, ... whatever the rescale gives). */
export interface Window {
  center: number
  width: number
  voiFunction: VoiFunction
}

/** Modality LUT of one slice; PET rescales every slice by its own slope. */
export interface Rescale {
  slope: number
  intercept: number
}

export type StoredValues = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array

/** Windows by key as every reading room knows them; Hounsfield units, so for CT only. */
export const CT_PRESETS = [
  { id: 'softTissue', center: 40, width: 400 },
  { id: 'lung', center: -600, width: 1500 },
  { id: 'bone', center: 300, width: 1500 },
  { id: 'brain', center: 40, width: 80 },
  { id: 'liver', center: 60, width: 160 },
] as const
export type PresetId = (typeof CT_PRESETS)[number]['id']

/**
 * Display value of a modality value.
 * @returns 0..255, not rounded
 * @source DICOM PS3.3 C.11.2.1.2 (LINEAR), C.11.2.1.3.1 (SIGMOID), C.11.2.1.3.2 (LINEAR_EXACT)
 */
export function voiValue(x: number, { center, width, voiFunction }: Window): number {
  switch (voiFunction) {
    case 'SIGMOID':
      return 255 / (1 + Math.exp((-4 * (x - center)) / width))
    case 'LINEAR_EXACT':
      return ramp(x, center - width / 2, center + width / 2, (x - center) / width + 0.5)
    case 'LINEAR': {
      const half = (width - 1) / 2
      // Width 1 is legal and is a threshold; the slope is never asked for then.
      return ramp(x, center - 0.5 - half, center - 0.5 + half, (x - (center - 0.5)) / (width - 1) + 0.5)
    }
  }
}

function ramp(x: number, low: number, high: number, share: number): number {
  if (x <= low) return 0
  if (x > high) return 255
  return share * 255
}

/** Nearest of 0..255, halves up: one rule for table and pixel, so that both give the same picture. */
function shade(value: number, invert: boolean): number {
  const grey = Math.min(255, Math.max(0, Math.floor(value + 0.5)))
  return invert ? 255 - grey : grey
}

/** Whether a window can be applied: LINEAR needs a width of 1 or more, the others more than 0. */
export function isUsableWindow(window: Window): boolean {
  if (!Number.isFinite(window.center) || !Number.isFinite(window.width)) return false
  return window.voiFunction === 'LINEAR' ? window.width >= 1 : window.width > 0
}

/** `LINEAR` for an absent or unknown VOILUTFunction, as the standard defines. */
export function voiFunctionOf(VOILUTFunction: string | null): VoiFunction {
  const name = VOILUTFunction?.trim().toUpperCase()
  return VOI_FUNCTIONS.find((known) => known === name) ?? 'LINEAR'
}

/** Every recorded window that can be applied, with its name where it has one. */
export function recordedWindows(attributes: { WindowCenter: readonly number[]; WindowWidth: readonly number[]; WindowCenterWidthExplanation: readonly string[]; VOILUTFunction: string | null }): { name: string; window: Window }[] {
  const voiFunction = voiFunctionOf(attributes.VOILUTFunction)
  return attributes.WindowCenter.flatMap((center, n) => {
    const window = { center, width: attributes.WindowWidth[n] ?? 0, voiFunction }
    return isUsableWindow(window) ? [{ name: attributes.WindowCenterWidthExplanation[n] ?? '', window }] : []
  })
}

/** The slice's own rescale; absent slope or intercept is the identity of the standard (1 and 0). */
export function rescaleOf(attributes: { RescaleSlope: number | null; RescaleIntercept: number | null }): Rescale {
  const slope = attributes.RescaleSlope
  // A slope of 0 would make a blank picture of a real one; it occurs in anonymised files and means "not set".
  return { slope: slope === null || slope === 0 ? 1 : slope, intercept: attributes.RescaleIntercept ?? 0 }
}

/**
 * First recorded window that can be applied, or null: 0/0 and lonely values are not windows (traps of real scanners).
 */
export function recordedWindow(attributes: {
  WindowCenter: readonly number[]
  WindowWidth: readonly number[]
  VOILUTFunction: string | null
}): Window | null {
  const voiFunction = voiFunctionOf(attributes.VOILUTFunction)
  for (const [n, center] of attributes.WindowCenter.entries()) {
    const width = attributes.WindowWidth[n]
    if (width === undefined) continue
    const window = { center, width, voiFunction }
    if (isUsableWindow(window)) return window
  }
  return null
}

/**
 * Grey for every stored value of a whole-numbered range.
 * @returns table[stored - min], 0..255
 */
export function greyTable(min: number, max: number, rescale: Rescale, window: Window, invert: boolean): Uint8Array {
  const table = new Uint8Array(max - min + 1)
  for (let stored = min; stored <= max; stored++) {
    table[stored - min] = shade(voiValue(stored * rescale.slope + rescale.intercept, window), invert)
  }
  return table
}

export interface Lookups {
  /** In place of the rescale. */
  modalityLut: LookupTable | null
  /** In place of the window. */
  voiLut: LookupTable | null
}

/** The same table where the object carries lookup tables of its own. @source PS3.3 C.11.1, C.11.2.1.1 */
export function lookedUpTable(min: number, max: number, rescale: Rescale, window: Window, { modalityLut, voiLut }: Lookups, invert: boolean): Uint8Array {
  const table = new Uint8Array(max - min + 1)
  const scale = voiLut ? 255 / (2 ** voiLut.bits - 1) : 1
  for (let stored = min; stored <= max; stored++) {
    const value = modalityValue(stored, rescale, modalityLut)
    table[stored - min] = shade(voiLut ? lookUp(voiLut, value) * scale : voiValue(value, window), invert)
  }
  return table
}

export function modalityValue(stored: number, { slope, intercept }: Rescale, modalityLut: LookupTable | null): number {
  return modalityLut ? lookUp(modalityLut, stored) : stored * slope + intercept
}

/** The window that spans a lookup table: where a reader's own window begins when the table is left. */
export function windowOfTable({ first, values }: LookupTable): Window {
  return { center: first + values.length / 2, width: Math.max(1, values.length), voiFunction: 'LINEAR' }
}

/** Grey of one stored value; for values that are not whole numbers or ranges too wide for a table. */
export function greyOf(stored: number, rescale: Rescale, window: Window, invert: boolean): number {
  return shade(voiValue(stored * rescale.slope + rescale.intercept, window), invert)
}

/** Smallest and largest finite value; 0, 0 for a frame without any. */
export function valueRange(values: StoredValues): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const v = values[i] as number
    if (v < min) min = v
    if (v > max) max = v
  }
  return min <= max && Number.isFinite(min) && Number.isFinite(max) ? { min, max } : finiteRange(values)
}

function finiteRange(values: StoredValues): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const v of values) {
    if (!Number.isFinite(v)) continue
    min = Math.min(min, v)
    max = Math.max(max, v)
  }
  return min <= max ? { min, max } : { min: 0, max: 0 }
}
