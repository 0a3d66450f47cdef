// Decoded frames of the open stacks, up to a number of bytes; loads what is looked at first and then outwards in the direction of scrolling.
import { composeTiles } from '#shared/codecs/composeTiles.ts'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { StackFrame } from '../stack.ts'
import { type DecodePool, FrameLoadError } from './decodePool.ts'
import type { LoadFailure } from '#shared/codecs/loadFailure.ts'

export type FrameState = { status: 'ready'; frame: DecodedFrame } | { status: 'failed'; failure: LoadFailure } | { status: 'waiting' }

interface Pending {
  promise: Promise<FrameState>
  abort: AbortController
}

export interface FrameStore {
  peek(frame: StackFrame): FrameState
  /** Settles with ready or failed, never rejects, never hangs (each load has a timeout). */
  want(frame: StackFrame): Promise<FrameState>
  /** Forgets a failure so that it is tried again. */
  retry(frame: StackFrame): void
  /**
   * Loads around a place and cancels what an earlier call of the same owner wanted and this one does not.
   * @param direction 1 when scrolling to higher numbers, -1 to lower
   */
  prefetch(owner: object, frames: readonly StackFrame[], index: number, direction: 1 | -1): void
  /** Loads a whole volume, coarse first (every eighth frame, then those between), and holds it until the owner lets go. */
  fill(owner: object, frames: readonly StackFrame[]): void
  /** A decoded frame without counting as use; undefined when it is not there. */
  look(frame: StackFrame): DecodedFrame | undefined
  /** Told of every frame that has been decoded. @returns how to stop it */
  subscribe(listener: () => void): () => void
  release(owner: object): void
  dispose(): void
}

/** One frame, or the tiles of a slide put together. */
async function loadWhole(pool: DecodePool, { url, instance, slide }: StackFrame, signal: AbortSignal): Promise<DecodedFrame> {
  if (!slide) return pool.load(url, instance, signal)
  const tiles = await Promise.all(slide.tiles.map(async ({ column, row, url: of }) => ({ column, row, frame: await pool.load(of, slide.tile, signal) })))
  return composeTiles(instance.Rows, instance.Columns, tiles)
}

