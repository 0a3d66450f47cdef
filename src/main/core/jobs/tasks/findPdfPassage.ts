// Where words stand on a page of a PDF: rectangles for a mark made without a viewer. Runs in the parse worker only.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface FindPassageInput {
  readonly bytes: Uint8Array
  /** First page is 1. */
  readonly page: number
  /** White space does not count. */
  readonly quote: string
}

/** PDF points of the unrotated page, origin bottom left: [x1, y1, x2, y2]. */
export type FoundRect = [number, number, number, number]

interface TextItem {
  str: string
  width: number
  transform: number[]
}

/** @returns one rectangle per piece of text; none when the words are not on that page */
export async function run({ bytes, page, quote }: FindPassageInput): Promise<FoundRect[]> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const loading = pdfjs.getDocument({
    data: bytes,
    disableFontFace: true,
    useSystemFonts: false,
    enableXfa: false,
    useWorkerFetch: false,
    verbosity: 0,
    cMapUrl: `${join(folder, 'cmaps')}/`,
    standardFontDataUrl: `${join(folder, 'standard_fonts')}/`,
    maxImageSize: 0,
  })
  try {
    const document = await loading.promise
    const { items } = await (await document.getPage(page)).getTextContent()
    return locate(items.filter((item) => 'str' in item), quote)
  } finally {
    await loading.destroy()
  }
}

function locate(items: readonly TextItem[], quote: string): FoundRect[] {
  // Files and quotes spell the same sign in several ways (the micro sign, ligatures).
  const letters = items.flatMap((item, i) => [...item.str].flatMap((letter, at) => [...letter.normalize('NFKC')].flatMap((plain) => (plain.trim() === '' ? [] : [{ letter: plain, item: i, at }]))))
  const wanted = quote.normalize('NFKC').replace(/\s+/gu, '')
  const start = letters.map(({ letter }) => letter).join('').indexOf(wanted)
  if (wanted === '' || start < 0) return []
  // Code units and letters differ outside the basic plane; letters are what was counted above.
  const first = [...letters.map(({ letter }) => letter).join('').slice(0, start)].length
  const found = letters.slice(first, first + [...wanted].length)
  return items.flatMap((item, i) => {
    const own = found.filter((letter) => letter.item === i).map(({ at }) => at)
    return own.length === 0 ? [] : [rectOf(item, Math.min(...own), Math.max(...own) + 1)]
  })
}

/** Letters of one piece are taken as equally wide: a mark may be a fraction of a letter off, never a word. */
function rectOf({ str, width, transform }: TextItem, from: number, to: number): FoundRect {
  const [, , c = 0, d = 0, x = 0, y = 0] = transform
  const height = Math.hypot(c, d)
  const unit = width / Math.max(1, [...str].length)
  return [x + from * unit, y - 0.24 * height, x + to * unit, y + 0.8 * height]
}
