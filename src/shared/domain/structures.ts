// Outlines that somebody drew in the patient: regions of a radiotherapy structure set or borders of a segmentation, in patient mm. One form for both.
import { z } from 'zod'
import { DicomUid } from '../kit/ids.ts'

export const StructureContour = z.object({
  closed: z.boolean(),
  /** x, y, z of each point after another, mm; all in one plane. */
  points: z.array(z.number()),
})
export type StructureContour = z.infer<typeof StructureContour>

export const Structure = z.object({
  number: z.number().int(),
  name: z.string(),
  /** As the object states it; null = none stated. */
  colour: z.tuple([z.number(), z.number(), z.number()]).nullable(),
  contours: z.array(StructureContour),
})
export type Structure = z.infer<typeof Structure>

export const StructureSet = z.object({
  SOPInstanceUID: DicomUid,
  Modality: z.enum(['RTSTRUCT', 'SEG']),
  label: z.string(),
  FrameOfReferenceUID: DicomUid.nullable(),
  structures: z.array(Structure),
})
export type StructureSet = z.infer<typeof StructureSet>
