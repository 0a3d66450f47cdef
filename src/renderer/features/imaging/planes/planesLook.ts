// The three planes as they are remembered: where the crosshair is, how they are turned, shaded and fused. Sizes belong to the window, not to the memory.
import { z } from 'zod'
import { SLAB_MODES } from '#shared/domain/reslice.ts'
import { SUV_KINDS } from '#shared/domain/suvScale.ts'
import { VOI_FUNCTIONS } from '#shared/domain/windowing.ts'
import { COLOUR_MAPS } from '../../../viewers/dicom/volume/colourMaps.ts'
import { PLANES } from '../../../viewers/dicom/volume/planes.ts'
import { PLANE_TOOLS } from '../../../viewers/dicom/volume/planeTool.ts'
import type { PlanesState } from './planesState.ts'

const Vector = z.tuple([z.number(), z.number(), z.number()])
const Axes = z.object({ right: Vector, down: Vector })
const View = z.object({ focus: Vector, pxPerMm: z.number().positive() })

const PlanesLook = z.object({
  planes: z.object({ axial: Axes, coronal: Axes, sagittal: Axes }),
  centre: Vector,
  views: z.object({ axial: View.optional(), coronal: View.optional(), sagittal: View.optional() }),
  active: z.enum(PLANES),
  tool: z.enum(PLANE_TOOLS),
  slab: z.object({ mode: z.enum(SLAB_MODES), mm: z.number().min(0) }),
  window: z.object({ center: z.number(), width: z.number().positive(), voiFunction: z.enum(VOI_FUNCTIONS) }).nullable(),
  invert: z.boolean(),
  fusion: z
    .object({ key: z.string(), map: z.enum(COLOUR_MAPS), opacity: z.number().min(0).max(1), high: z.number().nullable(), lines: z.boolean(), shift: Vector })
    .nullable(),
  suvKind: z.enum(SUV_KINDS),
  turnDegrees: z.number(),
  hideCrosshair: z.boolean(),
})
export type PlanesLook = Omit<PlanesState, 'sizes'>

export function planesLookOf({ sizes: _, ...look }: PlanesState): PlanesLook {
  return look
}

/** What an earlier run wrote; null for anything that is not exactly that. */
export function parsePlanesLook(kept: unknown): PlanesLook | null {
  const look = PlanesLook.safeParse(kept)
  return look.success ? { ...look.data, views: withoutGaps(look.data.views) } : null
}

function withoutGaps(views: z.infer<typeof PlanesLook>['views']): PlanesLook['views'] {
  return Object.fromEntries(Object.entries(views).filter(([, view]) => view !== undefined))
}
