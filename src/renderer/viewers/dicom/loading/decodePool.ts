// A few decode workers with a queue: what is asked for urgently goes first, what is no longer wanted is cancelled, every load ends.
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { PixelLayout } from '#shared/codecs/pixelLayout.ts'
import type { LoadFailure } from '#shared/codecs/loadFailure.ts'
import type { DecodeReply, DecodeRequest } from './messages.ts'

const TIMEOUT_MS = 20_000

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
  settle(result: DecodedFrame | LoadFailure): void
}

interface Seat {
  worker: Worker
  job: Job | null
  timer: ReturnType<typeof setTimeout> | undefined
}

export interface DecodePool {
  /** Rejects with FrameLoadError, or AbortError when cancelled. */
  load(url: string, layout: PixelLayout, signal: AbortSignal): Promise<DecodedFrame>
  /** How many loads may run at once. */
  readonly width: number
  dispose(): void
}

/** @param makeWorker starts one decode worker */
export function createDecodePool(width: number, makeWorker: () => Worker): DecodePool {
  const seats: Seat[] = []
  const queue: Job[] = []
  let nextId = 1

  function seat(): Seat | undefined {
    const free = seats.find(({ job }) => job === null)
    if (free || seats.length >= width) return free
    const made: Seat = { worker: makeWorker(), job: null, timer: undefined }
    made.worker.addEventListener('message', ({ data }: MessageEvent<DecodeReply>) => {
      if (made.job?.id === data.id) finish(made, 'frame' in data ? data.frame : data.failure)
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
      free.job = job
      free.timer = setTimeout(() => replace(free, 'timeout'), TIMEOUT_MS)
      free.worker.postMessage({ kind: 'load', id: job.id, url: job.url, layout: job.layout } satisfies DecodeRequest)
    }
  }

  function finish(at: Seat, result: DecodedFrame | LoadFailure): void {
    clearTimeout(at.timer)
    const { job } = at
    at.job = null
    job?.settle(result)
    pump()
  }

  /** A worker that hangs or dies is thrown away with its job; the next job gets a new one. */
  function replace(at: Seat, failure: LoadFailure): void {
    at.worker.terminate()
    seats.splice(seats.indexOf(at), 1)
    finish(at, failure)
  }

  function cancel(job: Job): void {
    const waiting = queue.indexOf(job)
    if (waiting >= 0) queue.splice(waiting, 1)
    const busy = seats.find((s) => s.job === job)
    if (!busy) return
    busy.worker.postMessage({ kind: 'cancel', id: job.id } satisfies DecodeRequest)
    finish(busy, 'workerEnded')
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
    for (const { worker, timer } of seats) {
      clearTimeout(timer)
      worker.terminate()
    }
    seats.length = 0
  }

  return { load, width, dispose }
}
