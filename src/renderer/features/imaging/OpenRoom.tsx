// The imaging room with its studies: series, viewers, side panel. Composes; what happens in each part is in its own file.
import { createRef, startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { Target } from '../../app/place.ts'
import type { ImagingRoomProps } from './roomProps.ts'
import { useT } from '../../i18n/useT.ts'
import type { ViewportHandle } from '../../viewers/dicom/DicomViewport.tsx'
import type { Tool } from '../../viewers/dicom/tools.ts'
import type { ViewportSnapshot } from '../../viewers/dicom/viewportState.ts'
import { CornerMenu } from './CornerMenu.tsx'
import { HangingEditor } from './hanging/HangingEditor.tsx'
import { HangingMenu } from './hanging/HangingMenu.tsx'
import { useHanging } from './hanging/useHanging.ts'
import { ImagingToolbar } from './ImagingToolbar.tsx'
import type { Looks } from './looks.ts'
import type { ImageMark } from './marks.ts'
import { Pane } from './Pane.tsx'
import { PaneGrid } from './PaneGrid.tsx'
import { useObjects } from './objects/useObjects.ts'
import { usePresentationView } from './objects/usePresentationView.ts'
import { WaveformView } from './objects/WaveformView.tsx'
import type { PlanesLook } from './planes/planesLook.ts'
import { ThreePlanes } from './planes/ThreePlanes.tsx'
import { entryKey, placeOf } from './panes.ts'
import { SidePanel } from './SidePanel.tsx'
import { SeriesRail } from './SeriesRail.tsx'
import { frameOf, type PlanesStart, planesStartOf, planesStartOfMark, seenOf } from './seen.ts'
import { MOST_VIEWERS, nextLayout, type Layout } from './stageState.ts'
import { useAuthorTones } from './useAuthorTones.ts'
import { useContinuing } from './useContinuing.ts'
import { useImagingCommands } from './useImagingCommands.ts'
import { useBeginning } from './useBeginning.ts'
import { useFill } from './useFill.ts'
import { useLinkedScroll } from './useLinkedScroll.ts'
import { useMarks } from './useMarks.ts'
import { usePlaceKeeping } from './usePlaceKeeping.ts'
import { useReadingAids } from './useReadingAids.ts'
import { useRoomMarks } from './useRoomMarks.ts'
import { StructuresMenu } from './StructuresMenu.tsx'
import { useStructureSets } from './useStructureSets.ts'
import { useStage } from './useStage.ts'

export function OpenRoom({ caseId, open, target, remembered, embedded, studies, onArchive }: Required<ImagingRoomProps> & { studies: readonly ImagingStudy[]; onArchive(): void }) {
  const t = useT()
  const [tool, setTool] = useState<Tool>('window')
  const [hideText, setHideText] = useState(false)
  /** Where the planes begin; null = slices are shown. */
  const begun = useBeginning({ open, target, remembered, embedded })
  const [planes, setPlanes] = useState<PlanesStart | null>(begun.planes)
  const [selectedId, setSelected] = useState<string | null>(begun.selectedId)
  const [snapshots, setSnapshots] = useState<readonly (ViewportSnapshot | null)[]>(() => Array.from({ length: MOST_VIEWERS }, () => null))
  const handles = useMemo(() => Array.from({ length: MOST_VIEWERS }, () => createRef<ViewportHandle>()), [])
  const handleOf = useCallback((n: number) => handles[n]?.current ?? null, [handles])

  const written = useRef<Target | null>(begun.written)
  /** The mark that was asked for from elsewhere. */
  const pointedAt = useRef<string | null>(begun.underPlanes || begun.written ? null : (target?.annotationId ?? null))
  const isOwn = useCallback((candidate: Target) => candidate === written.current, [])
  /** The place of an earlier run is where the planes were opened; any other image is looked at as a slice. */
  const onTarget = useCallback((reached: Target) => {
    setSelected(reached.annotationId)
    if (reached === begun.underPlanes) return
    setPlanes(null)
    pointedAt.current = reached.annotationId
  }, [begun])
  const stage = useStage(studies, { open, target, isOwn, onTarget, remembered })
  const activeEntry = stage.panes[stage.active]?.entry ?? null
  const shownStudies = useMemo(() => [...new Set(stage.panes.flatMap((p) => (p ? [p.entry.study.StudyInstanceUID] : [])))], [stage.panes])
  const marks = useMarks(caseId, shownStudies)
  // A proof of what was drawn on a plane opens that plane, as soon as the mark is known.
  useEffect(() => {
    const mark = marks.measurements.find(({ id }) => id === pointedAt.current)
    if (!mark) return
    pointedAt.current = null
    if (mark.plane) setPlanes(planesStartOfMark(mark))
  }, [marks.measurements])
  const toneOf = useAuthorTones(caseId)
  const structures = useStructureSets(caseId, studies, shownStudies)
  const structuresMenu = <StructuresMenu offered={structures.offered} onSet={structures.toggleSet} onStructure={structures.toggleStructure} />
  const link = useLinkedScroll(handleOf, stage.panes.length, stage.active)
  const objects = useObjects(caseId, studies)
  const { waveform } = objects
  const aids = useReadingAids({ snapshots, count: stage.panes.length, active: stage.active, placed: objects.marks, handleOf })
  const { isFilled, toggleFill } = useFill()
  const [isEditing, setEditing] = useState(false)
  const [hasTags, setTags] = useState(false)
  const hanging = useHanging({ studies, stage, entry: activeEntry, isFresh: begun.isFresh, snapshots, link: link.toggle, unlink: link.unlink, wasLinked: begun.linked })
  const snapshot = snapshots[stage.active] ?? null
  const shownFrame = frameOf(snapshot)
  const active = useCallback(() => handleOf(stage.active), [handleOf, stage.active])
  const presentation = usePresentationView({ studies, stage, snapshot, active })
  const room = useRoomMarks({ caseId, embedded, studies, marks, stage, snapshots, active, activeEntry, selectedId, setSelected })
  /** The layout was changed by key: the active viewer takes the keyboard again. */
  const refocus = useRef(false)
  useEffect(() => {
    const handle = active()
    if (!refocus.current || !handle) return
    refocus.current = false
    handle.focus()
  })
  const { layout, panes } = stage
  const [looks] = useState<Looks>(() => new WeakMap())
  const planesLook = useRef<PlanesLook | null>(null)
  const touch = usePlaceKeeping({ caseId, embedded, stage, looks, planes: { isOpen: planes !== null, look: planesLook }, selectedId, isLinked: link.isLinked, written })
  const onPlanesLook = useCallback(
    (look: PlanesLook) => {
      planesLook.current = look
      touch()
    },
    [touch],
  )

  const onState = useCallback(
    (pane: number, next: ViewportSnapshot) => {
      link.follow(pane, next)
      if (!next.isPlaying) touch()
      // Bars and panels may come a moment after the picture: drawn for every slice they cost a fast scroll half of its frames.
      startTransition(() => setSnapshots((old) => old.with(pane, next)))
    },
    [link.follow, touch],
  )

  /** What was drawn on a plane is shown there, at its own place. */
  function showMark(mark: ImageMark) {
    if (mark.type === 'measurement' && (mark.plane || planes)) setPlanes(planesStartOfMark(mark))
    room.show(mark)
  }
  const continuing = useContinuing({
    selected: room.selected, inPlanes: planes !== null, entry: activeEntry, snapshot, active, draw: room.continueRegion, showOnPlane: showMark,
    showOnSlice: (region) => {
      setPlanes(null)
      room.show(region)
    },
  })
  /** What stands on the screen; the room's own state may be a slice behind. */
  const shownNow = () => active()?.viewport.snapshot() ?? null
  const seenNow = () => seenOf(shownNow(), active(), activeEntry)
  function layOut(next: Layout) {
    link.unlink()
    stage.layOut(next, seenNow())
    refocus.current = true
  }

  useImagingCommands({
    active,
    inPlanes: planes !== null,
    openPlanes: () => setPlanes(planesStartOf(shownNow())),
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
    moreViewers: () => layOut(nextLayout(layout)),
    otherViewer: () => {
      const other = (stage.active + 1) % panes.length
      stage.setActive(other)
      handleOf(other)?.focus()
    },
    keyImage: () => void room.keyImage(),
    makeProof: () => room.makeProof(planes !== null),
    nextMeasurement: () => room.next(showMark),
    continueRegion: continuing.step,
    removeSelected: () => {
      if (room.selected) room.remove(room.selected)
    },
    undo: () => activeEntry && marks.undo(activeEntry),
    redo: () => activeEntry && marks.redo(activeEntry),
  })

  /** Viewers only. */
  const isAlone = embedded || isFilled
  /** Something else stands where the viewers would. */
  const isCovered = isEditing || waveform !== undefined || (planes !== null && activeEntry !== null)
  const order = [stage.active, ...panes.keys()].filter((n, at, all) => all.indexOf(n) === at)
  return (
    <div className="i-room" data-embedded={isAlone}>
      {!isAlone && <SeriesRail studies={studies} shown={order.flatMap((n) => (panes[n] ? [entryKey(panes[n].entry)] : []))} onOpen={stage.open} openObject={objects.open?.key ?? null} onObject={objects.show} onArchive={onArchive} />}
      <section className="i-stage" aria-label={t('imaging.viewers')} data-region tabIndex={-1}>
        {planes && activeEntry ? (
          <ThreePlanes
            caseId={caseId} studies={studies} entry={activeEntry} start={planes}
            structures={structures.visible} structuresMenu={structuresMenu}
            marks={marks} selectedId={selectedId} onSelect={setSelected} onDelete={room.remove} continuing={continuing.region} onContinued={continuing.end} onContinue={continuing.step} onNext={() => room.next(showMark)} toneOf={toneOf}
            hideText={hideText} toggleHideText={() => setHideText((on) => !on)}
            onLook={onPlanesLook}
            onClose={() => {
              planesLook.current = null
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
          readOnly={marks.readOnly || shownFrame?.slide !== undefined}
          onWindow={(window) => active()?.viewport.setWindow(window)}
          onTable={(n) => active()?.viewport.setVoiLut(n)}
        >
          {structuresMenu}
          {!embedded && <HangingMenu hanging={hanging} onEdit={() => setEditing(true)} />}
          <CornerMenu />
        </ImagingToolbar>
        )}
        {waveform && objects.open && <WaveformView waveform={waveform} name={objects.open.name} onClose={objects.open.close} />}
        {isEditing && <HangingEditor stage={stage} onClose={() => setEditing(false)} />}
        {!isCovered && (
          <PaneGrid stage={stage} onActivate={stage.setActive}>
            {(request, n) => (
              <Pane
                key={n}
                handle={handles[n] ?? null}
                caseId={caseId}
                request={request}
                looks={looks}
                isActive={stage.active === n && stage.isCompare}
                tool={tool}
                measurements={marks.measurements}
                selectedId={selectedId}
                readOnly={marks.readOnly}
                hideText={hideText}
                structures={structures.visible}
                aids={aids.of(n)}
                toneOf={toneOf}
                onHeader={isAlone ? null : () => setTags(true)}
                onActivate={() => stage.setActive(n)}
                onState={(next) => onState(n, next)}
                onSelect={setSelected}
                onDrawn={(shape, label) => {
                  const made = marks.draw(request.entry, shape, label)
                  if (made) setSelected(made.id)
                }}
                onChanged={marks.change}
                onDelete={room.remove}
                onLabel={marks.putLabel}
              />
            )}
          </PaneGrid>
        )}
      </section>
      {!isAlone && (
        <SidePanel
          tagged={hasTags && shownFrame && activeEntry ? { series: placeOf(activeEntry), frame: shownFrame } : null}
          onTagsClosed={() => {
            setTags(false)
            active()?.focus()
          }}
          object={objects.open && !waveform ? { open: objects.open, canShow: presentation.canShow, onShow: presentation.show } : null}
          measurements={{
            caseId, studies, marks: marks.marks, placeOf: room.placeOf, toneOf, calibrate: marks.calibrate, takeOver: marks.takeOver, onContinue: continuing.begin, selectedId, readOnly: marks.readOnly, ready: marks.ready, unreadable: marks.unreadable,
            onShow: showMark, onRename: marks.rename, onSet: marks.set, onUse: room.use, onCopy: room.copy, onRemove: room.remove,
          }}
        />
      )}
    </div>
  )
}
