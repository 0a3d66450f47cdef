// Functional groups of enhanced multi-frame objects: attributes that all frames share and those that differ by frame.
import type { Attributes } from './attributes.ts'

export interface FrameGroups {
  shared: Attributes | undefined
  frames: readonly Attributes[]
}

export function readFrameGroups(top: Attributes): FrameGroups {
  return { shared: top.items('x52009229')[0], frames: top.items('x52009230') }
}

/** Attributes that hold a value: the macro of the frame, then of all frames, then the top level (classic objects). */
export function macroOf(groups: FrameGroups, sequence: string, frame = 0): Attributes | undefined {
  return groups.frames[frame]?.items(sequence)[0] ?? groups.shared?.items(sequence)[0]
}

export const MACRO = {
  pixelMeasures: 'x00289110',
  planePosition: 'x00209113',
  planeOrientation: 'x00209116',
  pixelValueTransformation: 'x00289145',
  frameVoiLut: 'x00289132',
} as const
