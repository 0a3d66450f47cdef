// What a person set up for themselves: read once, changed at once on the screen, kept by the core.
import { useCallback, useRef } from 'react'
import type { Preferences } from '#shared/contract/workstation/workspace.contract.ts'
import type { ClinicEntry } from '#shared/domain/phrase.ts'
import { client } from './client.ts'
import { queryClient, usePreferences } from './queries.ts'

const KEY = ['preferences']

/** Changes some preferences; the last write wins, and a failed one is read back. */
export async function savePreferences(change: Partial<Preferences>): Promise<void> {
  const before = queryClient.getQueryData<Preferences>(KEY) ?? (await client.workspace.preferences())
  const after = { ...before, ...change }
  queryClient.setQueryData(KEY, after)
  try {
    await client.workspace.savePreferences(after)
  } catch {
    // A panel width that could not be kept is not worth a message; the true values are read again.
    await queryClient.invalidateQueries({ queryKey: KEY })
  }
}

/** @throws what the core answers */
export async function keepForClinic(entry: ClinicEntry): Promise<void> {
  queryClient.setQueryData(['clinic'], await client.workspace.keepForClinic(entry))
}

const SETTLE_MS = 600

/** Sizes of a group of panels in per cent by panel id; undefined until read or never set. `remember` waits for the drag to end. */
export function usePanelSizes(group: string): { ready: boolean; sizes: Record<string, number> | undefined; remember(sizes: Record<string, number>): void } {
  const preferences = usePreferences()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const remember = useCallback(
    (sizes: Record<string, number>) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        const panels = queryClient.getQueryData<Preferences>(KEY)?.panels ?? {}
        void savePreferences({ panels: { ...panels, [group]: sizes } })
      }, SETTLE_MS)
    },
    [group],
  )
  return { ready: !preferences.isPending, sizes: preferences.data?.panels[group], remember }
}
