// Lines of text on the image, with their own outline; each line below the other by its own size.
interface CornerProps {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  lines: readonly string[]
  strong?: boolean
  tone?: 'warn'
  /** What stands in the other corner of these lines: a longer line is cut before it reaches that. Width of the viewer, CSS pixels. */
  beside?: { lines: readonly string[]; width: number }
}

/** Mean width of a letter, CSS pixels: a little generous. */
const LETTER = 7
/** Between both corners, and to the edges. */
const GAP = 40

export function Corner({ x, y, anchor, lines, strong, tone, beside }: CornerProps) {
  const room = beside ? beside.width - GAP - LETTER * Math.max(0, ...beside.lines.map((line) => line.length)) : Number.POSITIVE_INFINITY
  return (
    <text className="d-text" x={x} y={y} textAnchor={anchor} {...(strong ? { 'data-strong': true } : {})} {...(tone ? { 'data-tone': tone } : {})}>
      {lines.map((line, n) =>
        line ? (
          // Lines are told apart by their place only.
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner's lines have no identity but their order
          <tspan key={n} x={x} dy={n === 0 ? 0 : '1.42em'}>
            {cutTo(line, Math.max(8, Math.floor(room / LETTER)))}
          </tspan>
        ) : null,
      )}
    </text>
  )
}

const cutTo = (line: string, letters: number) => (line.length <= letters ? line : `${line.slice(0, letters - 1).trimEnd()}…`)
