// From marked passages to annotations, marks and proofs. Pure.
import { type Annotation, type Highlight, type PageRect, type PassageAnchor, shapeOf, type Stroke } from '#shared/domain/annotation.ts'
import type { Proof } from '#shared/domain/report.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { Authored } from '../../data/annotations.ts'
import type { Translate } from '../../i18n/useT.ts'
import type { Mark } from '../../viewers/marks/mark.ts'
import type { MarkLook } from './marking.ts'
import { byPlace } from '../../viewers/marks/pageGeometry.ts'

/** A passage as a viewer hands it over; of a scan, page 1 with an empty quote. */
export interface MarkedPlace {
  page: number
  rects: PageRect[]
  quote: string
  /** Of ink. */
  strokes?: Stroke[] | undefined
}

/** What a stamp says decides what kind of mark it is. */
const STAMP_CATEGORY = { relevant: 'claim', contradicts: 'limits', wrongPatient: 'identity' } as const

export function newHighlight(document: Pick<SourceDocument, 'id' | 'sha256'>, { strokes, ...place }: MarkedPlace, authored: Authored, { shape, stamp }: MarkLook): Highlight {
  const category = stamp ? STAMP_CATEGORY[stamp] : 'claim'
  return { ...authored, type: 'highlight', anchor: { kind: 'passage', documentId: document.id, sha256: document.sha256, ...place }, category, note: '', shape, ...(stamp ? { stamp } : {}), ...(strokes ? { strokes } : {}) }
}

/** The highlights of one file (by content, so that a copy under another name shows them too), in reading order. */
export function highlightsOf(annotations: readonly Annotation[], sha256: string): Highlight[] {
  return annotations
    .filter((a): a is Highlight => a.type === 'highlight' && a.anchor.sha256 === sha256)
    .sort((a, b) => byPlace(a.anchor, b.anchor))
}

/** @param tone of the author, when marks are coloured by who made them */
export function markOf(highlight: Highlight, t: Translate, tone: number | null = null): Mark {
  const { id, anchor, category, stamp, strokes } = highlight
  const shape = shapeOf(highlight)
  const stampWords = stamp && t(`documents.tool.${stamp}`)
  const words = spokenMark(highlight, t)
  return {
    id,
    page: anchor.page,
    rects: anchor.rects,
    quote: anchor.quote,
    category,
    shape,
    label: stamp || shape === 'note' || shape === 'ink' ? words : t(`documents.mark.${category}`, { quote: words }),
    ...(stampWords ? { stamp: stampWords } : {}),
    ...(strokes ? { strokes } : {}),
    ...(tone === null ? {} : { tone }),
  }
}

/** A mark in words: its quote, else what it is; of a stamp what it says. */
export function spokenMark(highlight: Highlight, t: Translate): string {
  const { anchor, stamp, note } = highlight
  const shape = shapeOf(highlight)
  if (stamp) return t('documents.mark.stamp', { words: t(`documents.tool.${stamp}`), quote: anchor.quote })
  if (shape === 'note') return t('documents.mark.note', { quote: note || anchor.quote })
  return anchor.quote || t(shape === 'ink' ? 'documents.mark.ink' : 'documents.mark.area')
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
