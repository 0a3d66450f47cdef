// Pages of each file that stood in view in this session: so that an unread page is not overlooked. Not kept: it is no statement of having read.
import { create } from 'zustand'

interface SeenState {
  /** By SHA-256 of the file. */
  pages: ReadonlyMap<string, ReadonlySet<number>>
  see(sha256: string, pages: ReadonlySet<number>): void
}

export const useSeenPages = create<SeenState>((set) => ({
  pages: new Map(),
  see: (sha256, pages) =>
    set((state) => {
      const known = state.pages.get(sha256) ?? new Set()
      if ([...pages].every((page) => known.has(page))) return state
      return { pages: new Map([...state.pages, [sha256, new Set([...known, ...pages])]]) }
    }),
}))
