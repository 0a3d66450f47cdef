// The measurements of the shown slice, and the one being drawn. Values are computed here from the image's own spacing, live while dragging.
import { memo, useState } from 'react'
import type { Measurement, MeasurementShape } from '#shared/domain/annotation.ts'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { measure, measuredAnew, spacingAttributes, type PixelPoint, type UserCalibration } from '#shared/domain/measuring.ts'
import type { Matrix, Size } from '../camera.ts'
import { useMarkHands } from './markHands.ts'
import { MeasurementMark } from './MeasurementMark.tsx'
import { useLabelling } from './useLabelling.ts'

export interface Draft {
  type: MeasurementShape['type']
  points: PixelPoint[]
}

interface MeasurementLayerProps {
  measurements: readonly Measurement[]
  instance: ImagingInstance
  modality: string
  calibration: UserCalibration | null
  toneOf(author: string): string | null
  matrix: Matrix
  size: Size
  selectedId: string | null
  readOnly: boolean
  onSelect(id: string): void
  onChanged(measurement: Measurement, points: PixelPoint[]): void
  onDelete(measurement: Measurement): void
  /** Absent = labels stay where they are. */
  onLabel?: ((measurement: Measurement, at: PixelPoint | null) => void) | undefined
}

/** Not drawn again while the pointer moves over it: the stroke that is being made is a layer of its own. */
export const MeasurementLayer = memo(function MeasurementLayer(props: MeasurementLayerProps) {
  const { measurements, instance, modality, calibration, toneOf, matrix, size, selectedId, readOnly, onSelect, onChanged, onDelete, onLabel } = props
  const [moving, setMoving] = useState<{ id: string; points: PixelPoint[] } | null>(null)
  const [label, setLabel] = useState<{ id: string; at: PixelPoint } | null>(null)
  const attributes = spacingAttributes(instance, modality, calibration)
  const labelled = useLabelling(size)
  const seen = measurements.flatMap((m) => {
    if (m.hidden) return []
    const live = moving?.id === m.id ? moving.points : null
    return [{
      m,
      type: m.shape.type,
      points: live ?? m.shape.points.pixels,
      isOld: !live && (calibration !== null || m.spacingSource === 'userCalibration') && measuredAnew(m, attributes) !== null,
      measured: live ? { ...measure(m.shape.type, live, attributes), shape: m.shape } : m,
      label: m.label,
      labelAt: label?.id === m.id ? label.at : m.labelAt,
      matrix,
    }]
  })
  const labels = labelled(seen)
  const withMark = (id: string, then: (m: Measurement) => void) => {
    const m = measurements.find((one) => one.id === id)
    if (m) then(m)
  }
  const hands = useMarkHands({
    select: onSelect,
    move: (id, points) => setMoving({ id, points }),
    moved: (id, points) => {
      setMoving(null)
      withMark(id, (m) => onChanged(m, points))
    },
    remove: (id) => withMark(id, onDelete),
    label: (id, at) => setLabel(at && { id, at }),
    labelled: (id, at) => {
      setLabel(null)
      withMark(id, (m) => onLabel?.(m, at))
    },
  })
  return (
    <g>
      {seen.map(({ m, isOld: _, labelAt: __, ...mark }, n) => {
        const labelling = labels[n]
        return labelling && (
          <MeasurementMark
            key={m.id}
            id={m.id}
            {...mark}
            labelling={labelling}
            tone={toneOf(m.author)}
            author={m.authorName}
            selected={m.id === selectedId}
            readOnly={readOnly || m.locked || m.calibration !== null}
            movesLabel={onLabel !== undefined && !readOnly && !m.locked}
            hands={hands}
          />
        )
      })}
    </g>
  )
})

/** What is being drawn. */
export function DraftMark({ draft, instance, modality, calibration, matrix, size }: Pick<MeasurementLayerProps, 'instance' | 'modality' | 'calibration' | 'matrix' | 'size'> & { draft: Draft }) {
  const mark = { type: draft.type, points: draft.points, measured: { ...measure(draft.type, draft.points, spacingAttributes(instance, modality, calibration)), shape: draft }, label: '…', matrix }
  const [labelling] = useLabelling(size)([mark])
  return labelling && <MeasurementMark id="" {...mark} labelling={labelling} tone={null} author="" selected readOnly movesLabel={false} hands={null} />
}
