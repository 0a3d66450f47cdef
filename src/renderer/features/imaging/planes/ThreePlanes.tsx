// A stack in three planes at right angles (and a PET's projection), alone or with a second volume over it. Composes; state and words are beside it.
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import type { Measurement } from '#shared/domain/annotation.ts'
import type { Vector3 } from '#shared/domain/vector.ts'
import { useFormat } from '../../../i18n/format.ts'
import { studyDateWords } from '../../../i18n/studyWords.ts'
import { useT } from '../../../i18n/useT.ts'
import { Button } from '@mantine/core'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorState } from '../../../ui/ErrorState.tsx'
import { LoadingLine } from '../../../ui/LoadingLine.tsx'
import { type ShownStructure, StructureLayer } from '../../../viewers/dicom/structures/StructureLayer.tsx'
import { PLANES, type PlaneName } from '../../../viewers/dicom/volume/planes.ts'
import { PlaneViewport } from '../../../viewers/dicom/volume/PlaneViewport.tsx'
import { hiddenOnPlane, PlaneMarks, type SeenPlane } from '../../../viewers/dicom/volume/PlaneMarks.tsx'
import type { VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'
import { entryKey, imagesOf, seriesName, type StackEntry } from '../panes.ts'
import { ColourBar } from './ColourBar.tsx'
import { fusionCandidates, mayNameOf, sharesSpace, usualFusion, valueScale } from './fusion.ts'
import { IsodoseLayer, useIsodose } from './IsodoseLayer.tsx'
import { PlanesToolbar } from './PlanesToolbar.tsx'
import { centred, initialPlanes, OPACITY, placedAt, type PlanesState, scrolled, stepMm, turnedBy, windowDragged } from './planesState.ts'
import type { PlanesStart } from '../seen.ts'
import type { Marks } from '../useMarks.ts'
import { textsOfPlane } from './planeWords.ts'
import { Projection } from './Projection.tsx'
import { type PlanesLook, planesLookOf } from './planesLook.ts'
import { usePlanesCommands } from './usePlanesCommands.ts'
import { usePlaneScenes } from './usePlaneScenes.ts'
import { useDrawing } from './useDrawing.ts'
import { useColours, useWindow } from './useShading.ts'
import { useVolume } from './useVolume.ts'

interface ThreePlanesProps {
  caseId: string
  studies: readonly ImagingStudy[]
  entry: StackEntry
  /** Where the reader was in the stack; null parts = the middle, the usual window. */
  start: PlanesStart
  structures: readonly ShownStructure[]
  structuresMenu: ReactNode
  marks: Marks
  selectedId: string | null
  onSelect(id: string): void
  onDelete(measurement: Measurement): void
  /** A region to draw again on the next cut, as soon as all slices are here. */
  continuing: Measurement | null
  onContinued(): void
  /** Asks for that; null = no region is chosen. */
  onContinue: (() => void) | null
  /** To the next mark. */
  onNext(): void
  toneOf(author: string): string | null
  hideText: boolean
  toggleHideText(): void
  /** Told of every step, to be remembered. */
  onLook(look: PlanesLook): void
  onClose(): void
}

const isComing = ({ loaded, failed, count }: { loaded: number; failed: number; count: number }) => loaded + failed < count

export function ThreePlanes(props: ThreePlanesProps) {
  const { caseId, entry, onClose } = props
  const t = useT()
  const base = useVolume(caseId, entry)
  if (base.error) return <ErrorState error={base.error} onRetry={onClose} />
  if (base.refusal) {
    return (
      <EmptyState sentence={t(`planes.refusal.${base.refusal}`)}>
        <Button variant="default" onClick={onClose}>
          {t('planes.close')}
        </Button>
      </EmptyState>
    )
  }
  if (!base.source) return <LoadingLine what={t('imaging.reading', { count: imagesOf(entry) })} />
  return <Planes key={entryKey(entry)} {...props} source={base.source} version={base.version} progress={base.progress} />
}

type PlanesProps = ThreePlanesProps & { source: VolumeSource; version: number; progress: { loaded: number; failed: number; count: number } }

function Planes({ caseId, studies, entry, start, structures, structuresMenu, marks, selectedId, onSelect, onDelete, continuing, onContinued, onContinue, onNext, toneOf, hideText, toggleHideText, onLook, onClose, source, version, progress }: PlanesProps) {
  const t = useT()
  const format = useFormat()
  const { grid } = source.volume
  const candidates = useMemo(() => fusionCandidates(entry, studies), [entry, studies])
  const [state, setState] = useState<PlanesState>(() => {
    const made = initialPlanes(grid, start.centre, source.modality === 'PT', start.axes)
    if (start.look) return { ...start.look, sizes: {} }
    const usual = usualFusion(entry, candidates)
    return {
      ...made,
      window: start.window,
      fusion: usual && { key: entryKey(usual), map: 'ember', opacity: OPACITY, high: null, lines: false, shift: [0, 0, 0] },
    }
  })
  useEffect(() => onLook(planesLookOf(state)), [state, onLook])
  const [probe, setProbe] = useState<Vector3 | null>(null)
  const area = useRef<HTMLDivElement>(null)
  // The slice viewer that had the keyboard is gone: the first plane takes it.
  useEffect(() => area.current?.querySelector<HTMLElement>('[data-plane]')?.focus({ preventScroll: true }), [])
  const overEntry = candidates.find((candidate) => entryKey(candidate) === state.fusion?.key) ?? null
  const over = useVolume(caseId, overEntry)
  const scale = useMemo(() => valueScale(source, state.suvKind), [source, state.suvKind])
  const overScale = useMemo(() => (over.source ? valueScale(over.source, state.suvKind) : null), [over.source, state.suvKind])
  const window = useWindow(source, scale, state.window, version)
  const colours = useColours(over.source, overScale, state.fusion, over.version)
  const isodose = useIsodose(over.source, over.version, state.fusion)
  const laid = useMemo(() => (over.source && colours && state.fusion && !state.fusion.lines ? { volume: over.source.volume, shading: colours, shift: state.fusion.shift } : null), [over.source, colours, state.fusion])
  const coming = isComing(progress) || (laid !== null && isComing(over.progress))
  const scenes = usePlaneScenes({ state, source, window, over: laid, versions: version + over.version * 1e6, isComing: coming })
  const change = useCallback((step: (old: PlanesState) => PlanesState) => setState(step), [])
  const selected = marks.measurements.find(({ id }) => id === selectedId)
  const drawing = useDrawing({ source, state, entry, marks, change, onSelect })
  usePlanesCommands({ state, grid, window, isCt: source.modality === 'CT', canFuse: candidates.length > 0, candidates, entry, marks, place: drawing.place, remove: selected ? () => onDelete(selected) : null, next: onNext, continueRegion: onContinue, change, toggleHideText, onClose })
  // A mark of the list was pressed while the planes are open: they go there and keep window, colours and zoom.
  const went = useRef(start)
  useEffect(() => {
    if (went.current === start) return
    went.current = start
    setState((old) => placedAt(old, grid, start))
  }, [start, grid])
  const mayName = useMemo(() => mayNameOf(source) || (over.source !== null && mayNameOf(over.source)), [source, over.source])
  const slices = useMemo(() => new Set(source.frames.map(({ instance }) => instance.SOPInstanceUID)), [source.frames])
  const isWhole = !isComing(progress)
  useEffect(() => {
    // Until the stage has come to the region's own volume, these are the planes of another.
    if (!continuing || !isWhole || !slices.has(continuing.anchor.SOPInstanceUID)) return
    onContinued()
    drawing.continueRegion(continuing)
  })
  const seenPlane = (plane: PlaneName): SeenPlane => ({
    plane: { origin: state.centre, ...state.planes[plane] },
    FrameOfReferenceUID: grid.FrameOfReferenceUID,
    reachMm: Math.max(stepMm(grid, state, plane), state.slab.mm) / 2 + 0.01,
    sliceAxes: (uid) => (slices.has(uid) ? { right: grid.row, down: grid.column } : null),
  })

  const when = studyDateWords(entry.study, t, format)
  const facts = {
    state,
    source,
    scale,
    window,
    title: [when, seriesName(entry)] as const,
    progress,
    over:
      over.source && overScale && overEntry
        ? { source: over.source, scale: overScale, title: seriesName(overEntry), progress: over.progress, isShifted: state.fusion?.shift.some((mm) => mm !== 0) ?? false, sharesSpace: sharesSpace(source, over.source) }
        : null,
    probe,
  }
  const functional = source.modality === 'PT' ? { source, scale } : over.source?.modality === 'PT' && overScale ? { source: over.source, scale: overScale } : null
  return (
    <>
      <PlanesToolbar state={state} source={source} window={window} candidates={candidates} over={facts.over} overRefusal={over.refusal} readOnly={marks.readOnly} change={change}>
        {structuresMenu}
      </PlanesToolbar>
      <div ref={area} className="i-planes" data-projection={functional !== null} data-loaded={progress.loaded} data-complete={progress.loaded === progress.count} data-fused={laid !== null && over.progress.loaded === over.progress.count}>
        {PLANES.map((plane) => (
          <PlaneViewport
            key={plane}
            name={`${t(`planes.name.${plane}`)}, ${seriesName(entry)}, ${when}`}
            plane={plane}
            planes={state.planes}
            scene={scenes[plane]}
            texts={textsOfPlane(t, format, plane, { ...facts, hiddenMarks: hiddenOnPlane(marks.measurements, seenPlane(plane)) })}
            tool={state.tool}
            isActive={state.active === plane}
            hideCrosshair={state.hideCrosshair}
            hideText={hideText}
            mayName={mayName}
            layer={(mapping, size) => (
              <>
                {!hideText && <StructureLayer shown={structures} world={{ ...mapping, FrameOfReferenceUID: grid.FrameOfReferenceUID }} />}
                {!hideText && (
                  <PlaneMarks
                    measurements={marks.measurements}
                    world={mapping}
                    seen={seenPlane(plane)}
                    size={size}
                    selectedId={selectedId}
                    readOnly={marks.readOnly}
                    toneOf={toneOf}
                    onSelect={onSelect}
                    onChanged={drawing.changed}
                    onDelete={onDelete}
                    onLabel={marks.putLabel}
                  />
                )}
                {isodose && overScale && <IsodoseLayer dose={isodose} scene={scenes[plane]} size={size} unit={overScale.unit} hideWords={hideText} />}
                {laid && colours && overScale && !hideText && <ColourBar colours={colours} scale={overScale} size={size} />}
              </>
            )}
            onSize={(size) => change((old) => ({ ...old, sizes: { ...old.sizes, [plane]: size } }))}
            onActivate={() => change((old) => (old.active === plane ? old : { ...old, active: plane }))}
            onCentre={(point) => change((old) => centred(old, grid, point))}
            onView={(view) => change((old) => ({ ...old, views: { ...old.views, [plane]: view } }))}
            onTurn={(degrees) => change((old) => turnedBy(old, plane, degrees))}
            onScroll={(slices) => change((old) => scrolled(old, grid, plane, slices))}
            onWindow={(dx, dy) => window && change((old) => ({ ...old, window: windowDragged(old.window ?? window, dx, dy) }))}
            onProbe={setProbe}
            onDrawn={drawing.draw}
          />
        ))}
        {functional && <Projection state={state} source={functional.source} scale={functional.scale} versions={version + over.version} isComing={coming} hideText={hideText} change={change} />}
      </div>
    </>
  )
}

