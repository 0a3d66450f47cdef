import { expect, test } from 'vitest'
import type { SourceDocument } from '../../../../../src/shared/domain/sourceDocument.ts'
import { Proof } from '../../../../../src/shared/domain/report.ts'
import { formOf } from '../../../../../src/shared/domain/documentForm.ts'
import { Highlight } from '../../../../../src/shared/domain/annotation.ts'
import { AnnotationId, CaseId, DocumentId, Sha256, UserId } from '../../../../../src/shared/kit/ids.ts'
import { inOrder, matching } from '../../../../../src/renderer/features/documents/documentOrder.ts'
import { highlightsOf, isPageOnly, newHighlight, pageAnchor, proofOfHighlight, spokenName } from '../../../../../src/renderer/features/documents/highlights.ts'

const id = (n: number) => `01990000-0000-7000-8000-${String(n).padStart(12, '0')}`
const document = (name: string, documentDate: string | null, change: Partial<SourceDocument> = {}): SourceDocument => ({
  id: DocumentId.parse(id(1)), caseId: CaseId.parse(id(2)), name, kind: 'laboratory', mediaType: 'application/pdf', pages: 1, language: 'es', documentDate, hasText: true,
  sha256: Sha256.parse('b'.repeat(64)), bytes: 1, identity: { verdict: 'match', differing: [], stated: { familyName: null, givenName: null, birthDate: null, sex: null, identifier: null } }, issues: [], receivedAt: '2026-11-22T07:00:00Z', ...change,
})
const authored = (n: number) => ({ id: AnnotationId.parse(id(n)), author: UserId.parse(id(9)), authorName: 'Dr Helen Okafor', createdAt: '2026-11-22T07:00:00Z', changedAt: '2026-11-22T07:00:00Z' })
const source = document('informe.pdf', null)

test('a highlight and its proof name the file by its content, the page, the place and the words', () => {
  const made = newHighlight(source, { page: 2, rects: [[62, 700, 534, 712]], quote: '30 mm en su diámetro mayor' }, authored(3), { shape: 'highlight' })
  expect(Highlight.parse(made)).toEqual(made)
  expect(made.anchor).toMatchObject({ sha256: source.sha256, page: 2, quote: '30 mm en su diámetro mayor' })
  expect(Proof.parse(proofOfHighlight(made, 'informe, p. 2'))).toMatchObject({ annotationId: made.id, kind: 'passage', label: 'informe, p. 2', anchor: made.anchor })
})

test('a copy of the file under another name shows the same highlights; another file shows none', () => {
  const made = newHighlight(source, { page: 1, rects: [[1, 1, 9, 9]], quote: 'a' }, authored(3), { shape: 'highlight' })
  expect(highlightsOf([made], source.sha256)).toEqual([made])
  expect(highlightsOf([made], 'c'.repeat(64))).toEqual([])
})

test('the place a reader left is a page, not a passage', () => {
  expect(isPageOnly(pageAnchor(source, 7))).toBe(true)
  expect(isPageOnly(newHighlight(source, { page: 1, rects: [[1, 1, 9, 9]], quote: '' }, authored(3), { shape: 'highlight' }).anchor)).toBe(false)
})

test('documents stand in the order of their own dates; those without a date come last, never first', () => {
  const list = inOrder([document('b.pdf', null), document('c.pdf', '2026-10-29'), document('a.pdf', null), document('d.pdf', '2026-05-06')])
  expect(list.map(({ name }) => name)).toEqual(['d.pdf', 'c.pdf', 'a.pdf', 'b.pdf'])
})

test('the filter finds a file by its name or kind, with or without accents', () => {
  const list = [document('03_analítica_octubre.pdf', null), document('alta.pdf', null, { kind: 'dischargeSummary' })]
  expect(matching(list, 'ANALITICA', ({ kind }) => kind)).toHaveLength(1)
  expect(matching(list, 'discharge', ({ kind }) => kind)).toHaveLength(1)
  expect(matching(list, 'alta analitica', ({ kind }) => kind)).toHaveLength(0)
})

test('the viewer is chosen by what the file is, not by what it is called', () => {
  expect(formOf('application/pdf')).toBe('pdf')
  expect(formOf('image/jpeg')).toBe('picture')
  expect(formOf('text/html')).toBe('text')
  expect(formOf('application/vnd.openxmlformats-officedocument.wordprocessingml.document')).toBe('text')
  expect(formOf('x-application/hl7-v2+er7')).toBe('text')
  expect(formOf('application/zip')).toBe('other')
  expect(formOf('image/svg+xml')).toBe('text')
})

test('a file is called by its words: no folder, no ending, no underscores', () => {
  expect(spokenName('docs/03_informe_TC_torax.pdf')).toBe('03 informe TC torax')
  expect(spokenName('.pdf')).toBe('.pdf')
})
