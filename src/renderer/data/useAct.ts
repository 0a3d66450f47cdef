// One change of a case at a time: runs it, keeps its failure for the place that asked, and has the case read again.
import { useState } from 'react'
import { queryClient } from './queries.ts'

export interface Act {
  busy: boolean
  error: unknown
  /** @returns whether it was done */
  run(change: () => Promise<unknown>): Promise<boolean>
}

export function useAct(caseId: string): Act {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function run(change: () => Promise<unknown>) {
    setBusy(true)
    setError(null)
    try {
      await change()
      await queryClient.invalidateQueries({ queryKey: ['case', caseId] })
      return true
    } catch (failure) {
      setError(failure)
      // Somebody may have changed it: what stands there now is shown beside the message.
      void queryClient.invalidateQueries({ queryKey: ['case', caseId] })
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, run }
}
