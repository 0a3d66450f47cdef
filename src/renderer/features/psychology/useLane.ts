// The lane as the core has it, and one way to change it: the answer of a change is the lane after it.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { LaneView } from '#shared/contract/workstation/psychology.contract.ts'
import { client } from '../../data/client.ts'
import { as, queryClient } from '../../data/queries.ts'

export const useQueue = () => useQuery({ queryKey: ['psychology', 'queue'], queryFn: () => client.psychology.queue() })
export const useLane = (caseId: string) => useQuery({ queryKey: ['psychology', 'lane', caseId], queryFn: () => client.psychology.lane({ caseId: as(caseId) }) })

export interface LaneDesk {
  readonly caseId: string
  readonly lane: LaneView
  /** Runs one change; the error of the last one that failed stays until the next. @param onFailed tells the cause where the act was asked for @returns whether it was kept */
  change(act: () => Promise<LaneView>, onFailed?: (cause: unknown) => void): Promise<boolean>
  readonly error: unknown
  readonly busy: boolean
}

export function useLaneDesk(caseId: string, lane: LaneView): LaneDesk {
  const [error, setError] = useState<unknown>(null)
  const [running, setRunning] = useState(0)
  const change = useCallback(
    async (act: () => Promise<LaneView>, onFailed: (cause: unknown) => void = setError) => {
      setRunning((n) => n + 1)
      setError(null)
      try {
        queryClient.setQueryData(['psychology', 'lane', caseId], await act())
        await queryClient.invalidateQueries({ queryKey: ['psychology', 'status', caseId] })
        return true
      } catch (cause) {
        onFailed(cause)
        return false
      } finally {
        setRunning((n) => n - 1)
      }
    },
    [caseId],
  )
  return { caseId, lane, change, error, busy: running > 0 }
}
