// Turns of a picture over all sixteen of them; DICOM's own order of rotation and flip as PS3.3 C.10.6 words it.
import { expect, test } from 'vitest'
import { isTurned, type PictureTurn, spatialTransformation, storedPlace, turnedPlace } from '#shared/domain/pictureTurn.ts'

const TURNS = ([0, 90, 180, 270] as const).flatMap((rotation) => [false, true].flatMap((flipHorizontal) => [false, true].map((flipVertical): PictureTurn => ({ rotation, flipHorizontal, flipVertical }))))
const PLACE = [0.25, 0.1] as const
/** Clockwise by quarters about the middle. */
const rotated = ([x, y]: readonly [number, number], degrees: number): [number, number] => (degrees === 0 ? [x, y] : rotated([1 - y, x], degrees - 90))
const near = (a: readonly number[]) => a.map((value) => Number(value.toFixed(9)))

test.each(TURNS)('$rotation°, flips $flipHorizontal and $flipVertical', (turn) => {
  expect(near(storedPlace(turn, turnedPlace(turn, PLACE)))).toEqual([...PLACE])
  const flipped: [number, number] = [turn.flipHorizontal ? 0.75 : 0.25, turn.flipVertical ? 0.9 : 0.1]
  expect(near(turnedPlace(turn, PLACE))).toEqual(near(rotated(flipped, turn.rotation)))
  const { ImageRotation, ImageHorizontalFlip } = spatialTransformation(turn)
  const [x, y] = rotated(PLACE, ImageRotation)
  expect([0, 90, 180, 270]).toContain(ImageRotation)
  expect(near([ImageHorizontalFlip === 'Y' ? 1 - x : x, y])).toEqual(near(turnedPlace(turn, PLACE)))
  expect(isTurned(turn)).toBe(turn.rotation !== 0 || turn.flipHorizontal || turn.flipVertical)
})
