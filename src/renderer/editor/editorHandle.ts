// What the rest of the workstation may do with a text: a handle, so that only this folder knows the editor's library.
import type { Editor } from '@tiptap/core'
import { NODES } from '#shared/casedoc/layout.ts'
import type { Proof } from '#shared/domain/report.ts'
import { blockTexts, findClaims } from './claimMarks.ts'

export interface EditorHandle {
  /** For the toolbar of this folder only. */
  readonly editor: Editor
  focus(): void
  insertProof(proof: Proof): void
  /** Marks the selection, or the claim that begins with these words, as expert judgement. */
  markExpertJudgement(opening: string | null): void
  /** Adds paragraphs behind the text; what is there stays. */
  appendParagraphs(lines: readonly string[]): void
  /** Puts the caret behind the claim that begins with these words. @returns false when the words are not there (any more) */
  goToClaim(opening: string): boolean
}

export function createEditorHandle(editor: Editor): EditorHandle {
  const spanOf = (opening: string) => findClaims(blockTexts(editor.state.doc), [opening])[0]
  return {
    editor,
    focus: () => void editor.commands.focus(undefined, { scrollIntoView: true }),
    insertProof: (proof) => void editor.chain().focus().insertProof(proof).run(),
    markExpertJudgement: (opening) => {
      const span = opening === null ? null : spanOf(opening)
      if (span) editor.chain().setTextSelection(span).toggleExpertJudgement().setTextSelection(span.to).run()
      else editor.chain().focus().toggleExpertJudgement().run()
    },
    appendParagraphs: (lines) =>
      void editor
        .chain()
        .insertContentAt(editor.state.doc.content.size, lines.map((text) => ({ type: NODES.paragraph, content: [{ type: 'text', text }] })))
        .focus('end', { scrollIntoView: true })
        .run(),
    goToClaim: (opening) => {
      const span = spanOf(opening)
      if (!span) return false
      editor.chain().setTextSelection(span.to).focus(undefined, { scrollIntoView: true }).run()
      return true
    },
  }
}
