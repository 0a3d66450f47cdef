// The picture of a proof on its way from the pixels to the page, and the size it is shown at. Knows neither decoder nor PDF.

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
}

/** Look §8: 38 x 25 mm. */
export const CARD = { width: 107.7, height: 70.9 }
