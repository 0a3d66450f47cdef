// Where words stand on a page of a PDF: rectangles for a mark made without a viewer. Runs in the parse worker only.
import { type FoundRect, type PlacedItem, placeGlyphs, rectOf } from './glyphPlaces.ts'
import { withPdf } from './openPdf.ts'

export interface FindPassageInput {
  readonly bytes: Uint8Array
  /** First page is 1. */
  readonly page: number
  /** White space does not count. */
  readonly quote: string
}

/** @returns one rectangle per piece of text; none when the words are not on that page */
export function run({ bytes, page, quote }: FindPassageInput): Promise<FoundRect[]> {
  return withPdf(bytes, async (document) => locate(await placeGlyphs(await document.getPage(page)), quote)[0] ?? [])
}

/** Every place where the words stand, in the order of the file: rectangles per place. */
export function locate(items: readonly PlacedItem[], quote: string): FoundRect[][] {
  // Files and quotes spell the same sign in several ways (the micro sign, ligatures).
  const letters = items.flatMap((item, i) => item.letters.flatMap((letter, at) => [...letter.normalize('NFKC')].flatMap((plain) => (plain.trim() === '' ? [] : [{ letter: plain, item: i, at }]))))
  const wanted = [...quote.normalize('NFKC').replace(/\s+/gu, '')]
  if (wanted.length === 0) return []
  const text = letters.map(({ letter }) => letter).join('')
  // Code units and letters differ outside the basic plane; letters are what was counted above.
  const places: FoundRect[][] = []
  for (let at = text.indexOf(wanted.join('')); at >= 0; at = text.indexOf(wanted.join(''), at + 1)) {
    const first = [...text.slice(0, at)].length
    const found = letters.slice(first, first + wanted.length)
    places.push(
      items.flatMap((item, i) => {
        const own = found.filter((letter) => letter.item === i).map((letter) => letter.at)
        return own.length === 0 ? [] : [rectOf(item, Math.min(...own), Math.max(...own) + 1)]
      }),
    )
  }
  return places
}
