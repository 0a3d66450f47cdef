// The imaging room: series, viewers, measurements. Composes; what happens in each part is in its own file.
import { createRef, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { Vector3 } from '#shared/domain/vector.ts'
import type { Window } from '#shared/domain/windowing.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import { middleOf } from '#shared/domain/lesionProposal.ts'
import type { StagePlace, Target } from '../../app/place.ts'
import { useStudies } from '../../data/queries.ts'
import { useT } from '../../i18n/useT.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { Tool } from '../../viewers/dicom/tools.ts'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import { CornerMenu } from './CornerMenu.tsx'
import { HangingEditor } from './hanging/HangingEditor.tsx'
import { HangingMenu } from './hanging/HangingMenu.tsx'
import { useHanging } from './hanging/useHanging.ts'
import { ImagingToolbar } from './ImagingToolbar.tsx'
import { imageAnchor, type ImageMark } from './marks.ts'
import { MeasurementPanel } from './MeasurementPanel.tsx'
import { Pane } from './Pane.tsx'
import { ThreePlanes } from './planes/ThreePlanes.tsx'
import { entryKey } from './panes.ts'
import { SeriesRail } from './SeriesRail.tsx'
import { LAYOUTS, MOST_VIEWERS, placeOfStage, type Layout, type SeenNow } from './stageState.ts'
import { useAuthorTones } from './useAuthorTones.ts'
import { useImagingCommands } from './useImagingCommands.ts'
import { useFill } from './useFill.ts'
import { useLinkedScroll } from './useLinkedScroll.ts'
import { useMarks } from './useMarks.ts'
import { usePlaceKeeping } from './usePlaceKeeping.ts'
import { useReadingAids } from './useReadingAids.ts'
import { useRoomMarks } from './useRoomMarks.ts'
import { StructuresMenu } from './StructuresMenu.tsx'
import { TagBrowser } from './tags/TagBrowser.tsx'
import { useStructureSets } from './useStructureSets.ts'
import { useStage } from './useStage.ts'
import './imaging.css'

interface PlanesStart {
  centre: Vector3 | null
  window: Window | null
}

interface ImagingRoomProps {
  caseId: string
  /** SeriesInstanceUID to open; null = the newest study's largest stack. */
  open: string | null
  target: Target | null
  /** Layout to return to. */
  remembered?: StagePlace | null
  /** Beside the report: viewers only, and the place is not this room's to keep. */
  embedded?: boolean
}

export function ImagingRoom({ caseId, open, target, remembered = null, embedded = false }: ImagingRoomProps) {
  const t = useT()
  const studies = useStudies(caseId)
  if (studies.isError) return <ErrorState error={studies.error} onRetry={() => void studies.refetch()} />
  if (!studies.data) return <LoadingLine />
  if (studies.data.length === 0) return <EmptyState sentence={`${t('imaging.empty')} ${t('imaging.openBundle')}`} />
  return <OpenRoom key={caseId} caseId={caseId} open={open} target={target} remembered={remembered} embedded={embedded} studies={studies.data} />
}

function OpenRoom({ caseId, open, target, remembered, embedded, studies }: Required<ImagingRoomProps> & { studies: readonly ImagingStudy[] }) {
  const t = useT()
  const [tool, setTool] = useState<Tool>('window')
  const [hideText, setHideText] = useState(false)
  /** Where the planes begin; null = slices are shown. */
  const [planes, setPlanes] = useState<PlanesStart | null>(remembered?.planes ? { centre: null, window: null } : null)
  const [selectedId, setSelected] = useState<string | null>(null)
  const [snapshots, setSnapshots] = useState<readonly (ViewportSnapshot | null)[]>(() => Array.from({ length: MOST_VIEWERS }, () => null))
  const handles = useMemo(() => Array.from({ length: MOST_VIEWERS }, () => createRef<ViewportHandle>()), [])
  const handleOf = useCallback((n: number) => handles[n]?.current ?? null, [handles])

  const written = useRef<Target | null>(null)
  const isOwn = useCallback((candidate: Target) => candidate === written.current, [])
  /** The place of an earlier run is where the planes were opened; any other image is looked at as a slice. */
  const remembering = useRef(remembered?.planes ? target : null)
  const onTarget = useCallback((reached: Target) => {
    setSelected(reached.annotationId)
    if (reached !== remembering.current) setPlanes(null)
  }, [])
  const stage = useStage(studies, { open, target, isOwn, onTarget, remembered })
  const activeEntry = stage.panes[stage.active]?.entry ?? null
  const shownStudies = useMemo(() => [...new Set(stage.panes.flatMap((p) => (p ? [p.entry.study.StudyInstanceUID] : [])))], [stage.panes])
  const marks = useMarks(caseId, shownStudies)
  const toneOf = useAuthorTones(caseId)
  const structures = useStructureSets(caseId, studies, shownStudies)
  const structuresMenu = <StructuresMenu offered={structures.offered} onSet={structures.toggleSet} onStructure={structures.toggleStructure} />
  const link = useLinkedScroll(handleOf, stage.panes.length, stage.active)
  const aids = useReadingAids({ snapshots, count: stage.panes.length, active: stage.active, handleOf })
  const { isFilled, toggleFill } = useFill()
  const [isEditing, setEditing] = useState(false)
  const [hasTags, setTags] = useState(false)
  const shownCount = snapshots.slice(0, stage.panes.length).filter((one, n) => one?.shown !== null && one !== null && stage.panes[n]).length
  const isFresh = useRef(!embedded && !remembered && !target && !open).current
  const hanging = useHanging({ studies, stage, entry: activeEntry, isFresh, shown: shownCount, link: link.toggle, unlink: link.unlink })
  const snapshot = snapshots[stage.active] ?? null
  const shownFrame = snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown] : undefined
  const active = useCallback(() => handleOf(stage.active), [handleOf, stage.active])
  const room = useRoomMarks({ caseId, studies, marks, stage, snapshots, active, activeEntry, selectedId, setSelected })
  /** The layout was changed by key: the active viewer takes the keyboard again. */
  const refocus = useRef(false)
  useEffect(() => {
    const handle = active()
    if (!refocus.current || !handle) return
    refocus.current = false
    handle.focus()
  })
  const { layout, panes } = stage
  const place = useMemo(() => placeOfStage({ layout, panes, active: stage.active, unknownTarget: false }, planes !== null), [layout, panes, stage.active, planes])
  usePlaceKeeping({ embedded, entry: activeEntry, snapshot, selectedId, active, stage: place, written })

  const onState = useCallback(
    (pane: number, next: ViewportSnapshot) => {
      setSnapshots((old) => old.with(pane, next))
      link.follow(pane, next)
    },
    [link.follow],
  )

  /** Slice and window of the active viewer; its camera is left out, because another layout has another size. */
  function seenNow(): SeenNow {
    const handle = active()
    const frame = shownFrame
    if (!handle || !frame || !activeEntry) return { anchor: null, near: null }
    const { study, series } = activeEntry
    const view = handle.savedView()
    const depthMm = imagePlane(frame.instance)?.depth
    return {
      anchor: imageAnchor({ StudyInstanceUID: study.StudyInstanceUID, SeriesInstanceUID: series.SeriesInstanceUID }, frame, view && { ...view, centre: null }),
      near: depthMm === undefined ? null : { depthMm, window: snapshot?.window ?? null },
    }
  }
  /** What was drawn on a plane is shown there, at its own place. */
  function showMark(mark: ImageMark) {
    if (mark.type === 'measurement' && (mark.plane || planes)) setPlanes({ centre: middleOf(mark), window: null })
    room.show(mark)
  }
  function openPlanes() {
    const frame = shownFrame
    const plane = frame && imagePlane(frame.instance)
    const middle = frame && plane ? plane.toPatient([(frame.instance.Columns - 1) / 2, (frame.instance.Rows - 1) / 2]) : null
    setPlanes({ centre: middle, window: snapshot?.windowOrigin === 'reader' ? snapshot.window : null })
  }
  function layOut(next: Layout) {
    link.unlink()
    stage.layOut(next, seenNow())
    refocus.current = true
  }

  useImagingCommands({
    active,
    inPlanes: planes !== null,
    openPlanes,
    isCt: activeEntry?.series.Modality === 'CT',
    readOnly: marks.readOnly,
    isCompare: stage.isCompare,
    canLink: stage.isCompare,
    hasSelection: room.selected !== null,
    setTool,
    toggleHideText: () => setHideText((on) => !on),
    toggleLink: link.toggle,
    toggleCompare: () => {
      link.unlink()
      stage.toggleCompare(seenNow())
      refocus.current = true
    },
    toggleLines: aids.toggleLines,
    toggleFill,
    showTags: () => setTags((on) => !on),
    moreViewers: () => {
      const at = LAYOUTS.findIndex(({ rows, columns }) => rows === layout.rows && columns === layout.columns)
      layOut(LAYOUTS[(at + 1) % LAYOUTS.length] ?? layout)
    },
    otherViewer: () => {
      const other = (stage.active + 1) % panes.length
      stage.setActive(other)
      handleOf(other)?.focus()
    },
    keyImage: () => void room.keyImage(),
    makeProof: () => {
      const mark = room.selected ?? room.keyImage()
      if (mark) room.use(mark)
    },
    nextMeasurement: room.next,
    removeSelected: () => {
      if (room.selected) room.remove(room.selected)
    },
    undo: () => activeEntry && marks.undo(activeEntry),
    redo: () => activeEntry && marks.redo(activeEntry),
  })

  const order = [stage.active, ...panes.keys()].filter((n, at, all) => all.indexOf(n) === at)
  return (
    <div className="i-room" data-embedded={embedded || isFilled}>
      {!embedded && !isFilled && <SeriesRail studies={studies} shown={order.flatMap((n) => (panes[n] ? [entryKey(panes[n].entry)] : []))} onOpen={stage.open} />}
      <section className="i-stage" aria-label={t('imaging.viewers')} data-region tabIndex={-1}>
        {planes && activeEntry ? (
          <ThreePlanes
            key={planes.centre?.join() ?? ''}
            caseId={caseId} studies={studies} entry={activeEntry} start={planes}
            structures={structures.visible} structuresMenu={structuresMenu}
            marks={marks} selectedId={selectedId} onSelect={setSelected} toneOf={toneOf}
            hideText={hideText} toggleHideText={() => setHideText((on) => !on)}
            onClose={() => {
              setPlanes(null)
              refocus.current = true
            }}
          />
        ) : (
        <ImagingToolbar
          tool={tool}
          snapshot={snapshot}
          modality={activeEntry?.series.Modality ?? ''}
          layout={layout}
          onLayout={layOut}
          isCompare={stage.isCompare}
          isLinked={link.isLinked}
          hasLines={aids.hasLines}
          isFilled={isFilled}
          offsetMm={link.offsetMm}
          linkProblem={link.problem ? t(`imaging.${link.problem}`) : null}
          readOnly={marks.readOnly}
          onWindow={(window) => active()?.viewport.setWindow(window)}
          onTable={(n) => active()?.viewport.setVoiLut(n)}
        >
          {structuresMenu}
          {!embedded && <HangingMenu hanging={hanging} onEdit={() => setEditing(true)} />}
          <CornerMenu />
        </ImagingToolbar>
        )}
        {isEditing && <HangingEditor stage={stage} onClose={() => setEditing(false)} />}
        {isEditing || (planes && activeEntry) ? null : stage.unknownTarget ? (
          <EmptyState sentence={t('imaging.unknownTarget')} />
        ) : (
          <div className="i-panes" data-rows={layout.rows} data-columns={layout.columns}>
            {panes.map((request, n) =>
              request ? (
                <Pane
                  // biome-ignore lint/suspicious/noArrayIndexKey: a viewer is its place on the stage; what it shows changes inside
                  key={n}
                  handle={handles[n] ?? null}
                  caseId={caseId}
                  request={request}
                  isActive={stage.active === n && stage.isCompare}
                  tool={tool}
                  measurements={marks.measurements}
                  selectedId={selectedId}
                  readOnly={marks.readOnly}
                  hideText={hideText}
                  structures={structures.visible}
                  aids={aids.of(n)} toneOf={toneOf}
                  onActivate={() => stage.setActive(n)}
                  onState={(next) => onState(n, next)}
                  onSelect={setSelected}
                  onDrawn={(shape, label) => {
                    const made = marks.draw(request.entry, shape, label)
                    if (made) setSelected(made.id)
                  }}
                  onChanged={marks.change}
                  onDelete={room.remove}
                />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: an empty viewer is its place on the stage
                <button key={n} type="button" className="i-empty t-2" data-active={stage.active === n} onClick={() => stage.setActive(n)}>
                  {t('imaging.chooseSeries')}
                </button>
              ),
            )}
          </div>
        )}
      </section>
      {!embedded && !isFilled && hasTags && shownFrame && activeEntry ? (
        <TagBrowser caseId={caseId} SeriesInstanceUID={activeEntry.series.SeriesInstanceUID} SOPInstanceUID={shownFrame.instance.SOPInstanceUID} onClose={() => {
          setTags(false)
          active()?.focus()
        }} />
      ) : !embedded && !isFilled && (
        <MeasurementPanel
          caseId={caseId}
          studies={studies}
          marks={marks.marks}
          placeOf={room.placeOf} toneOf={toneOf} calibrate={marks.calibrate} onContinue={room.continueRegion}
          selectedId={selectedId} readOnly={marks.readOnly} ready={marks.ready} unreadable={marks.unreadable}
          onShow={showMark}
          onRename={marks.rename}
          onSet={marks.set}
          onUse={room.use} onCopy={room.copy} onRemove={room.remove}
        />
      )}
    </div>
  )
}
