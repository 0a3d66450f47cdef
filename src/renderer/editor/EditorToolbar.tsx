// One row of tools for whichever text has the focus.
import { useEditorState } from '@tiptap/react'
import { BoldIcon, BulletListIcon, ItalicIcon, NumberListIcon, RedoIcon, UndoIcon } from '../ui/icons.ts'
import { ToolButton } from '../ui/ToolButton.tsx'
import { useT } from '../i18n/useT.ts'
import type { EditorHandle } from './editorHandle.ts'

const nothingActive = { bold: false, italic: false, bullets: false, numbers: false, judgement: false, editable: false }

export function EditorToolbar({ handle }: { handle: EditorHandle | null }) {
  const t = useT()
  const editor = handle?.editor ?? null
  const active =
    useEditorState({
      editor,
      selector: ({ editor: e }) =>
        e && !e.isDestroyed
          ? {
              bold: e.isActive('bold'),
              italic: e.isActive('italic'),
              bullets: e.isActive('bulletList'),
              numbers: e.isActive('orderedList'),
              judgement: e.isActive('expertJudgement'),
              editable: e.isEditable,
            }
          : nothingActive,
    }) ?? nothingActive
  const disabled = !editor || !active.editable
  const chain = () => editor?.chain().focus()
  return (
    <>
      <ToolButton label={t('report.tool.bold')} keys="Ctrl+B" icon={BoldIcon} pressed={active.bold} disabled={disabled} onClick={() => chain()?.toggleBold().run()} />
      <ToolButton label={t('report.tool.italic')} keys="Ctrl+I" icon={ItalicIcon} pressed={active.italic} disabled={disabled} onClick={() => chain()?.toggleItalic().run()} />
      <ToolButton label={t('report.tool.bullets')} keys="Ctrl+Shift+8" icon={BulletListIcon} pressed={active.bullets} disabled={disabled} onClick={() => chain()?.toggleBulletList().run()} />
      <ToolButton label={t('report.tool.numbers')} keys="Ctrl+Shift+7" icon={NumberListIcon} pressed={active.numbers} disabled={disabled} onClick={() => chain()?.toggleOrderedList().run()} />
      <ToolButton label={t('report.tool.undo')} keys="Ctrl+Z" icon={UndoIcon} disabled={disabled} onClick={() => chain()?.undo().run()} />
      <ToolButton label={t('report.tool.redo')} keys="Ctrl+Shift+Z" icon={RedoIcon} disabled={disabled} onClick={() => chain()?.redo().run()} />
    </>
  )
}
