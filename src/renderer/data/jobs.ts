// Progress of one long job of the core, as it happens.
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { codeOf } from '#shared/contract/failure.ts'
import type { JobProgress } from '#shared/contract/workstation/jobs.contract.ts'
import { client } from './client.ts'
import { as } from './queries.ts'

export type Progress = z.infer<typeof JobProgress>

export interface WatchedJob {
  /** null until the first word, and for a job the core no longer knows. */
  progress: Progress | null
  error: unknown
  cancel(): void
  pause(paused: boolean): void
}

/** Follows a job; after a break of the channel it asks again. null asks for nothing. */
export function useJob(jobId: string | null): WatchedJob {
  const [seen, setSeen] = useState<{ jobId: string; progress: Progress | null; error: unknown } | null>(null)
  useEffect(() => {
    if (!jobId) return
    const stop = new AbortController()
    void follow(jobId, stop.signal, (progress, error) => setSeen({ jobId, progress, error }))
    return () => stop.abort()
  }, [jobId])
  const mine = seen?.jobId === jobId ? seen : null
  return {
    progress: mine?.progress ?? null,
    error: mine?.error ?? null,
    cancel: () => {
      if (jobId) void client.jobs.cancel({ jobId: as(jobId) })
    },
    pause: (paused) => {
      if (jobId) void client.jobs.pause({ jobId: as(jobId), paused })
    },
  }
}

async function follow(jobId: string, signal: AbortSignal, tell: (progress: Progress | null, error: unknown) => void): Promise<void> {
  let last: Progress | null = null
  while (!signal.aborted) {
    try {
      const steps = await client.jobs.watch({ jobId: as(jobId) }, { signal })
      for await (const progress of steps) {
        last = progress
        tell(progress, null)
      }
      return
    } catch (error) {
      if (signal.aborted) return
      if (codeOf(error) !== 'CORE_GONE') return tell(last, error)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}
