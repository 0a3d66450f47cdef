// The letters of a drawn text with their places, so that quoted words are found again whatever blanks and lines stand between them. Knows the DOM, no feature.

interface Place {
  node: Text
  at: number
}

export interface TextIndex {
  /** The n-th place (from 0) where the words stand; null when there is none. */
  range(words: string, n: number): Range | null
  /** Every place, accents and case counting for nothing. */
  all(words: string): Range[]
  /** Which of the places of these words the range is. */
  occurrence(words: string, range: Range): number
}

const fold = (letter: string) => letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const squeeze = (words: string) => words.replace(/\s+/gu, '')

/** @param root only text below elements with `data-words` counts: our own labels are not part of the document */
export function indexText(root: HTMLElement): TextIndex {
  let exact = ''
  let loose = ''
  const exactPlaces: Place[] = []
  const loosePlaces: Place[] = []
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text) || !node.parentElement?.closest('[data-words]')) continue
    for (let at = 0; at < node.data.length; at++) {
      const letter = node.data.charAt(at)
      if (letter.trim() === '') continue
      exact += letter
      exactPlaces.push({ node, at })
      for (const plain of fold(letter)) {
        loose += plain
        loosePlaces.push({ node, at })
      }
    }
  }

  function rangeAt(places: readonly Place[], from: number, length: number): Range | null {
    const first = places[from]
    const last = places[from + length - 1]
    if (!first || !last) return null
    const range = root.ownerDocument.createRange()
    range.setStart(first.node, first.at)
    range.setEnd(last.node, last.at + 1)
    return range
  }
  function* places(text: string, wanted: string): Generator<number> {
    if (wanted === '') return
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) yield at
  }

  return {
    range(words, n) {
      const wanted = squeeze(words)
      const at = [...places(exact, wanted)]
      const found = at[n] ?? at[0]
      return found === undefined ? null : rangeAt(exactPlaces, found, wanted.length)
    },
    all(words) {
      const wanted = fold(squeeze(words))
      return [...places(loose, wanted)].flatMap((at) => rangeAt(loosePlaces, at, wanted.length) ?? [])
    },
    occurrence(words, range) {
      const starts = [...places(exact, squeeze(words))]
      const at = starts.findIndex((start) => {
        const place = exactPlaces[start]
        return place !== undefined && range.comparePoint(place.node, place.at) === 0
      })
      return Math.max(0, at)
    },
  }
}
