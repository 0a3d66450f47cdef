// The report's schema and behaviour as one list. Names come from shared/casedoc/layout: the canonical form reads the same ones.
import type { Extensions } from '@tiptap/core'
import { Extension } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { Plugin } from '@tiptap/pm/state'
import { StarterKit } from '@tiptap/starter-kit'
import type { ReactNode } from 'react'
import type { XmlFragment } from 'yjs'
import type { ReportBlock } from '#shared/domain/reportBlock.ts'
import type { ReportedLesions } from '#shared/domain/reportedLesions.ts'
import type { BlockAtom } from './blockAtom.tsx'
import { LesionTable, ReportBlocks } from './blocks.ts'
import { CommentMarks } from './commentMarks.ts'
import { CleanPaste } from './cleanPaste.ts'
import { ClaimMarks } from './claimMarks.ts'
import { drawCaret, type CaretUser } from './caret.ts'
import { CaretBlock } from './caretBlock.ts'
import { CaretInTime } from './caretInTime.ts'
import { CaretInView } from './caretInView.ts'
import { FindWords } from './findWords.ts'
import { ExpertJudgement } from './expertJudgement.ts'
import { ProofDrop } from './proofDrop.ts'
import { ProofFlags } from './proofFlags.ts'
import { ProofChip, type ProofChipOptions } from './proofChip.ts'
import { type Speller, Spelling, type WordPlace } from './spelling.ts'
import { TABLES } from './tables.ts'

/** The shapes of a report's text. Everything else of the kit is left out: no links, no quotes, no code, no rules. */
const shapes = StarterKit.configure({
  blockquote: false,
  code: false,
  codeBlock: false,
  horizontalRule: false,
  link: false,
  strike: false,
  underline: false,
  undoRedo: false,
  trailingNode: false,
  dropcursor: false,
  gapcursor: false,
  heading: { levels: [3, 4] },
})

/** Alt+Left takes a jump back everywhere. Behind a chip the text would take it as a plain Left and choose the chip. */
const LeavesTheWayBack = Extension.create({
  name: 'leavesTheWayBack',
  addProseMirrorPlugins: () => [
    new Plugin({ props: { handleDOMEvents: { keydown: (_view, event) => event.altKey && event.key === 'ArrowLeft' } } }),
  ],
})

export interface ReportExtensionOptions extends ProofChipOptions {
  fragment: XmlFragment
  /** null: nobody else's caret is shown (tests, a room without a connection). */
  provider: { awareness: unknown } | null
  me: CaretUser
  /** A word with a comment was clicked. */
  openComment(id: string): void
  /** Asks for a comment on the chosen words (Ctrl+Alt+M). */
  askForComment(): void
  speller: Speller
  /** A marked word was asked about by the other mouse button. */
  openWord(place: WordPlace): void
  /** Asks for the list of proofs (Ctrl+Shift+P). */
  askForProof(): void
  renderLesionTable(block: BlockAtom<ReportedLesions>): ReactNode
  renderBlock(block: BlockAtom<ReportBlock>): ReactNode
}

/** The schema alone, for reading and tests. */
export const SHAPES: Extensions = [shapes, ...TABLES, ProofChip, LesionTable, ReportBlocks, ExpertJudgement]

export function reportExtensions(options: ReportExtensionOptions): Extensions {
  const shared: Extensions = [
    CaretInTime,
    CaretBlock,
    CaretInView,
    shapes,
    ...TABLES,
    ExpertJudgement,
    ClaimMarks,
    FindWords,
    CommentMarks.configure({ open: options.openComment }),
    ProofFlags,
    Spelling.configure({ speller: options.speller, open: options.openWord }),
    ProofDrop,
    CleanPaste,
    LeavesTheWayBack,
    ProofChip.configure({ labelOf: options.labelOf, nameOf: options.nameOf, open: options.open }),
    LesionTable.configure({ render: options.renderLesionTable }),
    ReportBlocks.configure({ render: options.renderBlock }),
    Collaboration.configure({ fragment: options.fragment }),
    Extension.create({
      name: 'askForProof',
      addKeyboardShortcuts: () => ({
        'Mod-Shift-p': () => {
          options.askForProof()
          return true
        },
        'Mod-Alt-m': () => {
          options.askForComment()
          return true
        },
      }),
    }),
  ]
  if (!options.provider) return shared
  return [
    ...shared,
    CollaborationCaret.configure({ provider: options.provider, user: options.me, render: drawCaret, selectionRender: () => ({ class: 'caret-selection' }) }),
  ]
}
