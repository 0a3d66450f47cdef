// All words of one document, page by page, for the search. Runs in the parse worker only.
import { textOfReadable } from '#shared/domain/readableDocument.ts'
import { readReadable } from '../../documents/readable/readReadable.ts'
import { isLocked, withPdf } from './openPdf.ts'
import { readPage } from './pageText.ts'

export interface DocumentTextInput {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** Pages by number, the empty ones left out; `locked` and `damaged` files have none. */
export interface DocumentText {
  readonly state: 'read' | 'locked' | 'damaged'
  readonly pages: readonly { readonly page: number; readonly text: string }[]
}

const MOST_PAGE_CHARACTERS = 200_000

export async function run({ bytes, mediaType }: DocumentTextInput): Promise<DocumentText> {
  if (mediaType !== 'application/pdf') {
    const text = textOfReadable(readReadable(bytes, mediaType))
    return { state: 'read', pages: text.trim() === '' ? [] : [{ page: 1, text }] }
  }
  try {
    const pages = await withPdf(bytes, async (document) => {
      const found: { page: number; text: string }[] = []
      for (let page = 1; page <= document.numPages; page++) {
        const { text } = await readPage(document, page)
        if (text !== '') found.push({ page, text: text.slice(0, MOST_PAGE_CHARACTERS) })
      }
      return found
    })
    return { state: 'read', pages }
  } catch (cause) {
    return { state: isLocked(cause) ? 'locked' : 'damaged', pages: [] }
  }
}
