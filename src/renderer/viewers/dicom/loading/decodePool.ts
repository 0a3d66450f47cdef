// A few decode workers with a queue: what is no longer wanted is cancelled, every load ends. A worker holds several loads, so that it decodes
// one frame while the bytes of the next are on their way.
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { PixelLayout } from '#shared/codecs/pixelLayout.ts'
import type { LoadFailure } from '#shared/codecs/loadFailure.ts'
import type { DecodeReply, DecodeRequest } from './messages.ts'

const TIMEOUT_MS = 20_000
/** Loads a worker holds at once: one is decoded, the others are being fetched. */
const LOADS_PER_WORKER = 3

export class FrameLoadError extends Error {
  readonly failure: LoadFailure
  constructor(failure: LoadFailure) {
    super(failure)
    this.name = 'FrameLoadError'
    this.failure = failure
  }
}

interface Job {
  id: number
  url: string
  layout: PixelLayout
  timer: ReturnType<typeof setTimeout> | undefined
  settle(result: DecodedFrame | LoadFailure): void
}

interface Seat {
  worker: Worker
  jobs: Map<number, Job>
}

export interface DecodePool {
  /** Rejects with FrameLoadError, or AbortError when cancelled. */
  load(url: string, layout: PixelLayout, signal: AbortSignal): Promise<DecodedFrame>
  /** How many loads may run at once. */
  readonly width: number
  dispose(): void
}

/** @param makeWorker starts one decode worker; @param workers how many at most */
export function createDecodePool(workers: number, makeWorker: () => Worker): DecodePool {
  const seats: Seat[] = []
  const queue: Job[] = []
  let nextId = 1

  /** The least busy worker with room; a new one while there may be more. */
  function seat(): Seat | undefined {
    const free = seats.filter(({ jobs }) => jobs.size < LOADS_PER_WORKER).sort((a, b) => a.jobs.size - b.jobs.size)[0]
    if (free?.jobs.size === 0 || seats.length >= workers) return free
    const made: Seat = { worker: makeWorker(), jobs: new Map() }
    made.worker.addEventListener('message', ({ data }: MessageEvent<DecodeReply>) => {
      finish(made, data.id, 'frame' in data ? data.frame : data.failure)
    })
    made.worker.addEventListener('error', () => replace(made, 'workerEnded'))
    seats.push(made)
    return made
  }

  function pump(): void {
    while (queue.length > 0) {
      const free = seat()
      const job = free && queue.shift()
      if (!free || !job) return
      free.jobs.set(job.id, job)
      job.timer = setTimeout(() => replace(free, 'timeout'), TIMEOUT_MS)
      free.worker.postMessage({ kind: 'load', id: job.id, url: job.url, layout: job.layout } satisfies DecodeRequest)
    }
  }

  function finish(at: Seat, id: number, result: DecodedFrame | LoadFailure): void {
    const job = at.jobs.get(id)
    if (!job) return
    clearTimeout(job.timer)
    at.jobs.delete(id)
    job.settle(result)
    pump()
  }

  /** A worker that hangs or dies is thrown away with its jobs; the next job gets a new one. */
  function replace(at: Seat, failure: LoadFailure): void {
    at.worker.terminate()
    seats.splice(seats.indexOf(at), 1)
    for (const id of [...at.jobs.keys()]) finish(at, id, failure)
  }

  function cancel(job: Job): void {
    const waiting = queue.indexOf(job)
    if (waiting >= 0) queue.splice(waiting, 1)
    const busy = seats.find((s) => s.jobs.has(job.id))
    if (!busy) return
    busy.worker.postMessage({ kind: 'cancel', id: job.id } satisfies DecodeRequest)
    finish(busy, job.id, 'workerEnded')
  }

  function load(url: string, layout: PixelLayout, signal: AbortSignal): Promise<DecodedFrame> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const onAbort = () => {
        reject(signal.reason)
        cancel(job)
      }
      const job: Job = {
        id: nextId++,
        url,
        layout,
        timer: undefined,
        settle: (result) => {
          signal.removeEventListener('abort', onAbort)
          if (typeof result === 'string') reject(new FrameLoadError(result))
          else resolve(result)
        },
      }
      signal.addEventListener('abort', onAbort, { once: true })
      queue.push(job)
      pump()
    })
  }

  function dispose(): void {
    queue.length = 0
    for (const { worker, jobs } of seats) {
      for (const { timer } of jobs.values()) clearTimeout(timer)
      worker.terminate()
    }
    seats.length = 0
  }

  return { load, width: workers * LOADS_PER_WORKER, dispose }
}
