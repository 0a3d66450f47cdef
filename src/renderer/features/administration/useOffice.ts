// Questions and changes of the administration: read when shown, read again after every change.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** @param name of the list, below `administration` */
export function useOfficeList<T>(name: string, ask: () => Promise<T>) {
  return useQuery({ queryKey: ['administration', name], queryFn: ask, staleTime: 0 })
}

/** One change at a time; its error stays until the next one. */
export function useOfficeChange() {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  async function run<T>(change: () => Promise<T>): Promise<T | undefined> {
    setBusy(true)
    setError(null)
    try {
      const result = await change()
      await queries.invalidateQueries({ queryKey: ['administration'] })
      return result
    } catch (failure) {
      setError(failure)
      return undefined
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, run }
}
