// Remembers series, slice, window, selection and layout once the picture rests, so that a crash returns exactly there.
import { useEffect, useMemo } from 'react'
import { type StageLook, type StagePlace, type Target, usePlace } from '../../app/place.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import { imageAnchor } from './marks.ts'
import type { StackEntry } from './panes.ts'
import type { PaneRequest } from './stageState.ts'

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

/** How every viewer is seen at this moment. */
export function useLooks(panes: readonly (PaneRequest | null)[], snapshots: readonly (ViewportSnapshot | null)[], handleOf: (n: number) => ViewportHandle | null): readonly (StageLook | null)[] {
  return useMemo(
    () =>
      panes.map((pane, n): StageLook | null => {
        const snapshot = snapshots[n]
        const frame = snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown] : undefined
        if (!pane || !snapshot || !frame || snapshot.isPlaying) return null
        const { study, series } = pane.entry
        const { rotation, flipHorizontal, flipVertical } = snapshot.camera
        const anchor = imageAnchor({ StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID: series.SeriesInstanceUID }, frame, handleOf(n)?.savedView() ?? null)
        return { anchor, isFitted: snapshot.isFitted, rotation, flipHorizontal, flipVertical }
      }),
    [panes, snapshots, handleOf],
  )
}
