// The text of a Word file as blocks: paragraphs, headings, lists and tables of word/document.xml. Macros, pictures and fields are not looked at.
import type { ReadableBlock } from '#shared/domain/readableDocument.ts'
import { createBlockWriter, type BlockWriter } from './blockWriter.ts'
import { type Token, tokensOf } from './markupTokens.ts'

/** Where in the file the reader stands. */
interface Position {
  readonly writer: BlockWriter
  inText: boolean
  inList: boolean
  /** The running paragraph is an item of a list. */
  isItem: boolean
  /** Depth of what was taken back with Word's change tracking: no longer part of the text. */
  deleted: number
}

const HEADING = /^(?:heading|ttulo|titulo|berschrift)\s?([1-3])|^(title|ttulo|titulo)$/i

/** @param markup word/document.xml */
export function readDocx(markup: string): { blocks: ReadableBlock[]; cut: boolean } {
  const at: Position = { writer: createBlockWriter(), inText: false, inList: false, isItem: false, deleted: 0 }
  for (const token of tokensOf(markup)) {
    if (token.type === 'text') readWords(at, token.text)
    else if (token.type === 'open') OPENS[token.name]?.(at, token)
    else CLOSES[token.name]?.(at)
  }
  return at.writer.finish()
}

function readWords(at: Position, words: string): void {
  if (!at.inText || at.deleted > 0) return
  // The first words of a paragraph that is no item end the list before it.
  if (!at.isItem) endList(at)
  at.writer.text(words)
}

function endList(at: Position): void {
  if (at.inList) at.writer.closeList()
  at.inList = false
}

const OPENS: Readonly<Record<string, (at: Position, token: Extract<Token, { type: 'open' }>) => void>> = {
  'w:t': (at, { closed }) => {
    at.inText = !closed
  },
  'w:del': (at, { closed }) => {
    if (!closed) at.deleted++
  },
  'w:tab': ({ writer }) => writer.text(' '),
  'w:br': ({ writer }) => writer.text(' '),
  'w:p': (at) => {
    at.isItem = false
  },
  'w:pstyle': ({ writer }, { attributes }) => {
    const level = HEADING.exec(attributes['w:val'] ?? '')
    if (level) writer.heading(level[1] === '2' ? 2 : level[1] === '3' ? 3 : 1)
  },
  'w:numpr': (at) => {
    at.isItem = true
    if (!at.inList) at.writer.openList(false)
    at.inList = true
  },
  'w:tbl': (at) => {
    endList(at)
    at.writer.openTable()
  },
  'w:tc': ({ writer }) => writer.openCell(false),
}

const CLOSES: Readonly<Record<string, (at: Position) => void>> = {
  'w:t': (at) => {
    at.inText = false
  },
  'w:del': (at) => {
    at.deleted = Math.max(0, at.deleted - 1)
  },
  'w:p': ({ writer }) => writer.endParagraph(),
  'w:tc': ({ writer }) => writer.closeCell(),
  'w:tr': ({ writer }) => writer.closeRow(),
  'w:tbl': ({ writer }) => writer.closeTable(),
}
