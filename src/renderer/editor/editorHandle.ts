// What the rest of the workstation may do with a text: a handle, so that only this folder knows the editor's library.
import type { Editor } from '@tiptap/core'
import { NODES } from '#shared/casedoc/layout.ts'
import type { Proof } from '#shared/domain/report.ts'
import type { ReportBlock } from '#shared/domain/reportBlock.ts'
import { blockTexts, findClaims } from './claimMarks.ts'
import { type FoundWords, wordsFound } from './findWords.ts'
import { nextMisspelt, type WordPlace } from './spelling.ts'
import { placeOf, rangeOf, type TextPlace, wordsIn } from './textPlaces.ts'

const LONGEST_QUOTE = 2000

export interface ChosenWords extends TextPlace {
  readonly quote: string
  /** Words of one paragraph without a proof among them: they can be replaced as a whole. */
  readonly plain: boolean
}

export interface EditorHandle {
  /** For the toolbar of this folder only. */
  readonly editor: Editor
  focus(): void
  insertProof(proof: Proof): void
  /** Puts words in the place of what is chosen, or at the caret. */
  insertWords(words: string): void
  /** Puts a block behind the paragraph of the caret, with a paragraph to go on in. */
  insertBlock(block: ReportBlock): void
  /** Puts an empty table with a head behind the paragraph of the caret; the caret goes into its first cell. */
  insertTable(): void
  /** Marks the selection, or the claim that begins with these words, as expert judgement. */
  markExpertJudgement(opening: string | null): void
  /** Adds paragraphs behind the text; what is there stays. */
  appendParagraphs(lines: readonly string[]): void
  /** The chosen words and their place; null when nothing is chosen. */
  chosenWords(): ChosenWords | null
  /** Chooses the words of a place. @returns false when they are gone */
  goToPlace(place: TextPlace): boolean
  /** Puts other words in the place of those that are still as quoted. @returns false when they are not */
  replaceWords(place: TextPlace & { quote: string }, words: string): boolean
  /** How often the words stand in this text. */
  countFound(query: string): number
  /** Marks them; `current` is the one that is looked at, -1 = none in this text. */
  showFound(query: string, current: number): void
  goToFound(query: string, at: number): void
  /** @returns false when the text may not be written or has no such place any more */
  replaceFound(query: string, at: number, words: string): boolean
  /** Chooses the next marked word that is none of these. @returns null when no other is marked */
  toMisspelt(left: ReadonlySet<string>): WordPlace | null
  chooseWord(place: WordPlace): void
  /** @returns false when the word is not there any more */
  replaceWord(place: WordPlace, words: string): boolean
  /** Puts the caret behind the claim that begins with these words. @returns false when the words are not there (any more) */
  goToClaim(opening: string): boolean
}

/** Other words with the marks of those they replace; none = the words are left out. */
function putWords(editor: Editor, { from, to }: FoundWords, words: string): boolean {
  if (!editor.isEditable) return false
  const { schema, tr } = editor.state
  editor.view.dispatch(words === '' ? tr.delete(from, to) : tr.replaceWith(from, to, schema.text(words, tr.doc.resolve(from + 1).marks())))
  return true
}

