// What people found in one document at two workstations, put together field by field: the later finding of a field stands. Pure.
import { FOUND_FIELDS, type SourceDocument } from './sourceDocument.ts'

/** @returns `mine` with the fields that `theirs` found later; `mine` itself when there is none */
export function mergeFindings(mine: SourceDocument, theirs: SourceDocument): SourceDocument {
  const later = FOUND_FIELDS.filter((field) => (theirs.foundAt?.[field] ?? '') > (mine.foundAt?.[field] ?? ''))
  if (later.length === 0) return mine
  const merged: Record<string, unknown> = { ...mine, foundAt: { ...mine.foundAt, ...Object.fromEntries(later.map((field) => [field, theirs.foundAt?.[field]])) } }
  for (const field of later) {
    // Taken back there: a translation that is none, for one.
    if (theirs[field] === undefined) delete merged[field]
    else merged[field] = theirs[field]
  }
  return merged as SourceDocument
}

/** The state of the findings, for telling whether it changed; empty when nobody found anything. */
export function findingsOf({ foundAt = {} }: Pick<SourceDocument, 'foundAt'>): string {
  return FOUND_FIELDS.flatMap((field) => (foundAt[field] ? [`${field} ${foundAt[field]}`] : [])).join('\n')
}
