// Goes to the image an object points to, and shows it as a presentation state kept it: window, polarity, turn, displayed area.
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { ObjectReference, ReadableView } from '#shared/domain/readableObject.ts'
import { voiFunctionOf } from '#shared/domain/windowing.ts'
import type { ViewportHandle } from '../../../viewers/dicom/DicomViewport.tsx'
import type { ViewportSnapshot } from '../../../viewers/dicom/viewportState.ts'
import { entriesOf, isDisplayable } from '../panes.ts'
import type { Stage } from '../useStage.ts'

interface ViewSetup {
  studies: readonly ImagingStudy[]
  stage: Stage
  snapshot: ViewportSnapshot | null
  active(): ViewportHandle | null
}

export function usePresentationView({ studies, stage, snapshot, active }: ViewSetup) {
  const [wanted, setWanted] = useState<{ SOPInstanceUID: string; view: ReadableView } | null>(null)
  const places = useMemo(() => {
    const found = new Map<string, { StudyInstanceUID: string; SeriesInstanceUID: string }>()
    for (const entry of entriesOf(studies).filter(isDisplayable)) {
      for (const uid of entry.stack.SOPInstanceUIDs) found.set(uid, { StudyInstanceUID: entry.study.StudyInstanceUID, SeriesInstanceUID: entry.series.SeriesInstanceUID })
    }
    return found
  }, [studies])
  const canShow = useCallback(({ SOPInstanceUID }: ObjectReference) => places.has(SOPInstanceUID), [places])

  const show = useCallback(
    ({ SOPInstanceUID, frames }: ObjectReference, view: ReadableView | null) => {
      const place = places.get(SOPInstanceUID)
      if (!place) return
      stage.show({ kind: 'image', ...place, SOPInstanceUID, frame: frames[0] ?? 1, FrameOfReferenceUID: null, view: null })
      setWanted(view && { SOPInstanceUID, view })
    },
    [places, stage.show],
  )

  // Applied once the picture stands: its own first window is there by then and gives way.
  const frame = snapshot && snapshot.shown !== null && snapshot.failure === null ? snapshot.frames[snapshot.shown] : undefined
  useEffect(() => {
    const handle = active()
    if (!wanted || !handle || frame?.instance.SOPInstanceUID !== wanted.SOPInstanceUID) return
    setWanted(null)
    const { view } = wanted
    const { viewport } = handle
    if (view.window) viewport.setWindow({ ...view.window, voiFunction: voiFunctionOf(frame.instance.VOILUTFunction) })
    viewport.setInvert(view.invert)
    const { camera, size } = viewport.snapshot()
    const [left, top, right, bottom] = view.area ?? [0, 0, frame.instance.Columns - 1, frame.instance.Rows - 1]
    const [width, height] = view.rotation % 180 === 0 ? [right - left + 1, bottom - top + 1] : [bottom - top + 1, right - left + 1]
    const scale = Math.min(size.width / width, size.height / height)
    viewport.setCamera({ ...camera, rotation: view.rotation, flipHorizontal: view.flip, flipVertical: false, centre: [(left + right) / 2, (top + bottom) / 2], scale: scale > 0 ? scale : camera.scale })
  }, [wanted, frame, active])

  return { canShow, show }
}
