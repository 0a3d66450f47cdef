// Measurements over a plane of a volume: those whose points lie in it, in the patient's own millimetres. What lies elsewhere is not drawn (H7).
import type { CSSProperties } from 'react'
import type { Measurement } from '#shared/domain/annotation.ts'
import { useFormat } from '../../../i18n/format.ts'
import type { Size } from '../camera.ts'
import { labelPlace } from '../overlay/labelPlace.ts'
import { valueLines } from '../overlay/measurementText.ts'
import type { WorldMapping } from '../world.ts'

interface PlaneMarksProps {
  measurements: readonly Measurement[]
  world: WorldMapping
  size: Size
  /** mm in front of and behind the plane that still count as in it. */
  reachMm: number
  selectedId: string | null
  toneOf(author: string): string | null
  onSelect(id: string): void
}

/** Shapes whose points alone say what to draw. */
const LINES: Partial<Record<Measurement['shape']['type'], readonly (readonly number[])[]>> = {
  length: [[0, 1]], bidirectional: [[0, 1], [2, 3]], angle: [[0, 1, 2]], cobb: [[0, 1], [2, 3]], arrow: [[0, 1]],
}

export function PlaneMarks({ measurements, world, size, reachMm, selectedId, toneOf, onSelect }: PlaneMarksProps) {
  const { decimal } = useFormat()
  const inPlane = measurements.filter(
    ({ anchor, shape, hidden }) =>
      !hidden && LINES[shape.type] && anchor.FrameOfReferenceUID !== null && anchor.FrameOfReferenceUID === world.FrameOfReferenceUID && shape.points.patient?.every((point) => Math.abs(world.distance(point)) <= reachMm),
  )
  return (
    <g>
      {inPlane.map((m) => {
        const screen = (m.shape.points.patient ?? []).map((point) => world.toScreen(point))
        const lines = (LINES[m.shape.type] ?? []).map((line) => line.flatMap((n) => (screen[n] ? [screen[n]] : [])))
        const tone = toneOf(m.author)
        return (
          <PlaneLines
            key={m.id}
            lines={lines}
            size={size}
            words={[`${m.label} ${valueLines(m, decimal)[0] ?? ''}`.trim(), ...valueLines(m, decimal).slice(1)]}
            selected={m.id === selectedId}
            tone={tone}
            name={m.label}
            onSelect={() => onSelect(m.id)}
          />
        )
      })}
    </g>
  )
}

interface PlaneLinesProps {
  /** CSS pixels. */
  lines: readonly (readonly (readonly [number, number])[])[]
  size: Size
  words: readonly string[]
  selected: boolean
  tone: string | null
  name: string
  onSelect?(): void
}

export function PlaneLines({ lines, size, words, selected, tone, name, onSelect }: PlaneLinesProps) {
  const all = lines.flat().map(([x, y]): [number, number] => [x, y])
  if (all.length === 0) return null
  const place = labelPlace(all, size, Math.max(...words.map((word) => word.length)) * 7.4)
  const paths = lines.map((line) => line.map(([x, y], n) => `${n === 0 ? 'M' : 'L'}${x} ${y}`).join(''))
  return (
    <g className="d-mark" data-selected={selected} data-measurement={name} {...(tone ? { style: { '--image-label': tone } as CSSProperties } : {})}>
      {(['d-core', 'd-line'] as const).map((layer) => (
        <g key={layer} className={layer}>
          {paths.map((d, n) => (
            <path key={d} {...(n > 0 ? { 'data-dashed': true } : {})} d={d} />
          ))}
          <path className="d-leader" d={`M${place.from[0]} ${place.from[1]}L${place.to[0]} ${place.to[1]}`} />
        </g>
      ))}
      {all.map(([x, y], n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an end is its place in the shape
        <circle key={n} className="d-end-dot" cx={x} cy={y} r={selected ? 4.5 : 2.5} />
      ))}
      <g
        className="d-label"
        onPointerDown={(event) => {
          if (!onSelect || event.button !== 0) return
          event.preventDefault()
          event.stopPropagation()
          onSelect()
        }}
      >
        <text className="d-text" data-tone="label" x={place.x} y={place.y} textAnchor={place.anchor}>
          {words.map((word, n) => (
            <tspan key={word} x={place.x} dy={n === 0 ? 0 : 17}>
              {word}
            </tspan>
          ))}
        </text>
      </g>
    </g>
  )
}
