// From a hit to its place: which tab, what is open, what is marked there. The way back leads to the same results.
import type { SearchHit } from '#shared/domain/searching.ts'
import { casePlace, type Place } from '../../app/place.ts'
import { foundWords } from './groups.ts'

export function placeOf(caseId: string, hit: SearchHit): Place {
  switch (hit.kind) {
    case 'page': {
      const { documentId, sha256, page } = hit
      const anchor = { kind: 'passage' as const, documentId, sha256, page, rects: [[0, 0, 0, 0] as [number, number, number, number]], quote: '' }
      return casePlace(caseId, 'documents', { open: documentId, target: { anchor, annotationId: null, find: foundWords(hit) } })
    }
    case 'note':
      return casePlace(caseId, hit.anchor.kind === 'passage' ? 'documents' : 'imaging', {
        open: hit.anchor.kind === 'passage' ? hit.anchor.documentId : hit.anchor.SeriesInstanceUID,
        target: { anchor: hit.anchor, annotationId: hit.annotationId },
      })
    case 'series': {
      const { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID } = hit
      const anchor = { kind: 'image' as const, StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, frame: 1, FrameOfReferenceUID: null, view: null }
      return casePlace(caseId, 'imaging', { open: SeriesInstanceUID, target: { anchor, annotationId: null } })
    }
    case 'report':
      return casePlace(caseId, 'report', { section: hit.section })
  }
}
