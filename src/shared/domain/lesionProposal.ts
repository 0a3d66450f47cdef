// Which followed lesion a new measurement may belong to: by position where both lie in one frame of reference, else by level. Proposes, never decides.
import type { Measurement } from './annotation.ts'
import type { LesionRow } from './responseTable.ts'

export interface LesionProposal {
  lesionId: string
  label: string
  /** mm between the middles; along the body axis only when the frames of reference differ. */
  distanceMm: number
  by: 'position' | 'level'
}

const NEAR_MM = 30

/** @returns nearest first, at most three; lesions that have a measurement on this study already are left out */
export function proposeLesions(measurement: Measurement, rows: readonly LesionRow[]): LesionProposal[] {
  const here = middleOf(measurement)
  if (!here) return []
  const found = rows.flatMap(({ lesion, cells }): LesionProposal[] => {
    const drawn = cells.flatMap((cell) => (cell.measurement ? [cell.measurement] : []))
    if (drawn.some((m) => m.anchor.StudyInstanceUID === measurement.anchor.StudyInstanceUID)) return []
    return drawn
      .flatMap((m) => {
        const there = middleOf(m)
        if (!there) return []
        const shared = m.anchor.FrameOfReferenceUID !== null && m.anchor.FrameOfReferenceUID === measurement.anchor.FrameOfReferenceUID
        const distanceMm = shared ? Math.hypot(here[0] - there[0], here[1] - there[1], here[2] - there[2]) : Math.abs(here[2] - there[2])
        return [{ lesionId: lesion.id, label: lesion.label, distanceMm, by: shared ? ('position' as const) : ('level' as const) }]
      })
      .sort(nearest)
      .slice(0, 1)
  })
  return found.filter(({ distanceMm }) => distanceMm <= NEAR_MM).sort(nearest).slice(0, 3)
}

const nearest = (a: LesionProposal, b: LesionProposal) => (a.by === b.by ? a.distanceMm - b.distanceMm : a.by === 'position' ? -1 : 1)

/** Of a measurement, patient mm; null when its image has no position. */
export function middleOf({ shape }: Measurement): [number, number, number] | null {
  const points = shape.points.patient
  if (!points || points.length === 0) return null
  const mean = (axis: 0 | 1 | 2) => points.reduce((sum, point) => sum + point[axis], 0) / points.length
  return [mean(0), mean(1), mean(2)]
}
