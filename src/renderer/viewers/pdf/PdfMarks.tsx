// Draws the marks of every page that is on the screen, into the layers the controller keeps there.
import { useMemo } from 'react'
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

function PageMarks({
  page,
  layer,
  marks,
  selected,
  revealed,
  flash,
  onSelect,
  onDrag,
}: PdfMarksProps & { page: number; layer: PageLayer }) {
  const placed = useMemo(
    () =>
      placeMarks(
        marks.filter((mark) => mark.page === page),
        layer.fractions,
      ),
    [marks, page, layer],
  )
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
}

export function PdfMarks(props: PdfMarksProps) {
  const layers = usePdfState(props.controller, (state) => state.layers)
  return [...layers].map(([page, layer]) => <PageMarks key={page} {...props} page={page} layer={layer} />)
}
