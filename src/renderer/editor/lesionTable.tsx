// The lesion table as a block of the text: one attribute, drawn by whoever owns the editor. Knows no lesion: it hands the snapshot on.
import { mergeAttributes, Node } from '@tiptap/core'
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from '@tiptap/react'
import type { ReactNode } from 'react'
import { lesionTableFrom } from '#shared/casedoc/lesionTable.ts'
import { NODES } from '#shared/casedoc/layout.ts'
import type { ReportedLesions } from '#shared/domain/reportedLesions.ts'

export interface LesionTableBlock {
  /** null = it cannot be read. */
  table: ReportedLesions | null
  replace(next: ReportedLesions): void
  remove(): void
}

export interface LesionTableOptions {
  render(block: LesionTableBlock): ReactNode
}

const ATTRIBUTE = 'data-lesion-table'

function View({ node, extension, updateAttributes, deleteNode }: NodeViewProps) {
  const options = extension.options as LesionTableOptions
  return (
    <NodeViewWrapper className="prose-block" contentEditable={false}>
      {options.render({ table: lesionTableFrom(node.attrs.table), replace: (next) => updateAttributes({ table: JSON.stringify(next) }), remove: deleteNode })}
    </NodeViewWrapper>
  )
}

export const LesionTable = Node.create<LesionTableOptions>({
  name: NODES.lesionTable,
  group: 'block',
  atom: true,
  selectable: true,
  draggable: false,

  addOptions: () => ({ render: () => null }),

  addAttributes: () => ({
    table: {
      default: null,
      parseHTML: (element) => element.getAttribute(ATTRIBUTE),
      renderHTML: ({ table }) => ({ [ATTRIBUTE]: table }),
    },
  }),

  parseHTML: () => [{ tag: `div[${ATTRIBUTE}]`, getAttrs: (element) => (lesionTableFrom(element.getAttribute(ATTRIBUTE)) ? null : false) }],

  renderHTML: ({ node, HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes), lesionTableFrom(node.attrs.table)?.title ?? '?'],

  renderText: ({ node }) => lesionTableFrom(node.attrs.table)?.title ?? '?',

  addNodeView: () => ReactNodeViewRenderer(View),
})
