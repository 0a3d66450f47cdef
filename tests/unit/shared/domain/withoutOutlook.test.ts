// What speaks of the outlook gives way wherever it stands in a signed report; what the patient asked stays (requirements E6.6).
import { expect, test } from 'vitest'
import type { CanonicalReport, CanonicalSection } from '#shared/domain/canonicalReport.ts'
import { LEFT_OUT, withoutOutlook } from '#shared/domain/withoutOutlook.ts'

const text = (words: string) => ({ type: 'text' as const, text: words })
const SAYS = 'Half of the patients survive five years.'
const KEEPS = 'The operation removes what is known.'

function section(key: string, words: string): CanonicalSection {
  return {
    key, number: 1, title: key, kind: 'narrative' as CanonicalSection['kind'], noneBecause: null,
    fields: [{ key: 'a', label: 'A', value: words, display: words, proofs: [1] }],
    lists: [{ key: 'l', title: 'L', rows: [{ id: '1', name: KEEPS, fields: [{ key: 'b', label: 'B', value: words, display: words }] }] }],
    body: [
      { type: 'paragraph', content: [text(words.slice(0, 20)), text(words.slice(20))] },
      { type: 'list', ordered: false, items: [[{ type: 'paragraph', content: [text(words)] }]] },
      { type: 'table', caption: null, head: false, rows: [[[text(words)], [text(KEEPS)]]] },
      { type: 'figure', proof: 1, caption: words },
    ],
  }
}

const answer = (number: number, words: string) => ({ number, question: 'Q', asked: true, answer: words, confidence: null, confidenceLabel: null, body: [{ type: 'paragraph' as const, content: [text(words)] }] })

test('values, rows, paragraphs over several runs, cells, captions, answers and quotes give way, each to the same sentence; the rest stays as it was', () => {
  const proof = { number: 1, label: 'p', anchor: { kind: 'passage', quote: SAYS } }
  const report = { locale: 'en', sections: [section('options', SAYS), section('diagnosis', KEEPS), section('statusAndOutlook', KEEPS)], answers: [answer(1, SAYS), answer(7, KEEPS)], proofs: [proof] } as unknown as CanonicalReport
  const left = withoutOutlook(report)
  expect(left.sections.map(({ key }) => key)).toEqual(['options', 'diagnosis'])
  expect(left.answers.map(({ number }) => number)).toEqual([1])
  expect(JSON.stringify(left)).not.toMatch(/surviv/u)
  // Value (as value and as shown), row, paragraph, item, cell, caption; answer and its text; quote.
  expect(JSON.stringify(left).split(LEFT_OUT.en).length - 1).toBe(2 + 2 + 1 + 1 + 1 + 1 + 2 + 1)
  expect(left.sections[1]).toEqual(report.sections[1])
  expect(JSON.stringify(report)).toContain(SAYS)
})

test('what the patient asked and wishes to hear stays in their words', () => {
  const report = { locale: 'es', sections: [section('motiveAndQuestions', 'Prefiere no conocer el pronóstico.')], answers: [], proofs: [] } as unknown as CanonicalReport
  expect(withoutOutlook(report).sections).toEqual(report.sections)
})
