// The one store of decoded frames that all viewports of a window share; made when the first viewport needs it.
import { createDecodePool } from './decodePool.ts'
import { createFrameStore, type FrameStore } from './frameStore.ts'

const GIGABYTE = 1024 ** 3

/** An eighth of the machine's memory as the browser tells it, between a quarter and one and a half gigabytes. */
function byteCap(): number {
  const memory = (navigator as { deviceMemory?: number }).deviceMemory ?? 4
  return Math.min(1.5 * GIGABYTE, Math.max(0.25 * GIGABYTE, (memory / 8) * GIGABYTE))
}

const holder: { store: FrameStore | null } = { store: null }

export function sharedFrameStore(): FrameStore {
  holder.store ??= createFrameStore(
    createDecodePool(Math.min(4, Math.max(2, (navigator.hardwareConcurrency || 2) - 1)), () =>
      new Worker(new URL('./decode.worker.ts', import.meta.url), { type: 'module' }),
    ),
    byteCap(),
  )
  return holder.store
}
