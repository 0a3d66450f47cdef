// One stack as a volume: its grid, its slices as they arrive, its uptake scale. Shares the decoded frames with the stack viewers; nothing is copied.
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import { type LookupTable, lookUp } from '#shared/domain/presentation.ts'
import type { Volume } from '#shared/domain/reslice.ts'
import { suvScale, type SuvScale } from '#shared/domain/suvScale.ts'
import type { SuvRefusal } from '#shared/domain/suv.ts'
import { type VolumeRefusal, volumeGrid } from '#shared/domain/volumeGrid.ts'
import { rescaleOf } from '#shared/domain/windowing.ts'
import type { FrameStore } from '../loading/frameStore.ts'
import type { StackFrame } from '../stack.ts'

/** Decoded slices of one volume beyond this are not held together: 1,500 CT slices of 512 x 512 fit. */
const MOST_BYTES = 1.25 * 1024 ** 3

const IDENTITY = { slope: 1, intercept: 0 }
/** Modality values of frames that carry a table in place of a rescale, made once per decoded frame. */
const looked = new WeakMap<DecodedFrame, { table: LookupTable; values: Int32Array }>()

function throughTable(decoded: DecodedFrame, table: LookupTable): Int32Array {
  const known = looked.get(decoded)
  if (known?.table === table) return known.values
  const values = Int32Array.from(decoded.values, (stored) => lookUp(table, stored))
  looked.set(decoded, { table, values })
  return values
}

export interface VolumeSource {
  volume: Volume
  frames: readonly StackFrame[]
  modality: string
  /** How to say the values of a PET volume as uptake; null for other modalities. */
  suv: SuvScale | SuvRefusal | null
  /** Slices that are there, of how many. */
  progress(): { loaded: number; failed: number; count: number }
  load(): void
  release(): void
}

export function createVolumeSource(frames: readonly StackFrame[], modality: string, store: FrameStore): VolumeSource | { refusal: VolumeRefusal } {
  const grid = volumeGrid(frames.map(({ instance }) => instance))
  if ('refusal' in grid) return grid
  const owner = {}
  const bytes = frames.reduce((sum, { instance }) => sum + instance.Rows * instance.Columns * Math.max(1, instance.BitsAllocated / 8), 0)
  if (bytes > MOST_BYTES) return { refusal: 'tooLarge' }
  const byDepth = grid.layers.flatMap(({ index }) => frames[index] ?? [])
  return {
    frames,
    modality,
    suv: suvScale(frames.map(({ instance }) => instance)),
    volume: {
      grid,
      layerOf: (index) => {
        const frame = frames[index]
        const decoded = frame && store.look(frame)
        if (!frame || decoded?.samples !== 1) return undefined
        const table = frame.presentation?.modalityLut
        return table ? { values: throughTable(decoded, table), rescale: IDENTITY } : { values: decoded.values, rescale: rescaleOf(frame.instance) }
      },
    },
    progress: () => {
      let loaded = 0
      let failed = 0
      for (const frame of byDepth) {
        if (store.look(frame)) loaded++
        else if (store.peek(frame).status === 'failed') failed++
      }
      return { loaded, failed, count: byDepth.length }
    },
    load: () => store.fill(owner, byDepth),
    release: () => store.release(owner),
  }
}
