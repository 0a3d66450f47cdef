import { expect, test } from 'vitest'
import { areaOnPicture, pictureRectToFractions, turnedSize, unturn } from '../../../../../src/renderer/viewers/scan/scanGeometry.ts'

const sheet = { width: 1000, height: 2000 }

test('an area marked on a scan turned on its side is stored for the upright page', () => {
  // Turned a quarter clockwise, the page's top edge is at the right: its left top corner is the right top corner of the screen.
  expect(unturn(1, 0, 90)).toEqual([0, 0])
  expect(unturn(0, 0, 270)).toEqual([1, 0])
  expect(areaOnPicture([0, 0], [0.5, 0.5], 0, sheet)).toEqual([0, 0, 500, 1000])
  expect(areaOnPicture([0, 0], [0.5, 0.5], 90, sheet)).toEqual([0, 1000, 500, 2000])
  expect(areaOnPicture([0, 0], [0.5, 0.5], 180, sheet)).toEqual([500, 1000, 1000, 2000])
  expect(areaOnPicture([0, 0], [0.5, 0.5], 270, sheet)).toEqual([500, 0, 1000, 1000])
  expect(turnedSize(sheet, 270)).toEqual({ width: 2000, height: 1000 })
})

test('a drag beyond the edge ends at the edge, and a mere click marks nothing', () => {
  expect(areaOnPicture([0.9, 0.9], [1.4, 1.2], 0, sheet)).toEqual([900, 1800, 1000, 2000])
  expect(areaOnPicture([0.5, 0.5], [0.501, 0.501], 0, sheet)).toBeNull()
})

test('a stored area is placed by its share of the picture, whatever its size on the screen', () => {
  expect(pictureRectToFractions([250, 500, 750, 1000], sheet)).toEqual({ left: 0.25, top: 0.25, right: 0.75, bottom: 0.5 })
})
