// The measurements of the shown slice and the one being drawn. Values are computed here from the image's own spacing, live while dragging.
import { useState } from 'react'
import type { Measurement, MeasurementShape } from '#shared/domain/annotation.ts'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { measure, measuredAnew, spacingAttributes, type PixelPoint, type UserCalibration } from '#shared/domain/measuring.ts'
import type { Matrix, Size } from '../camera.ts'
import { MeasurementMark } from './MeasurementMark.tsx'

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
  const nothing = () => undefined
  return (
    <g>
      {measurements.map((m) => {
        if (m.hidden) return null
        const live = moving?.id === m.id ? moving.points : null
        const points = live ?? m.shape.points.pixels
        return (
          <MeasurementMark
            key={m.id}
            type={m.shape.type}
            points={points}
            isOld={!live && (calibration !== null || m.spacingSource === 'userCalibration') && measuredAnew(m, attributes) !== null}
            measured={live ? { ...measure(m.shape.type, live, attributes), shape: m.shape } : m}
            label={m.label}
            tone={toneOf(m.author)}
            author={m.authorName}
            matrix={matrix}
            size={size}
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
      {draft && (
        <MeasurementMark
          type={draft.type}
          points={draft.points}
          measured={{ ...measure(draft.type, draft.points, attributes), shape: draft }}
          label="…"
          tone={null}
          author=""
          matrix={matrix}
          size={size}
          selected
          readOnly
          onSelect={nothing}
          onMove={nothing}
          onMoved={nothing}
          onDelete={nothing}
        />
      )}
    </g>
  )
}
