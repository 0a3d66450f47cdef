// From marked passages to annotations, marks and proofs. Pure.
import type { Annotation, Highlight, PageRect, PassageAnchor } from '#shared/domain/annotation.ts'
import type { Proof } from '#shared/domain/report.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { Authored } from '../../data/annotations.ts'
import type { Translate } from '../../i18n/useT.ts'
import type { Mark } from '../../viewers/marks/mark.ts'
import { byPlace } from '../../viewers/marks/pageGeometry.ts'

/** A passage as a viewer hands it over; of a scan, page 1 with an empty quote. */
export interface MarkedPlace {
  page: number
  rects: PageRect[]
  quote: string
}

export function newHighlight(document: Pick<SourceDocument, 'id' | 'sha256'>, place: MarkedPlace, authored: Authored): Highlight {
  return { ...authored, type: 'highlight', anchor: { kind: 'passage', documentId: document.id, sha256: document.sha256, ...place }, category: 'claim', note: '' }
}

/** The highlights of one file (by content, so that a copy under another name shows them too), in reading order. */
export function highlightsOf(annotations: readonly Annotation[], sha256: string): Highlight[] {
  return annotations
    .filter((a): a is Highlight => a.type === 'highlight' && a.anchor.sha256 === sha256)
    .sort((a, b) => byPlace(a.anchor, b.anchor))
}

export function markOf(highlight: Highlight, t: Translate): Mark {
  const { id, anchor, category } = highlight
  return { id, page: anchor.page, rects: anchor.rects, quote: anchor.quote, category, label: t(`documents.mark.${category}`, { quote: anchor.quote || t('documents.mark.area') }) }
}

/** The file's name as people say it: without its ending. */
export function spokenName(name: string): string {
  return name.replace(/^.*[/\\]/u, '').replace(/\.[a-z0-9]{1,5}$/iu, '').replace(/_+/gu, ' ').trim() || name
}

const longestLabel = 160

/** @param place words for the file and page, e.g. "PET/CT report, p. 1" */
export function proofOfHighlight(highlight: Highlight, place: string): Proof {
  return { annotationId: highlight.id, kind: 'passage', label: place.slice(0, longestLabel), anchor: highlight.anchor }
}

/** A place that names only a page (where the reader was), not a passage. */
export function isPageOnly(anchor: PassageAnchor): boolean {
  return anchor.quote === '' && anchor.rects.every((rect) => rect.every((value) => value === 0))
}

export function pageAnchor(document: Pick<SourceDocument, 'id' | 'sha256'>, page: number): PassageAnchor {
  return { kind: 'passage', documentId: document.id, sha256: document.sha256, page, rects: [[0, 0, 0, 0]], quote: '' }
}
