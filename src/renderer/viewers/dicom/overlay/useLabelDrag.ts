// Moving the label of a mark by hand or by arrows; Home or a double click gives it back to the program. Its place is kept from the mark's first point, so it goes with mark, zoom and turn.
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { PixelPoint } from '#shared/domain/measuring.ts'
import { inverse, type Matrix, type Point } from '../camera.ts'
import type { LabelPlace } from './labelPlace.ts'
import { ARROWS, type MarkHands } from './markHands.ts'

interface LabelDrag {
  id: string
  /** First point of the mark, on the screen. */
  first: Point | undefined
  place: LabelPlace
  matrix: Matrix
  /** Else it only chooses its mark. */
  moves: boolean
  hands: MarkHands | null
}

/** CSS pixels: a press that trembles is not a drag. */
const HELD = 3

export function useLabelDrag({ id, first, place, matrix, moves, hands }: LabelDrag) {
  const grip = useRef<{ from: Point; middle: Point; isMoved: boolean } | null>(null)

  function from(middle: Point): PixelPoint | null {
    if (!first) return null
    const back = inverse(matrix)
    const [dx, dy] = [middle[0] - first[0], middle[1] - first[1]]
    return [back.a * dx + back.c * dy, back.b * dx + back.d * dy]
  }
  function draggedTo(event: PointerEvent): PixelPoint | null {
    const held = grip.current
    if (!held) return null
    const [dx, dy] = [event.clientX - held.from[0], event.clientY - held.from[1]]
    held.isMoved ||= Math.hypot(dx, dy) > HELD
    return held.isMoved ? from([held.middle[0] + dx, held.middle[1] + dy]) : null
  }

  return {
    onPointerDown: (event: PointerEvent<SVGGElement>) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.stopPropagation()
      hands?.select(id)
      event.currentTarget.closest<HTMLElement>('[role="application"]')?.focus({ preventScroll: true })
      if (!moves) return
      event.currentTarget.setPointerCapture(event.pointerId)
      grip.current = { from: [event.clientX, event.clientY], middle: middleOf(event.currentTarget, place), isMoved: false }
    },
    onPointerMove: (event: PointerEvent<SVGGElement>) => {
      if (!grip.current) return
      event.stopPropagation()
      const at = draggedTo(event)
      if (at) hands?.label(id, at)
    },
    onPointerUp: (event: PointerEvent<SVGGElement>) => {
      if (!grip.current) return
      event.stopPropagation()
      const at = draggedTo(event)
      grip.current = null
      if (at) hands?.labelled(id, at)
    },
    onPointerCancel: () => {
      grip.current = null
      hands?.label(id, null)
    },
    onDoubleClick: () => {
      if (moves) hands?.labelled(id, null)
    },
    onKeyDown: (event: KeyboardEvent<SVGGElement>) => {
      const arrow = ARROWS[event.key]
      if (!moves || !(arrow || event.key === 'Home')) return
      event.preventDefault()
      event.stopPropagation()
      const [x, y] = middleOf(event.currentTarget, place)
      const step = event.shiftKey ? 10 : 1
      hands?.labelled(id, arrow ? from([x + arrow[0] * step, y + arrow[1] * step]) : null)
    },
  }
}

/** As drawn: how wide its words are is known only on the screen. */
function middleOf(label: SVGGElement, { x, y, anchor }: LabelPlace): Point {
  const width = label.querySelector('text')?.getBBox().width ?? 0
  return [anchor === 'start' ? x + width / 2 : anchor === 'end' ? x - width / 2 : x, y]
}
