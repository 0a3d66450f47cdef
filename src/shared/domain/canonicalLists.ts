// The rows of a signed section as text blocks: what print, page and reader show of them when they have no table of their own.
import type { CanonicalBlock, CanonicalInline, CanonicalList, CanonicalSection } from './canonicalReport.ts'

/** Everything of a section that is read below its values: its rows, then its text. */
export function sectionBlocks({ lists, body }: Pick<CanonicalSection, 'lists' | 'body'>): CanonicalBlock[] {
  return [...(lists ?? []).flatMap(listBlocks), ...body]
}

/** A heading, then one item per row: its name in bold, each value behind its label. Nothing of the row is left out. */
function listBlocks({ title, rows }: CanonicalList): CanonicalBlock[] {
  const items = rows.map(({ name, proofs, fields }): CanonicalBlock[] => {
    const values = fields.flatMap(({ label, display, proofs: behind }) => [text(` ${label}: ${display.replace(/[.\s]+$/u, '')}.`), ...numbers(behind)])
    return [{ type: 'paragraph', content: joined([{ type: 'text', text: `${name.replace(/[.\s]+$/u, '')}.`, bold: true }, ...numbers(proofs), ...values]) }]
  })
  return [
    { type: 'heading', level: 4, content: [{ type: 'text', text: title }] },
    { type: 'list', ordered: false, items },
  ]
}

const text = (words: string): CanonicalInline => ({ type: 'text', text: words })
const numbers = (proofs: readonly number[] = []): CanonicalInline[] => proofs.map((proof) => ({ type: 'proof', proof }))

/** Plain runs beside each other are one. */
function joined(content: readonly CanonicalInline[]): CanonicalInline[] {
  const runs: CanonicalInline[] = []
  for (const inline of content) {
    const last = runs.at(-1)
    if (inline.type === 'text' && last?.type === 'text' && !inline.bold && !last.bold) runs[runs.length - 1] = { ...last, text: last.text + inline.text }
    else runs.push(inline)
  }
  return runs
}

/** A value in forms that have no raised numbers: its words, then the numbers of its proofs. */
export function withProofs({ display, proofs = [] }: { display: string; proofs?: readonly number[] | undefined }): string {
  return [display, ...proofs.map((proof) => `[${proof}]`)].join(' ')
}
