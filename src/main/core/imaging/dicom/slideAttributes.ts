// The whole that the frames of a whole-slide picture are tiles of, as its header states it; nothing is guessed where it does not.
import type { SlideMatrix } from '#shared/domain/slide.ts'
import type { Attributes } from './attributes.ts'
import type { FrameGroups } from './frameGroups.ts'

const PLANE_POSITION_SLIDE = 'x0048021a'

/** @returns undefined when the tiles' places are not stated: then each frame stands for itself */
export function readSlide(top: Attributes, { frames }: FrameGroups, { Rows, Columns }: { Rows: number; Columns: number }, NumberOfFrames: number): SlideMatrix | undefined {
  const [columns = 0, rows = 0] = [top.numbersOf('x00480006')[0], top.numbersOf('x00480007')[0]]
  if (columns < 1 || rows < 1) return undefined
  const whole = { TotalPixelMatrixColumns: columns, TotalPixelMatrixRows: rows }
  const places = frames.map((frame) => frame.items(PLANE_POSITION_SLIDE)[0])
  const stated = places.flatMap((place) => {
    const [column, row] = [place?.numbersOf('x0048021e')[0], place?.numbersOf('x0048021f')[0]]
    return column === undefined || row === undefined ? [] : [column - 1, row - 1]
  })
  if (stated.length === NumberOfFrames * 2) return { ...whole, tilePositions: stated }
  const isFull = top.text('x00209311') === 'TILED_FULL'
  const isOneTile = NumberOfFrames === 1 && Rows >= rows && Columns >= columns
  return (isFull && NumberOfFrames >= Math.ceil(columns / Columns) * Math.ceil(rows / Rows)) || isOneTile ? whole : undefined
}
