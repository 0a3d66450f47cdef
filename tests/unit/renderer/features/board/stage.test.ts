// A clicker walks the whole case, step by step, and back the same way; the ends hold.
import { expect, test } from 'vitest'
import { neighbour, opinionPages, STAGES, stepsOf, type Step, walked } from '../../../../../src/renderer/features/board/stage.ts'

type Content = Parameters<typeof stepsOf>[0]
const list = <T>(n: number) => Array.from({ length: n }) as T[]
const content: Content = {
  images: list(3),
  findings: list(9),
  options: list(2),
  opinions: { seats: [], revealedAt: '2026-11-26T14:00:00.000Z', subjects: list(11), opinions: [] },
}

test('forwards through every step and back again', () => {
  const way: Step[] = [{ stage: 'story', item: 0 }]
  for (let step = walked(content, way[0] as Step, 1); JSON.stringify(step) !== JSON.stringify(way.at(-1)); step = walked(content, step, 1)) way.push(step)
  // story 1, images 3, findings 3 pages of 4, options 2, opinions 3 pages of 5, checklist 1, vote 1
  expect(way.map(({ stage }) => stage)).toEqual(['story', ...list<string>(3).fill('images'), ...list<string>(3).fill('findings'), 'options', 'options', ...list<string>(3).fill('opinions'), 'checklist', 'vote'])
  const back = [...way].reverse()
  for (const [i, step] of back.entries()) expect(walked(content, step, -1)).toEqual(back[i + 1] ?? { stage: 'story', item: 0 })
})

test('an empty part is one step, and sealed opinions are one whatever they hold', () => {
  const empty: Content = { images: [], findings: [], options: [], opinions: { ...content.opinions, revealedAt: null } }
  expect(STAGES.map((stage) => stepsOf(empty, stage))).toEqual([1, 1, 1, 1, 1, 1, 1])
})

test('parts are skipped whole; there is nothing before the first and after the last', () => {
  expect(neighbour({ stage: 'images', item: 2 }, 1)).toEqual({ stage: 'findings', item: 0 })
  expect(neighbour({ stage: 'story', item: 0 }, -1)).toEqual({ stage: 'story', item: 0 })
  expect(neighbour({ stage: 'vote', item: 0 }, 1)).toEqual({ stage: 'vote', item: 0 })
})

test('a large panel turns the page sooner where somebody differs, because their words stand there too', () => {
  const subjects = ['a', 'b', 'c', 'd', 'e', 'f']
  const opinion = (differs: string) => ({ items: subjects.map((subject) => ({ subject, position: subject === differs ? 'differ' : 'agree' })) })
  const small = { subjects, opinions: [opinion('a'), opinion('b')] } as unknown as Parameters<typeof opinionPages>[0]
  expect(opinionPages(small)).toEqual([['a', 'b', 'c', 'd', 'e'], ['f']])
  const large = { subjects, opinions: ['a', 'b', '', '', ''].map(opinion) } as unknown as Parameters<typeof opinionPages>[0]
  expect(opinionPages(large)).toEqual([['a'], ['b', 'c', 'd'], ['e', 'f']])
})
