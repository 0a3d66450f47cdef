// What a report's sections say, as plain values: text blocks with proofs inside, coded fields, answers. Knows no editor and no storage.
import type { FieldValue, Proof } from './report.ts'
import type { LiveSource } from './reportBlock.ts'
import type { ReportChart } from './reportChart.ts'

/** A run of text with its marks, a line break, a proof chip, or a chip that cannot be read (it blocks signing, it is never dropped). */
export type Inline =
  | { readonly type: 'text'; readonly text: string; readonly bold?: boolean; readonly italic?: boolean; readonly judgement?: boolean }
  | { readonly type: 'break' }
  | { readonly type: 'proof'; readonly proof: Proof }
  | { readonly type: 'unreadableProof' }

export type Block =
  | { readonly type: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: 3 | 4; readonly content: readonly Inline[] }
  | { readonly type: 'chart'; readonly chart: ReportChart }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Block[])[] }
  | TableBlock
  /** Of the report's own coded values, made when it is read. */
  | { readonly type: 'live'; readonly source: LiveSource }
  /** A key image, shown large, with its author's words. */
  | { readonly type: 'figure'; readonly proof: Proof; readonly caption: string }

export interface TableBlock {
  readonly type: 'table'
  /** null = none. */
  readonly caption: string | null
  /** The first row names the columns. */
  readonly head: boolean
  /** Rows of cells; a row may have fewer cells than another. */
  readonly rows: readonly (readonly (readonly Inline[])[])[]
}

export interface AnswerContent {
  readonly question: number
  /** The answer in one sentence; null = not given. */
  readonly answer: FieldValue | null
  readonly confidence: FieldValue | null
  readonly body: readonly Block[]
}

/** One row of a section's list. */
export interface RowContent {
  readonly id: string
  /** Its place: growing, gaps allowed. */
  readonly order: number
  /** Coded fields by key; a cleared field is absent. */
  readonly fields: Readonly<Record<string, FieldValue>>
}

/** Two people set one register without seeing each other: all values stand until a person decides. */
export interface RegisterConflict {
  /** The register: a field, a row's field ("options/<row>/benefit") or a question's ("3.answer"). */
  readonly key: string
  /** What it said before, when all of them saw the same. */
  readonly earlier: string | null
  /** Oldest first, at least two different ones. */
  readonly values: readonly FieldValue[]
}

export interface SectionContent {
  /** Coded fields by key; a cleared field is absent. */
  readonly fields: Readonly<Record<string, FieldValue>>
  /** Rows by list key, in their order. */
  readonly lists: Readonly<Record<string, readonly RowContent[]>>
  /** What stands behind coded fields, by register (a field, or a row's field: "options/<row>/benefit"); absent = nothing. */
  readonly fieldProofs?: Readonly<Record<string, readonly Proof[]>>
  readonly conflicts: readonly RegisterConflict[]
  /** Why a required section is deliberately empty; null = not stated. */
  readonly noneBecause: FieldValue | null
  readonly body: readonly Block[]
  /** By question number, growing. */
  readonly answers: readonly AnswerContent[]
  /** Entries that could not be read: shown and blocking, never dropped silently. */
  readonly unreadable: number
}

export const EMPTY_SECTION: SectionContent = { fields: {}, lists: {}, conflicts: [], noneBecause: null, body: [], answers: [], unreadable: 0 }

/** Every proof of a section: behind its fields, in its text, in its answers. */
export function proofsOf({ fieldProofs = {}, body, answers }: Pick<SectionContent, 'fieldProofs' | 'body' | 'answers'>): Proof[] {
  const inText = inlinesOf([...body, ...answers.flatMap((answer) => answer.body)]).flatMap((inline) => (inline.type === 'proof' ? [inline.proof] : []))
  return [...Object.values(fieldProofs).flat(), ...inText]
}

/** Every inline of the blocks in reading order. A chart has none: its numbers stand in the text it belongs to; nor has a live table: its values are told where they are coded. */
export function inlinesOf(blocks: readonly Block[]): Inline[] {
  return blocks.flatMap((block): readonly Inline[] => {
    if (block.type === 'list') return block.items.flatMap((item) => inlinesOf(item))
    if (block.type === 'table') return [...captionOf(block), ...block.rows.flat(2)]
    if (block.type === 'figure') return figureInlines(block)
    return block.type === 'chart' || block.type === 'live' ? [] : block.content
  })
}

const captionOf = ({ caption }: TableBlock): Inline[] => (caption === null ? [] : [{ type: 'text', text: caption }])
const figureInlines = ({ caption, proof }: Extract<Block, { type: 'figure' }>): Inline[] => [...(caption === '' ? [] : [{ type: 'text', text: caption } as const]), { type: 'proof', proof }]
/** Between cells, where no sentence goes on. */
const CELL_END: Inline = { type: 'text', text: '\n' }

/** The leaves that a reader sees as one paragraph each: paragraphs, headings, the paragraphs of list items, the rows of tables, in reading order. */
export function paragraphsOf(blocks: readonly Block[]): (readonly Inline[])[] {
  return blocks.flatMap((block): (readonly Inline[])[] => {
    if (block.type === 'list') return block.items.flatMap((item) => paragraphsOf(item))
    // A proof in a row stands for the whole row, as in a paragraph.
    if (block.type === 'table') return [captionOf(block), ...block.rows.map((row) => row.flatMap((cell, n) => (n === 0 ? cell : [CELL_END, ...cell])))]
    if (block.type === 'figure') return [figureInlines(block)]
    return block.type === 'chart' || block.type === 'live' ? [] : [block.content]
  })
}

/** Text without proofs; breaks read as a blank. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (inline.type === 'text' ? inline.text : inline.type === 'break' ? ' ' : '')).join('')
}

/** Nothing a reader could see: no letter, no digit and no proof. */
export function isBlank(blocks: readonly Block[]): boolean {
  return inlinesOf(blocks).every((inline) => inline.type === 'break' || (inline.type === 'text' && inline.text.trim() === ''))
}
