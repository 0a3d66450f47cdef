// Paste and drop into the report: foreign HTML is cut down and read by the schema here. The library's own way would put it through the
// page's Trusted Types policy, which lets no markup pass and would turn the words into nothing.
import { Extension } from '@tiptap/core'
import { DOMParser as SchemaReader, Slice } from '@tiptap/pm/model'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { sanitizedBody, sanitizePastedText } from './sanitizePaste.ts'

function sliceOf(view: EditorView, html: string): Slice {
  const context = view.state.selection.$from
  const read = SchemaReader.fromSchema(view.state.schema).parseSlice(sanitizedBody(html), { preserveWhitespace: false, context })
  return Slice.maxOpen(read.content, true)
}

/** @returns false when there is no HTML: plain words take the library's way */
function insertHtml(view: EditorView, data: DataTransfer | null, at: number | null): boolean {
  const html = data?.getData('text/html') ?? ''
  if (html === '' || !view.editable) return false
  const slice = sliceOf(view, html)
  if (slice.size === 0) return false
  const tr = at === null ? view.state.tr : view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at)))
  view.dispatch(tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
  return true
}

export const CleanPaste = Extension.create({
  name: 'cleanPaste',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        transformPastedText: sanitizePastedText,
        handlePaste: (view, event) => insertHtml(view, event.clipboardData, null),
        handleDrop: (view, event, _slice, isMove) => {
          if (isMove) return false
          const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null
          return insertHtml(view, event.dataTransfer, at)
        },
      },
    }),
  ],
})
