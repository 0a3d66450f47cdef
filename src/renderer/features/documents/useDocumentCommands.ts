// The desk's commands. Single keys act only while the page or the list of highlights has the focus.
import { useMemo } from 'react'
import type { Command } from '../../app/commands.ts'
import { useRegister } from '../../app/useRegister.ts'

export interface DocumentActions {
  highlight(): void
  next(): void
  previous(): void
  useAsProof(): void
  undo(): void
  redo(): void
  readOnly: boolean
}

/** @param actions memoised by the caller */
export function useDocumentCommands(actions: DocumentActions): void {
  const commands = useMemo<Command[]>(
    () => [
      { id: 'documents.highlight', keys: 'h', scope: 'viewer', run: actions.highlight, enabled: !actions.readOnly },
      { id: 'documents.nextHighlight', keys: 'j', scope: 'viewer', run: actions.next },
      { id: 'documents.previousHighlight', keys: 'k', scope: 'viewer', run: actions.previous },
      { id: 'documents.useAsProof', keys: 'l', scope: 'viewer', run: actions.useAsProof },
      { id: 'documents.undo', keys: '$mod+z', scope: 'viewer', run: actions.undo, enabled: !actions.readOnly },
      { id: 'documents.redo', keys: '$mod+Shift+z', scope: 'viewer', run: actions.redo, enabled: !actions.readOnly },
    ],
    [actions],
  )
  useRegister(commands)
}
