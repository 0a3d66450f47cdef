// The marks of one page, placed as fractions of the page: boxes, lines under words, stamps, strokes of a pen.
import { type CSSProperties, memo } from 'react'
import type { PageRect } from '#shared/domain/annotation.ts'
import type { Box } from './pageGeometry.ts'
import type { Mark } from './mark.ts'

export interface PlacedMark {
  mark: Mark
  boxes: readonly Box[]
  /** Points as fractions of the page. */
  strokes: readonly (readonly (readonly [number, number])[])[]
}

/** @param toFractions of a rectangle in the units of the marks; under the same function a mark is placed once */
export function placeMarks(marks: readonly Mark[], toFractions: (rect: PageRect) => Box): PlacedMark[] {
  const known = placedBy.get(toFractions) ?? new WeakMap<Mark, PlacedMark>()
  placedBy.set(toFractions, known)
  return marks.map((mark) => {
    const placed = known.get(mark) ?? placeMark(mark, toFractions)
    known.set(mark, placed)
    return placed
  })
}

const placedBy = new WeakMap<(rect: PageRect) => Box, WeakMap<Mark, PlacedMark>>()

function placeMark(mark: Mark, toFractions: (rect: PageRect) => Box): PlacedMark {
  const strokes = (mark.strokes ?? []).map((stroke) =>
    stroke.map(([x, y]) => {
      const { left, top } = toFractions([x, y, x, y])
      return [left, top] as const
    }),
  )
  return { mark, boxes: mark.rects.map(toFractions), strokes }
}

const percent = (value: number) => `${value * 100}%`

function boxStyle(box: Box): CSSProperties {
  return { left: percent(box.left), top: percent(box.top), width: percent(box.right - box.left), height: percent(box.bottom - box.top) }
}

/** Drawn again only when it changes itself: a page may have thousands. */
const MarkShape = memo(function MarkShape({ placed: { mark, boxes, strokes }, selected, flashing }: { placed: PlacedMark; selected: boolean; flashing: boolean }) {
  const look = {
    'data-category': mark.category,
    'data-shape': mark.shape,
    'data-tone': mark.tone,
    'data-selected': selected || undefined,
    'data-flash': flashing || undefined,
  }
  return (
    <>
      {boxes.map((box) => (
        <div key={`${box.left} ${box.top}`} className="mark-box" style={boxStyle(box)} {...look} />
      ))}
      {strokes.length > 0 && (
        <svg className="mark-ink" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true" {...look}>
          {strokes.map((stroke) => (
            <polyline key={stroke.join()} points={stroke.map(([x, y]) => `${x},${y}`).join(' ')} vectorEffect="non-scaling-stroke" />
          ))}
        </svg>
      )}
    </>
  )
})

export function MarkBoxes({ placed, selected, flashing }: { placed: readonly PlacedMark[]; selected: string | null; flashing: string | null }) {
  return placed.map((one) => <MarkShape key={one.mark.id} placed={one} selected={one.mark.id === selected} flashing={one.mark.id === flashing} />)
}

/** The place a proof points to when its highlight is gone: outlined, not filled. */
export function PassingBoxes({ boxes, flash }: { boxes: readonly Box[]; flash: boolean }) {
  return boxes.map((box) => (
    <div key={`${box.left} ${box.top}`} className="mark-box" data-passing="" data-flash={flash || undefined} style={boxStyle(box)} />
  ))
}

/** What stamps say, over the page: readable whatever is printed below. */
export function StampWords({ placed }: { placed: readonly PlacedMark[] }) {
  return placed.flatMap(({ mark, boxes: [box] }) =>
    mark.stamp && box ? (
      <div key={mark.id} className="mark-stamp" data-category={mark.category} data-tone={mark.tone} style={boxStyle(box)} aria-hidden="true">
        <span>{mark.stamp}</span>
      </div>
    ) : (
      []
    ),
  )
}
