import { expect, test } from 'vitest'
import { edgeLettersOfDirections } from '../../../../src/shared/domain/orientation.ts'

const upright = { rotationDegrees: 0, flipHorizontal: false, flipVertical: false }

// PS3.3 C.7.6.1.1.1: A\FR = rows run towards the front, columns towards feet and right.
test('letters of a mammogram come from its stated directions and turn with the picture', () => {
  expect(edgeLettersOfDirections(['A', 'FR'], upright)).toEqual({ left: 'P', right: 'A', top: 'HL', bottom: 'FR' })
  expect(edgeLettersOfDirections(['A', 'FR'], { ...upright, flipHorizontal: true })).toEqual({ left: 'A', right: 'P', top: 'HL', bottom: 'FR' })
  expect(edgeLettersOfDirections(['A', 'FR'], { ...upright, rotationDegrees: 90 })).toEqual({ left: 'FR', right: 'HL', top: 'P', bottom: 'A' })
})

test('without two known directions there are no letters', () => {
  for (const directions of [undefined, [], ['A'], ['A', ''], ['A', 'X'], ['', 'F']]) expect(edgeLettersOfDirections(directions, upright)).toBeNull()
})
