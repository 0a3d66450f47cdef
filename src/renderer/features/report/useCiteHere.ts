// While a text of the report holds the caret, or a coded value was the last to have the keys, a proof made in any viewer beside it goes straight there.
import { useEffect } from 'react'
import { useEvidence } from '../../app/evidence.ts'
import type { CiteTarget } from './deskContext.ts'

export function useCiteHere(caseId: string, target: CiteTarget | null): void {
  useEffect(() => {
    if (!target) return
    const { receive } = useEvidence.getState()
    return receive(caseId, (proof) => {
      if (target.editor && (target.editor.isDestroyed || !target.editor.isEditable)) return false
      target.insertProof(proof)
      return true
    })
  }, [caseId, target])
}
