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

/** The proof that is dropped; null when it is something else. */
export function droppedProof(transfer: DataTransfer | null): Proof | null {
  return proofFromAttribute(transfer?.getData(TYPE))
}

/** While it is still held: what it says is told only when it is let go. */
export const holdsProof = (transfer: DataTransfer | null): boolean => transfer?.types.includes(TYPE) ?? false

export const ProofDrop = Extension.create({
  name: 'proofDrop',
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        props: {
          handleDrop: (view, event) => {
            const proof = droppedProof(event.dataTransfer)
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
