// Finds words in the texts of a report, whatever their accents and capitals, marks them and puts others in their place.
import { Extension } from '@tiptap/core'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { blockTexts } from './claimMarks.ts'

export interface FoundWords {
  readonly from: number
  readonly to: number
}

/** One character for each: places in the folded text and in the text run alike. */
function folded(text: string): string {
  return Array.from({ length: text.length }, (_, i) => text.charAt(i).normalize('NFD').charAt(0).toLowerCase()).join('')
}

/** In reading order; words across two paragraphs or a proof are not found. */
export function wordsFound(doc: ProseNode, query: string): FoundWords[] {
  const wanted = folded(query)
  if (wanted === '') return []
  return blockTexts(doc).flatMap(({ text, from }) => {
    const within = folded(text)
    const found: FoundWords[] = []
    for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + wanted.length)) found.push({ from: from + at, to: from + at + wanted.length })
    return found
  })
}

interface FindState {
  query: string
  /** Which of this text's places is the current one; -1 = none of them. */
  current: number
  decorations: DecorationSet
}

const key = new PluginKey<FindState>('findWords')

function decorate(doc: ProseNode, query: string, current: number): DecorationSet {
  const found = wordsFound(doc, query)
  return found.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, found.map(({ from, to }, i) => Decoration.inline(from, to, { class: i === current ? 'found found-current' : 'found' })))
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    findWords: { showFound(query: string, current: number): ReturnType }
  }
}

export const FindWords = Extension.create({
  name: 'findWords',
  addCommands: () => ({
    showFound:
      (query, current) =>
      ({ tr, dispatch }) => {
        dispatch?.(tr.setMeta(key, { query, current }).setMeta('addToHistory', false))
        return true
      },
  }),
  addProseMirrorPlugins: () => [
    new Plugin<FindState>({
      key,
      state: {
        init: () => ({ query: '', current: -1, decorations: DecorationSet.empty }),
        apply: (tr, previous) => {
          const asked: Pick<FindState, 'query' | 'current'> | undefined = tr.getMeta(key)
          if (asked) return { ...asked, decorations: decorate(tr.doc, asked.query, asked.current) }
          if (!tr.docChanged || previous.query === '') return previous
          return { ...previous, decorations: decorate(tr.doc, previous.query, previous.current) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.decorations },
    }),
  ],
})
