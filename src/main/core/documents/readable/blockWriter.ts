// Collects blocks while a marked-up file is read from its beginning to its end. Knows the shapes of a text, no format.
import type { ReadableBlock } from '#shared/domain/readableDocument.ts'

/** Blocks of one document; a file with more is cut there and says so. */
const MOST_BLOCKS = 20_000
const MOST_ROWS = 5_000

interface OpenTable {
  header: string[]
  rows: string[][]
  row: string[]
  rowIsHeader: boolean
}

export interface BlockWriter {
  text(words: string): void
  /** Ends the running paragraph, or the words of a cell go on in it. */
  endParagraph(): void
  heading(level: 1 | 2 | 3): void
  openList(ordered: boolean): void
  closeList(): void
  openTable(): void
  openCell(isHeader: boolean): void
  closeCell(): void
  closeRow(): void
  closeTable(): void
  finish(): { blocks: ReadableBlock[]; cut: boolean }
}

export function createBlockWriter(): BlockWriter {
  const blocks: ReadableBlock[] = []
  let words = ''
  let level: 0 | 1 | 2 | 3 = 0
  const lists: { ordered: boolean; items: string[] }[] = []
  const tables: OpenTable[] = []
  let cut = false

  function push(block: ReadableBlock) {
    if (blocks.length >= MOST_BLOCKS) cut = true
    else blocks.push(block)
  }
  function take(): string {
    const taken = words.replace(/[ \t\r\n\f]+/g, ' ').trim().slice(0, 200_000)
    words = ''
    return taken
  }
  function endParagraph() {
    if (tables.length > 0) {
      if (words !== '' && !/\s$/.test(words)) words += ' '
      return
    }
    const text = take()
    const list = lists.at(-1)
    if (text === '') return
    if (list) list.items.push(text)
    else if (level !== 0) push({ type: 'heading', level, text, key: null })
    else push({ type: 'paragraph', text })
    level = 0
  }
  function closeList() {
    endParagraph()
    const list = lists.pop()
    if (list && list.items.length > 0) push({ type: 'list', ...list })
  }
  function closeRow() {
    const table = tables.at(-1)
    if (!table) return
    if (table.row.some((cell) => cell !== '')) {
      if (table.rowIsHeader && table.header.length === 0 && table.rows.length === 0) table.header = table.row
      else if (table.rows.length < MOST_ROWS) table.rows.push(table.row)
      else cut = true
    }
    table.row = []
    table.rowIsHeader = true
  }
  function closeTable() {
    closeRow()
    const table = tables.pop()
    // A table in a cell is read as part of that cell.
    const outer = tables.at(-1)
    if (table && outer) words += [table.header, ...table.rows].map((row) => row.join(' ')).join(' ')
    else if (table && table.header.length + table.rows.length > 0) push({ type: 'table', columns: [], header: table.header, rows: table.rows })
  }

  return {
    text: (more) => {
      words += more
    },
    endParagraph,
    heading: (wanted) => {
      endParagraph()
      if (tables.length === 0 && lists.length === 0) level = wanted
    },
    openList: (ordered) => {
      endParagraph()
      lists.push({ ordered, items: [] })
    },
    closeList,
    openTable: () => {
      if (tables.length === 0) endParagraph()
      tables.push({ header: [], rows: [], row: [], rowIsHeader: true })
    },
    openCell: (isHeader) => {
      const table = tables.at(-1)
      if (table && !isHeader) table.rowIsHeader = false
      words = tables.length > 1 ? words : ''
    },
    closeCell: () => {
      const table = tables.at(-1)
      if (table) table.row.push(take())
    },
    closeRow,
    closeTable,
    finish: () => {
      while (tables.length > 0) closeTable()
      while (lists.length > 0) closeList()
      endParagraph()
      return { blocks, cut }
    },
  }
}
