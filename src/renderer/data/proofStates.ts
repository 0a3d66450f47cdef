// Whether the proofs of a case still stand, as far as this screen knows the case: nothing is flagged before everything is here.
import { useMemo } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import { proofState, type ProofState } from '#shared/domain/proofState.ts'
import type { Proof } from '#shared/domain/report.ts'
import { useAnnotations } from './annotations.ts'
import { useDocuments, useStudies } from './queries.ts'

/** Of one proof; null while it is not known. */
export function useProofState(caseId: string, { annotationId, anchor }: Pick<Proof, 'annotationId' | 'anchor'>): ProofState | null {
  const room = anchor.kind === 'passage' ? roomName({ kind: 'documentAnnotations', caseId }) : roomName({ kind: 'studyAnnotations', caseId, study: anchor.StudyInstanceUID })
  const { annotations, ready } = useAnnotations(room)
  const documents = useDocuments(caseId).data
  const studies = useStudies(caseId).data
  return useMemo(() => (ready && documents && studies ? proofState({ annotationId, anchor }, { documents, studies, annotations }) : null), [ready, documents, studies, annotations, annotationId, anchor])
}
