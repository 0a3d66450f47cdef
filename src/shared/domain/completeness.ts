// Which kinds of document an opinion of each illness pack needs before the work can start. Data, with the reason beside it.
import type { PackId } from './reviewCase.ts'
import type { DocumentKind } from './sourceDocument.ts'

/** Requirements S2-4 (diagnosis summary, current treatment, laboratory, imaging) and what each illness adds. */
const REQUIRED: Readonly<Record<PackId, readonly DocumentKind[]>> = {
  'onc/1': ['request', 'pathology', 'imagingReport', 'laboratory', 'medicationList', 'consent'],
  'str/1': ['request', 'imagingReport', 'dischargeSummary', 'laboratory', 'medicationList', 'consent'],
  'pd/1': ['request', 'letter', 'imagingReport', 'medicationList', 'consent'],
  'generic/1': ['request', 'letter', 'laboratory', 'medicationList', 'consent'],
}

/** A summary of a stay tells what a letter tells. */
const STANDS_FOR: Readonly<Partial<Record<DocumentKind, readonly DocumentKind[]>>> = {
  letter: ['dischargeSummary'],
  request: ['questions'],
}

export interface Completeness {
  present: number
  required: number
  missing: DocumentKind[]
}

/** @param hasRequest the bundle carried a machine-readable request, which is the request whatever else is there */
export function completenessOf(packId: PackId, kinds: readonly DocumentKind[], hasRequest: boolean): Completeness {
  const there = new Set<DocumentKind>(hasRequest ? [...kinds, 'request'] : kinds)
  const isThere = (kind: DocumentKind) => there.has(kind) || (STANDS_FOR[kind] ?? []).some((other) => there.has(other))
  const required = REQUIRED[packId]
  const missing = required.filter((kind) => !isThere(kind))
  return { present: required.length - missing.length, required: required.length, missing }
}
