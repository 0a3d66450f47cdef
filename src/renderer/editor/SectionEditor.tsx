// One piece of the report's prose, bound to its fragment of the shared document. Knows no case and no section: it is told what to say and do.
import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react'
import { useEffect, useRef } from 'react'
import type { Doc } from 'yjs'
import type { Proof } from '#shared/domain/report.ts'
import type { ReportBlock } from '#shared/domain/reportBlock.ts'
import type { ReportedLesions } from '#shared/domain/reportedLesions.ts'
import type { BlockAtom } from './blockAtom.tsx'
import type { CaretUser } from './caret.ts'
import type { CommentMark } from './commentMarks.ts'
import './editor.css'
import { createEditorHandle, type EditorHandle } from './editorHandle.ts'
import { reportExtensions } from './extensions.ts'
import type { FlagOf } from './proofFlags.ts'
import { ProofPreview } from './ProofPreview.tsx'
import type { Speller, WordPlace } from './spelling.ts'

export interface SectionEditorProps {
  /** The shared document of the section; its provider carries the carets of others. */
  room: { doc: Doc; provider: { awareness: unknown } | null }
  /** Name of the text inside the document (casedoc/layout). */
  fragment: string
  me: CaretUser
  readOnly: boolean
  /** Name of the text field for people who hear the page. */
  label: string
  placeholder: string
  /** BCP 47 tag of the text's language. */
  language: string
  /** Open comments on this text; the same list while nothing in it changed. */
  comments: readonly CommentMark[]
  onOpenComment(id: string): void
  onAskForComment(handle: EditorHandle): void
  /** First words of the claims that still need a proof. */
  unproven: readonly string[]
  /** Which words are wrong; the same one as long as the language is. */
  speller: Speller
  onOpenWord(handle: EditorHandle, place: WordPlace): void
  /** What is the matter with a proof; the same function until the answer may have changed. */
  flagOf: FlagOf
  proofName(proof: Proof | null): string
  proofLabel(proof: Proof): string
  /** Language of the screen: chips are drawn anew when it changes. */
  screenLanguage: string
  onOpenProof(proof: Proof): void
  onAskForProof(handle: EditorHandle): void
  /** Told when the text has the focus, so that one toolbar can serve many texts. */
  onFocus(handle: EditorHandle): void
  onReady?(handle: EditorHandle | null): void
  /** What a chip says of itself while it is pointed at. */
  renderPreview(proof: Proof): React.ReactNode
  /** A reading of lesions inside the text. */
  renderLesionTable(block: BlockAtom<ReportedLesions>): React.ReactNode
  /** A live table, laboratory values or a key image inside the text. */
  renderBlock(block: BlockAtom<ReportBlock>): React.ReactNode
}

function useLatest<T>(value: T): { readonly current: T } {
  const ref = useRef(value)
  useEffect(() => {
    ref.current = value
  })
  return ref
}

export function SectionEditor(props: SectionEditorProps) {
  const { room, fragment, me, readOnly, label, language, unproven, comments, flagOf, placeholder } = props
  const { doc, provider } = room
  const latest = useLatest(props)
  const editor = useEditor(
    {
      extensions: reportExtensions({
        fragment: doc.getXmlFragment(fragment),
        provider,
        me,
        labelOf: (proof) => latest.current.proofLabel(proof),
        nameOf: (proof) => latest.current.proofName(proof),
        open: (proof) => latest.current.onOpenProof(proof),
        askForProof: () => askForProof(),
        speller: latest.current.speller,
        openWord: (place) => editorRef.current && latest.current.onOpenWord(createEditorHandle(editorRef.current), place),
        openComment: (id) => latest.current.onOpenComment(id),
        askForComment: () => askForComment(),
        renderLesionTable: (block) => latest.current.renderLesionTable(block),
        renderBlock: (block) => latest.current.renderBlock(block),
      }),
      editable: !readOnly,
      injectCSS: false,
      enableInputRules: false,
      enablePasteRules: false,
      shouldRerenderOnTransaction: false,
      editorProps: {
        attributes: { class: 'prose', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, lang: language, spellcheck: 'false' },
      },
      onFocus: ({ editor: focused }) => latest.current.onFocus(createEditorHandle(focused)),
    },
    [doc, fragment, provider, props.screenLanguage],
  )
  const editorRef = useLatest<Editor | null>(editor)
  const askForProof = () => {
    if (editorRef.current) latest.current.onAskForProof(createEditorHandle(editorRef.current))
  }

  const askForComment = () => {
    if (editorRef.current) latest.current.onAskForComment(createEditorHandle(editorRef.current))
  }

  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.setEditable(!readOnly, false)
  }, [editor, readOnly])
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.commands.setClaims(unproven)
  }, [editor, unproven])
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.commands.setComments(comments)
  }, [editor, comments])
  useEffect(() => {
    if (editor && !editor.isDestroyed) editor.commands.setProofFlags(flagOf)
  }, [editor, flagOf])
  useEffect(() => {
    if (!editor) return
    latest.current.onReady?.(createEditorHandle(editor))
    return () => latest.current.onReady?.(null)
  }, [editor, latest])

  const isEmpty = useEditorState({ editor, selector: (context) => context.editor?.isEmpty ?? true })
  return (
    <div className="section-editor" data-read-only={readOnly || undefined} data-empty={isEmpty || undefined}>
      {isEmpty && !readOnly && (
        <span className="section-editor-hint t-reading" aria-hidden="true">
          {placeholder}
        </span>
      )}
      <EditorContent editor={editor} />
      <ProofPreview root={editor?.view.dom ?? null} render={props.renderPreview} />
    </div>
  )
}
