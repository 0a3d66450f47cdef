// Pages of each file that stood in view: so that an unread page is not overlooked, now and before signing. It is no statement of having read.
import { useEffect } from 'react'
import { create } from 'zustand'
import type { SourceDocument } from '#shared/domain/sourceDocument.ts'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'

interface SeenState {
  /** By SHA-256 of the file. */
  pages: ReadonlyMap<string, ReadonlySet<number>>
  see(sha256: string, pages: Iterable<number>): void
}

export const useSeenPages = create<SeenState>((set) => ({
  pages: new Map(),
  see: (sha256, pages) =>
    set((state) => {
      const known = state.pages.get(sha256) ?? new Set()
      const all = new Set([...known, ...pages])
      return all.size === known.size ? state : { pages: new Map([...state.pages, [sha256, all]]) }
    }),
}))

const restMs = 1500

/** Keeps what is seen of the file on show, and brings back what was seen of it before. @param whole its form has no pages that could be missed: showing it is seeing it */
export function useKeptSeen(caseId: string, { id, sha256 }: SourceDocument, whole: boolean): void {
  useEffect(() => {
    const kept = new Set<number>()
    let timer = 0
    async function keep(pages: readonly number[]) {
      for (const page of pages) kept.add(page)
      const answer = await client.documentDesk.seen({ caseId: as(caseId), documentId: id, pages: [...pages] }).catch(() => null)
      if (!answer) for (const page of pages) kept.delete(page)
      else {
        for (const page of answer.pages) kept.add(page)
        useSeenPages.getState().see(sha256, answer.pages)
      }
    }
    const flush = () => {
      window.clearTimeout(timer)
      const fresh = [...(useSeenPages.getState().pages.get(sha256) ?? [])].filter((page) => !kept.has(page))
      if (fresh.length > 0) void keep(fresh)
    }
    void keep(whole ? [1] : [])
    const stop = useSeenPages.subscribe((state, before) => {
      if (state.pages.get(sha256) === before.pages.get(sha256)) return
      window.clearTimeout(timer)
      timer = window.setTimeout(flush, restMs)
    })
    return () => {
      stop()
      flush()
    }
  }, [caseId, id, sha256, whole])
}
