// Whole-slide pictures: where each tile lies in the whole, and which levels of a pyramid stand together. Pure; knows no pixels.
import { z } from 'zod'

export const SlideMatrix = z.object({
  TotalPixelMatrixColumns: z.number().int().positive(),
  TotalPixelMatrixRows: z.number().int().positive(),
  /** Column and row of each frame's first pixel, by turns, first is 0; absent = tiles follow each other row by row without gaps (TILED_FULL). */
  tilePositions: z.array(z.number().int()).optional(),
})
export type SlideMatrix = z.infer<typeof SlideMatrix>

interface SlideImage {
  Rows: number
  Columns: number
  NumberOfFrames: number
  slide?: SlideMatrix | undefined
}

/** A level beyond this is not put together: its picture and its screen copies would take more than half a gigabyte. */
const MOST_PIXELS = 36e6
const LONGEST_SIDE = 16_000

/** The whole level can be held and drawn as one picture. */
export function isHandy({ slide }: Pick<SlideImage, 'slide'>): boolean {
  if (!slide) return false
  const { TotalPixelMatrixColumns: columns, TotalPixelMatrixRows: rows } = slide
  return columns * rows <= MOST_PIXELS && columns <= LONGEST_SIDE && rows <= LONGEST_SIDE
}

export interface TilePlace {
  /** First frame is 1. */
  frame: number
  column: number
  row: number
}

/**
 * Tiles of one level: of the first optical path and focal plane where there are several, which is what the standard stores first.
 * @source DICOM PS3.3 C.7.6.17.3 (order of TILED_FULL)
 */
export function tilesOf({ Rows, Columns, NumberOfFrames, slide }: SlideImage): TilePlace[] {
  if (!slide) return []
  const across = Math.ceil(slide.TotalPixelMatrixColumns / Columns)
  const down = Math.ceil(slide.TotalPixelMatrixRows / Rows)
  const { tilePositions } = slide
  if (!tilePositions) {
    return Array.from({ length: Math.min(NumberOfFrames, across * down) }, (_, n) => ({ frame: n + 1, column: (n % across) * Columns, row: Math.floor(n / across) * Rows }))
  }
  const taken = new Set<string>()
  const tiles: TilePlace[] = []
  for (let n = 0; n < NumberOfFrames; n++) {
    const [column, row] = [tilePositions[n * 2], tilePositions[n * 2 + 1]]
    if (column === undefined || row === undefined || taken.has(`${column} ${row}`)) continue
    taken.add(`${column} ${row}`)
    tiles.push({ frame: n + 1, column, row })
  }
  return tiles
}

/** Optical paths or focal planes beyond the first, which are not shown. */
export function hasMoreLayers(image: SlideImage): boolean {
  return image.slide !== undefined && image.NumberOfFrames > tilesOf(image).length
}

/** What a picture of a slide series is: a level of the pyramid, the label, the overview. @source DICOM PS3.3 C.8.12.4.1.1 */
export function slideRole(ImageType: readonly string[]): string {
  const role = ImageType[2] ?? 'VOLUME'
  return role === 'THUMBNAIL' ? 'VOLUME' : role
}
