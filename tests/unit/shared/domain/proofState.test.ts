import { expect, test } from 'vitest'
import { Highlight } from '../../../../src/shared/domain/annotation.ts'
import { proofState } from '../../../../src/shared/domain/proofState.ts'
import { newUuid, Sha256 } from '../../../../src/shared/kit/ids.ts'

const [first, second] = [Sha256.parse('a'.repeat(64)), Sha256.parse('b'.repeat(64))]
const mark = (n: number, sha256: string, change: object = {}) =>
  Highlight.parse({
    id: newUuid(n), author: newUuid(1), authorName: 'Ana', createdAt: '2026-11-22T21:00:00Z', changedAt: '2026-11-22T21:00:00Z', type: 'highlight', category: 'claim', note: '',
    anchor: { kind: 'passage', documentId: newUuid(3), sha256, page: 1, rects: [[0, 0, 1, 1]], quote: 'words' }, ...change,
  })
const cited = mark(10, first)
const proof = { annotationId: cited.id, anchor: cited.anchor }

test('a proof stands while its file and its mark are there; a corrected edition supersedes it only when it is in the case', () => {
  const studies: never[] = []
  expect(proofState(proof, { documents: [{ sha256: first }], studies, annotations: [cited] })).toBe('good')
  expect(proofState(proof, { documents: [], studies, annotations: [cited] })).toBe('broken')
  expect(proofState(proof, { documents: [{ sha256: first }], studies, annotations: [] })).toBe('withdrawn')
  const carried = mark(11, second, { carriedFrom: { annotationId: cited.id, sha256: first, certainty: 'same' } })
  expect(proofState(proof, { documents: [{ sha256: first }, { sha256: second }], studies, annotations: [cited, carried] })).toBe('superseded')
  expect(proofState(proof, { documents: [{ sha256: first }], studies, annotations: [cited, carried] })).toBe('good')
})
