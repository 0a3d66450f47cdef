// One measurement on the picture: lines with their own outline, label off the lesion, ends that can be dragged or moved by keys.
import { type CSSProperties, memo, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { PixelPoint } from '#shared/domain/measuring.ts'
import { useT } from '../../../i18n/useT.ts'
import { apply, inverse, type Matrix, type Point } from '../camera.ts'
import { LABEL_LINE } from './labelPlace.ts'
import { ARROWS, type MarkHands } from './markHands.ts'
import type { ShapeType, MeasuredValues } from './measurementText.ts'
import { shapeLines } from './shapePath.ts'
import { useLabelDrag } from './useLabelDrag.ts'
import type { Labelling } from './useLabelling.ts'

interface MeasurementMarkProps {
  id: string
  type: ShapeType
  points: readonly PixelPoint[]
  measured: MeasuredValues
  label: string
  labelling: Labelling
  /** Colour of another person's mark; null = one's own. */
  tone: string | null
  author: string
  matrix: Matrix
  selected: boolean
  readOnly: boolean
  movesLabel: boolean
  /** null = it is being drawn. */
  hands: MarkHands | null
}

/** Drawn again only when something of its own changes: many stand on one picture, and one of them is moved. */
export const MeasurementMark = memo(function MeasurementMark(props: MeasurementMarkProps) {
  const { id, type, points, measured, label, labelling: { lines, place }, tone, author, matrix, selected, readOnly, movesLabel, hands } = props
  const t = useT()
  const grip = useRef<{ end: number | 'all'; from: Point; points: readonly PixelPoint[]; moved: boolean } | null>(null)
  const screen = points.map((p) => apply(matrix, p))
  const name = label || t('imaging.unnamed')
  const drawn = shapeLines(type, points, matrix)

  function moved(event: PointerEvent): PixelPoint[] | null {
    const held = grip.current
    if (!held) return null
    const back = inverse(matrix)
    const dx = event.clientX - held.from[0]
    const dy = event.clientY - held.from[1]
    const shift: Point = [back.a * dx + back.c * dy, back.b * dx + back.d * dy]
    return held.points.map(([x, y], n): PixelPoint => (held.end === 'all' || held.end === n ? [x + shift[0], y + shift[1]] : [x, y]))
  }

  const gripOf = (end: number | 'all') => ({
    onPointerDown: (event: PointerEvent<SVGElement>) => {
      if (event.button !== 0) return
      event.preventDefault()
      event.stopPropagation()
      hands?.select(id)
      const focused = end === 'all' ? event.currentTarget.closest<HTMLElement>('[role="application"]') : event.currentTarget
      focused?.focus({ preventScroll: true })
      if (readOnly) return
      event.currentTarget.setPointerCapture(event.pointerId)
      grip.current = { end, from: [event.clientX, event.clientY], points, moved: false }
    },
    onPointerMove: (event: PointerEvent<SVGElement>) => {
      const next = moved(event)
      if (!next || !grip.current) return
      event.stopPropagation()
      grip.current.moved = true
      hands?.move(id, next)
    },
    onPointerUp: (event: PointerEvent<SVGElement>) => {
      const next = moved(event)
      const wasMoved = grip.current?.moved
      grip.current = null
      if (!next) return
      event.stopPropagation()
      if (wasMoved) hands?.moved(id, next)
    },
    onPointerCancel: () => {
      grip.current = null
      hands?.move(id, [...points])
    },
  })

  /** A label chooses its mark and never moves it: it often lies where the next line begins. Dragged, it goes alone. */
  const labelGrip = useLabelDrag({ id, first: screen[0], place, matrix, moves: movesLabel, hands })

  function onKeyDown(event: KeyboardEvent, end: number) {
    const arrow = ARROWS[event.key]
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.stopPropagation()
      if (!readOnly) hands?.remove(id)
      return
    }
    if (!arrow || readOnly) return
    event.preventDefault()
    event.stopPropagation()
    const step = event.shiftKey ? 10 : 1
    // Arrows move on the screen, whatever the turn of the picture: the step is taken along the nearest image axis.
    const back = inverse(matrix)
    const along: Point = [back.a * arrow[0] + back.c * arrow[1], back.b * arrow[0] + back.d * arrow[1]]
    const unit: PixelPoint = Math.abs(along[0]) > Math.abs(along[1]) ? [Math.sign(along[0]), 0] : [0, Math.sign(along[1])]
    hands?.moved(id, points.map(([x, y], n): PixelPoint => (n === end ? [x + unit[0] * step, y + unit[1] * step] : [x, y])))
  }

  return (
    <g className="d-mark" data-selected={selected} data-measurement={name} {...(tone ? { style: { '--image-label': tone } as CSSProperties, 'data-others': true } : {})}>
      {(['d-core', 'd-line'] as const).map((layer) => (
        <g key={layer} className={layer}>
          {drawn.map(({ d, dashed }) => (
            <path key={d} {...(dashed ? { 'data-dashed': true } : {})} d={d} />
          ))}
          <path className="d-leader" d={`M${place.from[0]} ${place.from[1]}L${place.to[0]} ${place.to[1]}`} />
        </g>
      ))}
      <g className="d-grab" {...gripOf('all')}>
        {drawn.map(({ d }) => (
          <path key={d} d={d} />
        ))}
      </g>
      <g className="d-label" data-moves={movesLabel} {...(movesLabel ? { role: 'button', tabIndex: selected ? 0 : -1, 'aria-label': t('imaging.labelOf', { name }) } : {})} {...labelGrip}>
        <title>{[...(author ? [author] : []), lines.join(' '), t(`imaging.source.${measured.spacingSource}`)].join(', ')}</title>
        <text className="d-text" data-tone="label" x={place.x} y={place.y} textAnchor={place.anchor}>
          {lines.map((line, n) => (
            <tspan key={line} x={place.x} dy={n === 0 ? 0 : LABEL_LINE}>
              {line}
            </tspan>
          ))}
        </text>
      </g>
      {(type === 'freehand' && !selected ? [] : screen).map(([x, y], n) => (
        // biome-ignore lint/a11y/useSemanticElements: an end of a line inside an SVG; there is no HTML button there
        // biome-ignore lint/suspicious/noArrayIndexKey: an end is its place in the shape
        <g key={n} className="d-end" role="button" tabIndex={selected && !readOnly ? 0 : -1} aria-label={t('imaging.endOf', { n: n + 1, name })} onKeyDown={(e) => onKeyDown(e, n)} {...gripOf(n)}>
          <circle className="d-end-area" cx={x} cy={y} r={12} />
          <circle className="d-end-dot" cx={x} cy={y} r={selected ? (type === 'freehand' ? 3 : 4.5) : 2.5} />
        </g>
      ))}
    </g>
  )
}, isSame)

/** A labelling is made anew for all marks together and compared by what it says. */
function isSame(a: MeasurementMarkProps, b: MeasurementMarkProps): boolean {
  const { labelling: x, ...before } = a
  const { labelling: y, ...now } = b
  return Object.entries(before).every(([key, value]) => Object.is(value, now[key as keyof typeof now])) && JSON.stringify(x) === JSON.stringify(y)
}
