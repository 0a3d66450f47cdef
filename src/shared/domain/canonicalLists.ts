// The rows of a signed section as text blocks: what print, page and reader show of them when they have no table of their own.
import type { CanonicalBlock, CanonicalList, CanonicalSection } from './canonicalReport.ts'

/** Everything of a section that is read below its values: its rows, then its text. */
export function sectionBlocks({ lists, body }: Pick<CanonicalSection, 'lists' | 'body'>): CanonicalBlock[] {
  return [...(lists ?? []).flatMap(listBlocks), ...body]
}

/** A heading, then one item per row: its name in bold, each value behind its label. Nothing of the row is left out. */
function listBlocks({ title, rows }: CanonicalList): CanonicalBlock[] {
  const items = rows.map(({ name, fields }): CanonicalBlock[] => {
    const values = fields.map(({ label, display }) => `${label}: ${display.replace(/[.\s]+$/u, '')}`).join('. ')
    const rest = values === '' ? [] : [{ type: 'text' as const, text: ` ${values}.` }]
    return [{ type: 'paragraph', content: [{ type: 'text', text: `${name.replace(/[.\s]+$/u, '')}.`, bold: true }, ...rest] }]
  })
  return [
    { type: 'heading', level: 4, content: [{ type: 'text', text: title }] },
    { type: 'list', ordered: false, items },
  ]
}
