// A narrative between its shared form (Y.XmlFragment of the report editor) and plain blocks. Names come from layout.ts.
import * as Y from 'yjs'
import { Proof } from '../domain/report.ts'
import { ReportBlock } from '../domain/reportBlock.ts'
import type { Block, Inline, TableBlock } from '../domain/reportContent.ts'
import { lesionBlocks } from '../domain/reportedLesions.ts'
import { MARKS, NODES } from './layout.ts'
import { lesionTableFrom } from './lesionTable.ts'

interface Reading {
  unreadable: number
}

/** @param reading counts what could not be read; its words are kept as plain text */
export function readBlocks(fragment: Y.XmlFragment, reading: Reading): Block[] {
  return fragment.toArray().flatMap((node) => readBlock(node, reading))
}

function readBlock(node: Y.XmlElement | Y.XmlText | Y.XmlHook, reading: Reading): Block[] {
  if (!(node instanceof Y.XmlElement)) {
    const content = node instanceof Y.XmlText ? readText(node) : []
    reading.unreadable++
    return content.length > 0 ? [{ type: 'paragraph', content }] : []
  }
  switch (node.nodeName) {
    case NODES.paragraph:
      return [{ type: 'paragraph', content: readInlines(node, reading) }]
    case NODES.heading:
      return [{ type: 'heading', level: Number(node.getAttribute('level')) === 3 ? 3 : 4, content: readInlines(node, reading) }]
    case NODES.bulletList:
    case NODES.orderedList:
      return [{ type: 'list', ordered: node.nodeName === NODES.orderedList, items: readItems(node, reading) }]
    case NODES.lesionTable: {
      const table = lesionTableFrom(node.getAttribute('table'))
      if (table) return lesionBlocks(table)
      reading.unreadable++
      return [{ type: 'paragraph', content: [{ type: 'unreadableProof' }] }]
    }
    case NODES.reportBlock: {
      const block = reportBlockFrom(node.getAttribute('block'))
      if (block) return blocksOf(block)
      reading.unreadable++
      return [{ type: 'paragraph', content: [{ type: 'unreadableProof' }] }]
    }
    case NODES.table:
      return [readTable(node, reading)]
    default:
      reading.unreadable++
      return [{ type: 'paragraph', content: readInlines(node, reading) }]
  }
}

/** @returns null for anything that is not exactly such a block: it is shown as unreadable, never guessed */
export function reportBlockFrom(attribute: unknown): ReportBlock | null {
  return (typeof attribute === 'string' && ReportBlock.safeParse(jsonOf(attribute)).data) || null
}

function blocksOf(block: ReportBlock): Block[] {
  if (block.source === 'keyImage') return [{ type: 'figure', proof: block.proof, caption: block.caption }]
  if (block.source !== 'laboratory') return [{ type: 'live', source: block.source }]
  const cell = (text: string): Inline[] => [{ type: 'text', text }]
  const rows = block.rows.map(({ cells, proof }) => cells.map((text, n) => (n === 1 ? [...cell(`${text} `), { type: 'proof', proof } as const] : cell(text))))
  return [{ type: 'table', caption: block.caption, head: true, rows: [block.head.map(cell), ...rows] }, ...(block.chart ? [{ type: 'chart', chart: block.chart } as const] : [])]
}

/** The paragraphs of a cell read as lines of one. */
function readTable(table: Y.XmlElement, reading: Reading): TableBlock {
  const elements = (parent: Y.XmlElement) => parent.toArray().filter((node): node is Y.XmlElement => node instanceof Y.XmlElement)
  const rows = elements(table).map((row) => elements(row))
  return {
    type: 'table',
    caption: null,
    head: rows[0] !== undefined && rows[0].length > 0 && rows[0].every(({ nodeName }) => nodeName === NODES.tableHeader),
    rows: rows.map((cells) =>
      cells.map((cell) =>
        elements(cell).flatMap((paragraph, n): Inline[] => {
          if (paragraph.nodeName !== NODES.paragraph) reading.unreadable++
          return [...(n > 0 ? [{ type: 'break' } as const] : []), ...readInlines(paragraph, reading)]
        }),
      ),
    ),
  }
}

function readItems(list: Y.XmlElement, reading: Reading): Block[][] {
  return list.toArray().map((item) => {
    if (item instanceof Y.XmlElement && item.nodeName === NODES.listItem) return readBlocks(item, reading)
    return readBlock(item, reading)
  })
}

