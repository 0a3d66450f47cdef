// A signed report for somebody who does not want to hear about the outlook: what speaks of it gives way to a sentence that says so. Pure; knows words, not wishes.
import type { CanonicalAnswer, CanonicalBlock, CanonicalInline, CanonicalReport, CanonicalSection } from './canonicalReport.ts'
import type { Language } from './reviewCase.ts'

/** Words about how long or whether a person lives: part of the outlook wherever they stand. */
export const OUTLOOK = /surviv|life expectancy|prognos|mortality|years? (?:to live|of life)|superviv|esperanza de vida|pron[oó]stic|mortalidad|años de vida/iu

export const LEFT_OUT: Record<Language, string> = { en: 'Left out as wished: it is about the outlook.', es: 'Se omite según lo deseado: trata del pronóstico.' }

type CanonicalField = CanonicalSection['fields'][number]

const SECTION = 'statusAndOutlook'
/** What the patient asked and wishes to hear, in their own words: it speaks of the outlook and tells nothing of it. */
const ASKED = 'motiveAndQuestions'
/** Number of the standard question about the outlook (reviewCase.STANDARD_QUESTIONS). */
const QUESTION = 7

/** Its section and its question are gone; a value, a paragraph, a cell or a quoted passage elsewhere that speaks of it is replaced whole, so that nobody takes the gap for silence. */
export function withoutOutlook(report: CanonicalReport): CanonicalReport {
  const instead = LEFT_OUT[report.locale]
  const words = (text: string) => (OUTLOOK.test(text) ? instead : text)
  const runs = (content: CanonicalInline[]): CanonicalInline[] => (OUTLOOK.test(content.map((one) => (one.type === 'text' ? one.text : '')).join('')) ? [{ type: 'text', text: instead, italic: true }] : content)
  const field = (one: CanonicalField): CanonicalField => (OUTLOOK.test(one.display) ? { key: one.key, label: one.label, value: instead, display: instead } : one)
  const block = (one: CanonicalBlock): CanonicalBlock => {
    if (one.type === 'paragraph') return { ...one, content: runs(one.content) }
    if (one.type === 'table') return { ...one, rows: one.rows.map((row) => row.map(runs)) }
    if (one.type === 'figure') return { ...one, caption: words(one.caption) }
    if (one.type === 'list') return { ...one, items: one.items.map((item) => item.map(block)) }
    return one
  }
  const section = (one: CanonicalSection): CanonicalSection => ({
    ...one,
    fields: one.fields.map(field),
    ...(one.lists && { lists: one.lists.map((list) => ({ ...list, rows: list.rows.map((row) => ({ ...row, name: words(row.name), fields: row.fields.map(field) })) })) }),
    noneBecause: one.noneBecause === null ? null : words(one.noneBecause),
    body: one.body.map(block),
  })
  const answer = (one: CanonicalAnswer): CanonicalAnswer => ({ ...one, answer: one.answer === null ? null : words(one.answer), body: one.body.map(block) })
  return {
    ...report,
    sections: report.sections.filter(({ key }) => key !== SECTION).map((one) => (one.key === ASKED ? one : section(one))),
    answers: report.answers.filter(({ number }) => number !== QUESTION).map(answer),
    proofs: report.proofs.map((proof) => ({ ...proof, label: words(proof.label), anchor: proof.anchor.kind === 'passage' ? { ...proof.anchor, quote: words(proof.anchor.quote) } : proof.anchor })),
  }
}
