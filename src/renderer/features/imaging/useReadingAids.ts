// What the viewers of a stage know of each other: lines of their slices, the place that was pointed at.
import { useCallback, useMemo, useState } from 'react'
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import { dot, isValidOrientation, normalOf, type Vector3 } from '#shared/domain/vector.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { ReadingAids } from '../../viewers/dicom/readingAids.ts'
import type { PlacedMark } from '../../viewers/dicom/placed/PlacedLayer.tsx'
import type { PatientPoint } from '../../viewers/dicom/reference/ReferenceLayer.tsx'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import { nearestFrame } from './linkedScroll.ts'
import { useReading } from './useReading.ts'

interface AidsSetup {
  snapshots: readonly (ViewportSnapshot | null)[]
  /** Viewers on the stage. */
  count: number
  active: number
  placed: readonly PlacedMark[]
  handleOf(n: number): ViewportHandle | null
}

export interface StageAids {
  of(pane: number): ReadingAids
  hasLines: boolean
  toggleLines(): void
}

export function useReadingAids({ snapshots, count, active, placed, handleOf }: AidsSetup): StageAids {
  const { reading, change } = useReading()
  const [point, setPoint] = useState<PatientPoint | null>(null)
  const facts = useMemo(() => new Set(reading.cornerFacts), [reading.cornerFacts])
  const hasLines = reading.referenceLines
  const shown = useMemo(
    () =>
      snapshots.slice(0, count).map((snapshot, n) => {
        const instance = snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown]?.instance : undefined
        return instance ? { key: String(n), instance, isActive: n === active } : null
      }),
    [snapshots, count, active],
  )

  /** The others go to their slice nearest to the place; those of another space stay: their places mean something else. */
  const onPoint = useCallback(
    (pane: number, instance: ImagingInstance, pixel: readonly [number, number]) => {
      const plane = imagePlane(instance)
      if (!plane || instance.FrameOfReferenceUID === null) {
        setPoint(null)
        return
      }
      const at: Vector3 = plane.toPatient(pixel)
      setPoint({ at, FrameOfReferenceUID: instance.FrameOfReferenceUID })
      for (let n = 0; n < count; n++) if (n !== pane) goTo(handleOf(n), at, instance.FrameOfReferenceUID)
    },
    [count, handleOf],
  )

  const all = useMemo(
    () =>
      Array.from({ length: count }, (_, pane): ReadingAids => ({
        facts,
        slices: hasLines ? shown.flatMap((slice, n) => (slice && n !== pane ? [slice] : [])) : [],
        point,
        placed,
        onPoint: (instance, pixel) => onPoint(pane, instance, pixel),
      })),
    [count, facts, hasLines, shown, point, placed, onPoint],
  )
  return {
    of: (pane) => all[pane] as ReadingAids,
    hasLines,
    toggleLines: useCallback(() => change({ referenceLines: !hasLines }), [change, hasLines]),
  }
}

function goTo(handle: ViewportHandle | null, at: Vector3, space: string): void {
  const snapshot = handle?.viewport.snapshot()
  const instance = snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown]?.instance : undefined
  const orientation = instance?.ImageOrientationPatient
  if (!handle || !snapshot || instance?.FrameOfReferenceUID !== space || !isValidOrientation(orientation)) return
  const index = nearestFrame(snapshot.frames, dot(at, normalOf(orientation)))
  if (index >= 0 && index !== snapshot.index) handle.viewport.goTo(index)
}
