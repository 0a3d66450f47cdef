// Marks in a drawn text: found by their quoted words, painted by the browser over the letters themselves, nothing put into the text.
import { type RefObject, useEffect, useMemo, useState } from 'react'
import type { Mark, MarkCategory, Reveal } from '../marks/mark.ts'
import { indexText, type TextIndex } from './textIndex.ts'

/** Which of several equal quotes is meant stands in the first number of the first rectangle (domain PassageAnchor). */
const occurrenceOf = (mark: Pick<Mark, 'rects'>) => mark.rects[0]?.[0] ?? 0

export interface PlacedText {
  mark: Mark
  range: Range
  /** Fraction of the sheet's height. */
  top: number
}

const CATEGORIES: readonly MarkCategory[] = ['claim', 'limits', 'identity']

function paint(name: string, ranges: readonly Range[]): void {
  if (ranges.length === 0) CSS.highlights.delete(name)
  else CSS.highlights.set(name, new Highlight(...ranges))
}

/** @param shown changes when other text is drawn */
export function useTextMarks(sheet: RefObject<HTMLElement | null>, shown: unknown, marks: readonly Mark[], selected: string | null, reveal: Reveal | null) {
  const [index, setIndex] = useState<TextIndex | null>(null)
  const [width, setWidth] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other text is another index
  useEffect(() => {
    const element = sheet.current
    if (!element) return
    setIndex(indexText(element))
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth))
    watcher.observe(element)
    return () => watcher.disconnect()
  }, [sheet, shown])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another width breaks the lines elsewhere
  const placed = useMemo((): PlacedText[] => {
    const element = sheet.current
    if (!index || !element) return []
    const frame = element.getBoundingClientRect()
    return marks.flatMap((mark) => {
      const range = mark.quote ? index.range(mark.quote, occurrenceOf(mark)) : null
      return range ? [{ mark, range, top: (range.getBoundingClientRect().top - frame.top) / Math.max(1, frame.height) }] : []
    })
  }, [index, marks, sheet, width])

  useEffect(() => {
    for (const category of CATEGORIES) paint(`mark-${category}`, placed.filter(({ mark }) => mark.category === category).map(({ range }) => range))
    paint('mark-selected', placed.filter(({ mark }) => mark.id === selected).map(({ range }) => range))
    return () => {
      for (const name of [...CATEGORIES, 'selected']) CSS.highlights.delete(`mark-${name}`)
    }
  }, [placed, selected])

  useEffect(() => {
    if (!index || !reveal) return
    const found = (reveal.find ?? []).flatMap((words) => index.all(words))
    const quoted = reveal.quote ? index.range(reveal.quote, occurrenceOf(reveal)) : null
    paint('find-hit', quoted ? [...found, quoted] : found)
    const target = quoted ?? found.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))[0]
    target?.startContainer.parentElement?.scrollIntoView({ block: 'center' })
    return () => void CSS.highlights.delete('find-hit')
  }, [index, reveal])

  return { index, placed }
}
