// Sets the report's text: paragraphs, headings, lists, with superscript proof numbers.
import type { CanonicalBlock, CanonicalInline } from '#shared/domain/canonicalReport.ts'
import { setChart } from './chart.ts'
import type { Flow } from './flow.ts'
import { breakLines, type Run } from './lines.ts'
import { FRAME, INK, type FontName, type Style } from './sheet.ts'
import { type Cell, setTable } from './tables.ts'
import type { PrintWords } from './words.ts'

/** Size and leading of running text, points (look §8: 10.5/15.5). */
export const BODY = { size: 10.5, leading: 15.5 }

export function superscript(number: number, size = BODY.size): Run {
  return { text: String(number), style: { font: 'sansBold', size: size * 0.66, color: INK.proof, tabular: true }, rise: size * 0.36, proof: number }
}

function comma(size: number): Run {
  return { text: ',', style: { font: 'sans', size: size * 0.66, color: INK.proof }, rise: size * 0.36 }
}

/** Inline content as runs: the blank before a proof goes behind its number, neighbouring proofs share one. */
export function runsOf(content: readonly CanonicalInline[], words: PrintWords, size = BODY.size, base: FontName = 'serif'): Run[] {
  const runs: Run[] = []
  content.forEach((inline, i) => {
    if (inline.type === 'break') runs.push({ text: ' ', style: styleOf(base, size), breakAfter: true })
    else if (inline.type === 'proof') appendProof(runs, superscript(inline.proof, size), size)
    else if (inline.type === 'unreadableProof') runs.push({ text: '?', style: { font: 'sansBold', size: size * 0.66, color: INK.bad }, rise: size * 0.36 })
    else {
      const isFirstAfterProof = runs.at(-1)?.proof !== undefined
      const text = isFirstAfterProof && !/^[\s.,;:)\]?!]/u.test(inline.text) ? ` ${inline.text}` : inline.text
      runs.push({ text: text.replace(/[\t\r\n]+/g, ' '), style: styleOf(fontOf(base, inline), size) })
      const next = content[i + 1]
      const isLastJudged = inline.judgement && !(next?.type === 'text' && next.judgement)
      if (isLastJudged) runs.push({ text: `\u00A0[${words.judgement.replaceAll(' ', '\u00A0')}]`, style: { font: 'sans', size: size * 0.74, color: INK.soft } })
    }
  })
  return runs
}

function appendProof(runs: Run[], proof: Run, size: number): void {
  const last = runs.at(-1)
  const before = runs.at(-2)
  if (last?.proof !== undefined) runs.push(comma(size))
  else if (last && last.text.trim() === '' && before?.proof !== undefined) runs.splice(-1, 1, comma(size))
  else if (last && last.proof === undefined && / +$/.test(last.text)) runs[runs.length - 1] = { ...last, text: last.text.replace(/ +$/, '') }
  runs.push(proof)
}

function styleOf(font: FontName, size: number): Style {
  return { font, size, color: INK.text }
}

function fontOf(base: FontName, { bold, italic }: { bold?: true | undefined; italic?: true | undefined }): FontName {
  if (base !== 'serif') return bold ? 'sansBold' : 'sans'
  if (bold && italic) return 'serifBoldItalic'
  return bold ? 'serifBold' : italic ? 'serifItalic' : 'serif'
}

export interface Column {
  readonly x: number
  readonly width: number
}

export const TEXT_COLUMN: Column = { x: FRAME.column, width: FRAME.columnWidth }

/** Draws the picture of a proof into the text; the narrative knows only its number. */
export type SetFigure = (proof: number, column: Column) => void

export function setBlocks(flow: Flow, blocks: readonly CanonicalBlock[], words: PrintWords, setFigure: SetFigure, column: Column = TEXT_COLUMN): void {
  for (const block of blocks) setBlock(flow, block, words, setFigure, column)
}

