// Where quoted words stand in a file, also when the file is another edition than the one they were quoted from. Runs in the parse worker only.
import { formOf } from '#shared/domain/documentForm.ts'
import { textOfReadable } from '#shared/domain/readableDocument.ts'
import { readReadable } from '../../documents/readable/readReadable.ts'
import { locate } from './findPdfPassage.ts'
import { type FoundRect, type PlacedItem, placeGlyphs } from './glyphPlaces.ts'
import { type PDFDocumentProxy, withPdf } from './openPdf.ts'

export interface LocateInput {
  readonly bytes: Uint8Array
  readonly mediaType: string
  /** `page` is where the words stood before; first page is 1. */
  readonly quotes: readonly { readonly page: number; readonly quote: string }[]
}

/** same: on that page, once. moved: once, elsewhere. unsure: several places, or words that only resemble. none: not there. */
export interface Located {
  readonly page: number
  readonly rects: readonly FoundRect[]
  /** As it stands there. */
  readonly quote: string
  readonly certainty: 'same' | 'moved' | 'unsure' | 'none'
}

/** At least this part of the words must be there for a resemblance. */
const RESEMBLES = 0.7
const SHORTEST_RESEMBLANCE = 4

/** One answer per quote, in order. */
export async function run({ bytes, mediaType, quotes }: LocateInput): Promise<Located[]> {
  if (formOf(mediaType) === 'text') {
    const text = squeeze(textOfReadable(readReadable(bytes, mediaType)))
    return quotes.map(({ quote }) => inText(text, quote))
  }
  if (mediaType !== 'application/pdf') return quotes.map(nowhere)
  return withPdf(bytes, async (document) => {
    const pages = createPages(document)
    const found: Located[] = []
    for (const wanted of quotes) found.push(await inPdf(pages, wanted))
    return found
  })
}

const squeeze = (words: string) => words.normalize('NFKC').replace(/\s+/gu, '')
const nowhere = ({ page, quote }: { page: number; quote: string }): Located => ({ page, rects: [], quote, certainty: 'none' })

function inText(text: string, quote: string): Located {
  const wanted = squeeze(quote)
  const times = wanted === '' ? 0 : text.split(wanted).length - 1
  return { page: 1, rects: times === 0 ? [] : [[0, 0, 0, 0]], quote, certainty: times === 0 ? 'none' : times === 1 ? 'same' : 'unsure' }
}

interface Pages {
  readonly count: number
  items(page: number): Promise<PlacedItem[]>
}

function createPages(document: PDFDocumentProxy): Pages {
  const read = new Map<number, Promise<PlacedItem[]>>()
  return {
    count: document.numPages,
    items(page) {
      const known = read.get(page) ?? document.getPage(page).then(placeGlyphs)
      read.set(page, known)
      return known
    },
  }
}

async function inPdf(pages: Pages, { page, quote }: { page: number; quote: string }): Promise<Located> {
  const order = [...(page <= pages.count ? [page] : []), ...Array.from({ length: pages.count }, (_, i) => i + 1).filter((n) => n !== page)]
  const hits: { page: number; rects: FoundRect[] }[] = []
  for (const at of order) for (const rects of locate(await pages.items(at), quote)) hits.push({ page: at, rects })
  const [first] = hits
  if (first) return { ...first, quote, certainty: hits.length > 1 ? 'unsure' : first.page === page ? 'same' : 'moved' }
  for (const at of order) {
    const alike = resembling(await pages.items(at), quote)
    const [rects] = alike === null ? [] : locate(await pages.items(at), alike)
    if (alike !== null && rects) return { page: at, rects, quote: alike, certainty: 'unsure' }
  }
  return nowhere({ page, quote })
}

/** The run of words on the page that shares most with the quote; null when too little. */
function resembling(items: readonly PlacedItem[], quote: string): string | null {
  const words = items.map(({ letters }) => letters.join('')).join(' ').split(/\s+/u).filter(Boolean)
  const wanted = quote.split(/\s+/u).filter(Boolean)
  if (wanted.length < SHORTEST_RESEMBLANCE) return null
  let best = { at: -1, share: 0 }
  for (let at = 0; at + wanted.length <= words.length; at++) {
    const left = new Map<string, number>()
    for (const word of words.slice(at, at + wanted.length)) left.set(word, (left.get(word) ?? 0) + 1)
    let same = 0
    for (const word of wanted) {
      const times = left.get(word) ?? 0
      if (times > 0) same++
      left.set(word, times - 1)
    }
    if (same / wanted.length > best.share) best = { at, share: same / wanted.length }
  }
  return best.share >= RESEMBLES ? words.slice(best.at, best.at + wanted.length).join(' ') : null
}
