// Finding in one case: the question to the index, and what of the case cannot be found in. Knows no screen.
import { type SearchAnswer, type SearchHit, type UnreadReason, UNREAD_REASONS } from '#shared/domain/searching.ts'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import type { ProfileContentStore } from '../content/createContentStore.ts'
import { listDocuments } from '../documents/documentStore.ts'
import type { Session } from '../identity/session.ts'
import { RECOGNISED, type SearchIndexer } from './searchIndexer.ts'
import { countPages, findLines, HIT_BEGINS, HIT_ENDS, readSources, type FoundLine } from './searchStore.ts'

export interface SearchPorts {
  readonly session: Pick<Session, 'db'>
  readonly content: Pick<ProfileContentStore, 'has'>
  readonly indexer: Pick<SearchIndexer, 'touch'>
}

export type SearchService = ReturnType<typeof createSearchService>

export function createSearchService({ session: { db }, content, indexer }: SearchPorts) {
  function find({ caseId, words, limit }: { caseId: string; words: string; limit: number }): SearchAnswer {
    return db.read((r) => {
      const documents = new Map(listDocuments(r, caseId).map((document) => [document.sha256 as string, document]))
      const { lines, total } = findLines(r, caseId, words, limit)
      const sources = readSources(r, caseId, 'document')
      const unread = [...documents.values()].flatMap(({ id, sha256 }) => {
        const reason = reasonOf(sources.get(sha256)?.state ?? (content.has(sha256, caseId) ? 'waiting' : 'notHere'))
        return reason ? [{ documentId: id, reason }] : []
      })
      // A file that has arrived since, or was never read: it is read now, and the screen asks again.
      if (unread.some(({ reason }) => reason === 'waiting')) indexer.touch(caseId)
      // The contract checks every hit on its way out; lines were written from checked values.
      return { hits: lines.flatMap((line) => hitOf(line, documents) ?? []), total, pages: countPages(r, caseId), unread }
    })
  }

  return { find }
}

function reasonOf(state: string): UnreadReason | null {
  return UNREAD_REASONS.find((reason) => reason === state) ?? null
}

/** null for a line whose source is no longer in the case. */
function hitOf({ kind, ref, page, detail, snippet }: FoundLine, documents: ReadonlyMap<string, SourceDocument>): SearchHit | null {
  const pieces = piecesOf(snippet)
  const place = JSON.parse(detail) as Record<string, unknown>
  switch (kind) {
    case 'document': {
      const document = documents.get(ref)
      return document ? { kind: 'page', documentId: document.id, sha256: document.sha256, page, recognised: place.source === RECOGNISED, pieces } : null
    }
    case 'series':
      return { kind, ...place, pieces } as SearchHit
    case 'note':
      return { kind, annotationId: place.id, anchor: place.anchor, authorName: place.authorName, pieces } as SearchHit
    case 'report':
      return { kind, ...place, pieces } as SearchHit
  }
}

function piecesOf(snippet: string): SearchHit['pieces'] {
  return snippet
    .split(HIT_BEGINS)
    .flatMap((part, i) => {
      if (i === 0) return [{ text: part, hit: false }]
      const end = part.indexOf(HIT_ENDS)
      return [
        { text: part.slice(0, end), hit: true },
        { text: part.slice(end + 1), hit: false },
      ]
    })
    .filter(({ text }) => text !== '')
}
