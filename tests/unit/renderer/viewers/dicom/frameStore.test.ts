import { describe, expect, test } from 'vitest'
import { FrameLoadError, type DecodePool } from '../../../../../src/renderer/viewers/dicom/loading/decodePool.ts'
import { createFrameStore, outwards } from '../../../../../src/renderer/viewers/dicom/loading/frameStore.ts'
import { indexOfFrame, stackFrames } from '../../../../../src/renderer/viewers/dicom/stack.ts'
import { generatedInstance } from '../../../../support/imagingBench/instance.ts'

const frames = stackFrames(
  Array.from({ length: 40 }, (_, n) => generatedInstance(n, { study: 1 })),
  (instance) => `/${instance.InstanceNumber}`,
)
const settle = () => new Promise((done) => setTimeout(done, 0))

/** A pool whose loads end when the test says so. */
function heldPool() {
  const asked: string[] = []
  const ends = new Map<string, { done(bytes?: number): void; fail(): void }>()
  const pool: DecodePool = {
    width: 2,
    load: (url, _layout, signal) =>
      new Promise((resolve, reject) => {
        asked.push(url)
        signal.addEventListener('abort', () => reject(signal.reason))
        ends.set(url, {
          done: (bytes = 8) => resolve({ rows: 2, columns: 2, samples: 1, values: new Int16Array(bytes / 2), min: 0, max: 0 }),
          fail: () => reject(new FrameLoadError('truncated')),
        })
      }),
    dispose: () => undefined,
  }
  return { pool, asked, end: (url: string) => ends.get(url) }
}

describe('what is loaded next', () => {
  test('the slice that is looked at first, then two ahead for one behind', () => {
    expect(outwards(frames, 10, 1, 7).map((f) => f.url)).toEqual(['/11', '/12', '/13', '/10', '/14', '/15', '/9'])
    expect(outwards(frames, 10, -1, 4).map((f) => f.url)).toEqual(['/11', '/10', '/9', '/12'])
  })
  test('every slice is reached exactly once, also from the ends', () => {
    for (const at of [0, 39, 17]) expect(new Set(outwards(frames, at, 1, 1000).map((f) => f.url)).size).toBe(40)
  })
  test('scrolling far cancels what is no longer wanted and asks for the new place at once', async () => {
    const { pool, asked } = heldPool()
    const store = createFrameStore(pool, 1e9)
    const owner = {}
    store.prefetch(owner, frames, 0, 1)
    expect(asked).toEqual(['/1', '/2'])
    store.prefetch(owner, frames, 30, 1)
    await settle()
    expect(asked.slice(2)).toContain('/31')
    expect(store.peek(frames[0]!)).toEqual({ status: 'waiting' })
  })
})

test('a failed slice says why, is not asked for again by itself, and can be tried again', async () => {
  const { pool, asked, end } = heldPool()
  const store = createFrameStore(pool, 1e9)
  const wanted = store.want(frames[3]!)
  end('/4')?.fail()
  expect(await wanted).toEqual({ status: 'failed', failure: 'truncated' })
  expect(store.peek(frames[3]!)).toEqual({ status: 'failed', failure: 'truncated' })
  store.retry(frames[3]!)
  void store.want(frames[3]!)
  expect(asked).toEqual(['/4', '/4'])
})

test('the oldest pictures make room when the bytes are used up; the newest stays', async () => {
  const { pool, end } = heldPool()
  const store = createFrameStore(pool, 20)
  for (const n of [0, 1, 2]) {
    const wanted = store.want(frames[n]!)
    end(`/${n + 1}`)?.done(8)
    await wanted
  }
  expect([0, 1, 2].map((n) => store.peek(frames[n]!).status)).toEqual(['waiting', 'ready', 'ready'])
})

test('a proof opens exactly its slice or none: never the nearest (H7)', () => {
  expect(indexOfFrame(frames, { SOPInstanceUID: '1.2.1.3.7', frame: 1 })).toBe(7)
  expect(indexOfFrame(frames, { SOPInstanceUID: '1.2.1.3.7', frame: 2 })).toBe(-1)
  expect(indexOfFrame(frames, { SOPInstanceUID: '1.2.9.3.7', frame: 1 })).toBe(-1)
})

test('an enhanced object is as many images as it has frames, each with its own position and rescale', () => {
  const own = (z: number, slope: number) => ({ ImagePositionPatient: [0, 0, z] as [number, number, number], ImageOrientationPatient: null, RescaleSlope: slope, RescaleIntercept: 0 })
  const enhanced = { ...generatedInstance(0, { study: 1 }), NumberOfFrames: 2, perFrame: [own(1, 2), own(5, 3)] }
  const made = stackFrames([enhanced], (_, frame) => `/${frame}`)
  expect(made.map(({ frame, instance }) => [frame, instance.ImagePositionPatient?.[2], instance.RescaleSlope])).toEqual([[1, 1, 2], [2, 5, 3]])
})
