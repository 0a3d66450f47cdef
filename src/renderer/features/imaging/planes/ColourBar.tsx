// The colour scale of what lies over the picture, with its end values and unit: always on the viewport (look note §3).
import { useId } from 'react'
import { useFormat } from '../../../i18n/format.ts'
import type { Size } from '../../../viewers/dicom/camera.ts'
import { Corner } from '../../../viewers/dicom/overlay/Corner.tsx'
import type { ColourShading } from '../../../viewers/dicom/volume/planePainter.ts'
import type { ValueScale } from './fusion.ts'

const STOPS = [0, 51, 102, 153, 204, 255]

export function ColourBar({ colours, scale, size }: { colours: ColourShading; scale: ValueScale; size: Size }) {
  const id = useId()
  const format = useFormat()
  const height = Math.min(110, size.height * 0.24)
  const top = Math.max(74, size.height * 0.2)
  if (height < 48) return null
  const digits = scale.isSuv ? 1 : 0
  return (
    <g className="d-colours">
      <defs>
        <linearGradient id={id} x1="0" y1="1" x2="0" y2="0">
          {STOPS.map((n) => (
            <stop key={n} offset={n / 255} stopColor={`rgb(${colours.table[n * 3]},${colours.table[n * 3 + 1]},${colours.table[n * 3 + 2]})`} />
          ))}
        </linearGradient>
      </defs>
      <rect x={12} y={top} width={9} height={height} fill={`url(#${id})`} className="d-bar-frame" />
      <Corner x={27} y={top + 10} anchor="start" lines={[`${format.number(colours.high * scale.factor, digits)} ${scale.unit}`]} />
      <Corner x={27} y={top + height} anchor="start" lines={[format.number(colours.low * scale.factor, digits)]} />
    </g>
  )
}
