// The coloured boxes of one page's marks, placed as fractions of the page.
import type { Box } from './pageGeometry.ts'
import type { Mark } from './mark.ts'

export interface PlacedMark {
  mark: Mark
  boxes: readonly Box[]
}

const percent = (value: number) => `${value * 100}%`

function boxStyle(box: Box) {
  return { left: percent(box.left), top: percent(box.top), width: percent(box.right - box.left), height: percent(box.bottom - box.top) }
}

export function MarkBoxes({ placed, selected, flashing }: { placed: readonly PlacedMark[]; selected: string | null; flashing: string | null }) {
  return placed.flatMap(({ mark, boxes }) =>
    boxes.map((box) => (
      <div
        key={`${mark.id} ${box.left} ${box.top}`}
        className="mark-box"
        data-category={mark.category}
        data-selected={mark.id === selected || undefined}
        data-flash={mark.id === flashing || undefined}
        style={boxStyle(box)}
      />
    )),
  )
}

/** The place a proof points to when its highlight is gone: outlined, not filled. */
export function PassingBoxes({ boxes, flash }: { boxes: readonly Box[]; flash: boolean }) {
  return boxes.map((box) => (
    <div key={`${box.left} ${box.top}`} className="mark-box" data-passing="" data-flash={flash || undefined} style={boxStyle(box)} />
  ))
}
