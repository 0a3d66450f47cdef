// The imaging room: series, viewers, measurements. Composes; what happens in each part is in its own file.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ImagingStudy, ImagingSeries } from '#shared/domain/imagingStudy.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import { useEvidence } from '../../app/evidence.ts'
import { usePlace, type Target } from '../../app/place.ts'
import { useStudies } from '../../data/queries.ts'
import { useFormat } from '../../i18n/format.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { useToasts } from '../../ui/toasts.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { Tool } from '../../viewers/dicom/tools.ts'
import type { ViewportSnapshot } from '../../viewers/dicom/viewport.ts'
import { ImagingToolbar } from './ImagingToolbar.tsx'
import { imageAnchor, proofOf, type ImageMark } from './marks.ts'
import { MeasurementPanel } from './MeasurementPanel.tsx'
import { Pane } from './Pane.tsx'
import { entryKey, seriesName } from './panes.ts'
import { SeriesRail } from './SeriesRail.tsx'
import { useImagingCommands } from './useImagingCommands.ts'
import { useLinkedScroll } from './useLinkedScroll.ts'
import { useMarks } from './useMarks.ts'
import { useStage, type SeenNow } from './useStage.ts'
import './imaging.css'

/** How long the picture rests before the place is remembered. */
const REST_MS = 400

interface ImagingRoomProps {
  caseId: string
  /** SeriesInstanceUID to open; null = the newest study's largest stack. */
  open: string | null
  target: Target | null
  /** Beside the report: viewers only, and the place is not this room's to keep. */
  embedded?: boolean
}

export function ImagingRoom({ caseId, open, target, embedded = false }: ImagingRoomProps) {
  const t = useT()
  const studies = useStudies(caseId)
  if (studies.isError) return <ErrorState error={studies.error} onRetry={() => void studies.refetch()} />
  if (!studies.data) return <LoadingLine />
  if (studies.data.length === 0) return <EmptyState sentence={`${t('imaging.empty')} ${t('imaging.openBundle')}`} />
  return <OpenRoom key={caseId} caseId={caseId} open={open} target={target} embedded={embedded} studies={studies.data} />
}

