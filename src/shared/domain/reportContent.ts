// What a report's sections say, as plain values: text blocks with proofs inside, coded fields, answers. Knows no editor and no storage.
import type { FieldValue, Proof } from './report.ts'
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

/** Every inline of the blocks in reading order; a chart has none: its numbers stand in the text it belongs to. */
export function inlinesOf(blocks: readonly Block[]): Inline[] {
  return blocks.flatMap((block) => (block.type === 'list' ? block.items.flatMap((item) => inlinesOf(item)) : block.type === 'chart' ? [] : [...block.content]))
}

/** The leaves that a reader sees as one paragraph each: paragraphs, headings and the paragraphs of list items, in reading order. */
export function paragraphsOf(blocks: readonly Block[]): (readonly Inline[])[] {
  return blocks.flatMap((block) => (block.type === 'list' ? block.items.flatMap((item) => paragraphsOf(item)) : block.type === 'chart' ? [] : [block.content]))
}

/** Text without proofs; breaks read as a blank. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines.map((inline) => (inline.type === 'text' ? inline.text : inline.type === 'break' ? ' ' : '')).join('')
}

/** Nothing a reader could see: no letter, no digit and no proof. */
export function isBlank(blocks: readonly Block[]): boolean {
  return inlinesOf(blocks).every((inline) => inline.type === 'break' || (inline.type === 'text' && inline.text.trim() === ''))
}
