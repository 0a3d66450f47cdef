// Which proofs of this case no longer stand, in words, for the chips. Marks of documents are known here; those of images are judged by their study.
import { useCallback } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import { proofState } from '#shared/domain/proofState.ts'
import type { Proof } from '#shared/domain/report.ts'
import { useAnnotations } from '../../data/annotations.ts'
import { useDocuments, useStudies } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'

export function useProofFlags(caseId: string): (proof: Proof) => string | null {
  const t = useT()
  const { annotations, ready } = useAnnotations(roomName({ kind: 'documentAnnotations', caseId }))
  const documents = useDocuments(caseId).data
  const studies = useStudies(caseId).data
  return useCallback(
    (proof) => {
      if (!ready || !documents || !studies) return null
      const state = proofState(proof, { documents, studies, annotations })
      // The marks of a study are read by the image room: here only a study that is gone can be told.
      if (state === 'good' || (proof.anchor.kind === 'image' && state !== 'broken')) return null
      return t(`report.proof.state.${state}`)
    },
    [t, ready, annotations, documents, studies],
  )
}
