// HTML and the narrative of clinical documents as blocks: only shapes and words are taken over.
import type { ReadableBlock } from '#shared/domain/readableDocument.ts'
import { createBlockWriter, type BlockWriter } from './blockWriter.ts'
import { tokensOf } from './markupTokens.ts'

const HEADINGS: Readonly<Record<string, 1 | 2 | 3>> = { h1: 1, h2: 2, h3: 3, h4: 3, h5: 3, h6: 3 }
const BREAKS = new Set(['p', 'div', 'br', 'section', 'article', 'header', 'footer', 'blockquote', 'pre', 'dt', 'dd', 'li', 'item', 'paragraph', 'caption', 'hr', 'title', 'address', 'text'])
const SKIPPED = new Set(['head'])

export function readHtml(markup: string): { blocks: ReadableBlock[]; cut: boolean } {
  const writer = createBlockWriter()
  let skipping: string | null = null
  for (const token of tokensOf(markup)) {
    if (skipping !== null) {
      if (token.type === 'close' && token.name === skipping) skipping = null
      continue
    }
    if (token.type === 'text') writer.text(token.text)
    else if (token.type === 'open' && SKIPPED.has(token.name)) skipping = token.closed ? null : token.name
    else if (token.type === 'open') openElement(writer, token.name, token.attributes)
    else closeElement(writer, token.name)
  }
  return writer.finish()
}

type Act = (writer: BlockWriter, attributes: Readonly<Record<string, string>>) => void

const OPENS: Readonly<Record<string, Act>> = {
  ul: (writer) => writer.openList(false),
  ol: (writer) => writer.openList(true),
  list: (writer, attributes) => writer.openList(attributes.listtype === 'ordered'),
  table: (writer) => writer.openTable(),
  th: (writer) => writer.openCell(true),
  td: (writer) => writer.openCell(false),
  img: (writer, attributes) => writer.text(attributes.alt ? ` ${attributes.alt} ` : ''),
}

const CLOSES: Readonly<Record<string, Act>> = {
  ul: (writer) => writer.closeList(),
  ol: (writer) => writer.closeList(),
  list: (writer) => writer.closeList(),
  table: (writer) => writer.closeTable(),
  th: (writer) => writer.closeCell(),
  td: (writer) => writer.closeCell(),
  tr: (writer) => writer.closeRow(),
}

function openElement(writer: BlockWriter, name: string, attributes: Readonly<Record<string, string>>): void {
  const level = Object.hasOwn(HEADINGS, name) ? HEADINGS[name] : undefined
  if (level) writer.heading(level)
  else if (Object.hasOwn(OPENS, name)) OPENS[name]?.(writer, attributes)
  else if (BREAKS.has(name)) writer.endParagraph()
}

function closeElement(writer: BlockWriter, name: string): void {
  if (Object.hasOwn(CLOSES, name)) CLOSES[name]?.(writer, {})
  else if (BREAKS.has(name) || Object.hasOwn(HEADINGS, name)) writer.endParagraph()
}
