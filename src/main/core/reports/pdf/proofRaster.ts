// The picture of a proof on its way from the pixels to the page, and the size it is shown at. Knows neither decoder nor PDF.
import type { CanonicalProof } from '#shared/domain/canonicalReport.ts'
import { linesOfShape } from '#shared/domain/roi.ts'
import { type PictureTurn, turnedPlace } from '#shared/domain/pictureTurn.ts'

/** Thumbnail of a slice, rendered by the imaging room: what the proof's frame shows, windowed, without overlays. */
export interface ProofRaster {
  readonly number: number
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  /** Row by row, interleaved, 8 bit. */
  readonly samples: Uint8Array
  /** Part of the frame that is shown, in its pixels: left and top edge, size. */
  readonly region: { readonly column: number; readonly row: number; readonly columns: number; readonly rows: number }
  /** How that part is turned on the picture; absent or null = as stored. */
  readonly turn?: PictureTurn | null
}

/** Where a point of the frame ([column, row], centre of its first pixel = [0, 0]) lies on the picture: shares of its width and height. */
export function placeOn({ region, turn }: Pick<ProofRaster, 'region' | 'turn'>, [column, row]: readonly [number, number]): [number, number] {
  const place: [number, number] = [(column + 0.5 - region.column) / region.columns, (row + 0.5 - region.row) / region.rows]
  return turn ? turnedPlace(turn, place) : place
}

type Mark = NonNullable<CanonicalProof['measurement']>

/** [column, row] of the frame. */
export function pointsOfMark({ pixels }: Mark): [number, number][] {
  return pixels.map(([column, row]) => [Number(column), Number(row)])
}

/** What was drawn on another plane is not on the slice. */
export function linesOfMark(mark: Mark | null): ReturnType<typeof linesOfShape> {
  return mark && !mark.onPlane ? linesOfShape(mark.type, pointsOfMark(mark)) : []
}

/** Look §8: 38 x 25 mm. */
export const CARD = { width: 107.7, height: 70.9 }
