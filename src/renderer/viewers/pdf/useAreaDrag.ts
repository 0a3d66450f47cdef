// Marking an area of a page by dragging a frame over it: for pages whose words are only a picture.
import { type CSSProperties, type PointerEvent, useState } from 'react'
import type { PdfController } from './pdfController.ts'
import type { Passage } from './textSelection.ts'

interface Point {
  x: number
  y: number
}

const frame = (element: Element, a: Point, b: Point): CSSProperties => {
  const box = element.getBoundingClientRect()
  return { left: Math.min(a.x, b.x) - box.left, top: Math.min(a.y, b.y) - box.top, width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) }
}

export function useAreaDrag(controller: PdfController | null, onArea: ((passage: Passage) => void) | null) {
  const [start, setStart] = useState<Point | null>(null)
  const [box, setBox] = useState<CSSProperties | null>(null)
  if (!onArea || !controller) return { handlers: {}, box: null }
  return {
    box,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        setStart({ x: event.clientX, y: event.clientY })
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (start) setBox(frame(event.currentTarget, start, { x: event.clientX, y: event.clientY }))
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        const passage = start && controller.areaBetween(start, { x: event.clientX, y: event.clientY })
        setStart(null)
        setBox(null)
        if (passage) onArea(passage)
      },
    },
  }
}
