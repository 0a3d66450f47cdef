// Shows which words have an open comment. The comments live beside the text; this only marks their words and tells which one was clicked.
import { Extension } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { rangeOf, type TextPlace } from './textPlaces.ts'

export interface CommentMark extends TextPlace {
  readonly id: string
  /** The one that is being read. */
  readonly current: boolean
}

interface CommentState {
  marks: readonly CommentMark[]
  decorations: DecorationSet
}

const key = new PluginKey<CommentState>('commentMarks')

function decorate(state: EditorState, marks: readonly CommentMark[]): DecorationSet {
  const decorations = marks.flatMap((mark) => {
    const range = rangeOf(state, mark)
    return range ? [Decoration.inline(range.from, range.to, { class: mark.current ? 'commented commented-current' : 'commented', 'data-comment': mark.id })] : []
  })
  return decorations.length > 0 ? DecorationSet.create(state.doc, decorations) : DecorationSet.empty
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    commentMarks: { setComments(marks: readonly CommentMark[]): ReturnType }
  }
}

export const CommentMarks = Extension.create<{ open(id: string): void }>({
  name: 'commentMarks',
  addOptions: () => ({ open: () => undefined }),
  addCommands: () => ({
    setComments:
      (marks) =>
      ({ tr, dispatch }) => {
        dispatch?.(tr.setMeta(key, marks).setMeta('addToHistory', false))
        return true
      },
  }),
  addProseMirrorPlugins() {
    const { open } = this.options
    return [
      new Plugin<CommentState>({
        key,
        state: {
          init: () => ({ marks: [], decorations: DecorationSet.empty }),
          apply: (tr, previous, _before, state) => {
            const marks: readonly CommentMark[] | undefined = tr.getMeta(key)
            if (marks) return { marks, decorations: decorate(state, marks) }
            if (!tr.docChanged || previous.marks.length === 0) return previous
            // As with claims: a letter only moves them; what others write replaces the text, and they are looked for again.
            const decorations = isChangeOrigin(tr) ? decorate(state, previous.marks) : previous.decorations.map(tr.mapping, tr.doc)
            return { ...previous, decorations }
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.decorations,
          handleClick: (_view, _at, event) => {
            const id = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-comment]')?.dataset.comment : undefined
            if (id) open(id)
            return false
          },
        },
      }),
    ]
  },
})
