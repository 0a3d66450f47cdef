import { expect, test } from 'vitest'
import { readAhead } from '../../../../../src/main/core/sync/readAhead.ts'

async function all(parts: AsyncIterable<number>): Promise<number[]> {
  const got: number[] = []
  for await (const part of parts) got.push(part)
  return got
}

const TEN = { bytes: 10, partBytes: 4 }

test('every part once and in order; one is on its way while the last is worked on, none when the speed is limited', async () => {
  for (const ahead of [true, false]) {
    const asked: number[] = []
    const during: number[] = []
    const got: number[] = []
    const ask = async (offset: number) => {
      asked.push(offset)
      return offset
    }
    for await (const part of readAhead(ask, { ...TEN, ahead })) {
      got.push(part)
      during.push(asked.length)
    }
    expect(got).toEqual([0, 4, 8])
    expect(asked).toEqual([0, 4, 8])
    expect(during).toEqual(ahead ? [2, 3, 3] : [1, 2, 3])
  }
  expect(await all(readAhead(async (offset) => offset, { bytes: 0, partBytes: 4 }))).toEqual([])
  expect(await all(readAhead(async (offset) => offset, { bytes: 8, partBytes: 4 }))).toEqual([0, 4])
})

test('a part that fails is met in its turn: what came before is handed on first; one that nobody waits for disturbs nobody', async () => {
  const cut = async (offset: number) => {
    if (offset === 4) throw new Error('cut')
    return offset
  }
  const got: number[] = []
  const walk = async () => {
    for await (const part of readAhead(cut, TEN)) got.push(part)
  }
  await expect(walk()).rejects.toThrow('cut')
  expect(got).toEqual([0])
  for await (const part of readAhead(cut, TEN)) {
    expect(part).toBe(0)
    break
  }
  await new Promise((resolve) => setImmediate(resolve))
})
