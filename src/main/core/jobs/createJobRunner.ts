// Runs jobs and tells whoever watches. Knows nothing of what a job does.
import { CaseError } from '#shared/contract/errors.ts'
import type { Clock } from '#shared/kit/clock.ts'
import { JobId, newUuid } from '#shared/kit/ids.ts'
import type { Logger } from '../ports.ts'
import { type JobContext, type JobRunner, JobStopped, type Progress } from './jobRunner.ts'
import { createJobTalk, createRate } from './jobTalk.ts'

/** At most ten reports a second reach a watcher. */
const WATCH_INTERVAL_MS = 100
/** Ended jobs that can still be asked for. */
const KEPT_ENDED = 200

interface Job {
  progress: Progress
  readonly abort: AbortController
  readonly done: Promise<Progress>
  readonly watchers: Set<() => void>
  talk: ReturnType<typeof createJobTalk>
}

/** @param log told of jobs that ended unexpectedly, with the job's id and code only */
export function createJobRunner(clock: Clock, log?: Logger): JobRunner {
  const jobs = new Map<string, Job>()

  function start(kind: Progress['kind'], body: (job: JobContext) => Promise<void>) {
    const jobId = JobId.parse(newUuid(clock.now()))
    const abort = new AbortController()
    const watchers = new Set<() => void>()
    let resolve: (end: Progress) => void = () => undefined
    const done = new Promise<Progress>((settle) => {
      resolve = settle
    })
    const job: Job = {
      progress: { jobId, kind, state: 'running', doneItems: 0, totalItems: null, doneBytes: 0, totalBytes: null, current: '', paused: false, bytesPerSecond: null, question: null, error: null },
      abort,
      done,
      watchers,
      talk: createJobTalk(abort.signal, change),
    }
    const rate = createRate()
    jobs.set(jobId, job)

    function change(next: Partial<Progress>) {
      job.progress = { ...job.progress, ...next }
      for (const wake of watchers) wake()
    }
    const report: JobContext['report'] = (next) => {
      if (job.progress.state !== 'running') return
      const bytesPerSecond = rate({ doneBytes: next.doneBytes ?? job.progress.doneBytes, paused: job.progress.paused }, performance.now())
      change({ ...next, bytesPerSecond })
    }
    function end(state: Progress['state'], error: string | null) {
      change({ state, error, paused: false, question: null, bytesPerSecond: null })
      forgetOldest()
      resolve(job.progress)
    }
    const context: JobContext = { jobId, signal: abort.signal, report, mayGoOn: job.talk.mayGoOn, ask: job.talk.ask as JobContext['ask'] }
    new Promise<void>((started) => started(body(context))).then(
      () => end('done', null),
      (cause: unknown) => {
        if (abort.signal.aborted) return end('cancelled', null)
        const code = cause instanceof CaseError ? cause.code : 'INTERNAL'
        if (code === 'INTERNAL') log?.error('job.failed', { jobId, kind, error: cause instanceof Error ? cause.name : typeof cause })
        end('failed', code)
      },
    )
    return { jobId, done }
  }

  function forgetOldest() {
    const ended = [...jobs.values()].filter((job) => job.progress.state !== 'running')
    for (const job of ended.slice(0, Math.max(0, ended.length - KEPT_ENDED))) jobs.delete(job.progress.jobId)
  }

  function watch(jobId: string, signal?: AbortSignal): AsyncGenerator<Progress> | undefined {
    const job = jobs.get(jobId)
    return job && follow(job, signal)
  }

  function cancel(jobId: string): boolean {
    const job = jobs.get(jobId)
    if (job?.progress.state !== 'running') return false
    job.abort.abort()
    return true
  }

  function pause(jobId: string, paused: boolean): boolean {
    const job = jobs.get(jobId)
    if (job?.progress.state !== 'running') return false
    job.talk.pause(paused)
    return true
  }

  const answer: JobRunner['answer'] = (jobId, given) => jobs.get(jobId)?.talk.answer(given) ?? false

  async function stop() {
    for (const job of jobs.values()) if (job.progress.state === 'running') job.abort.abort(new JobStopped())
    await Promise.all([...jobs.values()].map((job) => job.done))
  }

  return { start, watch, cancel, pause, answer, stop }
}

async function* follow(job: Job, signal?: AbortSignal): AsyncGenerator<Progress> {
  let told: Progress | undefined
  while (signal?.aborted !== true) {
    if (job.progress !== told) {
      told = job.progress
      yield told
      if (told.state !== 'running') return
      await pause(WATCH_INTERVAL_MS, job, signal)
    } else {
      await nextChange(job, signal)
    }
  }
}

/** Sleeps, but not past the job's end: that is told at once. */
function pause(ms: number, job: Job, signal: AbortSignal | undefined): Promise<void> {
  return until(job, signal, () => job.progress.state !== 'running', ms)
}

function nextChange(job: Job, signal: AbortSignal | undefined): Promise<void> {
  return until(job, signal, () => true)
}

function until(job: Job, signal: AbortSignal | undefined, isDue: () => boolean, ms?: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer)
      job.watchers.delete(wake)
      signal?.removeEventListener('abort', finish)
      resolve()
    }
    const wake = () => {
      if (isDue()) finish()
    }
    const timer = ms === undefined ? undefined : setTimeout(finish, ms)
    job.watchers.add(wake)
    signal?.addEventListener('abort', finish, { once: true })
    // The job may have ended between the last look and this one.
    if (signal?.aborted || (ms !== undefined && isDue())) finish()
  })
}
