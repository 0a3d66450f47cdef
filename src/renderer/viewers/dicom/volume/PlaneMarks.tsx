// Marks over a plane of a volume: those whose points lie in it, in the patient's own millimetres. What lies elsewhere is not drawn (H7). A mark moves in its own plane only.
import { useState } from 'react'
import type { Measurement } from '#shared/domain/annotation.ts'
import type { PixelPoint } from '#shared/domain/measuring.ts'
import { type DrawingPlane, drawingPlaneOf, measureOnPlane, toPatient, toPlane } from '#shared/domain/planeMeasurement.ts'
import { isRoi, outlineOf } from '#shared/domain/roi.ts'
import { add, cross, dot, subtract } from '#shared/domain/vector.ts'
import type { Matrix, Size } from '../camera.ts'
import { useMarkHands } from '../overlay/markHands.ts'
import { MeasurementMark } from '../overlay/MeasurementMark.tsx'
import { useLabelling } from '../overlay/useLabelling.ts'
import type { WorldMapping } from '../world.ts'
import type { PlaneDraft } from './usePlaneDraft.ts'

/** The plane that is seen, and what counts as lying in it. */
export interface SeenPlane {
  plane: DrawingPlane
  FrameOfReferenceUID: string | null
  /** mm in front of and behind the plane that still count as in it. */
  reachMm: number
  /** Of a mark drawn on a slice of this volume: the slice's own axes; null for a slice of another. */
  sliceAxes(SOPInstanceUID: string): Pick<DrawingPlane, 'right' | 'down'> | null
}

interface PlaneMarksProps {
  measurements: readonly Measurement[]
  world: Pick<WorldMapping, 'toScreen' | 'normal'>
  seen: SeenPlane
  size: Size
  selectedId: string | null
  readOnly: boolean
  toneOf(author: string): string | null
  onSelect(id: string): void
  /** @param points [right, down] on the plane, mm */
  onChanged(measurement: Measurement, points: PixelPoint[], plane: DrawingPlane): void
  onDelete(measurement: Measurement): void
  onLabel(measurement: Measurement, at: PixelPoint | null): void
}

/** Of two unit vectors closer than half a degree. */
const SAME_WAY = 0.99996

export function PlaneMarks(props: PlaneMarksProps) {
  const { measurements, world, seen, size, selectedId, readOnly, toneOf, onSelect, onChanged, onDelete, onLabel } = props
  const [moving, setMoving] = useState<{ id: string; points: PixelPoint[] } | null>(null)
  const [label, setLabel] = useState<{ id: string; at: PixelPoint } | null>(null)
  const labelled = useLabelling(size)
  const drawn = measurements.flatMap((m) => {
    const plane = m.hidden ? null : planeOnSeen(m, seen)
    if (!plane) return []
    const live = moving?.id === m.id ? moving.points : null
    const points = live ?? (m.shape.points.patient ?? []).map((point) => toPlane(plane, point))
    return [{ m, plane, type: m.shape.type, points, measured: live ? { ...measureOnPlane(m.shape.type, live), shape: m.shape } : m, label: m.label, labelAt: label?.id === m.id ? label.at : m.plane ? m.labelAt : undefined, matrix: screenOf(world, plane) }]
  })
  const labels = labelled(drawn)
  const withMark = (id: string, then: (m: Measurement, plane: DrawingPlane) => void) => {
    const one = drawn.find(({ m }) => m.id === id)
    if (one) then(one.m, one.plane)
  }
  const hands = useMarkHands({
    select: onSelect,
    move: (id, points) => setMoving({ id, points }),
    moved: (id, points) => {
      setMoving(null)
      withMark(id, (m, plane) => onChanged(m, points, plane))
    },
    remove: (id) => withMark(id, onDelete),
    label: (id, at) => setLabel(at && { id, at }),
    labelled: (id, at) => {
      setLabel(null)
      withMark(id, (m) => onLabel(m, at))
    },
  })
  return (
    <g>
      {drawn.map(({ m, plane, labelAt: _, ...mark }, n) => {
        const labelling = labels[n]
        const isOwn = m.plane !== null && Math.abs(dot(cross(plane.right, plane.down), world.normal)) > SAME_WAY
        return labelling && (
          <MeasurementMark
            key={m.id}
            id={m.id}
            {...mark}
            labelling={labelling}
            tone={toneOf(m.author)}
            author={m.authorName}
            selected={m.id === selectedId}
            readOnly={readOnly || m.locked || !isOwn}
            movesLabel={!readOnly && !m.locked && isOwn}
            hands={hands}
          />
        )
      })}
    </g>
  )
}

/** Marks of this plane that are not drawn because somebody hid them. */
export function hiddenOnPlane(measurements: readonly Measurement[], seen: SeenPlane): number {
  return measurements.filter((m) => m.hidden && planeOnSeen(m, seen) !== null).length
}

/** The axes a mark is drawn along when all of it lies in the plane that is seen; else null. */
function planeOnSeen(m: Measurement, { plane: seen, FrameOfReferenceUID, reachMm, sliceAxes }: SeenPlane): DrawingPlane | null {
  const { anchor, shape } = m
  const [origin] = shape.points.patient ?? []
  if (!origin || anchor.FrameOfReferenceUID === null || anchor.FrameOfReferenceUID !== FrameOfReferenceUID) return null
  const slice = m.plane ? null : sliceAxes(anchor.SOPInstanceUID)
  const plane = drawingPlaneOf(m) ?? (slice ? { origin, ...slice } : isRoi(shape.type) ? null : { ...seen, origin })
  if (!plane) return null
  const points = (shape.points.patient ?? []).map((point) => toPlane(plane, point))
  // A box is as wide as its four corners, not only as the two that were drawn.
  const corners = isRoi(shape.type) && shape.type !== 'freehand' ? outlineOf('rectangle', points) : points
  const normal = cross(seen.right, seen.down)
  return corners.every((corner) => Math.abs(dot(subtract(toPatient(plane, corner), seen.origin), normal)) <= reachMm) ? plane : null
}

/** From [right, down] of a plane in the patient, mm, to the screen. */
export function screenOf({ toScreen }: Pick<WorldMapping, 'toScreen'>, { origin, right, down }: DrawingPlane): Matrix {
  const [o, x, y] = [toScreen(origin), toScreen(add(origin, right)), toScreen(add(origin, down))]
  return { a: x[0] - o[0], b: x[1] - o[1], c: y[0] - o[0], d: y[1] - o[1], e: o[0], f: o[1] }
}

/** What is being drawn. */
export function PlaneDraftMark({ draft, matrix, size }: { draft: PlaneDraft; matrix: Matrix; size: Size }) {
  const mark = { type: draft.type, points: draft.points, measured: { ...measureOnPlane(draft.type, draft.points), shape: draft }, label: '…', matrix }
  const [labelling] = useLabelling(size)([mark])
  return labelling && <MeasurementMark id="" {...mark} labelling={labelling} tone={null} author="" selected readOnly movesLabel={false} hands={null} />
}
