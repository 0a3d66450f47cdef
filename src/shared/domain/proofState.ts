// Whether a proof still stands: its source in the case, its mark still there, its edition the current one. Pure; says, never decides.
import type { Annotation } from './annotation.ts'
import type { ImagingStudy } from './imagingStudy.ts'
import type { Proof } from './report.ts'
import type { SourceDocument } from './sourceDocument.ts'

/** broken: the source is not in the case. withdrawn: the mark was removed. superseded: a corrected edition of the file took its marks over. literature…: what somebody stated of a guideline or article. */
export type ProofState = 'good' | 'broken' | 'withdrawn' | 'superseded' | 'literatureSuperseded' | 'literatureWithdrawn'

export interface ProofSources {
  readonly documents: readonly Pick<SourceDocument, 'sha256' | 'standing'>[]
  readonly studies: readonly Pick<ImagingStudy, 'StudyInstanceUID'>[]
  readonly annotations: readonly Annotation[]
}

export function proofState({ annotationId, anchor }: Pick<Proof, 'annotationId' | 'anchor'>, { documents, studies, annotations }: ProofSources): ProofState {
  const isHere = anchor.kind === 'passage' ? documents.some(({ sha256 }) => sha256 === anchor.sha256) : studies.some(({ StudyInstanceUID }) => StudyInstanceUID === anchor.StudyInstanceUID)
  if (!isHere) return 'broken'
  if (!annotations.some(({ id }) => id === annotationId)) return 'withdrawn'
  if (anchor.kind !== 'passage') return 'good'
  const standing = documents.find(({ sha256 }) => sha256 === anchor.sha256)?.standing
  if (standing === 'withdrawn') return 'literatureWithdrawn'
  if (standing === 'superseded') return 'literatureSuperseded'
  return isSuperseded(anchor.sha256, documents, annotations) ? 'superseded' : 'good'
}

/** An edition took marks of this file over, and is in the case. */
export function isSuperseded(sha256: string, documents: ProofSources['documents'], annotations: ProofSources['annotations']): boolean {
  return annotations.some((mark) => mark.type === 'highlight' && mark.carriedFrom?.sha256 === sha256 && documents.some((document) => document.sha256 === mark.anchor.sha256))
}
