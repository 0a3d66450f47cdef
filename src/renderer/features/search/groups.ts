// Hits in the order a reader wants them: grouped by where they stand, the best group first, inside a document by page. Pure.
import type { SearchHit } from '#shared/domain/searching.ts'

export interface HitGroup {
  /** Document, images, notes or report section that holds the hits. */
  readonly key: string
  readonly hits: readonly SearchHit[]
}

function keyOf(hit: SearchHit): string {
  switch (hit.kind) {
    case 'page':
      return `page ${hit.sha256}`
    case 'series':
      return 'series'
    case 'note':
      return 'note'
    case 'report':
      return `report ${hit.number}`
  }
}

/** @param hits best first */
export function groupHits(hits: readonly SearchHit[]): HitGroup[] {
  const groups = new Map<string, SearchHit[]>()
  for (const hit of hits) {
    const known = groups.get(keyOf(hit))
    if (known) known.push(hit)
    else groups.set(keyOf(hit), [hit])
  }
  return [...groups].map(([key, own]) => ({ key, hits: own.sort((a, b) => (a.kind === 'page' && b.kind === 'page' ? a.page - b.page : 0)) }))
}

/** The words as they stand in the source, each once: what is marked after the jump. */
export function foundWords(hit: SearchHit): string[] {
  return [...new Set(hit.pieces.filter((piece) => piece.hit).map(({ text }) => text))].slice(0, 8)
}
