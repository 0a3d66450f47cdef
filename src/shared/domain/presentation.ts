// What an image object says of its own display beyond a window: lookup tables and overlay planes. DICOM names; nothing derived.
import { z } from 'zod'
import { DicomUid } from '../kit/ids.ts'

/** Entry 0 is for the value `first`; values outside take the first or last entry. @source PS3.3 C.11.1.1, C.11.2.1.1 */
export const LookupTable = z.object({
  first: z.number().int(),
  bits: z.number().int().min(8).max(16),
  values: z.array(z.number().int()).max(65_536),
  explanation: z.string(),
})
export type LookupTable = z.infer<typeof LookupTable>

/** One 60xx plane as runs of set pixels: start, length, start, length … row by row. @source PS3.3 C.9.2 */
export const OverlayPlane = z.object({
  rows: z.number().int(),
  columns: z.number().int(),
  /** Image row and column of its first pixel, 1 = the first. */
  originRow: z.number().int(),
  originColumn: z.number().int(),
  /** First frame is 1; null = every frame. */
  frame: z.number().int().nullable(),
  label: z.string(),
  runs: z.array(z.number().int()),
})
export type OverlayPlane = z.infer<typeof OverlayPlane>

export const ImagePresentation = z.object({
  SOPInstanceUID: DicomUid,
  modalityLut: LookupTable.nullable(),
  voiLuts: z.array(LookupTable),
  overlays: z.array(OverlayPlane),
})
export type ImagePresentation = z.infer<typeof ImagePresentation>

/** Entry of a table for a value that need not be whole. */
export function lookUp({ first, values }: LookupTable, value: number): number {
  const n = Math.min(values.length - 1, Math.max(0, Math.round(value) - first))
  return values[n] ?? 0
}