/** Chooses the words and brings them before the eyes, although the keys are elsewhere: an editor without the focus does not scroll by itself. */
function lookAt(editor: Editor, place: FoundWords): void {
  editor.commands.setTextSelection(place)
  const { node } = editor.view.domAtPos(place.from)
  ;(node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' })
}

/** Rows below the head. */
const NEW_TABLE = { rows: 2, columns: 3 }

/** Behind the outermost block that the selection ends in. */
function behindBlock({ state: { doc, selection } }: Editor): number {
  const { $to } = selection
  return $to.depth === 0 ? doc.content.size : $to.after(1)
}

function isPlain({ state }: Editor, from: number, to: number): boolean {
  const [start, end] = [state.doc.resolve(from), state.doc.resolve(to)]
  let hasAtom = false
  state.doc.nodesBetween(from, to, (node) => {
    hasAtom ||= node.isInline && !node.isText
  })
  return start.parent === end.parent && !hasAtom
}

export function createEditorHandle(editor: Editor): EditorHandle {
  const spanOf = (opening: string) => findClaims(blockTexts(editor.state.doc), [opening])[0]
  return {
    editor,
    focus: () => void editor.commands.focus(undefined, { scrollIntoView: true }),
    insertProof: (proof) => void editor.chain().focus().insertProof(proof).run(),
    insertWords: (words) => {
      const { from } = editor.state.selection
      const before = editor.state.doc.textBetween(Math.max(0, from - 1), from, ' ', ' ')
      editor.view.dispatch(editor.state.tr.insertText(before === '' || /\s/u.test(before) ? words : ` ${words}`).scrollIntoView())
      editor.commands.focus()
    },
    insertBlock: (block) => {
      const at = behindBlock(editor)
      editor.chain().insertContentAt(at, [{ type: NODES.reportBlock, attrs: { block: JSON.stringify(block) } }, { type: NODES.paragraph }]).focus(at + 2, { scrollIntoView: true }).run()
    },
    insertTable: () => {
      const at = behindBlock(editor)
      const row = (cell: string) => ({ type: NODES.tableRow, content: Array.from({ length: NEW_TABLE.columns }, () => ({ type: cell, content: [{ type: NODES.paragraph }] })) })
      const rows = [row(NODES.tableHeader), ...Array.from({ length: NEW_TABLE.rows }, () => row(NODES.tableCell))]
      editor.chain().insertContentAt(at, [{ type: NODES.table, content: rows }, { type: NODES.paragraph }]).focus(at + 4, { scrollIntoView: true }).run()
    },
    markExpertJudgement: (opening) => {
      const span = opening === null ? null : spanOf(opening)
      if (span) editor.chain().setTextSelection(span).toggleExpertJudgement().setTextSelection(span.to).run()
      else editor.chain().focus().toggleExpertJudgement().run()
    },
    appendParagraphs: (lines) =>
      void editor
        .chain()
        // Nothing written yet: no empty line stays above.
        .insertContentAt({ from: editor.isEmpty ? 0 : editor.state.doc.content.size, to: editor.state.doc.content.size }, lines.map((text) => ({ type: NODES.paragraph, content: [{ type: 'text', text }] })))
        .focus('end', { scrollIntoView: true })
        .run(),
    chosenWords: () => {
      const { from, to } = editor.state.selection
      const quote = wordsIn(editor.state, from, to)
      const place = quote.trim() === '' ? null : placeOf(editor.state, from, to)
      return place && { ...place, quote: quote.slice(0, LONGEST_QUOTE), plain: quote.length <= LONGEST_QUOTE && isPlain(editor, from, to) }
    },
    goToPlace: (place) => {
      const range = rangeOf(editor.state, place)
      if (range) editor.chain().setTextSelection(range).focus(undefined, { scrollIntoView: true }).run()
      return range !== null
    },
    replaceWords: ({ quote, ...place }, words) => {
      const range = rangeOf(editor.state, place)
      if (!range || !isPlain(editor, range.from, range.to) || wordsIn(editor.state, range.from, range.to) !== quote) return false
      return putWords(editor, range, words)
    },
    countFound: (query) => wordsFound(editor.state.doc, query).length,
    showFound: (query, current) => {
      if (!editor.isDestroyed) editor.commands.showFound(query, current)
    },
    goToFound: (query, at) => {
      const found = wordsFound(editor.state.doc, query)[at]
      if (found) lookAt(editor, found)
    },
    replaceFound: (query, at, words) => {
      const found = wordsFound(editor.state.doc, query)[at]
      return found !== undefined && putWords(editor, found, words)
    },
    toMisspelt: (left) => {
      const place = nextMisspelt(editor, left)
      if (place) lookAt(editor, place)
      return place
    },
    chooseWord: (place) => lookAt(editor, place),
    replaceWord: (place, words) => {
      if (place.to > editor.state.doc.content.size || wordsIn(editor.state, place.from, place.to).replaceAll('’', "'") !== place.word) return false
      return putWords(editor, place, words)
    },
    goToClaim: (opening) => {
      const span = spanOf(opening)
      if (!span) return false
      editor.chain().setTextSelection(span.to).focus(undefined, { scrollIntoView: true }).run()
      return true
    },
  }
}
