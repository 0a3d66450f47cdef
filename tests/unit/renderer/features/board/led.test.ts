// Whose word counts on the board: the newest of the presenter's windows, also of one that was closed and opened again.
import { expect, test } from 'vitest'
import { firstNumberOf, ledOf, numberOf, type Said, START, type Steering } from '../../../../../src/renderer/features/board/led.ts'

const word = (n: number, stage: Steering['stage']): Steering => ({ ...START, n, stage })
const said = (words: unknown, personId = 'okafor', own = false): Said => ({ personId, own, words })
const HERE = { here: true, at: null }

test('the newest word of the presenter counts, whatever the order of their windows; what others say does not', () => {
  const windows = [said(word(7, 'images')), said(word(9, 'vote')), said(word(20, 'story'), 'sanz'), said(HERE, 'ferrer')]
  for (const order of [windows, [...windows].reverse()]) expect(ledOf(START, 'okafor', order)).toMatchObject({ led: { n: 9, stage: 'vote' }, isOwnWord: false, newest: 20 })
})

test('what was led stands when the window that said it has closed, and an older window does not take it back', () => {
  expect(ledOf(word(9, 'vote'), 'okafor', [said(word(7, 'images'))]).led).toMatchObject({ n: 9, stage: 'vote' })
  expect(ledOf(word(9, 'vote'), 'okafor', []).led).toMatchObject({ n: 9, stage: 'vote' })
})

test('a presenter whose only window is opened anew is heard at once by whoever has heard the window before', () => {
  const [morning, noon] = [1_000_000, 1_900_000]
  const before = word(numberOf(0, morning), 'vote')
  // A whole hour of a moving hand, 25 words a second, stays behind the clock.
  expect(Array.from({ length: 90_000 }).reduce((n: number, _, i) => numberOf(n, morning + i * 40), before.n)).toBe(morning + 89_999 * 40)
  // The new window knows nothing of it.
  const anew = ledOf(START, 'okafor', [said(HERE, 'sanz')])
  const first = word(firstNumberOf(anew.led.n, anew.newest, noon), 'story')
  expect(ledOf(before, 'okafor', [said(first)]).led).toEqual(word(noon, 'story'))
})

test('a further window goes on from what is led and leads nobody back; a key pressed since it was opened counts more than its opening', () => {
  const desk = word(5_000, 'findings')
  const room = ledOf(START, 'okafor', [said(HERE, 'okafor', true), said(desk)])
  expect(room.led.stage).toBe('findings')
  const repeated = { ...room.led, n: firstNumberOf(room.led.n, room.newest, 6_000) }
  expect(repeated).toEqual(desk)
  // Nobody's own word: both show it as everybody does.
  for (const order of [[said(repeated, 'okafor', true), said(desk)], [said(desk), said(repeated, 'okafor', true)]]) expect(ledOf(desk, 'okafor', order).isOwnWord).toBe(false)
  expect(ledOf(desk, 'okafor', [said(desk, 'okafor', true)]).isOwnWord).toBe(true)
  // Two windows come onto a new case together; in one a key was pressed.
  const opened = word(firstNumberOf(0, 0, 7_000), 'story')
  expect(ledOf(START, 'okafor', [said(opened), said(word(numberOf(0, 7_001), 'checklist'))]).led.stage).toBe('checklist')
})

test('whoever takes over from somebody whose clock goes ahead is heard, also when their window is opened anew', () => {
  const ahead = word(9_000_000, 'options')
  const taken = ledOf(ahead, 'sanz', [said(ahead), said(HERE, 'sanz', true)])
  expect(taken.led.stage).toBe('options')
  const first = { ...taken.led, n: firstNumberOf(taken.led.n, taken.newest, 2_000_000) }
  expect(ledOf(ahead, 'sanz', [said(ahead), said(first, 'sanz')]).led.stage).toBe('options')
  const anew = ledOf(START, 'sanz', [said(ahead), said(HERE, 'sanz', true)])
  expect(anew.led).toBe(START)
  const again = word(firstNumberOf(anew.led.n, anew.newest, 2_100_000), 'story')
  expect(ledOf(first, 'sanz', [said(ahead), said(again, 'sanz')]).led.stage).toBe('story')
})

test('words of another kind, or broken ones, are nobody’s', () => {
  for (const words of [null, 'story', { ...word(9, 'vote'), stage: 'bar' }, { ...word(9, 'vote'), n: 'x' }]) expect(ledOf(START, 'okafor', [said(words)]).led).toBe(START)
})
