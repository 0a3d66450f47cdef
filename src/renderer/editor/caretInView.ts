// A letter at a caret that is in view moves nothing: the library would measure every box up to the window, some hundred layouts a key.
import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** Room for a scroll bar, CSS px: nearer to the edge the library decides. */
const EDGE_PX = 18

function scrollerAround(start: HTMLElement): HTMLElement | null {
  for (let box = start.parentElement; box; box = box.parentElement) if (/auto|scroll/u.test(getComputedStyle(box).overflowY)) return box
  return null
}

function isInside(view: EditorView, scroller: HTMLElement): boolean {
  const { selection } = view.state
  // A table may scroll inside the text.
  if (!(selection instanceof TextSelection) || selection.$head.node(1).type.spec.tableRole) return false
  const caret = view.coordsAtPos(selection.head, 1)
  const box = scroller.getBoundingClientRect()
  return caret.top >= box.top && caret.bottom <= box.bottom - EDGE_PX && caret.left >= box.left && caret.right <= box.right - EDGE_PX
}

export const CaretInView = Extension.create({
  name: 'caretInView',
  addProseMirrorPlugins: () => {
    let scroller: HTMLElement | null = null
    return [
      new Plugin({
        props: {
          handleScrollToSelection: (view) => {
            if (!scroller?.contains(view.dom)) scroller = scrollerAround(view.dom)
            return scroller !== null && isInside(view, scroller)
          },
        },
      }),
    ]
  },
})
