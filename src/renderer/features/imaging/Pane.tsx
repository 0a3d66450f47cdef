// One viewer of the stage: reads its series, puts the instances into stack order, hands them to the viewport.
import { useCallback, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import type { Measurement } from '#shared/domain/annotation.ts'
import type { PixelPoint } from '#shared/domain/measuring.ts'
import { usePresentations, useSeries } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { studyDateWords } from '../../i18n/studyWords.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import type { DrawnShape } from '../../viewers/dicom/describeShape.ts'
import { DicomViewport, type ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { ShownStructure } from '../../viewers/dicom/structures/StructureLayer.tsx'
import type { ReadingAids } from '../../viewers/dicom/readingAids.ts'
import { keepingCamera, openAtView } from '../../viewers/dicom/openAtView.ts'
import { indexOfFrame, type StackFrame } from '../../viewers/dicom/stack.ts'
import type { Tool } from '../../viewers/dicom/tools.ts'
import type { OpenAt, ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import { framesOf } from './frames.ts'
import { frameNear } from './linkedScroll.ts'
import { asSeen, type Looks, lookOf } from './looks.ts'
import { entryKey, imagesOf, placeOf, seriesName } from './panes.ts'
import type { PaneRequest } from './stageState.ts'
import { UnshownFile } from './UnshownFile.tsx'

interface PaneProps {
  caseId: string
  request: PaneRequest
  /** How it was seen last, also while something else stood in its place. */
  looks: Looks
  isActive: boolean
  tool: Tool
  measurements: readonly Measurement[]
  selectedId: string | null
  readOnly: boolean
  hideText: boolean
  structures: readonly ShownStructure[]
  aids: ReadingAids
  toneOf(author: string): string | null
  onActivate(): void
  onState(state: ViewportSnapshot): void
  onSelect(id: string | null): void
  onDrawn(shape: DrawnShape, label?: string): void
  onChanged(measurement: Measurement, shape: DrawnShape): void
  onDelete(measurement: Measurement): void
  /** Shows the header of the active viewer's object; null where there is no place for it. */
  onHeader: (() => void) | null
  onLabel(measurement: Measurement, at: PixelPoint | null): void
  /** The viewport's handle, also for the room's commands. */
  handle: RefObject<ViewportHandle | null> | null
}

export function Pane({ caseId, request, looks, handle, onHeader, ...rest }: PaneProps) {
  const { study, series, stack } = request.entry
  const t = useT()
  const format = useFormat()
  const query = useSeries(caseId, placeOf(request.entry))
  const needs = query.data?.instances.some(({ presented }) => presented) ?? false
  const presentations = usePresentations(caseId, needs ? placeOf(request.entry) : null)
  const frames = useMemo(
    () => framesOf(query.data?.instances, stack, study.StudyInstanceUID, series.SeriesInstanceUID, presentations.data),
    [query.data, presentations.data, stack, study.StudyInstanceUID, series.SeriesInstanceUID],
  )
  const openAt = useMemo(() => openAtOf(frames, asSeen(looks, request)), [frames, request, looks])

  /** The measurement that is gone to; a key image is gone to as it was seen. */
  const mark = useMemo(
    () => rest.measurements.find(({ id, anchor }) => id === rest.selectedId && request.anchor !== null && anchor.SOPInstanceUID === request.anchor.SOPInstanceUID && anchor.frame === request.anchor.frame) ?? null,
    [rest.measurements, rest.selectedId, request.anchor],
  )
  const shown = useRef(request)
  useEffect(() => {
    if (shown.current === request) return
    const sameStack = entryKey(shown.current.entry) === entryKey(request.entry)
    shown.current = request
    const viewport = handle?.current?.viewport
    if (!sameStack || !openAt || !viewport || !(request.anchor || request.near?.window)) return
    viewport.open(frames, mark ? keepingCamera(openAt, viewport.snapshot()) : openAt)
  }, [request, frames, openAt, handle, mark])

  const [returned] = useState(() => (looks.has(request) ? request : null))
  const framed = useRef<PaneRequest | null>(returned)
  /** Once per request, as soon as slice, size and mark are known: after that the picture belongs to the reader. */
  const frameMark = useCallback(() => {
    const viewport = handle?.current?.viewport
    const snapshot = viewport?.snapshot()
    if (!mark || framed.current === request || snapshot?.shown !== openAt?.index || !snapshot?.size.width) return
    framed.current = request
    viewport?.bringIntoView(mark.shape.points.pixels)
  }, [request, mark, openAt, handle])
  useEffect(frameMark, [frameMark])

  const when = studyDateWords(study, t, format)
  const name = `${seriesName(request.entry)}, ${when}`
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (presentations.isError) return <ErrorState error={presentations.error} onRetry={() => void presentations.refetch()} />
  // A picture with tables of its own is not shown without them, not even for a moment.
  if (!query.data || (needs && !presentations.data)) return <LoadingLine what={t('imaging.reading', { count: imagesOf(request.entry) })} />
  if (frames.length === 0) return <EmptyState sentence={t('imaging.notDisplayable')} />
  if (!openAt) return <EmptyState sentence={t('imaging.unknownTarget')} />
  return (
    <DicomViewport
      {...rest}
      readOnly={rest.readOnly || frames[0]?.slide !== undefined}
      ref={handle}
      name={name}
      title={[when, seriesName(request.entry)]}
      frames={frames}
      modality={series.Modality}
      openAt={openAt}
      helpWith={({ instance }) => (
        <UnshownFile
          caseId={caseId}
          SOPInstanceUID={instance.SOPInstanceUID}
          onHeader={
            onHeader &&
            (() => {
              rest.onActivate()
              onHeader()
            })
          }
        />
      )}
      onState={(next) => {
        // A look of the request before must not become this one's beginning (H7).
        const look = shown.current === request ? lookOf(request.entry, next, handle?.current ?? null) : null
        if (look) looks.set(request, look)
        rest.onState(next)
        frameMark()
      }}
    />
  )
}

/** null when the anchor's frame is not in this stack: nothing else is shown in its place. */
function openAtOf(frames: readonly StackFrame[], { anchor, near, look }: PaneRequest): OpenAt | null {
  const seen = look?.anchor.kind === 'image' ? look.anchor : null
  const at = seen ? indexOfFrame(frames, seen) : -1
  const seenFrame = frames[at]
  if (!anchor && look && seen && seenFrame) {
    const { camera, ...rest } = openAtView(at, seenFrame, seen.view)
    const { rotation, flipHorizontal, flipVertical } = look
    return { ...rest, ...(camera && !look.isFitted ? { camera } : {}), turn: { rotation, flipHorizontal, flipVertical } }
  }
  if (!anchor) {
    const index = near && near.depthMm !== null ? frameNear(frames, near.depthMm) : -1
    return { index: index >= 0 ? index : isCine(frames) || frames[0]?.slide ? 0 : Math.floor(frames.length / 2), ...(near?.window ? { window: near.window } : {}) }
  }
  const index = indexOfFrame(frames, anchor)
  const frame = frames[index]
  return frame ? openAtView(index, frame, anchor.view) : null
}

function isCine(frames: readonly StackFrame[]): boolean {
  return (frames[0]?.instance.NumberOfFrames ?? 1) > 1
}
