// Tells open windows which answer has changed; carries names of questions, never content.
import type { z } from 'zod'
import type { LiveEvent } from '#shared/contract/workstation/workspace.contract.ts'

export type Live = z.infer<typeof LiveEvent>

export interface LiveBus {
  publish(topic: Live['topic'], caseId?: string): void
  /** Calls the listener inside `publish`, before it returns. @returns ends it */
  watch(listener: (event: Live) => void): () => void
  /** Every event from now on; ends when `signal` aborts. Equal events that wait together are told once. */
  listen(signal?: AbortSignal): AsyncGenerator<Live>
}

export function createLiveBus(): LiveBus {
  const wakeUps = new Set<(event: Live) => void>()

  function publish(topic: Live['topic'], caseId?: string) {
    for (const wake of wakeUps) wake({ topic, caseId: caseId ?? null })
  }

  async function* listen(signal?: AbortSignal): AsyncGenerator<Live> {
    const waiting = new Map<string, Live>()
    let wake = () => {}
    const add = (event: Live) => {
      waiting.set(`${event.topic} ${event.caseId}`, event)
      wake()
    }
    const stop = () => wake()
    wakeUps.add(add)
    signal?.addEventListener('abort', stop)
    try {
      while (!signal?.aborted) {
        if (waiting.size === 0) await new Promise<void>((resolve) => (wake = resolve))
        const events = [...waiting.values()]
        waiting.clear()
        yield* events
      }
    } finally {
      wakeUps.delete(add)
      signal?.removeEventListener('abort', stop)
    }
  }

  function watch(listener: (event: Live) => void) {
    wakeUps.add(listener)
    return () => void wakeUps.delete(listener)
  }

  return { publish, watch, listen }
}
