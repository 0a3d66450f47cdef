// The measurements of the shown slice and the one being drawn. Values are computed here from the image's own spacing, live while dragging.
import { useState } from 'react'
import type { Measurement, MeasurementShape } from '#shared/domain/annotation.ts'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { measure, measuredAnew, spacingAttributes, type PixelPoint, type UserCalibration } from '#shared/domain/measuring.ts'
import type { Matrix, Size } from '../camera.ts'
import { MeasurementMark } from './MeasurementMark.tsx'
import { useLabelling } from './useLabelling.ts'

export interface Draft {
  type: MeasurementShape['type']
  points: PixelPoint[]
}

interface MeasurementLayerProps {
  measurements: readonly Measurement[]
  draft: Draft | null
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
}

export function MeasurementLayer(props: MeasurementLayerProps) {
  const { measurements, draft, instance, modality, calibration, toneOf, matrix, size, selectedId, readOnly, onSelect, onChanged, onDelete } = props
  const [moving, setMoving] = useState<{ id: string; points: PixelPoint[] } | null>(null)
  const attributes = spacingAttributes(instance, modality, calibration)
  const labelled = useLabelling(size)
  const nothing = () => undefined
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
      matrix,
    }]
  })
  const labels = labelled(seen)
  const drawn = draft && { type: draft.type, points: draft.points, measured: { ...measure(draft.type, draft.points, attributes), shape: draft }, label: '…', matrix }
  const [draftLabel] = drawn ? labelled([drawn]) : []
  return (
    <g>
      {seen.map(({ m, isOld: _, ...mark }, n) => {
        const labelling = labels[n]
        return labelling && (
          <MeasurementMark
            key={m.id}
            {...mark}
            labelling={labelling}
            tone={toneOf(m.author)}
            author={m.authorName}
            selected={m.id === selectedId}
            readOnly={readOnly || m.locked || m.calibration !== null}
            onSelect={() => onSelect(m.id)}
            onMove={(next) => setMoving({ id: m.id, points: next })}
            onMoved={(next) => {
              setMoving(null)
              onChanged(m, next)
            }}
            onDelete={() => onDelete(m)}
          />
        )
      })}
      {drawn && draftLabel && <MeasurementMark {...drawn} labelling={draftLabel} tone={null} author="" selected readOnly onSelect={nothing} onMove={nothing} onMoved={nothing} onDelete={nothing} />}
    </g>
  )
}