export function createFrameStore(pool: DecodePool, maxBytes: number): FrameStore {
  /** Least recently used first. */
  const ready = new Map<string, DecodedFrame>()
  const failed = new Map<string, LoadFailure>()
  const pending = new Map<string, Pending>()
  const plans = new Map<object, { order: StackFrame[]; urgent: string }>()
  /** Frames of volumes in view: a plane without some of its slices would be wrong, so they are not dropped. */
  const held = new Map<object, ReadonlySet<string>>()
  const listeners = new Set<() => void>()
  let bytes = 0

  function keep(url: string, frame: DecodedFrame): void {
    ready.set(url, frame)
    bytes += frame.values.byteLength
    for (const [oldest, old] of ready) {
      if (bytes <= maxBytes || oldest === url) break
      if (isHeld(oldest)) continue
      ready.delete(oldest)
      bytes -= old.values.byteLength
    }
    for (const listener of listeners) listener()
  }

  function isHeld(url: string): boolean {
    for (const urls of held.values()) if (urls.has(url)) return true
    return false
  }

  function peek({ url }: StackFrame): FrameState {
    const frame = ready.get(url)
    if (frame) {
      ready.delete(url)
      ready.set(url, frame)
      return { status: 'ready', frame }
    }
    const failure = failed.get(url)
    return failure ? { status: 'failed', failure } : { status: 'waiting' }
  }

  function want(wanted: StackFrame): Promise<FrameState> {
    const now = peek(wanted)
    if (now.status !== 'waiting') return Promise.resolve(now)
    const running = pending.get(wanted.url)
    if (running) return running.promise
    const abort = new AbortController()
    const promise = loadWhole(pool, wanted, abort.signal).then(
      (frame): FrameState => {
        pending.delete(wanted.url)
        keep(wanted.url, frame)
        pump()
        return { status: 'ready', frame }
      },
      (error: unknown): FrameState => {
        pending.delete(wanted.url)
        pump()
        if (abort.signal.aborted) return { status: 'waiting' }
        const failure = error instanceof FrameLoadError ? error.failure : 'damaged'
        failed.set(wanted.url, failure)
        return { status: 'failed', failure }
      },
    )
    pending.set(wanted.url, { promise, abort })
    return promise
  }

  /** Keeps the workers busy with the plans in turn; never more than the pool's width, so that an urgent frame waits for one decode at most. */
  function pump(): void {
    for (const { order } of plans.values()) {
      while (pending.size < pool.width && order.length > 0) {
        const next = order.shift()
        if (next && peekQuietly(next) && !pending.has(next.url)) void want(next)
      }
    }
  }

  function peekQuietly({ url }: StackFrame): boolean {
    return !ready.has(url) && !failed.has(url)
  }

  function prefetch(owner: object, frames: readonly StackFrame[], index: number, direction: 1 | -1): void {
    const urgent = frames[index]
    if (!urgent) return
    plans.delete(owner)
    const others = new Map([...plans])
    plans.clear()
    // The stack that was touched last goes first.
    plans.set(owner, { order: outwards(frames, index, direction, budgetOf(urgent)), urgent: urgent.url })
    for (const [key, plan] of others) plans.set(key, plan)
    cancelStale()
    void want(urgent)
    pump()
  }

  /** How many frames of this size may be held for one stack: three quarters of the store. */
  function budgetOf({ instance }: StackFrame): number {
    return Math.max(8, Math.floor((maxBytes * 0.75) / Math.max(1, instance.Rows * instance.Columns * 2)))
  }

  /** What is decoded already counts for nothing here: else, one step on, the frames being loaded beyond it would be thrown away and begun again. */
  function cancelStale(): void {
    const urgent = new Set([...plans.values()].map((plan) => plan.urgent))
    const close = new Set([...plans.values()].flatMap(({ order }) => order.filter(peekQuietly).slice(0, 2 * pool.width).map((f) => f.url)))
    for (const [url, { abort }] of pending) if (!urgent.has(url) && !close.has(url) && !isHeld(url)) abort.abort()
  }

  function retry({ url }: StackFrame): void {
    failed.delete(url)
  }

  function fill(owner: object, frames: readonly StackFrame[]): void {
    held.set(owner, new Set(frames.map(({ url }) => url)))
    plans.set(owner, { order: coarseFirst(frames), urgent: '' })
    pump()
  }

  function release(owner: object): void {
    plans.delete(owner)
    held.delete(owner)
    cancelStale()
  }

  function dispose(): void {
    plans.clear()
    held.clear()
    listeners.clear()
    for (const { abort } of pending.values()) abort.abort()
    ready.clear()
    pool.dispose()
  }

  return {
    peek,
    want,
    retry,
    prefetch,
    fill,
    look: ({ url }) => ready.get(url),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    release,
    dispose,
  }
}

/** The frame looked at, then neighbours: two ahead for one behind. */
export function outwards(frames: readonly StackFrame[], index: number, direction: 1 | -1, limit: number): StackFrame[] {
  const order: StackFrame[] = []
  const take = (n: number) => {
    const frame = frames[n]
    if (frame && order.length < limit) order.push(frame)
  }
  take(index)
  let ahead = 1
  let behind = 1
  while (order.length < Math.min(limit, frames.length)) {
    const before = order.length
    take(index + ahead++ * direction)
    take(index + ahead++ * direction)
    take(index - behind++ * direction)
    if (order.length === before && ahead > frames.length && behind > frames.length) break
  }
  return order
}

/** Every eighth frame, then every fourth, every second and the rest: a volume can be looked at long before it is whole. */
export function coarseFirst(frames: readonly StackFrame[]): StackFrame[] {
  const order = new Set<StackFrame>()
  for (const step of [8, 4, 2, 1]) for (let n = 0; n < frames.length; n += step) order.add(frames[n] as StackFrame)
  const last = frames.at(-1)
  return last ? [...order].sort((a, b) => Number(b === last) - Number(a === last)) : []
}
