// What a case consists of besides words: documents and DICOM instances by hash, with the facts indexed from them. Travels between machines.
import { z } from 'zod'
import { DicomUid, Sha256 } from '../kit/ids.ts'
import { SourceDocument } from '../domain/sourceDocument.ts'

/** Facts of the study and series an instance belongs to, DICOM keywords verbatim, as written in its header. */
export const MaterialInstance = z.object({
  sha256: Sha256,
  bytes: z.number().int(),
  StudyInstanceUID: DicomUid,
  SeriesInstanceUID: DicomUid,
  SOPInstanceUID: DicomUid,
  /** Everything the intake indexed of this file; opaque here, validated by the imaging room that wrote it. */
  header: z.record(z.string(), z.unknown()),
})
export type MaterialInstance = z.infer<typeof MaterialInstance>

export const CaseMaterial = z.object({
  schema: z.literal('consilium-material/1'),
  importId: z.uuid(),
  documents: z.array(SourceDocument),
  instances: z.array(MaterialInstance),
})
export type CaseMaterial = z.infer<typeof CaseMaterial>

