// Two editions of one document: a hospital sends a letter again, corrected. Which file follows which, and which marks still wait to be carried over. Pure.
import type { Annotation, Highlight } from '#shared/domain/annotation.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'

const EDITION_WORDS = /(?:^| )(?:corr?egid[oa]|corrected|correccion|correction|amended|revised|revisad[oa]|rev|version|v|new|nuev[oa]|final|copy|copia)(?= |$)/g

/** The name without what tells editions apart: numbers, dates, words like "corrected". */
export function stemOf(name: string): string {
  return name
    .replace(/^.*[/\\]/u, '')
    .replace(/\.[a-z0-9]{1,5}$/iu, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .replace(EDITION_WORDS, ' ')
    .replace(EDITION_WORDS, ' ')
    .replace(/ +/g, ' ')
    .trim()
}

function isEdition(a: SourceDocument, b: SourceDocument): boolean {
  return a.id !== b.id && a.sha256 !== b.sha256 && a.kind === b.kind && a.mediaType === b.mediaType && stemOf(a.name) !== '' && stemOf(a.name) === stemOf(b.name)
}

/** Marks that were made on an earlier edition and have no counterpart on this file yet; a person decides whether it is one. */
export interface EarlierEdition {
  readonly document: SourceDocument
  readonly marks: readonly Highlight[]
}

export function earlierEditions(document: SourceDocument, documents: readonly SourceDocument[], annotations: readonly Annotation[]): EarlierEdition[] {
  const carried = new Set(annotations.flatMap((mark) => (mark.type === 'highlight' && mark.anchor.sha256 === document.sha256 && mark.carriedFrom ? [mark.carriedFrom.annotationId as string] : [])))
  return documents.flatMap((earlier) => {
    if (!isEdition(document, earlier) || earlier.receivedAt > document.receivedAt) return []
    const marks = annotations.filter((mark): mark is Highlight => mark.type === 'highlight' && mark.anchor.sha256 === earlier.sha256 && !carried.has(mark.id))
    // Received together: the one that is marked came first.
    const isEarlier = earlier.receivedAt < document.receivedAt || !annotations.some((mark) => mark.type === 'highlight' && mark.anchor.sha256 === document.sha256 && !mark.carriedFrom)
    return marks.length > 0 && isEarlier ? [{ document: earlier, marks }] : []
  })
}

/** The edition that took this file's marks over: proofs of this file are of an older one. */
export function laterEdition(document: SourceDocument, documents: readonly SourceDocument[], annotations: readonly Annotation[]): SourceDocument | null {
  const hashes = new Set(annotations.flatMap((mark) => (mark.type === 'highlight' && mark.carriedFrom?.sha256 === document.sha256 ? [mark.anchor.sha256 as string] : [])))
  return documents.find(({ sha256 }) => hashes.has(sha256)) ?? null
}
