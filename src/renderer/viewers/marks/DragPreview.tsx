// What is being drawn by the pointer, over the page: the frame, the line of the pen.
import type { CSSProperties } from 'react'

export function DragPreview({ box, trails }: { box: CSSProperties | null; trails: readonly string[] }) {
  return (
    <>
      {box && <div className="mark-frame" style={box} />}
      {trails.length > 0 && (
        <svg className="mark-pen" aria-hidden="true">
          {trails.map((points) => (
            <polyline key={points} points={points} />
          ))}
        </svg>
      )}
    </>
  )
}
