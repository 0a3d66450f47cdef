// Marks words that no dictionary knows, when the hands rest: only paragraphs that changed are read again. Knows no dictionary: it asks, and is told later.
import { type Editor, Extension } from '@tiptap/core'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'

export interface Speller {
  /** undefined = not known yet: it is asked for, and `subscribe` tells when it is. */
  isWrong(word: string): boolean | undefined
  subscribe(listener: () => void): () => void
}

export interface WordPlace {
  readonly word: string
  readonly from: number
  readonly to: number
}

/** Letters with what may stand inside a word; what holds a digit is a code, not a word. */
const WORD = /(?<![\p{L}\p{N}_/.@])\p{L}[\p{L}\p{M}’']*\p{L}(?![\p{L}\p{N}_/@]|\.\p{L})/gu
const SHORTEST = 3
/** Short forms are written in capitals: FDG, TNM, KRAS, mTICI, PD. */
const isShortForm = (word: string) => /\p{Lu}/u.test(word.slice(1))

/** The words of a text that a dictionary can be asked about, with their places in it. */
export function wordsToCheck(text: string): { word: string; at: number }[] {
  return [...text.matchAll(WORD)].flatMap((match) => {
    const word = match[0].replaceAll('’', "'")
    return word.length < SHORTEST || isShortForm(word) ? [] : [{ word, at: match.index }]
  })
}

/** In a paragraph of at least this many words, more unknown words than known ones are another language: a quoted finding, not mistakes. */
const ENOUGH_WORDS = 8

/** Whether the dictionary of this language can judge a paragraph at all. Words not asked about yet say nothing. */
export function isOtherLanguage(verdicts: readonly (boolean | undefined)[]): boolean {
  const known = verdicts.filter((wrong) => wrong !== undefined)
  return known.length >= ENOUGH_WORDS && known.filter(Boolean).length * 2 > known.length
}

const REST_MS = 450
const key = new PluginKey<DecorationSet>('spelling')

/** Paragraphs do not change, they are replaced: what was read of one holds as long as it is there. */
const read = new WeakMap<ProseNode, ReturnType<typeof wordsToCheck>>()

function misspelt(doc: ProseNode, speller: Speller, caret: number | null): WordPlace[] {
  const places: WordPlace[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const words = read.get(node) ?? wordsToCheck(node.textBetween(0, node.content.size, undefined, '\uFFFC'))
    read.set(node, words)
    const verdicts = words.map(({ word }) => speller.isWrong(word))
    if (isOtherLanguage(verdicts)) return false
    words.forEach(({ word, at }, n) => {
      const from = position + 1 + at
      const to = from + word.length
      // The word that is being written is nobody's mistake yet.
      if (verdicts[n] && caret !== to) places.push({ word, from, to })
    })
    return false
  })
  return places
}

class Reader {
  private timer = 0
  private shown = ''
  private readonly stop: () => void
  private readonly view: EditorView
  private readonly speller: Speller
  constructor(view: EditorView, speller: Speller) {
    this.view = view
    this.speller = speller
    this.stop = speller.subscribe(() => this.later(0))
    this.later(REST_MS)
  }
  later(ms: number) {
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => this.look(), ms)
  }
  update(_view: EditorView, before: EditorState) {
    const { doc, selection } = this.view.state
    if (before.doc !== doc || before.selection !== selection) this.later(REST_MS)
  }
  look() {
    if (this.view.isDestroyed) return
    const { state } = this.view
    const places = this.view.editable ? misspelt(state.doc, this.speller, this.view.hasFocus() && state.selection.empty ? state.selection.to : null) : []
    const said = places.map(({ from, to }) => `${from}-${to}`).join()
    const held = (key.getState(state)?.find() ?? []).map(({ from, to }) => `${from}-${to}`).join()
    if (said === held && said === this.shown) return
    this.shown = said
    this.view.dispatch(state.tr.setMeta(key, places).setMeta('addToHistory', false))
  }
  destroy() {
    window.clearTimeout(this.timer)
    this.stop()
  }
}

interface SpellingOptions {
  speller: Speller
  /** A marked word was asked about. */
  open(place: WordPlace): void
}

const SILENT: Speller = { isWrong: () => false, subscribe: () => () => undefined }

export const Spelling = Extension.create<SpellingOptions>({
  name: 'spelling',
  addOptions: () => ({ speller: SILENT, open: () => undefined }),
  addProseMirrorPlugins() {
    const { speller, open } = this.options
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (tr, before) => {
            const places: readonly WordPlace[] | undefined = tr.getMeta(key)
            if (places) return DecorationSet.create(tr.doc, places.map(({ word, from, to }) => Decoration.inline(from, to, { class: 'misspelt' }, { word })))
            return tr.docChanged ? before.map(tr.mapping, tr.doc) : before
          },
        },
        props: {
          decorations: (state) => key.getState(state),
          handleDOMEvents: {
            contextmenu: (view, event) => {
              if (!(event.target instanceof Element) || !event.target.closest('.misspelt')) return false
              const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
              const place = at === undefined ? undefined : misspeltAt(key.getState(view.state), at, at)[0]
              if (!place) return false
              event.preventDefault()
              open(place)
              return true
            },
          },
        },
        view: (view) => new Reader(view, speller),
      }),
    ]
  },
})

function misspeltAt(decorations: DecorationSet | undefined, from: number, to: number): WordPlace[] {
  return (decorations?.find(from, to) ?? []).map((one) => ({ word: String((one.spec as { word?: unknown }).word ?? ''), from: one.from, to: one.to })).sort((a, b) => a.from - b.from)
}

/**
 * The marked word at or behind the caret, behind the chosen words; behind the last one, the first.
 * @param left words that were looked at and left as they are @returns null when nothing else is marked
 */
export function nextMisspelt({ state }: Editor, left: ReadonlySet<string>): WordPlace | null {
  const all = misspeltAt(key.getState(state), 0, state.doc.content.size).filter(({ word }) => !left.has(word))
  const { selection } = state
  return all.find(({ from, to }) => (selection.empty ? to >= selection.from : from >= selection.to)) ?? all[0] ?? null
}
