// Puts decoded tiles together to one picture; what no tile covers stays 0. Pure.
import { valueRange, type StoredValues } from '../domain/windowing.ts'
import { CodecError } from './codecError.ts'
import type { DecodedFrame } from './decodedFrame.ts'

interface PlacedTile {
  /** First pixel in the whole. */
  column: number
  row: number
  frame: DecodedFrame
}

/**
 * @returns rows x columns; tiles that reach beyond the edge are cut
 * @throws CodecError when tiles are of different kinds or none is given
 */
export function composeTiles(rows: number, columns: number, tiles: readonly PlacedTile[]): DecodedFrame {
  const [first] = tiles
  if (!first) throw new CodecError('layoutNotSupported')
  const { samples } = first.frame
  const Kind = first.frame.values.constructor as new (length: number) => StoredValues
  const values = new Kind(rows * columns * samples)
  for (const { column, row, frame } of tiles) {
    if (frame.samples !== samples || frame.values.constructor !== Kind) throw new CodecError('layoutNotSupported')
    const width = Math.min(frame.columns, columns - column)
    const height = Math.min(frame.rows, rows - row)
    if (column < 0 || row < 0 || width <= 0) continue
    for (let y = 0; y < height; y++) {
      const from = y * frame.columns * samples
      values.set(frame.values.subarray(from, from + width * samples) as never, ((row + y) * columns + column) * samples)
    }
  }
  return samples === 3 ? { rows, columns, samples, values, min: 0, max: 255 } : { rows, columns, samples, values, ...valueRange(values) }
}
