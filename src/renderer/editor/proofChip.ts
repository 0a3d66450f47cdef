// The proof chip: an inline atom with one attribute, the JSON text of domain Proof. Draws itself without React: a report may hold hundreds.
import { mergeAttributes, Node } from '@tiptap/core'
import type { NodeViewRendererProps } from '@tiptap/core'
import { NodeSelection, Plugin, TextSelection, type EditorState } from '@tiptap/pm/state'
import { NODES } from '#shared/casedoc/layout.ts'
import type { Proof } from '#shared/domain/report.ts'
import { chipIcon } from './chipIcon.ts'
import { proofAsText, proofFromAttribute, proofToAttribute } from './proofText.ts'

export interface ProofChipOptions {
  /** The chip's words in the language of the screen. */
  labelOf(proof: Proof): string
  /** Full name for people who hear the page: "Proof: PET/CT report, page 1, opens beside". */
  nameOf(proof: Proof | null): string
  open(proof: Proof): void
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    proofChip: {
      /** Puts a chip behind the selection's end; the words before it stay. */
      insertProof(proof: Proof): ReturnType
    }
  }
}

export const PROOF_ATTRIBUTE = 'data-proof'

function drawChip({ node }: NodeViewRendererProps, options: ProofChipOptions) {
  const proof = proofFromAttribute(node.attrs.proof)
  const dom = document.createElement('span')
  dom.className = 'proof-chip'
  dom.contentEditable = 'false'
  dom.tabIndex = 0
  dom.setAttribute('role', 'button')
  dom.setAttribute('aria-label', options.nameOf(proof))
  dom.setAttribute(PROOF_ATTRIBUTE, node.attrs.proof ?? '')
  if (!proof) dom.dataset.broken = 'true'
  dom.append(chipIcon(proof?.kind ?? null), proof ? options.labelOf(proof) : '?')
  const open = () => proof && options.open(proof)
  // A click opens and leaves the caret where it was: a selected chip would be replaced by the next key.
  dom.addEventListener('mousedown', (event) => event.preventDefault())
  dom.addEventListener('click', open)
  dom.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    open()
  })
  return {
    dom,
    stopEvent: (event: Event) => event.type === 'mousedown' || (event instanceof KeyboardEvent && event.key === 'Enter'),
    ignoreMutation: () => true,
  }
}

function selectedChip(state: EditorState): NodeSelection | null {
  const { selection } = state
  return selection instanceof NodeSelection && selection.node.type.name === NODES.proofChip ? selection : null
}

export const ProofChip = Node.create<ProofChipOptions>({
  name: NODES.proofChip,
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,

  addOptions: () => ({ labelOf: ({ label }) => label, nameOf: () => '', open: () => undefined }),

  addAttributes: () => ({
    proof: {
      default: null,
      parseHTML: (element) => element.getAttribute(PROOF_ATTRIBUTE),
      renderHTML: ({ proof }) => ({ [PROOF_ATTRIBUTE]: proof }),
    },
  }),

  parseHTML: () => [
    { tag: `span[${PROOF_ATTRIBUTE}]`, getAttrs: (element) => (proofFromAttribute(element.getAttribute(PROOF_ATTRIBUTE)) ? null : false) },
  ],

  renderHTML: ({ node, HTMLAttributes }) => ['span', mergeAttributes(HTMLAttributes), proofAsText(proofFromAttribute(node.attrs.proof))],

  renderText: ({ node }) => proofAsText(proofFromAttribute(node.attrs.proof)),

  addNodeView() {
    return (props) => drawChip(props, this.options)
  },

  addCommands() {
    return {
      insertProof:
        (proof) =>
        ({ chain, state }) => {
          const at = state.selection.to
          const before = state.doc.textBetween(Math.max(0, at - 1), at, ' ', ' ')
          const blank = before === '' || /\s/u.test(before) ? [] : [{ type: 'text', text: ' ' }]
          return chain()
            .insertContentAt(at, [...blank, { type: NODES.proofChip, attrs: { proof: proofToAttribute(proof) } }], { updateSelection: true })
            .run()
        },
    }
  },

  /** Words typed on a chosen chip go behind it: a proof is only ever deleted on purpose. */
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleTextInput: (view, _from, _to, text) => {
          const chip = selectedChip(view.state)
          if (!chip) return false
          const tr = view.state.tr.insertText(text, chip.to)
          view.dispatch(tr.setSelection(TextSelection.create(tr.doc, chip.to + text.length)))
          view.focus()
          return true
        },
      },
    }),
  ],

  addKeyboardShortcuts() {
    return {
      Enter: () => {
        const selection = selectedChip(this.editor.state)
        if (!selection) return false
        const proof = proofFromAttribute(selection.node.attrs.proof)
        if (proof) this.options.open(proof)
        return true
      },
    }
  },
})
