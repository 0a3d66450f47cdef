// Draws the marks of every page that is on the screen, into the layers the controller keeps there.
import { memo, useCallback, useEffect, useMemo, useRef } from 'react'
import { createPortal } from 'react-dom'
import { MarkBoxes, PassingBoxes, placeMarks, StampWords } from '../marks/MarkBoxes.tsx'
import { MarkFlag } from '../marks/MarkFlag.tsx'
import type { Mark, Reveal } from '../marks/mark.ts'
import type { PdfController } from './pdfController.ts'
import type { PageLayer } from './pdfState.ts'
import { usePdfState } from './usePdf.ts'

interface PdfMarksProps {
  controller: PdfController
  marks: readonly Mark[]
  selected: string | null
  /** Place just jumped to. */
  revealed: Reveal | null
  flash: boolean
  onSelect(id: string): void
  onDrag?: ((id: string, transfer: DataTransfer) => void) | undefined
}

const PageMarks = memo(function PageMarks({ page, layer, marks, selected, revealed, flash, onSelect, onDrag }: Omit<PdfMarksProps, 'controller'> & { page: number; layer: PageLayer }) {
  const placed = useMemo(() => placeMarks(marks, layer.fractions), [marks, layer])
  const here = revealed?.page === page ? revealed : null
  const known = here && placed.find(({ mark }) => mark.rects[0]?.every((value, i) => value === here.rects[0]?.[i]))
  return (
    <>
      {createPortal(
        <>
          <MarkBoxes placed={placed} selected={selected} flashing={flash && known ? known.mark.id : null} />
          {here && !known && <PassingBoxes boxes={here.rects.map(layer.fractions)} flash={flash} />}
        </>,
        layer.under,
      )}
      {createPortal(
        <>
          <StampWords placed={placed} />
          {placed.map(({ mark, boxes }) => (
            <MarkFlag
              key={mark.id}
              mark={mark}
              top={boxes[0]?.top ?? 0}
              left={boxes[0]?.left}
              selected={mark.id === selected}
              onSelect={onSelect}
              onDrag={onDrag}
            />
          ))}
        </>,
        layer.over,
      )}
    </>
  )
})

const noMarks: readonly Mark[] = []

function byPage(marks: readonly Mark[]): ReadonlyMap<number, readonly Mark[]> {
  const pages = new Map<number, Mark[]>()
  for (const mark of marks) {
    const known = pages.get(mark.page)
    if (known) known.push(mark)
    else pages.set(mark.page, [mark])
  }
  return pages
}

/** A page is drawn again only for what changes on it. */
export function PdfMarks({ controller, marks, selected, revealed, flash, onSelect, onDrag }: PdfMarksProps) {
  const layers = usePdfState(controller, (state) => state.layers)
  const pages = useMemo(() => byPage(marks), [marks])
  const latest = useRef({ onSelect, onDrag })
  useEffect(() => {
    latest.current = { onSelect, onDrag }
  })
  const select = useCallback((id: string) => latest.current.onSelect(id), [])
  const drag = useCallback((id: string, transfer: DataTransfer) => latest.current.onDrag?.(id, transfer), [])
  return [...layers].map(([page, layer]) => {
    const own = pages.get(page) ?? noMarks
    const isHere = own.some(({ id }) => id === selected)
    const isRevealed = revealed?.page === page
    return <PageMarks key={page} page={page} layer={layer} marks={own} selected={isHere ? selected : null} revealed={isRevealed ? revealed : null} flash={isRevealed && flash} onSelect={select} onDrag={onDrag && drag} />
  })
}
