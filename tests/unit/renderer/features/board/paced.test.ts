// What moves is told 20 to 30 times a second, at once at first, the last word never lost, and not at all while nothing moves (sync note, "Live tumour board").
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EVERY_MS, paced } from '../../../../../src/renderer/features/board/paced.ts'

let at = 0
const now = () => at
function pass(ms: number): void {
  at += ms
  vi.advanceTimersByTime(ms)
}
beforeEach(() => {
  at = 1_000
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a second of movement at 120 changes a second is told 20 to 30 times', () => {
  const told: number[] = []
  let changes = 0
  const pace = paced(() => told.push(changes), now)
  for (; changes < 120; changes++) {
    pace.ask()
    pass(1000 / 120)
  }
  expect(told.length).toBeGreaterThanOrEqual(20)
  expect(told.length).toBeLessThanOrEqual(30)
  pace.stop()
})

test('the first change is told at once, the last one after the hand rests, then nothing', () => {
  const told: string[] = []
  let place = 'first'
  const pace = paced(() => told.push(place), now)
  pace.ask()
  expect(told).toEqual(['first'])
  place = 'between'
  pace.ask()
  place = 'last'
  pace.ask()
  expect(told).toEqual(['first'])
  pass(EVERY_MS)
  expect(told).toEqual(['first', 'last'])
  pass(60_000)
  expect(told).toHaveLength(2)
})

test('whoever leaves says nothing afterwards', () => {
  const told: number[] = []
  const pace = paced(() => told.push(at), now)
  pace.ask()
  pace.ask()
  pace.stop()
  pass(1_000)
  expect(told).toHaveLength(1)
})