function OpenRoom({ caseId, open, target, embedded, studies }: Required<ImagingRoomProps> & { studies: readonly ImagingStudy[] }) {
  const t = useT()
  const format = useFormat()
  const [tool, setTool] = useState<Tool>('window')
  const [hideText, setHideText] = useState(false)
  const [selectedId, setSelected] = useState<string | null>(null)
  const [snapshots, setSnapshots] = useState<readonly (ViewportSnapshot | null)[]>([null, null])
  const first = useRef<ViewportHandle>(null)
  const second = useRef<ViewportHandle>(null)
  const handles = useMemo(() => [first, second] as const, [])

  const written = useRef<Target | null>(null)
  const isOwn = useCallback((candidate: Target) => candidate === written.current, [])
  const onTarget = useCallback((reached: Target) => setSelected(reached.annotationId), [])
  const stage = useStage(studies, { open, target, isOwn, onTarget })
  const activePane = stage.panes[stage.active]
  const shownStudies = useMemo(() => [...new Set(stage.panes.map((p) => p.entry.study.StudyInstanceUID))], [stage.panes])
  const marks = useMarks(caseId, shownStudies)
  const link = useLinkedScroll(handles, stage.isCompare)
  const snapshot = snapshots[stage.active] ?? null
  const selected = marks.marks.find((m) => m.id === selectedId) ?? null
  const active = useCallback(() => handles[stage.active === 1 ? 1 : 0].current, [handles, stage.active])
  /** The layout was changed by key: the active viewer takes the keyboard again. */
  const refocus = useRef(false)
  useEffect(() => {
    const handle = active()
    if (!refocus.current || !handle) return
    refocus.current = false
    handle.focus()
  })
  usePlaceKeeping(embedded, activePane?.entry ?? null, snapshot, selectedId, active, written)

  const onState = useCallback(
    (pane: number, next: ViewportSnapshot) => {
      setSnapshots((old) => old.with(pane, next))
      link.follow(pane, next)
    },
    [link.follow],
  )

  const placeOf = useCallback(
    (mark: ImageMark): string => {
      for (const known of snapshots) {
        const index = known?.frames.findIndex((f) => f.instance.SOPInstanceUID === mark.anchor.SOPInstanceUID && f.frame === mark.anchor.frame) ?? -1
        if (known && index >= 0) return t('imaging.panel.slice', { n: index + 1, count: known.frames.length })
      }
      const series = seriesOf(studies, mark.anchor.SeriesInstanceUID)
      return series ? seriesName({ series, part: null }) : t('imaging.panel.otherSeries')
    },
    [snapshots, studies, t],
  )

  function show(mark: ImageMark) {
    setSelected(mark.id)
    stage.show(mark.anchor)
  }
  function use(mark: ImageMark) {
    useEvidence.getState().offer(proofOf(mark, format.decimal, placeOf(mark)), caseId)
    useToasts.getState().show({ words: t('imaging.panel.used', { name: mark.label || t('imaging.unnamed') }) })
  }
  function copy(mark: ImageMark) {
    const series = seriesOf(studies, mark.anchor.SeriesInstanceUID)
    const words = proofOf(mark, format.decimal, placeOf(mark)).label
    void navigator.clipboard.writeText(`[${words}, ${series ? seriesName({ series, part: null }) : ''}, ${placeOf(mark)}]`)
  }
  function remove(mark: ImageMark) {
    marks.remove(mark)
    setSelected(null)
    useToasts.getState().show({ words: t('imaging.panel.removed', { name: mark.label || t('imaging.unnamed') }), undo: () => marks.restore(mark) })
  }
  function keyImage(): ImageMark | null {
    const handle = active()
    const state = handle?.viewport.snapshot()
    const frame = state && state.shown !== null ? state.frames[state.shown] : undefined
    if (!handle || !frame || !activePane) return null
    const made = marks.keyImage(activePane.entry, frame, handle.savedView())
    if (made) setSelected(made.id)
    return made
  }
  /** Slice and window of the active viewer; its camera is left out, because another layout has another size. */
  function seenNow(): SeenNow {
    const handle = active()
    const frame = snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown] : undefined
    if (!handle || !frame || !activePane) return { anchor: null, near: null }
    const { study, series } = activePane.entry
    const view = handle.savedView()
    const depthMm = imagePlane(frame.instance)?.depth
    return {
      anchor: imageAnchor(
        { StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID: series.SeriesInstanceUID },
        frame,
        view && { ...view, centre: null },
      ),
      near: depthMm === undefined ? null : { depthMm, window: snapshot?.window ?? null },
    }
  }
  function nextMeasurement() {
    const at = marks.marks.findIndex((m) => m.id === selectedId)
    const next = marks.marks[(at + 1) % Math.max(1, marks.marks.length)]
    if (next) show(next)
  }

  useImagingCommands({
    active,
    isCt: activePane?.entry.series.Modality === 'CT',
    readOnly: marks.readOnly,
    isCompare: stage.isCompare,
    canLink: stage.isCompare,
    hasSelection: selected !== null,
    setTool,
    toggleHideText: () => setHideText((on) => !on),
    toggleLink: link.toggle,
    toggleCompare: () => {
      link.unlink()
      stage.toggleCompare(seenNow())
      refocus.current = true
    },
    otherViewer: () => {
      const other = stage.active === 0 ? 1 : 0
      stage.setActive(other)
      handles[other].current?.focus()
    },
    keyImage: () => void keyImage(),
    makeProof: () => {
      const mark = selected ?? keyImage()
      if (mark) use(mark)
    },
    nextMeasurement,
    removeSelected: () => {
      if (selected) remove(selected)
    },
    undo: () => activePane && marks.undo(activePane.entry),
    redo: () => activePane && marks.redo(activePane.entry),
  })

  const order = [stage.active, stage.active === 0 ? 1 : 0]
  return (
    <div className="i-room" data-embedded={embedded}>
      {!embedded && (
        <SeriesRail studies={studies} shown={order.flatMap((n) => (stage.panes[n] ? [entryKey(stage.panes[n].entry)] : []))} onOpen={stage.open} />
      )}
      <section className="i-stage" aria-label={t('imaging.viewers')} data-region tabIndex={-1}>
        <ImagingToolbar
          tool={tool}
          snapshot={snapshot}
          modality={activePane?.entry.series.Modality ?? ''}
          isCompare={stage.isCompare}
          isLinked={link.isLinked}
          offsetMm={link.offsetMm}
          linkProblem={link.problem ? t(`imaging.${link.problem}`) : null}
          readOnly={marks.readOnly}
        />
        {stage.unknownTarget ? (
          <EmptyState sentence={t('imaging.unknownTarget')} />
        ) : (
          <div className="i-panes" data-count={stage.panes.length}>
            {stage.panes.map((request, n) => (
              <Pane
                // biome-ignore lint/suspicious/noArrayIndexKey: a viewer is its place on the stage; what it shows changes inside
                key={n}
                handle={handles[n === 1 ? 1 : 0]}
                caseId={caseId}
                request={request}
                isActive={stage.active === n && stage.isCompare}
                tool={tool}
                measurements={marks.measurements}
                selectedId={selectedId}
                readOnly={marks.readOnly}
                hideText={hideText}
                onActivate={() => stage.setActive(n)}
                onState={(next) => onState(n, next)}
                onSelect={setSelected}
                onDrawn={(shape) => {
                  const made = marks.draw(request.entry, shape)
                  if (made) setSelected(made.id)
                }}
                onChanged={marks.change}
                onDelete={remove}
              />
            ))}
          </div>
        )}
      </section>
      {!embedded && (
        <MeasurementPanel
          marks={marks.marks}
          placeOf={placeOf}
          selectedId={selectedId}
          readOnly={marks.readOnly}
          ready={marks.ready}
          unreadable={marks.unreadable}
          onShow={show}
          onRename={marks.rename}
          onUse={use}
          onCopy={copy}
          onRemove={remove}
        />
      )}
    </div>
  )
}

function seriesOf(studies: readonly ImagingStudy[], uid: string): ImagingSeries | undefined {
  return studies.flatMap((s) => s.series).find((s) => s.SeriesInstanceUID === uid)
}

/** Remembers series, slice, window and selection once the picture rests, so that a crash returns exactly there. */
function usePlaceKeeping(
  embedded: boolean,
  entry: { study: ImagingStudy; series: ImagingSeries } | null,
  snapshot: ViewportSnapshot | null,
  selectedId: string | null,
  active: () => ViewportHandle | null,
  written: { current: Target | null },
): void {
  useEffect(() => {
    const frame = snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown] : undefined
    if (embedded || !entry || !frame || snapshot?.isPlaying) return
    const timer = setTimeout(() => {
      const place = { StudyInstanceUID: entry.study.StudyInstanceUID, SeriesInstanceUID: entry.series.SeriesInstanceUID }
      const target: Target = { anchor: imageAnchor(place, frame, active()?.savedView() ?? null), annotationId: selectedId }
      written.current = target
      usePlace.getState().adjust({ open: entry.series.SeriesInstanceUID, target })
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [embedded, entry, snapshot, selectedId, active, written])
}
