// Which stack can lie over which, and how its values are said. Pure.
import { namedPixelsOf } from '#shared/domain/board/namedPixels.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { SuvKind } from '#shared/domain/suvScale.ts'
import type { VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'
import { entriesOf, entryKey, imagesOf, isDisplayable, type StackEntry } from '../panes.ts'

/** Modalities laid over others in colour. */
const FUNCTIONAL = new Set(['PT', 'NM'])
/** Laid over others, but never unasked. */
const DOSE = 'RTDOSE'
const FEWEST_SLICES = 3

/** Functional stacks of the same study first, then any other volume of the case. */
export function fusionCandidates(of: StackEntry, studies: readonly ImagingStudy[]): StackEntry[] {
  const rank = ({ study, series }: StackEntry) => (study.StudyInstanceUID === of.study.StudyInstanceUID ? 0 : 2) + (FUNCTIONAL.has(series.Modality) || series.Modality === DOSE ? 0 : 1)
  return entriesOf(studies)
    .filter((entry) => entryKey(entry) !== entryKey(of) && isDisplayable(entry) && imagesOf(entry) >= FEWEST_SLICES && entry.stack.orientation !== null)
    .sort((a, b) => rank(a) - rank(b))
}

/** The stack that is laid over without asking: a functional one of the same study. */
export function usualFusion(of: StackEntry, candidates: readonly StackEntry[]): StackEntry | null {
  if (FUNCTIONAL.has(of.series.Modality)) return null
  return candidates.find(({ study, series }) => study.StudyInstanceUID === of.study.StudyInstanceUID && FUNCTIONAL.has(series.Modality)) ?? null
}

export interface ValueScale {
  /** Shown value of a modality value of 1. */
  factor: number
  unit: string
  isSuv: boolean
}

/** How the values of a volume are said: uptake where it can be computed for this kind, else as stored. */
export function valueScale(source: VolumeSource, kind: SuvKind): ValueScale {
  const { suv, modality, frames } = source
  const factor = suv && !('refusal' in suv) ? suv.factors[kind] : null
  if (factor !== null) return { factor, unit: SUV_UNITS[kind], isSuv: true }
  const instance = frames[0]?.instance
  if (modality === 'CT' && (instance?.RescaleType ?? 'HU') === 'HU') return { factor: 1, unit: 'HU', isSuv: false }
  if (modality === DOSE) return { factor: 1, unit: instance?.RescaleType === 'GY' ? 'Gy' : 'rel.', isSuv: false }
  const units = instance?.suv?.Units
  return { factor: 1, unit: typeof units === 'string' ? units : '', isSuv: false }
}

export const SUV_UNITS: Readonly<Record<SuvKind, string>> = {
  suvbw: 'SUVbw',
  suvlbmJames128: 'SUVlbm (James)',
  suvlbmJanmahasatian: 'SUVlbm (Janma)',
  suvbsaCm2PerMl: 'SUVbsa cm²/ml',
}

/** The largest value that is there; what lines of equal dose are a share of. 0 = nothing yet. */
export function largestValue({ frames, volume }: VolumeSource): number {
  let largest = 0
  for (const [index] of frames.entries()) {
    const layer = volume.layerOf(index)
    if (!layer) continue
    for (const stored of layer.values) largest = Math.max(largest, stored * layer.rescale.slope + layer.rescale.intercept)
  }
  return largest
}

/** Its pictures may name the patient: texts that a device burned in are cut with them. */
export function mayNameOf({ frames, modality }: VolumeSource): boolean {
  return namedPixelsOf(frames.map(({ instance }) => instance), modality) !== 'none'
}

/** One space of the scanner: positions of both can be compared as they are. */
export function sharesSpace(a: VolumeSource, b: VolumeSource): boolean {
  const [x, y] = [a.volume.grid.FrameOfReferenceUID, b.volume.grid.FrameOfReferenceUID]
  return x !== null && x === y
}
