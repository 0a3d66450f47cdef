// Where each letter of a page stands, by the fonts' own letter widths. Runs in the parse worker only.
import type { PDFPageProxy } from './openPdf.ts'

/** PDF points of the unrotated page, origin bottom left: [x1, y1, x2, y2]. */
export type FoundRect = [number, number, number, number]

interface TextItem {
  str: string
  width: number
  fontName: string
  transform: number[]
}

/** One piece of text with the distance of every letter's left edge from the piece's start, in points; one more for its end. */
export interface PlacedItem {
  readonly letters: readonly string[]
  readonly edges: readonly number[]
  readonly transform: readonly number[]
}

interface Glyph {
  unicode: string
  /** Thousandths of the font size. */
  width: number
}

/** Width of each letter of each font of the page, in thousandths of its size. */
async function letterWidths(page: PDFPageProxy): Promise<Map<string, Map<string, number>>> {
  const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const fonts = new Map<string, Map<string, number>>()
  const { fnArray, argsArray } = await page.getOperatorList()
  let widths = new Map<string, number>()
  for (const [i, operator] of fnArray.entries()) {
    const args: unknown[] = argsArray[i] ?? []
    if (operator === OPS.setFont && typeof args[0] === 'string') {
      widths = fonts.get(args[0]) ?? new Map()
      fonts.set(args[0], widths)
    }
    if (operator !== OPS.showText || !Array.isArray(args[0])) continue
    for (const glyph of args[0] as (Glyph | number | null)[]) if (glyph !== null && typeof glyph === 'object') widths.set(glyph.unicode, glyph.width)
  }
  return fonts
}

/** The page's pieces of text in the order of the file, each letter at its place. */
export async function placeGlyphs(page: PDFPageProxy): Promise<PlacedItem[]> {
  const fonts = await letterWidths(page)
  const { items } = await page.getTextContent({ disableNormalization: true })
  return items.filter((item): item is TextItem & typeof item => 'str' in item).map((item) => placeItem(item, fonts.get(item.fontName)))
}

/** What is left of the piece's width after its letters belongs to its blanks (justified lines), else to all letters alike. */
function placeItem({ str, width, transform }: TextItem, widths: ReadonlyMap<string, number> | undefined): PlacedItem {
  const letters = [...str]
  const usual = widths && widths.size > 0 ? [...widths.values()].reduce((sum, one) => sum + one, 0) / widths.size : 1
  const [a = 0, b = 0] = transform
  const size = Math.hypot(a, b) / 1000
  const own = letters.map((letter) => (widths?.get(letter) ?? usual) * size)
  const natural = own.reduce((sum, one) => sum + one, 0)
  const blanks = letters.filter((letter) => letter.trim() === '').length
  // More than a blank's own width per gap is no justification but a squeezed or stretched font: then all letters take part.
  const spare = (width - natural) / Math.max(1, blanks)
  const inBlanks = blanks > 0 && widths !== undefined && Math.abs(spare) < size * 1000
  const scale = inBlanks || natural === 0 ? 1 : width / natural
  const edges = [0]
  for (const [i, letter] of letters.entries()) edges.push((edges[i] ?? 0) + (own[i] ?? 0) * scale + (inBlanks && letter.trim() === '' ? spare : 0))
  return { letters, edges, transform }
}

/** The box around letters `from` to `to` (exclusive) of a piece, for any direction of writing. */
export function rectOf({ edges, transform }: PlacedItem, from: number, to: number): FoundRect {
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = transform
  const length = Math.hypot(a, b) || 1
  const height = Math.hypot(c, d) || 1
  const along = [a / length, b / length] as const
  const up = [c / height, d / height] as const
  const corners = [edges[from] ?? 0, edges[to] ?? 0].flatMap((at) => [-0.24 * height, 0.8 * height].map((rise) => [x + at * along[0] + rise * up[0], y + at * along[1] + rise * up[1]] as const))
  const xs = corners.map(([cx]) => cx)
  const ys = corners.map(([, cy]) => cy)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}
