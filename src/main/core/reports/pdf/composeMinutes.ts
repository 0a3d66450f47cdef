// Printed pages of headings, lines and tables: minutes of a board, the pages for patient and treating doctor, the psychological page. Knows none of them; the same content gives the same bytes.
import { type Flow, startFlow } from './flow.ts'
import { breakLines } from './lines.ts'
import { bytesOf, drawRule, drawText, FRAME, INK, openSheet, PAGE, type Style, widthOf } from './sheet.ts'
import { cell, setTable } from './tables.ts'

/** A heading with lines of text, a table, or both; a table's first row is its head. */
export interface MinutesPart {
  /** Begins a case in the minutes of a whole meeting: its heading stands above the others and on a new page. */
  readonly isCase?: boolean
  readonly heading: string
  readonly lines: readonly string[]
  /** Places of the lines that those after them are about. */
  readonly leads?: readonly number[]
  readonly table: { readonly widths: readonly number[]; readonly rows: readonly (readonly string[])[] } | null
}

export interface MinutesPrint {
  readonly language: string
  /** YYYY-MM-DD: the PDF's own date. */
  readonly day: string
  readonly title: string
  readonly subtitle: readonly string[]
  readonly parts: readonly MinutesPart[]
  /** On every page: what these minutes are and of which case. */
  readonly footer: string
}

const TITLE: Style = { font: 'serif', size: 19, color: INK.text }
const META: Style = { font: 'sans', size: 9.5, color: INK.soft }
const CASE: Style = { font: 'serif', size: 15, color: INK.text }
const HEADING: Style = { font: 'sansBold', size: 11.5, color: INK.text }
const BODY: Style = { font: 'serif', size: 10.5, color: INK.text }
const LEAD: Style = { font: 'serifBold', size: 10.5, color: INK.text }
const TABLE: Style = { font: 'serif', size: 10, color: INK.text }
const TABLE_HEAD: Style = { font: 'sansBold', size: 9, color: INK.soft }
const FOOT: Style = { font: 'sans', size: 8.2, color: INK.soft }
const LEADING = 15.5
const TABLE_LEADING = 14
const KEPT_LINES = 8

export function composeMinutes(print: MinutesPrint): Promise<{ pdf: Uint8Array }> {
  // PDF/A wants what stands in the information dictionary in the metadata, too, and the library leaves an empty subject out of the latter.
  const plain = (words: string) => words.replace(/[<>&"']/g, ' ')
  const pdf = openSheet({ title: plain(print.title), subject: plain(print.footer), language: print.language, createdAt: new Date(`${print.day}T12:00:00Z`), info: {}, watermark: null })
  const bytes = bytesOf(pdf)
  const flow = startFlow(pdf)
  flow.element('H1', () => text(flow, print.title, TITLE, 24))
  flow.skip(4)
  for (const line of print.subtitle) flow.element('P', () => text(flow, line, META, 13.5))
  const firstCase = print.parts.findIndex(({ isCase }) => isCase)
  for (const [i, part] of print.parts.entries()) set(flow, part, part.isCase || firstCase === -1 || i < firstCase ? 'H2' : 'H3')
  drawFeet(flow, print)
  pdf.end()
  return bytes.then((data) => ({ pdf: data }))
}

function set(flow: Flow, { heading, lines, leads = [], table, isCase = false }: MinutesPart, level: 'H2' | 'H3'): void {
  flow.skip(isCase ? 26 : 16)
  // A case with less than a third of the page left begins on the next one.
  // Few lines stay with their heading; of many, enough do that neither is alone, or the page before would end half empty.
  const together = lines.length <= KEPT_LINES ? lines.length * (LEADING + 2) + tableStart(flow, table) : KEPT_LINES * (LEADING + 2)
  flow.room(isCase ? 16 * LEADING : Math.max(3 * LEADING, 24 + together))
  flow.element(level, () => text(flow, heading, isCase ? CASE : HEADING, isCase ? 21 : 17))
  flow.skip(3)
  lines.forEach((line, at) => {
    const isLead = leads.includes(at)
    if (isLead && at > 0) flow.skip(7)
    if (isLead) flow.room(3 * LEADING)
    // The last line of a part, and its table, do not stand alone on the next page; nor does the last one under a lead.
    if (at === lines.length - 2) flow.room(2 * (LEADING + 2) + tableStart(flow, table))
    else if (leads.includes(at + 2)) flow.room(2 * (LEADING + 2))
    flow.element('P', () => text(flow, line, isLead ? LEAD : BODY, LEADING))
    flow.skip(2)
  })
  const [head, ...rows] = table?.rows ?? []
  if (!table || !head) return
  flow.skip(2)
  setTable(
    flow,
    { x: FRAME.left, columns: table.widths.map((share) => share * FRAME.width), leading: TABLE_LEADING, padding: 4, head: head.map((words) => cell(words, TABLE_HEAD, true)) },
    rows.map((row) => row.map((words) => cell(words, TABLE))),
  )
}

/** Points of a table's head and first row, and of a line more that its fitted columns may need: a heading is not parted from them. */
function tableStart({ pdf }: Flow, table: MinutesPart['table']): number {
  if (!table) return 0
  const tallest = (row: readonly string[]) => Math.max(1, ...row.map((words, i) => breakLines(pdf, [{ text: words, style: TABLE }], (table.widths[i] ?? 0) * FRAME.width - 10).length))
  const [head = [], first = []] = table.rows
  // The table itself begins only where three lines fit below its head.
  return (tallest(head) + 1) * TABLE_LEADING + 8 + Math.max(3 * TABLE_LEADING, tallest(first) * TABLE_LEADING + 8)
}

function text(flow: Flow, words: string, style: Style, leading: number): void {
  flow.lines(breakLines(flow.pdf, [{ text: words, style }], FRAME.width), FRAME.left, leading, { isCiting: false })
}

function drawFeet({ pdf }: Flow, { footer }: MinutesPrint): void {
  const { count } = pdf.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page)
    pdf.markContent('Artifact', { type: 'Pagination' })
    const y = PAGE.height - PAGE.bottom + 12
    const place = `${page + 1} / ${count}`
    drawRule(pdf, FRAME.left, FRAME.right, y, INK.line)
    drawText(pdf, footer, FRAME.left, y + 12, FOOT)
    drawText(pdf, place, FRAME.right - widthOf(pdf, place, FOOT), y + 12, FOOT)
    pdf.endMarkedContent()
  }
}
