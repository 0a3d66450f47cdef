// Drawing on the planes: new shapes, moved ones, the same outline on the next cut, and for those who use no pointer a shape in the middle.
import { useCallback } from 'react'
import type { Measurement } from '#shared/domain/annotation.ts'
import { proposeShape, type PixelPoint } from '#shared/domain/measuring.ts'
import { type DrawingPlane, drawingPlaneOf, toPlane } from '#shared/domain/planeMeasurement.ts'
import { cross, dot, subtract } from '#shared/domain/vector.ts'
import { samplingMm } from '#shared/domain/volumeGrid.ts'
import { useT } from '../../../i18n/useT.ts'
import { useToasts } from '../../../ui/toasts.ts'
import type { MeasuringTool } from '../../../viewers/dicom/tools.ts'
import { moved } from '../../../viewers/dicom/volume/planes.ts'
import type { VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'
import type { StackEntry } from '../panes.ts'
import { planesStartOfMark } from '../seen.ts'
import type { Marks } from '../useMarks.ts'
import { drawnOnPlane } from './planeDrawing.ts'
import { placedAt, type PlanesState, viewOf } from './planesState.ts'

interface Drawing {
  source: VolumeSource
  state: PlanesState
  entry: StackEntry
  marks: Marks
  change(step: (old: PlanesState) => PlanesState): void
  onSelect(id: string): void
}

/** Share of the viewer's width that a shape placed without a pointer takes to each side. */
const PLACED_SHARE = 0.12

export function useDrawing({ source, state, entry, marks, change, onSelect }: Drawing) {
  const t = useT()
  const { grid } = source.volume
  const slabMm = state.slab.mm
  const say = useCallback((words: string) => useToasts.getState().show({ words }), [])

  const described = (type: MeasuringTool, points: PixelPoint[], plane: DrawingPlane, mm = slabMm) => {
    const shape = drawnOnPlane(source, mm, type, points, plane)
    if (!('refusal' in shape)) return shape
    say(t(`planes.${shape.refusal}`))
    return null
  }
  function draw(type: MeasuringTool, points: PixelPoint[], plane: DrawingPlane, label?: string): Measurement | null {
    const shape = described(type, points, plane)
    const made = shape && marks.draw(entry, shape, label)
    if (made) onSelect(made.id)
    return made?.type === 'measurement' ? made : null
  }
  function changed(measurement: Measurement, points: PixelPoint[], plane: DrawingPlane): void {
    const shape = described(measurement.shape.type, points, plane)
    if (shape) marks.change(measurement, shape)
  }
  function place(type: MeasuringTool): void {
    const half = ((state.sizes[state.active]?.width ?? 400) * PLACED_SHARE) / viewOf(state, grid, state.active).pxPerMm
    draw(type, proposeShape(type, [[-half, 0], [half, 0]], 1), { origin: state.centre, ...state.planes[state.active] })
  }
  /** On the next cut along the plane's normal; a region of this name that is there already is gone to instead. */
  function continueRegion(region: Measurement): void {
    const plane = drawingPlaneOf(region)
    if (!plane) return
    const normal = cross(plane.right, plane.down)
    const stepMm = samplingMm(grid, normal)
    const next = { ...plane, origin: moved(plane.origin, normal, stepMm) }
    const there = marks.measurements.find(({ label, author, plane: other, shape: { points: { patient } } }) =>
      label === region.label && author === region.author && other && patient?.[0] && Math.abs(dot(other.normal, normal)) > 0.9999 && Math.abs(dot(subtract(patient[0], next.origin), normal)) < stepMm / 10)
    const points = (region.shape.points.patient ?? []).map((point) => toPlane(plane, point))
    const shape = there ? null : described(region.shape.type, points, next, 0)
    if (shape && !shape.statistics) say(t('imaging.volume.lastCut'))
    const made = there ?? (shape?.statistics ? marks.draw(entry, shape, region.label) : null)
    if (made?.type !== 'measurement') return
    change((old) => placedAt(old, grid, planesStartOfMark(made)))
    onSelect(made.id)
  }
  return { draw, changed, place, continueRegion }
}
