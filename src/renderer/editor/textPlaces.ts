// Places in a shared text that stay with their words whatever is written around them: Yjs relative positions as JSON text.
import type { EditorState } from '@tiptap/pm/state'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

export interface TextPlace {
  readonly from: string
  readonly to: string
}

interface Bound {
  doc: Y.Doc
  type: Y.XmlFragment
  mapping: Parameters<typeof absolutePositionToRelativePosition>[2]
}

/** The fragment this text is bound to; null before it is. */
function boundTo(state: EditorState): Bound | null {
  const sync = ySyncPluginKey.getState(state) as { doc: Y.Doc; type: Y.XmlFragment; binding: { mapping: Bound['mapping'] } | null } | undefined
  return sync?.binding ? { doc: sync.doc, type: sync.type, mapping: sync.binding.mapping } : null
}

/** @returns null for a text that is not bound yet */
export function placeOf(state: EditorState, from: number, to: number): TextPlace | null {
  const bound = boundTo(state)
  if (!bound) return null
  const text = (at: number) => JSON.stringify(Y.relativePositionToJSON(absolutePositionToRelativePosition(at, bound.type, bound.mapping)))
  return { from: text(from), to: text(to) }
}

/** Where the words stand now. @returns null when they are gone or the place is not of this text */
export function rangeOf(state: EditorState, place: TextPlace): { from: number; to: number } | null {
  const bound = boundTo(state)
  if (!bound) return null
  const at = (text: string) => {
    try {
      return relativePositionToAbsolutePosition(bound.doc, bound.type, Y.createRelativePositionFromJSON(JSON.parse(text)), bound.mapping)
    } catch {
      // Another workstation wrote something that is not a place.
      return null
    }
  }
  const [from, to] = [at(place.from), at(place.to)]
  return from !== null && to !== null && from < to && to <= state.doc.content.size ? { from, to } : null
}

/** The words of a range, as they are quoted; a chip or break in it reads as a blank. */
export function wordsIn(state: EditorState, from: number, to: number): string {
  return state.doc.textBetween(from, to, ' ', ' ')
}
