// A block of the text that is one thing: its content is JSON in one attribute, drawn by whoever owns the editor. Knows no block's meaning.
import { mergeAttributes, Node } from '@tiptap/core'
import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from '@tiptap/react'
import type { ReactNode } from 'react'

export interface BlockAtom<T> {
  /** null = it cannot be read. */
  value: T | null
  replace(next: T): void
  remove(): void
}

interface BlockAtomOptions<T> {
  render(block: BlockAtom<T>): ReactNode
}

interface BlockAtomKind<T> {
  readonly name: string
  /** Of the node, in the shared document. */
  readonly attribute: string
  /** In HTML, for copying inside the product. */
  readonly html: string
  read(attribute: unknown): T | null
  /** What stands for it where only words go. */
  words(value: T): string
}

export function blockAtom<T>({ name, attribute, html, read, words }: BlockAtomKind<T>) {
  const wordsOf = (value: unknown) => {
    const known = read(value)
    return known ? words(known) : '?'
  }
  function View({ node, extension, updateAttributes, deleteNode }: NodeViewProps) {
    const { render } = extension.options as BlockAtomOptions<T>
    return (
      <NodeViewWrapper className="prose-block" contentEditable={false}>
        {render({ value: read(node.attrs[attribute]), replace: (next) => updateAttributes({ [attribute]: JSON.stringify(next) }), remove: deleteNode })}
      </NodeViewWrapper>
    )
  }
  return Node.create<BlockAtomOptions<T>>({
    name,
    group: 'block',
    atom: true,
    selectable: true,
    draggable: false,
    addOptions: () => ({ render: () => null }),
    addAttributes: () => ({
      [attribute]: {
        default: null,
        parseHTML: (element) => element.getAttribute(html),
        renderHTML: (attributes) => ({ [html]: attributes[attribute] }),
      },
    }),
    parseHTML: () => [{ tag: `div[${html}]`, getAttrs: (element) => (read(element.getAttribute(html)) ? null : false) }],
    renderHTML: ({ node, HTMLAttributes }) => ['div', mergeAttributes(HTMLAttributes), wordsOf(node.attrs[attribute])],
    renderText: ({ node }) => wordsOf(node.attrs[attribute]),
    addNodeView: () => ReactNodeViewRenderer(View),
  })
}
