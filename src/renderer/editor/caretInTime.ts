// The caret is where it is seen: browsers tell the text of a moved caret late, and a key pressed at once would act on the place before.
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

const MOVES: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'])

export const CaretInTime = Extension.create({
  name: 'caretInTime',
  // Before every other that listens to keys.
  priority: 1000,
  addProseMirrorPlugins: () => {
    let hasMoved = false
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            keydown: (view, event) => {
              if (hasMoved && !event.isComposing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
              hasMoved = MOVES.has(event.key)
              return false
            },
          },
        },
      }),
    ]
  },
})
