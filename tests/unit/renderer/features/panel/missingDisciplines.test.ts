// Which disciplines of the illness a panel lacks.
import { expect, test } from 'vitest'
import { missingDisciplines } from '../../../../../src/renderer/features/panel/missingDisciplines.ts'

type Panel = Parameters<typeof missingDisciplines>[0]

test('a discipline is there once somebody who was asked and has not left stands for it', () => {
  const seat = (discipline: string, answer: string) => ({ discipline, answer })
  const gaps = (...seats: object[]) => missingDisciplines({ disciplines: ['pathology', 'surgery', 'radiology'], seats } as unknown as Panel)
  expect(gaps()).toHaveLength(3)
  expect(gaps(seat('surgery', 'waiting'), seat('radiology', 'accepted'))).toEqual(['pathology'])
  expect(gaps(seat('surgery', 'declined'), seat('radiology', 'released'), seat('pathology', 'accepted')).sort()).toEqual(['radiology', 'surgery'])
  // What the illness does not ask for is nobody's gap.
  expect(gaps(seat('geriatrics', 'accepted'))).toHaveLength(3)
})
