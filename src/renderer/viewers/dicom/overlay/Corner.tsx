// Lines of text on the image, with their own outline; each line below the other by its own size.
interface CornerProps {
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  lines: readonly string[]
  strong?: boolean
  tone?: 'warn'
}

export function Corner({ x, y, anchor, lines, strong, tone }: CornerProps) {
  return (
    <text className="d-text" x={x} y={y} textAnchor={anchor} {...(strong ? { 'data-strong': true } : {})} {...(tone ? { 'data-tone': tone } : {})}>
      {lines.map((line, n) =>
        line ? (
          // Lines are told apart by their place only.
          // biome-ignore lint/suspicious/noArrayIndexKey: a corner's lines have no identity but their order
          <tspan key={n} x={x} dy={n === 0 ? 0 : '1.42em'}>
            {line}
          </tspan>
        ) : null,
      )}
    </text>
  )
}
