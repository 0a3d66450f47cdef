// Follows the core's live events and has the named queries read again. Runs once per unlocked profile.
import type { QueryClient } from '@tanstack/react-query'
import { codeOf } from '#shared/contract/failure.ts'
import type { LiveEvent } from '#shared/contract/workstation/workspace.contract.ts'
import { client } from './client.ts'

/** Query keys that an event makes stale; a key is a prefix. */
export function staleKeys(event: LiveEvent): string[][] {
  const ofCase = (name: string) => (event.caseId ? [name, event.caseId] : [name])
  switch (event.topic) {
    case 'cases':
      return [['cases']]
    case 'case':
      return [['cases'], ofCase('case'), ofCase('reports'), ['board']]
    case 'reports':
      return [['cases'], ofCase('reports')]
    case 'signOffs':
      // What is signed opens the gates of the delivery, counts in its statistics, and closes the psychological part.
      return [['cases'], ofCase('case'), ofCase('reports'), ofCase('signOffs'), ofCase('delivery'), ['delivery', 'statistics'], ['psychology']]
    case 'imports':
      return [['cases'], ofCase('case'), ['imports'], ofCase('reports')]
    case 'psychology':
      return [['psychology'], ofCase('delivery')]
    case 'delivery':
      return [ofCase('delivery'), ofCase('case')]
    case 'board':
      return [['board']]
    case 'sync':
      return [['sync'], ['cases'], ['licenceTerm']]
    case 'profile':
      return [['profile'], ['preferences']]
  }
}

/**
 * Follows until `signal` aborts or the profile is locked; after a break everything is read again, because events were missed.
 * @returns when it has ended
 */
export async function followLive(queries: QueryClient, signal: AbortSignal): Promise<void> {
  for (let round = 0; !signal.aborted; round++) {
    try {
      const events = await client.workspace.live(undefined, { signal })
      if (round > 0) await queries.invalidateQueries()
      for await (const event of events) {
        for (const queryKey of staleKeys(event)) void queries.invalidateQueries({ queryKey })
      }
    } catch (error) {
      if (signal.aborted) return
      if (codeOf(error) === 'LOCKED') {
        await queries.invalidateQueries({ queryKey: ['profile'] })
        return
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}
