// What is selected of the words over a scan, as a passage in pixels of the upright picture.
import { type RefObject, useEffect, useRef } from 'react'
import { passagesOf, type Passage } from '../pdf/textSelection.ts'
import { READ_WORDS } from '../words/ReadWords.tsx'
import { type Size, type Turn, unturn } from './scanGeometry.ts'

export function useScanSelection(sheet: RefObject<HTMLElement | null>, size: Size | null, turn: Turn, onReady: ((selection: (() => Passage[]) | null) => void) | undefined): () => Passage[] {
  function read(): Passage[] {
    const selected = document.getSelection()
    const words = sheet.current?.querySelector<HTMLElement>(`.${READ_WORDS}`)
    if (!selected || selected.rangeCount === 0 || !words || !size) return []
    // Boxes come from the turned picture on the screen; the plane turns them back.
    const plane = {
      width: 1,
      height: 1,
      convertToPdfPoint: (x: number, y: number) => {
        const [fx, fy] = unturn(x, y, turn)
        return [fx * size.width, fy * size.height]
      },
      convertToViewportPoint: (x: number, y: number) => [x, y],
    }
    const shown = { ...plane, width: 10_000, height: 10_000, convertToPdfPoint: (x: number, y: number) => plane.convertToPdfPoint(x / 10_000, y / 10_000) }
    return passagesOf(selected.getRangeAt(0), [{ page: 1, textLayer: words, plane: shown }], (text) => text.normalize('NFKC'))
  }
  const latest = useRef(read)
  useEffect(() => {
    latest.current = read
  })
  const isReady = size !== null
  useEffect(() => {
    if (!isReady || !onReady) return
    onReady(() => latest.current())
    return () => onReady(null)
  }, [isReady, onReady])
  return read
}
