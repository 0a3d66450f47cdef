// Finding in a case: what a person types, what is found, where it stands. Pure.
import { z } from 'zod'
import { AnnotationId, DicomUid, DocumentId, Sha256 } from '../kit/ids.ts'
import { Anchor } from './annotation.ts'

/** A piece of the text around a hit. */
export const SnippetPiece = z.object({ text: z.string(), hit: z.boolean() })

const pieces = z.array(SnippetPiece)

export const SearchHit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('page'), documentId: DocumentId, sha256: Sha256, page: z.number().int().positive(), recognised: z.boolean(), pieces }),
  z.object({ kind: z.literal('series'), StudyInstanceUID: DicomUid, SeriesInstanceUID: DicomUid, SOPInstanceUID: DicomUid, pieces }),
  z.object({ kind: z.literal('note'), annotationId: AnnotationId, anchor: Anchor, authorName: z.string(), pieces }),
  z.object({ kind: z.literal('report'), number: z.number().int().positive(), section: z.string(), pieces }),
])
export type SearchHit = z.infer<typeof SearchHit>

/** Why a document cannot be found in: pictures only, locked, damaged, of a kind without text, not here yet, not read yet. */
export const UNREAD_REASONS = ['noText', 'locked', 'damaged', 'otherType', 'notHere', 'waiting'] as const
export const UnreadReason = z.enum(UNREAD_REASONS)
export type UnreadReason = z.infer<typeof UnreadReason>

export const SearchAnswer = z.object({
  hits: z.array(SearchHit),
  /** All hits, also those beyond the limit. */
  total: z.number().int(),
  /** Pages of documents that can be found in. */
  pages: z.number().int(),
  unread: z.array(z.object({ documentId: DocumentId, reason: UnreadReason })),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

const MOST_TERMS = 12

/**
 * Words as typed: "quoted words" stand together, a star or the last word while typing means "begins with", every term must be there.
 * @returns terms in order; empty when nothing can be looked for
 */
export function termsOf(typed: string): { words: string; prefix: boolean }[] {
  const terms: { words: string; prefix: boolean }[] = []
  for (const [, phrase, word] of typed.matchAll(/"([^"]*)"?|(\S+)/g)) {
    const raw = phrase ?? word ?? ''
    const words = raw.replace(/[*"]/g, ' ').trim()
    if (!/[\p{L}\p{N}]/u.test(words)) continue
    terms.push({ words, prefix: phrase === undefined && (raw.endsWith('*') || (/\S$/.test(typed) && typed.endsWith(raw))) })
  }
  return terms.slice(0, MOST_TERMS)
}

/** Lower case without accents: "pulmon" finds "Pulmón". */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
