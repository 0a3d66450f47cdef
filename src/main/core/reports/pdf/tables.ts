// Quiet tables: hairlines only, rows kept whole, heads repeated. Tagged as tables.
import type { Flow } from './flow.ts'
import { breakLines, type Line, type Run } from './lines.ts'
import { drawRule, INK, type Pdf, type Style, widthOf } from './sheet.ts'

export interface Cell {
  readonly runs: readonly Run[]
  readonly isHead?: boolean
  /** Its row is about the next one: no page ends between them. */
  readonly isLead?: boolean
}

export interface TableShape {
  readonly x: number
  /** Width of each column, points, the space to the next included. */
  readonly columns: readonly number[]
  readonly leading: number
  readonly padding: number
  /** Cells of the head, repeated on every page. */
  readonly head?: readonly Cell[]
}

const COLUMN_GAP = 10

export function cell(text: string, style: Style, isHead = false): Cell {
  return { runs: [{ text, style }], isHead }
}

export function setTable(flow: Flow, asked: TableShape, rows: readonly (readonly Cell[])[]): void {
  const shape = { ...asked, columns: fittingColumns(asked.columns, wordsNeed(flow.pdf, asked.head ? [asked.head, ...rows] : rows)) }
  flow.group('Table', () => {
    if (shape.head) setRow(flow, shape, shape.head, 3 * shape.leading)
    for (const [at, row] of rows.entries()) {
      const page = flow.cited.length
      // Nor does the last row stand alone on a page.
      const next = rows[at + 1]
      const isKept = next !== undefined && (row[0]?.isLead || (at > 0 && at === rows.length - 2))
      setRow(flow, shape, row, isKept ? heightOf(shape, linesOf(flow.pdf, shape, next)) : 0, () => {
        if (shape.head && flow.cited.length > page) setRow(flow, shape, shape.head, 0)
      })
    }
  })
  rule(flow, shape)
}

/** What the longest word of each column needs, points, the space to the next included. */
function wordsNeed(pdf: Pdf, rows: readonly (readonly Cell[])[]): number[] {
  const need: number[] = []
  for (const row of rows)
    for (const [i, { runs }] of row.entries())
      for (const { text, style } of runs) for (const word of text.split(/\s+/)) need[i] = Math.max(need[i] ?? 0, widthOf(pdf, word, style) + COLUMN_GAP)
  return need
}

/**
 * Columns in which no word breaks: those that are too narrow take from those that have room, in proportion; the sum stays.
 * @param need least width of each column, points @returns the columns as they were where all need more than there is
 */
export function fittingColumns(columns: readonly number[], need: readonly number[]): number[] {
  const lacks = columns.map((width, i) => Math.max(0, (need[i] ?? 0) - width))
  const room = columns.map((width, i) => Math.max(0, width - (need[i] ?? 0)))
  const lack = lacks.reduce((a, b) => a + b, 0)
  const all = room.reduce((a, b) => a + b, 0)
  if (lack === 0 || lack > all) return [...columns]
  return columns.map((width, i) => width + (lacks[i] ?? 0) - ((room[i] ?? 0) * lack) / all)
}

function rule(flow: Flow, shape: TableShape): void {
  flow.pdf.markContent('Artifact', { type: 'Layout' })
  drawRule(flow.pdf, shape.x, shape.x + shape.columns.reduce((a, b) => a + b, 0), flow.y, INK.hair)
  flow.pdf.endMarkedContent()
}

/** @param keep further points that must fit below, so that a head is never alone @param started called after a page break, before the row */
function setRow(flow: Flow, shape: TableShape, row: readonly Cell[], keep: number, started?: () => void): void {
  const cells = linesOf(flow.pdf, shape, row)
  const height = heightOf(shape, cells)
  flow.room(height + keep, cells.flatMap(({ lines }) => proofsOf(lines)))
  started?.()
  rule(flow, shape)
  const top = flow.y + shape.padding
  flow.group('TR', () => {
    let x = shape.x
    cells.forEach(({ item, lines }, i) => {
      const left = x
      flow.element(item.isHead ? 'TH' : 'TD', () => {
        flow.y = top
        flow.lines(lines, left, shape.leading)
      })
      x += shape.columns[i] ?? 0
    })
  })
  flow.y = top + height - shape.padding
}

function linesOf(pdf: Pdf, shape: TableShape, row: readonly Cell[]): { item: Cell; lines: Line[] }[] {
  return row.map((item, i) => ({ item, lines: breakLines(pdf, item.runs, (shape.columns[i] ?? 0) - COLUMN_GAP) }))
}

/** Points of a row. */
function heightOf(shape: TableShape, cells: readonly { readonly lines: readonly Line[] }[]): number {
  return Math.max(1, ...cells.map(({ lines }) => lines.length)) * shape.leading + 2 * shape.padding
}

function proofsOf(lines: readonly Line[]): number[] {
  return lines.flatMap(({ proofs }) => [...proofs])
}
