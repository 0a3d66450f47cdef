// A proof that is dragged from a page onto the text goes behind the words where it is dropped.
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { Proof } from '#shared/domain/report.ts'
import { proofFromAttribute, proofToAttribute } from './proofText.ts'

const TYPE = 'application/x-consilium-proof'

/** Puts a proof into a drag. */
export function dragProof(transfer: DataTransfer, proof: Proof): void {
  transfer.setData(TYPE, proofToAttribute(proof))
  transfer.effectAllowed = 'copy'
}

export const ProofDrop = Extension.create({
  name: 'proofDrop',
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        props: {
          handleDrop: (view, event) => {
            const proof = proofFromAttribute(event.dataTransfer?.getData(TYPE))
            const at = proof && view.posAtCoords({ left: event.clientX, top: event.clientY })
            if (!proof || !at || !editor.isEditable) return false
            editor.chain().focus().setTextSelection(at.pos).insertProof(proof).run()
            event.preventDefault()
            return true
          },
        },
      }),
    ]
  },
})
