// Remembers series, slice, window, selection and layout once the picture rests, so that a crash returns exactly there.
import { useEffect } from 'react'
import { type StagePlace, type Target, usePlace } from '../../app/place.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import { imageAnchor } from './marks.ts'
import type { StackEntry } from './panes.ts'

/** How long the picture rests before the place is remembered. */
const REST_MS = 400

interface Kept {
  /** Beside the report the place is not this room's to keep. */
  embedded: boolean
  entry: StackEntry | null
  snapshot: ViewportSnapshot | null
  selectedId: string | null
  active(): ViewportHandle | null
  stage: StagePlace | null
  written: { current: Target | null }
}

export function usePlaceKeeping({ embedded, entry, snapshot, selectedId, active, stage, written }: Kept): void {
  useEffect(() => {
    const frame = snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown] : undefined
    if (embedded || !entry || !frame || snapshot?.isPlaying) return
    const timer = setTimeout(() => {
      const place = { StudyInstanceUID: entry.study.StudyInstanceUID, SeriesInstanceUID: entry.series.SeriesInstanceUID }
      const target: Target = { anchor: imageAnchor(place, frame, active()?.savedView() ?? null), annotationId: selectedId }
      written.current = target
      usePlace.getState().adjust({ open: entry.series.SeriesInstanceUID, target, stage })
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [embedded, entry, snapshot, selectedId, active, stage, written])
}
