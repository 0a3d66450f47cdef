// What can be done with a mark from the room: go to it, hand it on as a proof, copy it, remove it, step to the next, mark a key image.
import { useCallback, useRef } from 'react'
import type { Measurement } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { useEvidence } from '../../app/evidence.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { useToasts } from '../../ui/toasts.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import { indexOfFrame, type StackFrame } from '../../viewers/dicom/stack.ts'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import { proofOf, type ImageMark } from './marks.ts'
import { seriesName, seriesOf, type StackEntry } from './panes.ts'
import type { Marks } from './useMarks.ts'
import type { Stage } from './useStage.ts'

interface RoomMarksSetup {
  caseId: string
  /** Beside a report. */
  embedded: boolean
  studies: readonly ImagingStudy[]
  marks: Marks
  stage: Stage
  snapshots: readonly (ViewportSnapshot | null)[]
  active(): ViewportHandle | null
  activeEntry: StackEntry | null
  selectedId: string | null
  setSelected(id: string | null): void
}

export function useRoomMarks({ caseId, embedded, studies, marks, stage, snapshots, active, activeEntry, selectedId, setSelected }: RoomMarksSetup) {
  const t = useT()
  const format = useFormat()
  const stacks = useStacks(snapshots)
  const selected = marks.marks.find((m) => m.id === selectedId) ?? null

  const placeOf = useCallback(
    (mark: ImageMark): string => {
      for (const frames of stacks) {
        const index = indexOfFrame(frames, mark.anchor)
        if (index >= 0) return t('imaging.panel.slice', { n: index + 1, count: frames.length })
      }
      const series = seriesOf(studies, mark.anchor)
      return series ? seriesName({ series, part: null }) : t('imaging.panel.otherSeries')
    },
    [stacks, studies, t],
  )
  const nameOf = (mark: ImageMark) => mark.label || t('imaging.unnamed')

  function show(mark: ImageMark) {
    setSelected(mark.id)
    stage.show(mark.anchor)
  }
  function use(mark: ImageMark) {
    const series = seriesOf(studies, mark.anchor)
    const place = placeOf(mark)
    const name = series ? seriesName({ series, part: null }) : ''
    const proof = proofOf(mark, format.decimal, name === '' || name === place ? place : `${name}, ${place}`)
    // Beside a report the proof goes behind the caret; elsewhere it waits in the tray.
    const isPut = embedded && useEvidence.getState().give(proof, caseId)
    if (!isPut) useEvidence.getState().offer(proof, caseId)
    useToasts.getState().show({ words: t(isPut ? 'imaging.panel.cited' : 'imaging.panel.used', { name: nameOf(mark) }) })
  }
  function copy(mark: ImageMark) {
    const series = seriesOf(studies, mark.anchor)
    const words = proofOf(mark, format.decimal, placeOf(mark)).label
    void navigator.clipboard.writeText(`[${words}, ${series ? seriesName({ series, part: null }) : ''}, ${placeOf(mark)}]`)
  }
  function remove(mark: ImageMark) {
    // The millimetres of the whole image rest on it.
    if (mark.type === 'measurement' && mark.calibration) {
      useToasts.getState().show({ words: t('imaging.calibration.takeBackFirst') })
      return
    }
    marks.remove(mark)
    setSelected(null)
    useToasts.getState().show({ words: t('imaging.panel.removed', { name: nameOf(mark) }), undo: () => marks.restore(mark) })
  }
  /** What the active viewer shows becomes a proof: the chosen mark that lies on it, else a key image of it. */
  function makeProof(inPlanes: boolean): void {
    const state = active()?.viewport.snapshot()
    const frame = state && state.shown !== null ? state.frames[state.shown] : undefined
    if (refusesMarks(frame)) return
    const isOnIt = selected !== null && (inPlanes || (frame?.instance.SOPInstanceUID === selected.anchor.SOPInstanceUID && frame.frame === selected.anchor.frame))
    const mark = isOnIt ? selected : (keyImage() ?? selected)
    if (mark) use(mark)
  }
  /** A mark on a slide would have no picture and no place that other programs read. */
  function refusesMarks(frame: StackFrame | undefined): boolean {
    if (frame?.slide) useToasts.getState().show({ words: t('imaging.slide.noMarks') })
    return frame?.slide !== undefined
  }
  function keyImage(): ImageMark | null {
    const handle = active()
    const state = handle?.viewport.snapshot()
    const frame = state && state.shown !== null ? state.frames[state.shown] : undefined
    if (!handle || !frame || !activeEntry || refusesMarks(frame)) return null
    const made = marks.keyImage(activeEntry, frame, handle.savedView())
    if (made) setSelected(made.id)
    return made
  }
  /** @param go how a mark is shown */
  function next(go: (mark: ImageMark) => void) {
    const at = marks.marks.findIndex((m) => m.id === selectedId)
    const following = marks.marks[(at + 1) % Math.max(1, marks.marks.length)]
    if (following) go(following)
  }
  /** On the next slice of the viewer that shows the region; a region of this name that is there already is gone to instead. */
  function continueRegion(region: Measurement) {
    const handle = active()
    const frames = handle?.viewport.snapshot().frames ?? []
    const at = indexOfFrame(frames, region.anchor)
    const next = frames[at + 1]
    if (!handle || at < 0) return
    if (!next) {
      useToasts.getState().show({ words: t('imaging.volume.lastSlice') })
      return
    }
    const there = marks.measurements.find((m) => m.label === region.label && m.author === region.author && m.anchor.SOPInstanceUID === next.instance.SOPInstanceUID && m.anchor.frame === next.frame)
    if (there) show(there)
    else handle.drawOn(at + 1, { type: region.shape.type, pixels: region.shape.points.pixels.map(([x, y]) => [x, y]), label: region.label })
  }
  return { selected, continueRegion, placeOf, show, use, copy, remove, keyImage, makeProof, next }
}

/** The stacks on the stage; the same list as long as only slice or look change. */
function useStacks(snapshots: readonly (ViewportSnapshot | null)[]): readonly (readonly StackFrame[])[] {
  const last = useRef<readonly (readonly StackFrame[])[]>([])
  const now = snapshots.flatMap((known) => (known ? [known.frames] : []))
  if (now.length !== last.current.length || now.some((one, n) => one !== last.current[n])) last.current = now
  return last.current
}
