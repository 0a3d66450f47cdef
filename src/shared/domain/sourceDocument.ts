// A document a patient or hospital sent: never changed, read beside the images.
import { z } from 'zod'
import { CaseId, DocumentId, Sha256 } from '../kit/ids.ts'
import { CalendarDate } from './patient.ts'
import { IdentityCheck } from './identity.ts'

export const DOCUMENT_KINDS = [
  'request',
  'questions',
  'pathology',
  'imagingReport',
  'laboratory',
  'dischargeSummary',
  'priorOpinion',
  'medicationList',
  'operationNote',
  'psychology',
  'consent',
  'letter',
  'molecular',
  'electrocardiogram',
  'echocardiogram',
  'angiography',
  'virology',
  'cognitiveTest',
  'healthCertificate',
  'other',
] as const
export const DocumentKind = z.enum(DOCUMENT_KINDS)
export type DocumentKind = z.infer<typeof DocumentKind>

export const SourceDocument = z.object({
  id: DocumentId,
  caseId: CaseId,
  /** File name as received, for people; never used as a path. */
  name: z.string().max(255),
  kind: DocumentKind,
  mediaType: z.string(),
  /** null when the format has no pages or they could not be counted. */
  pages: z.number().int().positive().nullable(),
  /** BCP 47 primary tag, or null when the text is too short to tell. */
  language: z.string().nullable(),
  /** The document's own date as written in it; null when not found. */
  documentDate: CalendarDate.nullable(),
  /** false: no text layer, so find cannot reach it, and the screen says so. */
  hasText: z.boolean(),
  sha256: Sha256,
  bytes: z.number().int().nonnegative(),
  identity: IdentityCheck,
  /** Problems that a reader must know: codes such as noTextLayer, encrypted, exifRotated. */
  issues: z.array(z.string()),
  /** As a person found it in the document; absent while nobody has looked. */
  author: z.string().max(120).optional(),
  institution: z.string().max(160).optional(),
  /** The document of which this is the translation. */
  translationOf: DocumentId.optional(),
  receivedAt: z.string(),
})
export type SourceDocument = z.infer<typeof SourceDocument>
