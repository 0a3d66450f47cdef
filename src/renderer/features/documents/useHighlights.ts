// The highlights of the case's documents and what can be done with them: one door to the annotation room for list, page and drawer.
import { useMemo } from 'react'
import { roomName } from '#shared/casedoc/layout.ts'
import type { Annotation, Highlight } from '#shared/domain/annotation.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { isoInstant } from '#shared/kit/clock.ts'
import { useAnnotations, useNewAnnotation } from '../../data/annotations.ts'
import type { client } from '../../data/client.ts'
import { highlightsOf, newHighlight, type MarkedPlace } from './highlights.ts'
import { lookOf, type MarkLook } from './marking.ts'

type OwnMark = Awaited<ReturnType<typeof client.reading.ownMarks>>['marks'][number]

export interface Highlights {
  /** Of the open document, in reading order. */
  highlights: readonly Highlight[]
  /** Of every file of the case. */
  all: readonly Annotation[]
  /** Highlights per file, by SHA-256. */
  counts: ReadonlyMap<string, number>
  readOnly: boolean
  ready: boolean
  unreadable: number
  /** null when this person may not mark. */
  add(place: MarkedPlace, look: MarkLook): Highlight | null
  /** The same mark on another edition of its file, in this person's name; null when this person may not mark. */
  carry(from: Highlight, place: MarkedPlace, certainty: 'same' | 'moved' | 'unsure'): Highlight | null
  /** Marks that were in the file as it came, listed in this person's name with their author as the file says. */
  adopt(own: readonly OwnMark[]): void
  change(highlight: Highlight, change: Partial<Pick<Highlight, 'note' | 'category' | 'carriedFrom'>>): void
  remove(highlight: Highlight): void
  restore(highlight: Highlight): void
  undo(): void
  redo(): void
}

export function useHighlights(caseId: string, document: SourceDocument | null): Highlights {
  const room = useAnnotations(roomName({ kind: 'documentAnnotations', caseId }))
  const author = useNewAnnotation()
  const { annotations } = room
  const sha256 = document?.sha256 ?? null
  const highlights = useMemo(() => (sha256 ? highlightsOf(annotations, sha256) : []), [annotations, sha256])
  const counts = useMemo(() => {
    const found = new Map<string, number>()
    for (const annotation of annotations) {
      if (annotation.type === 'highlight') found.set(annotation.anchor.sha256, (found.get(annotation.anchor.sha256) ?? 0) + 1)
    }
    return found
  }, [annotations])
  const readOnly = room.readOnly || author === null
  return {
    highlights,
    all: annotations,
    counts,
    readOnly,
    ready: room.ready,
    unreadable: room.unreadable,
    add: (place, look) => {
      if (readOnly || !author || !document) return null
      const made = newHighlight(document, place, author(), look)
      room.save(made)
      return made
    },
    carry: (from, place, certainty) => {
      if (readOnly || !author || !document) return null
      const made: Highlight = { ...newHighlight(document, place, author(), lookOf(from)), category: from.category, note: from.note, carriedFrom: { annotationId: from.id, sha256: from.anchor.sha256, certainty } }
      room.save(made)
      return made
    },
    adopt: (own) => {
      if (readOnly || !author || !document) return
      for (const { page, rects, quote, strokes, shape, note, author: by } of own) {
        room.save({ ...newHighlight(document, { page, rects, quote, ...(strokes.length > 0 ? { strokes } : {}) }, author(), { shape }), note, fromFile: { author: by } })
      }
    },
    change: (highlight, change) => room.save({ ...highlight, ...change, changedAt: isoInstant(Date.now()) }),
    remove: (highlight) => room.remove(highlight.id),
    restore: (highlight) => room.save(highlight),
    undo: room.undo,
    redo: room.redo,
  }
}
