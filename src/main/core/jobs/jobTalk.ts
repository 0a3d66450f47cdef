// What a running job and a person say to each other: pause and go on, question and answer, and the rate of the last seconds. Knows no job.
import type { JobAnswer, JobQuestion } from '#shared/contract/workstation/jobs.contract.ts'
import type { Progress } from './jobRunner.ts'

/** The rate is that of the last so many milliseconds. */
const WINDOW_MS = 5000
const LEAST_MS = 700

/** Puts what was said into the job's progress by `change`. */
export function createJobTalk(signal: AbortSignal, change: (next: Partial<Progress>) => void) {
  let paused = false
  let asked: { question: JobQuestion; answer(given: JobAnswer): void } | null = null
  let turn: Promise<unknown> = Promise.resolve()
  const waiting = new Set<() => void>()

  function wake() {
    for (const go of waiting) go()
    waiting.clear()
  }
  signal.addEventListener('abort', wake)

  async function mayGoOn(): Promise<void> {
    while (paused && !signal.aborted) await new Promise<void>((resolve) => waiting.add(resolve))
    signal.throwIfAborted()
  }

  function pause(next: boolean) {
    paused = next
    change({ paused, bytesPerSecond: null })
    if (!paused) wake()
  }

  function ask(question: JobQuestion): Promise<JobAnswer> {
    const answered = turn.then(() => askNow(question))
    turn = answered.catch(() => undefined)
    return answered
  }

  async function askNow(question: JobQuestion): Promise<JobAnswer> {
    signal.throwIfAborted()
    const given = await new Promise<JobAnswer | null>((resolve) => {
      asked = { question, answer: resolve }
      signal.addEventListener('abort', () => resolve(null), { once: true })
      change({ question })
    })
    asked = null
    change({ question: null })
    if (given === null) throw signal.reason
    return given
  }

  function answer(given: JobAnswer): boolean {
    if (asked?.question.kind !== given.kind) return false
    asked.answer(given)
    return true
  }

  return { mayGoOn, pause, ask, answer }
}

/** @returns bytes per second of the last seconds, asked at every report; a pause starts anew */
export function createRate(): (progress: Pick<Progress, 'doneBytes' | 'paused'>, nowMs: number) => number | null {
  let seen: { at: number; bytes: number }[] = []
  return ({ doneBytes, paused }, nowMs) => {
    if (paused) seen = []
    else seen.push({ at: nowMs, bytes: doneBytes })
    while (seen.length > 2 && (seen[1]?.at ?? nowMs) < nowMs - WINDOW_MS) seen.shift()
    const first = seen[0]
    const ms = first ? nowMs - first.at : 0
    return first && ms >= LEAST_MS ? ((doneBytes - first.bytes) * 1000) / ms : null
  }
}
