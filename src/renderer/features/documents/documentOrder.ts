// Which documents the list shows, and in which order. Pure.
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** By their own date, oldest first as the illness went; files without a date at the end, by name. */
export function inOrder(documents: readonly SourceDocument[]): SourceDocument[] {
  return [...documents].sort((a, b) => {
    if (a.documentDate !== b.documentDate) return (a.documentDate ?? '9999') < (b.documentDate ?? '9999') ? -1 : 1
    return a.name.localeCompare(b.name)
  })
}

/** @param kindOf the kind in words, so that "lab" finds a laboratory sheet with a strange name; accents count for nothing */
export function matching(documents: readonly SourceDocument[], words: string, kindOf: (document: SourceDocument) => string): SourceDocument[] {
  const wanted = fold(words).split(/\s+/u).filter(Boolean)
  return documents.filter((document) => {
    const text = fold(`${document.name} ${kindOf(document)} ${document.documentDate ?? ''}`)
    return wanted.every((word) => text.includes(word))
  })
}
