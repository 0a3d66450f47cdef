// The rows of a signed section as text blocks: what print, page and reader show of them when they have no table of their own.
import type { CanonicalBlock, CanonicalList } from './canonicalReport.ts'

/** A heading, then one item per row: its name in bold, each value behind its label. Nothing of the row is left out. */
export function listBlocks({ title, rows }: CanonicalList): CanonicalBlock[] {
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
