// Measurements on the slice, large enough to be read from the last row: lines 3 px, labels 36 px with a black outline (look note §7).
import type { Measurement } from '#shared/domain/annotation.ts'
import { displaySpacing, spacingAttributes } from '#shared/domain/measuring.ts'
import { useFormat } from '../../../i18n/format.ts'
import { apply, imageToScreen } from '../../../viewers/dicom/camera.ts'
import { isOnFrame } from '../../../viewers/dicom/overlay/measurementText.ts'
import type { ViewportSnapshot } from '../../../viewers/dicom/viewportState.ts'
import { measuredValue } from './measuredValue.ts'

export function ImageMarks({ snapshot, measurements, modality }: { snapshot: ViewportSnapshot; measurements: readonly Measurement[]; modality: string }) {
  const format = useFormat()
  const frame = snapshot.shown === null ? undefined : snapshot.frames[snapshot.shown]
  if (!frame) return null
  const { instance } = frame
  const spacing = displaySpacing(spacingAttributes(instance, modality))
  const matrix = imageToScreen(snapshot.camera, { rows: instance.Rows, columns: instance.Columns, aspect: spacing ? spacing.rows / spacing.columns : 1 }, snapshot.size)
  const marks = measurements.filter((one) => !one.hidden && isOnFrame(one, instance.SOPInstanceUID, frame.frame, instance.FrameOfReferenceUID))
  return (
    <svg className="b-marks" width={snapshot.size.width} height={snapshot.size.height} aria-hidden="true">
      {marks.map((one) => {
        const points = one.shape.points.pixels.map((point) => apply(matrix, point))
        const lines = linesOf(one, points)
        const [x, y] = points.reduce((left, point) => (point[0] < left[0] ? point : left), points[0] ?? [0, 0])
        return (
          <g key={one.id}>
            {lines.map((line) => (
              <g key={line}>
                <path d={line} className="b-mark-core" />
                <path d={line} className="b-mark-line" />
              </g>
            ))}
            <text x={x} y={y} dx="-0.4em" dy="-0.4em" className="b-mark-label">
              {[one.label.split(' ')[0], one.values.length > 0 ? measuredValue(one, format.decimal) : ''].filter(Boolean).join(' ')}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function linesOf({ shape }: Measurement, points: readonly (readonly [number, number])[]): string[] {
  const path = (some: readonly (readonly [number, number])[], close = false) => `M${some.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}${close ? 'Z' : ''}`
  const [a, b, c, d] = points
  if (shape.type === 'freehand') return [path(points, true)]
  if (shape.type === 'text' || !a || !b) return []
  if ((shape.type === 'bidirectional' || shape.type === 'cobb') && c && d) return [path([a, b]), path([c, d])]
  if (shape.type === 'ellipse') {
    const [rx, ry] = [Math.abs(b[0] - a[0]) / 2, Math.abs(b[1] - a[1]) / 2]
    const [cx, cy] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    return [`M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`]
  }
  if (shape.type === 'rectangle') return [path([a, [b[0], a[1]], b, [a[0], b[1]]], true)]
  return [path(points)]
}
