// The words of shared documents as lines of the search: notes of marks, sections of reports.
import { readAnnotations, readSection } from '#shared/casedoc/read.ts'
import type { Annotation } from '#shared/domain/annotation.ts'
import { paragraphsOf, plainText } from '#shared/domain/reportContent.ts'
import type * as Y from 'yjs'
import type { SearchLine } from './searchStore.ts'

export function linesOfAnnotations(doc: Y.Doc): SearchLine[] {
  return readAnnotations(doc).annotations.flatMap((annotation) => {
    const text = wordsOf(annotation)
    const { id, anchor, authorName } = annotation
    return text === '' ? [] : [{ page: anchor.kind === 'passage' ? anchor.page : anchor.frame, detail: JSON.stringify({ id, anchor, authorName }), text }]
  })
}

function wordsOf(annotation: Annotation): string {
  const label = annotation.type === 'highlight' ? '' : annotation.label
  return [label, annotation.note].filter((part) => part.trim() !== '').join('\n')
}

export function linesOfSection(doc: Y.Doc, number: number, section: string): SearchLine[] {
  const { fields, noneBecause, body, answers } = readSection(doc)
  const registers = [...Object.values(fields), ...(noneBecause ? [noneBecause] : []), ...answers.flatMap(({ answer }) => answer ?? [])].map(({ value }) => value)
  const paragraphs = [body, ...answers.map((answer) => answer.body)].flatMap((blocks) => paragraphsOf(blocks).map(plainText))
  const text = [...registers, ...paragraphs].filter((line) => line.trim() !== '').join('\n')
  return text === '' ? [] : [{ page: 0, detail: JSON.stringify({ number, section }), text }]
}
