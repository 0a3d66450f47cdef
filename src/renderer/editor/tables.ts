// Tables that an author writes: rows of cells of paragraphs. Columns share the width; cells are never joined, so that every form of print can follow.
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { useEditorState } from '@tiptap/react'
import { NODES } from '#shared/casedoc/layout.ts'
import type { EditorHandle } from './editorHandle.ts'

const CELL = 'paragraph+'

export const TABLES = [Table.configure({ resizable: false, renderWrapper: false }), TableRow, TableHeader.extend({ content: CELL }), TableCell.extend({ content: CELL })]

export const TABLE_STEPS = ['addRowBefore', 'addRowAfter', 'addColumnBefore', 'addColumnAfter', 'toggleHeaderRow', 'deleteRow', 'deleteColumn', 'deleteTable'] as const

/** Whether the caret stands in a table of this text. */
export function useInTable({ editor }: EditorHandle): boolean {
  return useEditorState({ editor, selector: ({ editor: shown }) => !shown.isDestroyed && shown.isActive(NODES.table) })
}

export function doTableStep({ editor }: EditorHandle, step: (typeof TABLE_STEPS)[number]): void {
  editor.chain().focus()[step]().run()
}
