// Asks the core while a person types: short rests, the last answer stays until the next is here, and what is still being read is asked for again.
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { client } from '../../data/client.ts'
import { as } from '../../data/queries.ts'

const REST_MS = 90
const MOST_HITS = 100
const AGAIN_MS = 1_500

export function useSearch(caseId: string, words: string) {
  const rested = useRested(words.trim())
  const query = useQuery({
    queryKey: ['search', caseId, rested],
    queryFn: rested === '' ? skipToken : () => client.search.find({ caseId: as(caseId), words: rested, limit: MOST_HITS }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (state.data?.unread.some(({ reason }) => reason === 'waiting') ? AGAIN_MS : false),
  })
  /** false while the hits shown still belong to the words before. */
  const isFresh = rested === words.trim() && !query.isPlaceholderData && !query.isFetching
  return { ...query, isFresh }
}

function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(value), REST_MS)
    return () => window.clearTimeout(timer)
  }, [value])
  return rested
}
