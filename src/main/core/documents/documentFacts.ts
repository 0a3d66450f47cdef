// What the import keeps of a document besides its bytes. Made in the parse worker from foreign text; every field is a plain value.
import { classifyDocument } from '#shared/domain/documentKind.ts'
import { detectLanguage, writesDayFirst } from '#shared/domain/documentText.ts'
import type { StatedIdentity } from '#shared/domain/identity.ts'
import type { WrittenName } from '#shared/domain/personName.ts'
import type { DocumentKind } from '#shared/domain/sourceDocument.ts'
import { readStatements } from '#shared/domain/statedInText.ts'

export interface DocumentFacts {
  kind: DocumentKind
  pages: number | null
  language: string | null
  documentDate: string | null
  hasText: boolean
  stated: StatedIdentity
  /** Name as written, for comparison. */
  name: WrittenName | null
  /** Who issued the identifier, where the format says so. */
  issuer: string | null
  /** noTextLayer, encrypted, exifRotated. */
  issues: string[]
}

export const NOTHING_STATED: StatedIdentity = { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null }

/**
 * @param text first page, or the beginning of a text without pages
 * @param titles its lines that stand out by size, largest first
 */
export function describeText(text: string, fileName: string, titles: readonly string[] = []): Omit<DocumentFacts, 'pages' | 'issues'> {
  const language = detectLanguage(text)
  const { stated, name, documentDate } = readStatements(text, writesDayFirst(language))
  return { kind: classifyDocument(text, fileName, titles), language, documentDate, hasText: /\p{L}/u.test(text), stated, name, issuer: null }
}

/** A file that is kept and not read: video, ECG, formats of other programs. Only its name speaks. */
export function carriedFacts(fileName: string): DocumentFacts {
  return { ...describeText('', fileName), stated: NOTHING_STATED, name: null, pages: null, issues: ['notShown'] }
}
