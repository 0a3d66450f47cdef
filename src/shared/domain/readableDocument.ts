// A document that is text inside, as plain structure: what a screen draws and the search reads. No markup survives, so nothing in it can act (T4).
import { z } from 'zod'

const words = z.string().max(200_000)
/** A word of ours (column, label, heading), named by its key in the screen's word table. */
const key = z.string().regex(/^[a-zA-Z0-9.]{1,60}$/)

export const ReadableBlock = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heading'), level: z.union([z.literal(1), z.literal(2), z.literal(3)]), text: words, key: key.nullable() }),
  z.object({ type: z.literal('paragraph'), text: words }),
  /** Line ends and blanks count. */
  z.object({ type: z.literal('pre'), text: words }),
  z.object({ type: z.literal('list'), ordered: z.boolean(), items: z.array(words) }),
  /** `columns` are ours, `header` are the file's own words; one of them may be empty. */
  z.object({ type: z.literal('table'), columns: z.array(key), header: z.array(words), rows: z.array(z.array(words)) }),
  z.object({ type: z.literal('facts'), pairs: z.array(z.tuple([key, words])) }),
])
export type ReadableBlock = z.infer<typeof ReadableBlock>

export const READABLE_FORMS = ['word', 'richText', 'web', 'plainText', 'clinicalDocument', 'fhir', 'hl7', 'email'] as const

export const ReadableDocument = z.object({
  form: z.enum(READABLE_FORMS),
  blocks: z.array(ReadableBlock),
  /** Told, never opened. */
  attachments: z.array(z.object({ name: z.string().max(255), mediaType: z.string().max(120) })),
  /** Longer than is shown. */
  cut: z.boolean(),
})
export type ReadableDocument = z.infer<typeof ReadableDocument>

/** Text of a block in reading order, one line per row or item: what is searched, quoted and counted. */
export function textOfBlock(block: ReadableBlock): string {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'pre':
      return block.text
    case 'list':
      return block.items.join('\n')
    case 'table':
      return [...(block.header.length > 0 ? [block.header] : []), ...block.rows].map((row) => row.join(' \u00b7 ')).join('\n')
    case 'facts':
      return block.pairs.map(([, value]) => value).join('\n')
  }
}

export function textOfReadable({ blocks }: Pick<ReadableDocument, 'blocks'>): string {
  return blocks.map(textOfBlock).filter((text) => text.trim() !== '').join('\n')
}
