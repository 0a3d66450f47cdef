// One image viewport: picture, overlay, pointer tools. Knows no feature, no contract: it is given frames and measurements and calls back.
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState, type ReactNode, type Ref } from 'react'
import type { Measurement, SavedView } from '#shared/domain/annotation.ts'
import { namedPixels } from '#shared/domain/board/namedPixels.ts'
import { calibrationOn, displaySpacing, proposeShape, spacingAttributes, type PixelPoint } from '#shared/domain/measuring.ts'
import { areaPixels, isRoi, simplified } from '#shared/domain/roi.ts'
import { useT } from '../../i18n/useT.ts'
import { apply, imageToScreen, inverse } from './camera.ts'
import { describeShape, type DrawnShape } from './describeShape.ts'
import { sharedFrameStore } from './loading/sharedStore.ts'
import { Magnifier } from './Magnifier.tsx'
import { CornerTexts } from './overlay/CornerTexts.tsx'
import { type Draft, DraftMark, MeasurementLayer } from './overlay/MeasurementLayer.tsx'
import { isOnFrame } from './overlay/measurementText.ts'
import { PlacedLayer } from './placed/PlacedLayer.tsx'
import type { ReadingAids } from './readingAids.ts'
import { ReferenceLayer } from './reference/ReferenceLayer.tsx'
import { reachOf, type StackFrame } from './stack.ts'
import { type ShownStructure, StructureLayer } from './structures/StructureLayer.tsx'
import { isMeasuringTool, type MeasuringTool, type Tool } from './tools.ts'
import { usePointerTools } from './usePointerTools.ts'
import { useSnapshot, useViewport } from './useViewport.ts'
import { savedViewOf } from './savedView.ts'
import { MaskedPixels, ViewportNotices } from './ViewportNotices.tsx'
import { worldOfSlice } from './world.ts'
import type { Viewport } from './viewport.ts'
import type { OpenAt, Probe, ViewportSnapshot } from './viewportState.ts'
import './dicom.css'

/** A region to draw again, under the same name. */
export interface Outline {
  type: MeasuringTool
  pixels: PixelPoint[]
  label: string
}

export interface ViewportHandle {
  viewport: Viewport
  /** How the slice is seen now; null before the first slice or for colour. */
  savedView(): SavedView | null
  /** Draws a measurement in the middle of the picture, for those who use no pointer. */
  placeMeasurement(type: MeasuringTool): void
  /** As the crosshair on the middle of the picture, for those who use no pointer. */
  pointAtMiddle(): void
  /** Goes to a slice and draws this outline there as soon as its pixels are on the screen. */
  drawOn(index: number, outline: Outline): void
  focus(): void
}

export interface DicomViewportProps {
  /** Accessible name, e.g. "CT chest, 24 May 2026". */
  name: string
  title: readonly [string, string]
  frames: readonly StackFrame[]
  modality: string
  openAt: OpenAt
  measurements: readonly Measurement[]
  selectedId: string | null
  tool: Tool
  isActive: boolean
  readOnly: boolean
  hideText: boolean
  /** Outlines in the patient's space to draw on the slice. */
  structures?: readonly ShownStructure[]
  aids: ReadingAids
  /** Whose single keys act while the picture has the focus; the imaging room's when left out. */
  owner?: string
  /** What helps with an object whose pixels no decoder here reads. */
  helpWith?: (frame: StackFrame) => ReactNode
  /** Colour of marks of other people, by author; null = one's own. */
  toneOf(author: string): string | null
  onActivate(): void
  onState(state: ViewportSnapshot): void
  onSelect(id: string | null): void
  /** @param label of a region that goes on; absent = the next free name */
  onDrawn(shape: DrawnShape, label?: string): void
  onChanged(measurement: Measurement, shape: DrawnShape): void
  onDelete(measurement: Measurement): void
  /** A label was put elsewhere, from the mark's first point; null = beside the mark again. Absent = labels stay where they are. */
  onLabel?(measurement: Measurement, at: PixelPoint | null): void
  ref?: Ref<ViewportHandle | null>
}

