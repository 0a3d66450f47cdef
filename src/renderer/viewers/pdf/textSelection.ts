// From what the person selected on the screen to marked passages: per page the rectangles of its lines and the words.
import type { PageRect } from '#shared/domain/annotation.ts'
import { boxToPageRect, mergePerLine, type Box, type PagePlane } from '../marks/pageGeometry.ts'

/** Selected words of one page. */
export interface Passage {
  /** First page is 1. */
  page: number
  rects: PageRect[]
  quote: string
}

/** A page whose text is on the screen. */
export interface SelectablePage {
  page: number
  textLayer: HTMLElement
  plane: PagePlane
}

const longestQuote = 4000

function clippedRange(selection: Range, node: Text): Range {
  const part = node.ownerDocument.createRange()
  part.setStart(node, node === selection.startContainer ? selection.startOffset : 0)
  part.setEnd(node, node === selection.endContainer ? selection.endOffset : node.length)
  return part
}

interface Gathered {
  boxes: Box[]
  words: string
}

function gather(selection: Range, layer: HTMLElement, plane: PagePlane): Gathered {
  const frame = layer.getBoundingClientRect()
  const scaleX = plane.width / frame.width
  const scaleY = plane.height / frame.height
  const boxes: Box[] = []
  let words = ''
  const walker = layer.ownerDocument.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!selection.intersectsNode(node)) continue
    if (node instanceof HTMLBRElement) words += ' '
    if (!(node instanceof Text)) continue
    const part = clippedRange(selection, node)
    words += part.toString()
    for (const rect of part.getClientRects()) {
      boxes.push({
        left: (rect.left - frame.left) * scaleX,
        top: (rect.top - frame.top) * scaleY,
        right: (rect.right - frame.left) * scaleX,
        bottom: (rect.bottom - frame.top) * scaleY,
      })
    }
  }
  return { boxes, words }
}

/** Words as people would quote them: line ends and runs of blanks are one blank. */
export function tidyQuote(words: string): string {
  return words.replace(/\s+/gu, ' ').trim().slice(0, longestQuote)
}

/**
 * @param normalize the engine's own text normalisation (ligatures and the like), so that a quote can be found again
 * @returns one passage per page that has selected words, in page order; empty when nothing is selected inside the pages
 */
export function passagesOf(selection: Range, pages: readonly SelectablePage[], normalize: (text: string) => string): Passage[] {
  if (selection.collapsed) return []
  return pages.flatMap(({ page, textLayer, plane }) => {
    if (!selection.intersectsNode(textLayer)) return []
    const { boxes, words } = gather(selection, textLayer, plane)
    const quote = tidyQuote(normalize(words))
    const rects = mergePerLine(boxes).map((box) => boxToPageRect(box, plane))
    return quote && rects.length > 0 ? [{ page, rects, quote }] : []
  })
}
