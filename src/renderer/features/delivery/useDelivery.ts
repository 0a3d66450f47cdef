// Delivery as the core has it, and one way to change it.
import { useQuery } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { DeliveryView } from '#shared/contract/workstation/delivery.contract.ts'
import { client } from '../../data/client.ts'
import { as, queryClient } from '../../data/queries.ts'

export const useDelivery = (caseId: string) => useQuery({ queryKey: ['delivery', caseId, 'view'], queryFn: () => client.delivery.view({ caseId: as(caseId) }) })
export const useStatistics = () => useQuery({ queryKey: ['delivery', 'statistics'], queryFn: () => client.delivery.statistics() })

export interface DeliveryDesk {
  readonly caseId: string
  readonly view: DeliveryView
  /** @param onFailed tells the cause where the act was asked for; without it, it stands above the whole room @returns whether it was kept */
  change(act: () => Promise<DeliveryView>, onFailed?: (cause: unknown) => void): Promise<boolean>
  readonly error: unknown
  readonly busy: boolean
}

export function useDeliveryDesk(caseId: string, view: DeliveryView): DeliveryDesk {
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const change = useCallback(
    async (act: () => Promise<DeliveryView>, onFailed: (cause: unknown) => void = setError) => {
      setBusy(true)
      setError(null)
      try {
        queryClient.setQueryData(['delivery', caseId, 'view'], await act())
        await queryClient.invalidateQueries({ queryKey: ['delivery', 'statistics'] })
        return true
      } catch (cause) {
        onFailed(cause)
        return false
      } finally {
        setBusy(false)
      }
    },
    [caseId],
  )
  return { caseId, view, change, error, busy }
}
