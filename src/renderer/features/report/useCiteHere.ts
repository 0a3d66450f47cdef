// While a text of the report holds the caret, a proof made in any viewer beside it goes straight behind that caret.
import { useEffect } from 'react'
import { useEvidence } from '../../app/evidence.ts'
import type { EditorHandle } from '../../editor/editorHandle.ts'

export function useCiteHere(caseId: string, active: EditorHandle | null): void {
  useEffect(() => {
    if (!active) return
    const { receive } = useEvidence.getState()
    return receive(caseId, (proof) => {
      if (active.editor.isDestroyed || !active.editor.isEditable) return false
      active.insertProof(proof)
      return true
    })
  }, [caseId, active])
}