function readInlines(parent: Y.XmlElement, reading: Reading): Inline[] {
  return parent.toArray().flatMap((node): Inline[] => {
    if (node instanceof Y.XmlText) return readText(node)
    if (node instanceof Y.XmlElement && node.nodeName === NODES.hardBreak) return [{ type: 'break' }]
    if (node instanceof Y.XmlElement && node.nodeName === NODES.proofChip) return [readProof(node, reading)]
    reading.unreadable++
    return node instanceof Y.XmlElement ? readInlines(node, reading) : []
  })
}

function readProof(node: Y.XmlElement, reading: Reading): Inline {
  const proof = parseProof(node.getAttribute('proof'))
  if (proof) return { type: 'proof', proof }
  reading.unreadable++
  return { type: 'unreadableProof' }
}

/** @returns undefined for anything that is not exactly the text of a proof */
export function parseProof(attribute: unknown): Proof | undefined {
  return typeof attribute !== 'string' ? undefined : Proof.safeParse(jsonOf(attribute)).data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readText(text: Y.XmlText): Inline[] {
  return text.toDelta().flatMap((part: { insert: unknown; attributes?: Record<string, unknown> }): Inline[] => {
    if (typeof part.insert !== 'string' || part.insert === '') return []
    const marks = marksOf(part.attributes ?? {})
    return [
      {
        type: 'text',
        text: part.insert,
        ...(marks.has(MARKS.bold) && { bold: true }),
        ...(marks.has(MARKS.italic) && { italic: true }),
        ...(marks.has(MARKS.expertJudgement) && { judgement: true }),
      },
    ]
  })
}

/** The binding appends `--<hash>` to the name of a mark that may overlap itself. */
function marksOf(attributes: Record<string, unknown>): Set<string> {
  const set = Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined && value !== false)
  return new Set(set.map(([name]) => name.split('--', 1)[0] ?? name))
}

/** Replaces the whole text. Call inside one transaction. */
export function writeBlocks(fragment: Y.XmlFragment, blocks: readonly Block[]): void {
  fragment.delete(0, fragment.length)
  fragment.insert(0, blocks.map(elementOf))
}

function elementOf(block: Block): Y.XmlElement {
  switch (block.type) {
    case 'paragraph':
      return filled(new Y.XmlElement(NODES.paragraph), inlineNodes(block.content))
    case 'heading': {
      // The editor's binding stores numbers as numbers; Y types its attributes as strings.
      const heading = new Y.XmlElement<{ level: number }>(NODES.heading)
      heading.setAttribute('level', block.level)
      return filled(heading as unknown as Y.XmlElement, inlineNodes(block.content))
    }
    case 'chart':
      return filled(new Y.XmlElement(NODES.paragraph), inlineNodes([{ type: 'text', text: block.chart.inWords }]))
    case 'table': {
      const element = (name: string, cell: readonly Inline[]) => filled(new Y.XmlElement(name), [filled(new Y.XmlElement(NODES.paragraph), inlineNodes(cell))])
      return filled(
        new Y.XmlElement(NODES.table),
        block.rows.map((row, n) => filled(new Y.XmlElement(NODES.tableRow), row.map((cell) => element(block.head && n === 0 ? NODES.tableHeader : NODES.tableCell, cell)))),
      )
    }
    case 'live':
      return reportBlockElement({ source: block.source })
    case 'figure':
      return reportBlockElement({ source: 'keyImage', proof: block.proof, caption: block.caption })
    case 'list':
      return filled(
        new Y.XmlElement(block.ordered ? NODES.orderedList : NODES.bulletList),
        block.items.map((item) => filled(new Y.XmlElement(NODES.listItem), item.map(elementOf))),
      )
  }
}

function reportBlockElement(block: ReportBlock): Y.XmlElement {
  const element = new Y.XmlElement(NODES.reportBlock)
  element.setAttribute('block', JSON.stringify(block))
  return element
}

function inlineNodes(content: readonly Inline[]): (Y.XmlElement | Y.XmlText)[] {
  const nodes: (Y.XmlElement | Y.XmlText)[] = []
  let open: Y.XmlText | null = null
  let length = 0
  for (const inline of content) {
    if (inline.type === 'text') {
      if (open === null) {
        open = new Y.XmlText()
        length = 0
        nodes.push(open)
      }
      const marks = { ...(inline.bold && { [MARKS.bold]: {} }), ...(inline.italic && { [MARKS.italic]: {} }), ...(inline.judgement && { [MARKS.expertJudgement]: {} }) }
      open.insert(length, inline.text, marks)
      length += inline.text.length
      continue
    }
    open = null
    const element = new Y.XmlElement(inline.type === 'break' ? NODES.hardBreak : NODES.proofChip)
    if (inline.type === 'proof') element.setAttribute('proof', JSON.stringify(inline.proof))
    nodes.push(element)
  }
  return nodes
}

function filled(element: Y.XmlElement, children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  element.insert(0, children)
  return element
}
