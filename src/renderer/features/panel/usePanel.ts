// The panel of a case and the one way to act on it: a call that answers with the panel afterwards.
import { useQuery } from '@tanstack/react-query'
import type { PanelView } from '#shared/contract/workstation/panel.contract.ts'
import { client } from '../../data/client.ts'
import { as, queryClient } from '../../data/queries.ts'
import { useRun } from '../../data/useRun.ts'

const keyOf = (caseId: string) => ['case', caseId, 'panel']

export const usePanelView = (caseId: string) => useQuery({ queryKey: keyOf(caseId), queryFn: () => client.panel.view({ caseId: as(caseId) }) })

export interface PanelAction {
  busy: boolean
  error: unknown
  /** @returns whether it was done */
  run(act: () => Promise<PanelView>): Promise<boolean>
}

export function usePanelAction(caseId: string): PanelAction {
  const { busy, error, run: runOnce } = useRun()
  const run = (act: () => Promise<PanelView>) => runOnce(async () => void queryClient.setQueryData(keyOf(caseId), await act()))
  return { busy, error, run }
}
