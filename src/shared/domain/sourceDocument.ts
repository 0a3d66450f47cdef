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
  'rehabilitation',
  'healthCertificate',
  'literature',
  'other',
] as const
export const DocumentKind = z.enum(DOCUMENT_KINDS)
export type DocumentKind = z.infer<typeof DocumentKind>

/** A page that was taken from another document of the case, and how far it was turned clockwise, in degrees. */
export const ArrangedPage = z.object({ documentId: DocumentId, page: z.number().int().positive(), turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]) })
export type ArrangedPage = z.infer<typeof ArrangedPage>

/** What a person may correct. */
export const FOUND_FIELDS = ['kind', 'language', 'documentDate', 'author', 'institution', 'translationOf', 'standing'] as const

/** A guideline or article as somebody cites it. The link is words: nothing ever opens it. */
export const Citation = z.object({
  title: z.string().trim().min(3).max(200),
  /** Who publishes it: a society, a journal with volume and pages. */
  publisher: z.string().trim().min(1).max(160),
  /** Edition, version or year, as it names itself. */
  version: z.string().trim().min(1).max(60),
  /** Day on which somebody read it. */
  accessedOn: CalendarDate,
  /** DOI or address; empty when there is none. */
  link: z.string().trim().max(300),
})
export type Citation = z.infer<typeof Citation>

export const STANDINGS = ['current', 'superseded', 'withdrawn'] as const

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
  /** Of a guideline or article that was cited here by hand. */
  citation: Citation.optional(),
  /** Of a guideline or article, as somebody stated it. */
  standing: z.enum(STANDINGS).optional(),
  /** Made here from pages of these documents, which stay as they came; absent for everything that came from outside. */
  arrangedFrom: z.array(ArrangedPage).optional(),
  /** When a person last found each of these; absent fields are as the intake read them. */
  foundAt: z.partialRecord(z.enum(FOUND_FIELDS), z.string()).optional(),
  receivedAt: z.string(),
})
export type SourceDocument = z.infer<typeof SourceDocument>

/** Whether its pages can be taken into another document: open PDFs and the two picture formats that go into a PDF unchanged. */
export function isArrangeable({ mediaType, pages, issues }: Pick<SourceDocument, 'mediaType' | 'pages' | 'issues'>): boolean {
  return pages !== null && !issues.includes('encrypted') && (mediaType === 'application/pdf' || mediaType === 'image/jpeg' || mediaType === 'image/png')
}
