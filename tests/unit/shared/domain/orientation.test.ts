import { expect, test } from 'vitest'
import { calculateGeometry, calculateIdentity, calculateOrientation } from '../../../../src/shared/domain/intakeCalculators.ts'
import { edgeLetters, lettersOf, planeOf } from '../../../../src/shared/domain/orientation.ts'

const straight = { rotationDegrees: 0, flipHorizontal: false, flipVertical: false }
const axial = [1, 0, 0, 0, 1, 0] as const

test('an axial image shows the patient’s right on its left side (PS3.3 C.7.6.2.1.1)', () => {
  expect(edgeLetters(axial, straight)).toEqual({ left: 'R', right: 'L', top: 'A', bottom: 'P' })
})

test('flips come before the rotation, and four quarter turns change nothing', () => {
  expect(edgeLetters(axial, { ...straight, flipHorizontal: true })).toMatchObject({ left: 'L', right: 'R' })
  expect(edgeLetters(axial, { ...straight, rotationDegrees: 90 })).toEqual({ left: 'P', right: 'A', top: 'R', bottom: 'L' })
  expect(edgeLetters(axial, { ...straight, rotationDegrees: -270 })).toEqual(edgeLetters(axial, { ...straight, rotationDegrees: 90 }))
  expect(edgeLetters(axial, { ...straight, rotationDegrees: 360 })).toEqual(edgeLetters(axial, straight))
})

test('oblique directions name their larger part first and drop what is below a tenth', () => {
  expect(lettersOf([0.8, 0.6, 0])).toBe('LP')
  expect(lettersOf([0.05, 0, -1])).toBe('F')
})

test('without a usable orientation there are no letters', () => {
  expect(edgeLetters(null, straight)).toEqual({ refusal: 'missingAttribute' })
  expect(edgeLetters([1, 0, 0, 1, 0, 0], straight)).toEqual({ refusal: 'invalidOrientation' })
})

test('a plane is named by its normal', () => {
  expect([planeOf(axial), planeOf([0, 1, 0, 0, 0, -1]), planeOf([1, 0, 0, 0, 0, -1]), planeOf([1, 0, 0, 0, 0.6, 0.8])]).toEqual(['axial', 'sagittal', 'coronal', 'oblique'])
})

test('input of another shape is refused, never guessed', () => {
  for (const calculate of [calculateOrientation, calculateGeometry, calculateIdentity]) expect(calculate({ instances: 5, rotationDegrees: 45 })).toEqual({ refusal: { code: 'invalidInput' } })
})
