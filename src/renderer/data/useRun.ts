// One thing at a time: runs what was asked, tells that it is under way, and keeps its failure for the place that asked. Knows no data.
import { useState } from 'react'

export interface Run {
  busy: boolean
  error: unknown
  /** @returns whether it was done */
  run(ask: () => Promise<unknown>): Promise<boolean>
}

export function useRun(): Run {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function run(ask: () => Promise<unknown>) {
    setBusy(true)
    setError(null)
    try {
      await ask()
      return true
    } catch (failure) {
      setError(failure)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, run }
}
