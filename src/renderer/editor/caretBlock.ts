// The block that holds the caret is always laid out. A new one would wait for the next picture (editor.css), and a browser that writes the
// first letter into a block without layout leaves the caret before that letter.
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

interface Marked {
  from: number
  to: number
  set: DecorationSet
}

function markedIn({ doc, selection: { $head } }: EditorState, known?: Marked): Marked {
  const from = $head.depth === 0 ? 0 : $head.before(1)
  const to = $head.depth === 0 ? 0 : $head.after(1)
  if (known && known.from === from && known.to === to) return known
  return { from, to, set: to === 0 ? DecorationSet.empty : DecorationSet.create(doc, [Decoration.node(from, to, { class: 'caret-block' })]) }
}

export const CaretBlock = Extension.create({
  name: 'caretBlock',
  addProseMirrorPlugins: () => {
    const plugin: Plugin<Marked> = new Plugin<Marked>({
      state: {
        init: (_config, state) => markedIn(state),
        apply: (tr, known, _before, state) => (tr.docChanged || tr.selectionSet ? markedIn(state, tr.docChanged ? undefined : known) : known),
      },
      props: { decorations: (state) => plugin.getState(state)?.set ?? null },
    })
    return [plugin]
  },
})
