// An image archive that speaks DICOMweb: where it is, what is asked of it, what it answers. DICOM keywords verbatim.
import { z } from 'zod'
import { CaseId, DicomUid, UploadId } from '../kit/ids.ts'

/** http or https, without a user, a query or a fragment in it. */
export const ArchiveAddress = z.string().max(500).regex(/^https?:\/\/[^\s/@?#\\]+(\/[^\s@?#\\]*)?$/u)

export const ImageArchive = z.object({
  name: z.string().trim().min(1).max(80),
  /** Root of its DICOMweb service, e.g. https://archive.example/dicom-web */
  url: ArchiveAddress,
})
export type ImageArchive = z.infer<typeof ImageArchive>

/** Wildcards as the archive knows them. */
export const StudyQuery = z.object({
  PatientID: z.string().trim().max(64),
  PatientName: z.string().trim().max(120),
  /** YYYY-MM-DD; empty = open. */
  from: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/u),
  to: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/u),
  AccessionNumber: z.string().trim().max(32),
})
export type StudyQuery = z.infer<typeof StudyQuery>

/** At least one field: the whole archive is never listed. */
export function asksForSomething(query: StudyQuery): boolean {
  return Object.values(query).some((text) => text.trim() !== '')
}

export const FoundStudy = z.object({
  StudyInstanceUID: DicomUid,
  PatientName: z.string(),
  PatientID: z.string(),
  PatientBirthDate: z.string(),
  /** YYYY-MM-DD; null = not stated. */
  studyDate: z.string().nullable(),
  StudyDescription: z.string(),
  modalities: z.array(z.string()),
  /** null = the archive does not say. */
  instances: z.number().int().nullable(),
})
export type FoundStudy = z.infer<typeof FoundStudy>

/** Studies on their way from the archive; everything received is kept, encrypted, until it is taken in. */
export const Pull = z.object({
  uploadId: UploadId,
  archive: z.string(),
  caseId: CaseId.nullable(),
  studies: z.array(DicomUid).min(1).max(50),
})
export type Pull = z.infer<typeof Pull>
