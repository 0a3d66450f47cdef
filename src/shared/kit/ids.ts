// Identifiers: branded strings, so that a report id cannot be passed for a case id. Knows no storage.
import { z } from 'zod'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

function branded<B extends string>(brand: B) {
  return z.string().regex(uuid).brand(brand)
}

export const UserId = branded('UserId')
export type UserId = z.infer<typeof UserId>
export const CaseId = branded('CaseId')
export type CaseId = z.infer<typeof CaseId>
export const DocumentId = branded('DocumentId')
export type DocumentId = z.infer<typeof DocumentId>
export const ImportId = branded('ImportId')
export type ImportId = z.infer<typeof ImportId>
export const JobId = branded('JobId')
export type JobId = z.infer<typeof JobId>
export const ReportId = branded('ReportId')
export type ReportId = z.infer<typeof ReportId>
export const SignOffId = branded('SignOffId')
export type SignOffId = z.infer<typeof SignOffId>
export const AnnotationId = branded('AnnotationId')
export type AnnotationId = z.infer<typeof AnnotationId>
export const LesionId = branded('LesionId')
export type LesionId = z.infer<typeof LesionId>
export const UploadId = branded('UploadId')
export type UploadId = z.infer<typeof UploadId>

/** SHA-256 of plain bytes, 64 lower-case hexadecimal digits. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('Sha256')
export type Sha256 = z.infer<typeof Sha256>

/** DICOM UID (VR UI): digits and dots, at most 64 characters. */
export const DicomUid = z.string().regex(/^[0-9.]{1,64}$/)

const hex = (bytes: Uint8Array) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')

/**
 * A new UUIDv7 (RFC 9562): time-ordered, so rows written together lie together.
 * @param nowMs milliseconds since 1970 UTC; only orders ids, never shown as a clinical time
 */
export function newUuid(nowMs: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(nowMs / 2 ** (8 * (5 - i))) % 256
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const h = hex(bytes)
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}
