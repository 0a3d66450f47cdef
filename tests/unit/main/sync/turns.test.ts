import { expect, test } from 'vitest'
import { createTurns } from '../../../../src/main/core/sync/turns.ts'

/** Rounds that end when the test says so; each has seen what was written before it began. */
function scripted() {
  const ends: (() => void)[] = []
  const seen: number[] = []
  let written = 0
  let rests = 0
  const turns = createTurns(
    () => {
      seen.push(written)
      return new Promise<void>((resolve) => ends.push(resolve))
    },
    () => rests++,
  )
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  return { turns, seen, write: () => ++written, rests: () => rests, endRound: async () => { ends.shift()?.(); await settle() } }
}

test('whoever asks during a round is answered by the next one: it has seen what they wrote', async () => {
  const { turns, seen, write, endRound, rests } = scripted()
  const first = turns.ask()
  write()
  let answered = false
  const second = turns.ask().then(() => (answered = true))
  const third = turns.ask()
  await endRound()
  await first
  expect(answered).toBe(false)
  expect(rests()).toBe(0)
  await endRound()
  await Promise.all([second, third])
  expect(seen).toEqual([0, 1])
  expect(rests()).toBe(1)
})

test('never two rounds at once, whatever is asked in between', async () => {
  let inside = 0
  let most = 0
  let rounds = 0
  const turns = createTurns(
    async () => {
      most = Math.max(most, ++inside)
      rounds++
      await new Promise((resolve) => setTimeout(resolve, 1))
      inside--
    },
    () => void turns.ask(),
  )
  for (let i = 0; i < 40; i++) {
    void turns.ask()
    if (i % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await turns.ask()
  expect(most).toBe(1)
  expect(rounds).toBeGreaterThan(3)
})
