import { expect, test } from 'vitest'
import { findingsOf, mergeFindings } from '../../../../src/shared/domain/documentFindings.ts'
import type { SourceDocument } from '../../../../src/shared/domain/sourceDocument.ts'

const letter = { id: 'd1', name: 'letter.pdf', kind: 'other', language: 'es', documentDate: null, identity: { verdict: 'match' } } as unknown as SourceDocument
const [EARLY, LATE] = ['2026-11-22T09:00:00.000Z', '2026-11-22T10:00:00.000Z']

test('the later finding of each field stands, whoever merges first; what nobody found stays as it was read', () => {
  const here: SourceDocument = { ...letter, kind: 'laboratory', author: 'A', foundAt: { kind: EARLY, author: LATE } }
  const there: SourceDocument = { ...letter, kind: 'pathology', author: 'B', foundAt: { kind: LATE, author: EARLY } }
  const merged = mergeFindings(here, there)
  expect(merged).toMatchObject({ kind: 'pathology', author: 'A', language: 'es', foundAt: { kind: LATE, author: LATE } })
  expect(mergeFindings(there, here)).toEqual(merged)
  expect(mergeFindings(merged, there)).toBe(merged)
  expect(findingsOf(merged)).toBe(findingsOf(mergeFindings(there, here)))
})

test('a translation that was taken back there is none here', () => {
  const here = { ...letter, translationOf: 'd2', foundAt: { translationOf: EARLY } } as unknown as SourceDocument
  expect(mergeFindings(here, { ...letter, foundAt: { translationOf: LATE } })).not.toHaveProperty('translationOf')
})
