// The way from an item of the case's history to where it is worked with now; null when it has no place of its own.
import type { HistoryItem } from '#shared/domain/caseHistory.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { type Place, casePlace } from '../../app/place.ts'

export function historyPlace(caseId: string, { kind, place }: HistoryItem, studies: readonly ImagingStudy[]): Place | null {
  const { anchor, annotationId, documentId, StudyInstanceUID, section } = place
  if (section !== null) return casePlace(caseId, 'report', { section })
  if (kind === 'value') return casePlace(caseId, 'values')
  if (kind === 'panel' || kind === 'board') return casePlace(caseId, 'panel')
  if (kind === 'lesion') return casePlace(caseId, 'response')
  if (anchor?.kind === 'passage') return casePlace(caseId, 'documents', { open: anchor.documentId, target: { anchor, annotationId } })
  if (anchor?.kind === 'image') return casePlace(caseId, 'imaging', { open: anchor.SeriesInstanceUID, target: { anchor, annotationId } })
  if (documentId !== null) return casePlace(caseId, 'documents', { open: documentId })
  const study = studies.find((one) => one.StudyInstanceUID === StudyInstanceUID)
  return study ? casePlace(caseId, 'imaging', { open: study.StudyInstanceUID }) : null
}
