// Flags the chips whose proof no longer stands: outlined, and said to people who hear the page. The list comes from outside; this only finds the chips.
import { Extension } from '@tiptap/core'
import type { Node as ProseNode } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { NODES } from '#shared/casedoc/layout.ts'
import type { Proof } from '#shared/domain/report.ts'
import { proofFromAttribute } from './proofText.ts'

/** What is the matter with a proof, in words; null when it stands. */
export type FlagOf = (proof: Proof) => string | null

interface FlagState {
  flagOf: FlagOf
  decorations: DecorationSet
}

const key = new PluginKey<FlagState>('proofFlags')

/** A chip's node is replaced, never changed: what was read of one holds as long as it is there. */
const read = new WeakMap<ProseNode, Proof | null>()

function proofOf(node: ProseNode): Proof | null {
  if (node.type.name !== NODES.proofChip) return null
  const known = read.get(node)
  if (known !== undefined) return known
  const proof = proofFromAttribute(node.attrs.proof)
  read.set(node, proof)
  return proof
}

function decorate(doc: ProseNode, flagOf: FlagOf): DecorationSet {
  const found: Decoration[] = []
  doc.descendants((node, at) => {
    const proof = proofOf(node)
    const words = proof && flagOf(proof)
    if (words) found.push(Decoration.node(at, at + node.nodeSize, { class: 'proof-flagged', 'aria-description': words }))
  })
  return DecorationSet.create(doc, found)
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    proofFlags: { setProofFlags(flagOf: FlagOf): ReturnType }
  }
}

export const ProofFlags = Extension.create({
  name: 'proofFlags',
  addCommands: () => ({
    setProofFlags:
      (flagOf) =>
      ({ tr, dispatch }) => {
        dispatch?.(tr.setMeta(key, { flagOf }).setMeta('addToHistory', false))
        return true
      },
  }),
  addProseMirrorPlugins: () => [
    new Plugin<FlagState>({
      key,
      state: {
        init: () => ({ flagOf: () => null, decorations: DecorationSet.empty }),
        apply: (tr, previous) => {
          const set: Pick<FlagState, 'flagOf'> | undefined = tr.getMeta(key)
          if (!set && !tr.docChanged) return previous
          const flagOf = set?.flagOf ?? previous.flagOf
          return { flagOf, decorations: decorate(tr.doc, flagOf) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.decorations },
    }),
  ],
})
