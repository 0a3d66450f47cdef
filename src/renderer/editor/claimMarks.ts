// Underlines the sentences that still need a proof. The list comes from the core's rule; this only finds the words in the text.
import { Extension } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

export interface ClaimSpan {
  from: number
  to: number
}

export interface TextPiece {
  text: string
  /** Position of the first character in the document. */
  from: number
}

/** Atoms (chips, line breaks) read as this character, so that positions in the text and in the document run alike. */
const atom = '\uFFFC'
const sentenceEnd = /[.!?…](?=[\s\uFFFC]|$)|\n/u

/** The text of each block with its place; atoms count one character, as they do in the document. */
export function blockTexts(doc: ProseNode): TextPiece[] {
  const pieces: TextPiece[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    pieces.push({ text: node.textBetween(0, node.content.size, undefined, atom), from: position + 1 })
    return false
  })
  return pieces
}

const wordsOnly = (text: string) => text.replaceAll(atom, ' ').replace(/\s+/gu, ' ').trim().replace(/(?:…|\.\.\.)$/u, '').trim()

/** Finds words whose blanks may differ, as chips between them are left out of the quoted words. @returns -1 when not there */
function indexOfWords(text: string, words: string): number {
  const pattern = words
    .split(' ')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'))
    .join('[\\s\\uFFFC]+')
  return pattern ? text.search(new RegExp(pattern, 'u')) : -1
}

/**
 * @param openings first words of each claim without proof, as the core quotes them (a trailing … is not part of the words)
 * @returns from the first word to the end of its sentence, in document positions
 */
export function findClaims(pieces: readonly TextPiece[], openings: readonly string[]): ClaimSpan[] {
  return openings.flatMap((opening) => {
    const words = wordsOnly(opening)
    if (!words) return []
    for (const piece of pieces) {
      const start = indexOfWords(piece.text, words)
      if (start < 0) continue
      const end = sentenceEnd.exec(piece.text.slice(start + words.length - 1))
      const length = end ? words.length - 1 + end.index : piece.text.length - start
      const trimmed = piece.text.slice(start, start + length).replace(/[\s\uFFFC]+$/u, '').length
      return [{ from: piece.from + start, to: piece.from + start + trimmed }]
    }
    return []
  })
}

interface ClaimState {
  openings: readonly string[]
  decorations: DecorationSet
}

const key = new PluginKey<ClaimState>('claimMarks')

function decorate(doc: ProseNode, openings: readonly string[]): DecorationSet {
  if (openings.length === 0) return DecorationSet.empty
  return DecorationSet.create(
    doc,
    findClaims(blockTexts(doc), openings).map(({ from, to }) => Decoration.inline(from, to, { class: 'claim-without-proof' })),
  )
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    claimMarks: { setClaims(openings: readonly string[]): ReturnType }
  }
}

export const ClaimMarks = Extension.create({
  name: 'claimMarks',
  addCommands: () => ({
    setClaims:
      (openings) =>
      ({ tr, dispatch }) => {
        dispatch?.(tr.setMeta(key, openings).setMeta('addToHistory', false))
        return true
      },
  }),
  addProseMirrorPlugins: () => [
    new Plugin<ClaimState>({
      key,
      state: {
        init: () => ({ openings: [], decorations: DecorationSet.empty }),
        apply: (tr, previous) => {
          const openings: readonly string[] | undefined = tr.getMeta(key)
          if (openings) return { openings, decorations: decorate(tr.doc, openings) }
          if (!tr.docChanged) return previous
          // A typed letter only moves the marks: the list itself comes again from the core when the hands rest. What others
          // write replaces the whole text, so that there is nothing to move and the words are looked for again.
          const decorations = isChangeOrigin(tr) ? decorate(tr.doc, previous.openings) : previous.decorations.map(tr.mapping, tr.doc)
          return { ...previous, decorations }
        },
      },
      props: { decorations: (state) => key.getState(state)?.decorations },
    }),
  ],
})
