// The rows of a long list by their place: only the pages in view are asked for, and what is not there yet is told as such.
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CaseLine } from '#shared/contract/workstation/cases.contract.ts'
import { useWorkList, type WorkListRequest, workListQuery } from '../../data/queries.ts'

const PAGE = 60

export type RowsRequest = Pick<WorkListRequest, 'filter' | 'text' | 'pinned'>

export interface CaseRows {
  total: number
  /** undefined while the row's page is on its way. */
  at(index: number): CaseLine | undefined
  /** Place of a case among the rows read so far; -1 when it is not there. */
  placeOf(caseId: string): number
}

/** @param seen first and last row in view */
export function useCaseRows(request: RowsRequest, seen: readonly [number, number]): CaseRows {
  const first = useWorkList({ ...request, limit: PAGE }).data
  const from = Math.max(1, Math.floor(seen[0] / PAGE))
  const to = Math.min(Math.floor(seen[1] / PAGE), Math.floor(Math.max(0, (first?.total ?? 0) - 1) / PAGE))
  const numbers = to < from ? [] : Array.from({ length: to - from + 1 }, (_, n) => from + n)
  const later = useQueries({
    queries: numbers.map((n) => workListQuery({ ...request, selected: null, offset: n * PAGE, limit: PAGE })),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  })
  return useMemo(() => {
    const rows = new Map<number, CaseLine>()
    for (const page of first ? [first, ...later] : later) for (const [n, line] of page.lines.entries()) rows.set(page.offset + n, line)
    return {
      total: first?.total ?? 0,
      at: (index) => rows.get(index),
      placeOf: (caseId) => [...rows].find(([, line]) => line.reviewCase.id === caseId)?.[0] ?? -1,
    }
  }, [first, later])
}