export function DicomViewport(props: DicomViewportProps) {
  const { name, title, frames, modality, openAt, measurements, selectedId, tool, isActive, readOnly, hideText, structures, aids, toneOf, owner = 'imaging', helpWith } = props
  const { onActivate, onState, onSelect, onDrawn, onChanged, onDelete, onLabel } = props
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const viewport = useViewport(box, canvas, { frames, modality, openAt, store: sharedFrameStore() })
  const snapshot = useSnapshot(viewport)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [probe, setProbe] = useState<Probe | null>(null)
  const [hasFocus, setFocused] = useState(false)
  const [pointer, setPointer] = useState<readonly [number, number] | null>(null)

  const shape = snapshot && viewport ? viewport.shapeAt(snapshot.shown ?? snapshot.index) : null
  const matrix = useMemo(() => (snapshot && shape ? imageToScreen(snapshot.camera, shape, snapshot.size) : null), [snapshot, shape])
  const shownFrame = snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown] : undefined
  const mayName = shownFrame !== undefined && namedPixels(shownFrame.instance, modality) !== 'none'
  const world = useMemo(() => (matrix && shownFrame ? worldOfSlice(shownFrame.instance, matrix) : null), [matrix, shownFrame])
  const onSlice = useMemo(
    () =>
      shownFrame
        ? measurements.filter((m) => isOnFrame(m, shownFrame.instance.SOPInstanceUID, shownFrame.frame, shownFrame.instance.FrameOfReferenceUID))
        : [],
    [measurements, shownFrame],
  )

  const report = useRef(onState)
  report.current = onState
  useEffect(() => {
    if (snapshot) report.current(snapshot)
  }, [snapshot])

  const savedView = useCallback((): SavedView | null => savedViewOf(viewport), [viewport])

  const calibration = useMemo(() => (shownFrame ? calibrationOn(measurements, shownFrame.instance.SOPInstanceUID) : null), [measurements, shownFrame])
  const describe = useCallback(
    (type: MeasuringTool, pixels: PixelPoint[]): DrawnShape | null => (shownFrame && viewport ? describeShape(viewport, shownFrame, modality, calibration, type, pixels) : null),
    [shownFrame, modality, calibration, viewport],
  )

  const reshape = useCallback(
    (m: Measurement, points: PixelPoint[]) => {
      const changed = describe(m.shape.type, points)
      if (changed) onChanged(m, changed)
    },
    [describe, onChanged],
  )
  const finish = useCallback(
    (type: MeasuringTool, [a, b]: readonly [PixelPoint, PixelPoint]) => {
      const spacing = shownFrame && displaySpacing(spacingAttributes(shownFrame.instance, modality, calibration))
      const drawn = describe(type, proposeShape(type, [a, b], spacing ? spacing.rows / spacing.columns : 1))
      if (drawn) onDrawn(drawn)
    },
    [shownFrame, modality, calibration, describe, onDrawn],
  )

  const [pending, setPending] = useState<(Outline & { index: number }) | null>(null)
  useEffect(() => {
    if (!pending || snapshot?.shown !== pending.index) return
    const drawn = describe(pending.type, pending.pixels)
    setPending(null)
    if (drawn) onDrawn(drawn, pending.label)
  }, [pending, snapshot?.shown, describe, onDrawn])

  const toImage = useCallback((at: readonly [number, number]): PixelPoint | null => (matrix ? apply(inverse(matrix), at) : null), [matrix])
  const { onPoint } = aids
  const pointAt = useCallback(
    (at: readonly [number, number]) => {
      const p = toImage(at)
      if (p && shownFrame) onPoint(shownFrame.instance, p)
    },
    [toImage, shownFrame, onPoint],
  )
  const pointing = usePointerTools(box, viewport, readOnly && isMeasuringTool(tool) ? 'window' : tool, {
    begin: (at) => {
      const p = toImage(at)
      if (p && isMeasuringTool(tool)) setDraft({ type: isRoi(tool) || tool === 'arrow' || tool === 'text' ? tool : 'length', points: tool === 'freehand' ? [p] : [p, p] })
    },
    move: (at) => {
      const p = toImage(at)
      if (p) setDraft((old) => (old?.points[0] ? { ...old, points: old.type === 'freehand' ? [...old.points, p] : [old.points[0], p] } : old))
    },
    end: (at) => {
      setDraft(null)
      const [a] = draft?.points ?? []
      const b = toImage(at)
      if (!a || !b || !matrix || !isMeasuringTool(tool)) return
      const [from, to] = [apply(matrix, a), apply(matrix, b)]
      const outline = tool === 'freehand' ? simplified([...(draft?.points ?? []), b]) : []
      const freehand = outline.length > 2 && areaPixels('freehand', outline) >= 4 ? describe('freehand', outline) : null
      // A click is not a measurement; only a text stands at one point.
      if (tool === 'freehand') freehand ? onDrawn(freehand) : onSelect(null)
      else if (tool !== 'text' && Math.hypot(to[0] - from[0], to[1] - from[1]) < 4) onSelect(null)
      else finish(tool, [a, b])
    },
    cancel: () => setDraft(null),
    point: pointAt,
  })

  useImperativeHandle<ViewportHandle | null, ViewportHandle | null>(
    props.ref,
    // Nobody holds a viewer that has no picture engine yet: a room of several viewers is drawn before the last of them is ready.
    () =>
      viewport && {
        viewport,
        savedView,
        placeMeasurement: (type: MeasuringTool) => {
          if (!snapshot || readOnly) return
          const [x, y] = snapshot.camera.centre
          const half = Math.round((shownFrame?.instance.Columns ?? 64) / 16)
          finish(type, [
            [Math.round(x) - half, Math.round(y)],
            [Math.round(x) + half, Math.round(y)],
          ])
        },
        pointAtMiddle: () => snapshot && pointAt([snapshot.size.width / 2, snapshot.size.height / 2]),
        drawOn: (index: number, outline: Outline) => {
          if (readOnly) return
          setPending({ ...outline, index })
          viewport.goTo(index)
        },
        focus: () => box.current?.focus(),
      },
    [viewport, savedView, snapshot, readOnly, shownFrame, finish, pointAt],
  )

  return (
    // An application region: arrow keys and single keys belong to the picture while it has the focus (look note §10).
    <div
      ref={box}
      className="d-viewport"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: role application takes the keyboard
      tabIndex={0}
      aria-label={name}
      aria-roledescription={t('imaging.viewport')}
      data-active={isActive}
      data-tool={tool}
      data-viewer={owner}
      data-named={mayName}
      data-shown={snapshot?.shown ?? ''}
      onFocus={() => {
        setFocused(true)
        onActivate()
      }}
      onBlur={() => setFocused(false)}
      onContextMenu={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        onActivate()
        // A button that stands in the picture's place is pressed; captured by the picture its click would never come.
        if (event.target instanceof Element && event.target.closest('button')) return
        event.currentTarget.focus({ preventScroll: true })
        pointing.onPointerDown(event)
      }}
      onPointerMove={(event) => {
        pointing.onPointerMove(event)
        const { left, top } = event.currentTarget.getBoundingClientRect()
        const place = [event.clientX - left, event.clientY - top] as const
        const at = toImage(place)
        setProbe(at && viewport ? viewport.probeAt(at) : null)
        if (tool === 'magnifier') setPointer(place)
      }}
      onPointerLeave={() => {
        setProbe(null)
        setPointer(null)
      }}
      onPointerUp={pointing.onPointerUp}
      onPointerCancel={pointing.onPointerCancel}
    >
      <canvas ref={canvas} className="d-canvas" aria-hidden />
      {snapshot && (
        <svg className="d-overlay" width={snapshot.size.width} height={snapshot.size.height}>
          <title>{name}</title>
          {world && structures && snapshot.failure === null && !hideText && <StructureLayer shown={structures} world={world} />}
          {world && shownFrame && snapshot.failure === null && !hideText && <ReferenceLayer slices={aids.slices} point={aids.point} world={world} reachMm={reachOf(snapshot.frames, snapshot.shown ?? 0)} />}
          {matrix && shownFrame && snapshot.failure === null && !hideText && aids.placed && <PlacedLayer marks={aids.placed} frame={shownFrame} matrix={matrix} />}
          {matrix && shownFrame && snapshot.failure === null && !hideText && (
            <MeasurementLayer
              measurements={onSlice}
              instance={shownFrame.instance}
              modality={modality}
              calibration={calibration}
              toneOf={toneOf}
              matrix={matrix}
              size={snapshot.size}
              selectedId={selectedId}
              readOnly={readOnly}
              onSelect={onSelect}
              onChanged={reshape}
              onDelete={onDelete}
              onLabel={onLabel}
            />
          )}
          {matrix && shownFrame && draft && snapshot.failure === null && !hideText && <DraftMark draft={draft} instance={shownFrame.instance} modality={modality} calibration={calibration} matrix={matrix} size={snapshot.size} />}
          <CornerTexts
            snapshot={snapshot}
            modality={modality}
            calibration={calibration}
            title={title}
            hideText={hideText}
            facts={aids.facts}
            hiddenMarks={hideText ? onSlice.length : onSlice.filter((m) => m.hidden).length}
            probe={probe}
          />
        </svg>
      )}
      {tool === 'magnifier' && (pointer !== null || hasFocus) && viewport && snapshot && snapshot.shown !== null && snapshot.failure === null && <Magnifier viewport={viewport} snapshot={snapshot} at={pointer} />}
      {mayName && <MaskedPixels />}
      <ViewportNotices snapshot={snapshot} onRetry={() => viewport?.retry()} helpWith={helpWith} />
    </div>
  )
}
