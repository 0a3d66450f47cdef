// The desk's commands. Single keys act only while the page or the list of highlights has the focus.
import { useEffect, useMemo, useRef } from 'react'
import type { Command } from '../../app/commands.ts'
import { useRegister } from '../../app/useRegister.ts'

export interface DocumentActions {
  highlight(): void
  next(): void
  previous(): void
  makeProof(): void
  undo(): void
  redo(): void
  readOnly: boolean
  /** Another document on the screen has the keys. */
  quiet: boolean
}

/** The commands stay registered; they always run what the desk offers now. */
export function useDocumentCommands(actions: DocumentActions): void {
  const latest = useRef(actions)
  useEffect(() => {
    latest.current = actions
  })
  const { readOnly, quiet } = actions
  const commands = useMemo<Command[]>(
    () => (quiet ? [] : [
      { id: 'documents.highlight', keys: 'h', scope: 'viewer', run: () => latest.current.highlight(), enabled: !readOnly },
      { id: 'documents.nextHighlight', keys: 'j', scope: 'viewer', run: () => latest.current.next() },
      { id: 'documents.previousHighlight', keys: 'k', scope: 'viewer', run: () => latest.current.previous() },
      { id: 'documents.useAsProof', keys: 'l', scope: 'viewer', run: () => latest.current.makeProof() },
      { id: 'documents.undo', keys: '$mod+z', scope: 'viewer', run: () => latest.current.undo(), enabled: !readOnly },
      { id: 'documents.redo', keys: '$mod+Shift+z', scope: 'viewer', run: () => latest.current.redo(), enabled: !readOnly },
    ]),
    [readOnly, quiet],
  )
  useRegister(commands)
}