function setBlock(flow: Flow, block: CanonicalBlock, words: PrintWords, setFigure: SetFigure, column: Column): void {
  switch (block.type) {
    case 'paragraph': {
      const runs = runsOf(block.content, words)
      if (runs.every(({ text }) => text.trim() === '')) return
      const lines = breakLines(flow.pdf, runs, column.width)
      keepTogether(flow, lines.length, lines[0]?.proofs ?? [])
      flow.element('P', () => flow.lines(lines, column.x, BODY.leading))
      flow.skip(4.5)
      return
    }
    case 'heading': {
      const lines = breakLines(flow.pdf, runsOf(block.content, words, 10.5, 'sansBold').map(bolden), column.width)
      flow.skip(4)
      flow.room(15 + 3 * BODY.leading)
      flow.element('H3', () => flow.lines(lines, column.x, 14.5))
      flow.skip(2)
      return
    }
    case 'chart':
      setChart(flow, block.chart, column.x, column.width, words.language)
      return
    case 'table':
      setTextTable(flow, block, words, column)
      return
    case 'figure': {
      const lines = breakLines(flow.pdf, appended(block, words), column.width)
      setFigure(block.proof, column)
      flow.element('Caption', () => flow.lines(lines, column.x, CAPTION.leading))
      flow.skip(8)
      return
    }
    case 'list':
      flow.group('L', () => {
        for (const [i, item] of block.items.entries()) setItem(flow, item, block.ordered ? `${i + 1}.` : '•', words, setFigure, column)
      })
      flow.skip(2)
  }
}

const CAPTION = { size: 9, leading: 12 }

function appended({ caption, proof }: Extract<CanonicalBlock, { type: 'figure' }>, words: PrintWords): Run[] {
  return runsOf([...(caption === '' ? [] : [{ type: 'text', text: caption } as const]), { type: 'proof', proof }], words, CAPTION.size, 'sans')
}

const TABLE = { size: 9.2, leading: 12.4, padding: 2.6 }

/** Columns share the width evenly; a word that needs more takes it from the others. */
function setTextTable(flow: Flow, { caption, head, rows }: Extract<CanonicalBlock, { type: 'table' }>, words: PrintWords, { x, width }: Column): void {
  const columns = Math.max(1, ...rows.map((row) => row.length))
  const cells = rows.map((row, r) => Array.from({ length: columns }, (_, c): Cell => {
    const isHead = head && (r === 0 || c === 0)
    return { runs: runsOf(row[c] ?? [], words, TABLE.size, isHead ? 'sansBold' : 'sans'), isHead }
  }))
  if (caption) {
    flow.room(15 + 3 * TABLE.leading)
    flow.element('Caption', () => flow.lines(breakLines(flow.pdf, [{ text: caption, style: { font: 'sansBold', size: 9.5, color: INK.text } }], width), x, 15))
  }
  const [first, ...rest] = cells
  const shape = { x, columns: Array.from({ length: columns }, () => width / columns), leading: TABLE.leading, padding: TABLE.padding }
  setTable(flow, head && first ? { ...shape, head: first } : shape, head ? rest : cells)
  flow.skip(8)
}

const bolden = (run: Run): Run => (run.proof === undefined ? { ...run, style: { ...run.style, font: 'sansBold' } } : run)

/** No lone first line at the foot of a page, no lone last line at the head of the next. */
function keepTogether(flow: Flow, lines: number, proofs: readonly number[]): void {
  flow.room(Math.min(lines, lines === 3 ? 3 : 2) * BODY.leading, proofs)
}

const ITEM_INDENT = 14

function setItem(flow: Flow, item: readonly CanonicalBlock[], label: string, words: PrintWords, setFigure: SetFigure, column: Column): void {
  const inner = { x: column.x + ITEM_INDENT, width: column.width - ITEM_INDENT }
  flow.group('LI', () => {
    flow.room(2 * BODY.leading)
    flow.element('Lbl', () => {
      const [line] = breakLines(flow.pdf, [{ text: label, style: { font: 'serif', size: BODY.size, color: INK.soft } }], ITEM_INDENT)
      if (line) flow.lines([line], column.x, BODY.leading)
    })
    flow.skip(-BODY.leading)
    flow.group('LBody', () => setBlocks(flow, item, words, setFigure, inner))
  })
}
