// One image viewport: picture, overlay, pointer tools. Knows no feature, no contract: it is given frames and measurements and calls back.
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react'
import type { Measurement, SavedView } from '#shared/domain/annotation.ts'
import { undecodedName } from '#shared/codecs/transferSyntaxes.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import { displaySpacing, measure, proposeShape, spacingAttributes, type PixelPoint } from '#shared/domain/measuring.ts'
import { areaPixels, isRoi, roiStatistics, simplified } from '#shared/domain/roi.ts'
import { Button } from '@mantine/core'
import { useT } from '../../i18n/useT.ts'
import { LoadingLine } from '../../ui/LoadingLine.tsx'
import { StatusIcon } from '../../ui/StatusIcon.tsx'
import { apply, imageToScreen, inverse } from './camera.ts'
import { sharedFrameStore } from './loading/sharedStore.ts'
import { CornerTexts } from './overlay/CornerTexts.tsx'
import { MeasurementLayer, type Draft } from './overlay/MeasurementLayer.tsx'
import { isOnFrame } from './overlay/measurementText.ts'
import type { StackFrame } from './stack.ts'
import { type ShownStructure, StructureLayer } from './structures/StructureLayer.tsx'
import { isMeasuringTool, type MeasuringTool, type Tool } from './tools.ts'
import { usePointerTools } from './usePointerTools.ts'
import { useSnapshot, useViewport } from './useViewport.ts'
import { worldOfSlice } from './world.ts'
import type { OpenAt, Viewport, ViewportSnapshot } from './viewport.ts'
import './dicom.css'

/** A shape as it was drawn, with all that an annotation needs of its image. */
export interface DrawnShape {
  frame: StackFrame
  type: MeasuringTool
  pixels: PixelPoint[]
  patient: [number, number, number][] | null
  values: string[]
  spacingSource: Measurement['spacingSource']
  /** Of a region; null for other shapes and colour. */
  statistics: Measurement['statistics']
  view: SavedView | null
}

export interface ViewportHandle {
  viewport: Viewport
  /** How the slice is seen now; null before the first slice or for colour. */
  savedView(): SavedView | null
  /** Draws a measurement in the middle of the picture, for those who use no pointer. */
  placeMeasurement(type: MeasuringTool): void
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
  onActivate(): void
  onState(state: ViewportSnapshot): void
  onSelect(id: string | null): void
  onDrawn(shape: DrawnShape): void
  onChanged(measurement: Measurement, shape: DrawnShape): void
  onDelete(measurement: Measurement): void
  ref?: Ref<ViewportHandle>
}

export function DicomViewport(props: DicomViewportProps) {
  const { name, title, frames, modality, openAt, measurements, selectedId, tool, isActive, readOnly, hideText, structures } = props
  const { onActivate, onState, onSelect, onDrawn, onChanged, onDelete } = props
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const viewport = useViewport(box, canvas, { frames, modality, openAt, store: sharedFrameStore() })
  const snapshot = useSnapshot(viewport)
  const [draft, setDraft] = useState<Draft | null>(null)
  const [probe, setProbe] = useState<number | null>(null)

  const shape = snapshot && viewport ? viewport.shapeAt(snapshot.shown ?? snapshot.index) : null
  const matrix = useMemo(() => (snapshot && shape ? imageToScreen(snapshot.camera, shape, snapshot.size) : null), [snapshot, shape])
  const shownFrame = snapshot && snapshot.shown !== null ? snapshot.frames[snapshot.shown] : undefined
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

  const describe = useCallback(
    (type: MeasuringTool, pixels: PixelPoint[]): DrawnShape | null => {
      if (!shownFrame) return null
      const plane = imagePlane(shownFrame.instance)
      return {
        frame: shownFrame,
        type,
        pixels,
        patient: plane ? pixels.map((p) => plane.toPatient(p)) : null,
        ...measure(type, pixels, spacingAttributes(shownFrame.instance, modality)),
        statistics: viewport && isRoi(type) ? roiStatistics(type, pixels, viewport.valueAt, shownFrame.instance.RescaleType ?? (modality === 'CT' ? 'HU' : '')) : null,
        view: savedView(),
      }
    },
    [shownFrame, modality, savedView, viewport],
  )

  const finish = useCallback(
    (type: MeasuringTool, [a, b]: readonly [PixelPoint, PixelPoint]) => {
      const spacing = shownFrame && displaySpacing(spacingAttributes(shownFrame.instance, modality))
      const drawn = describe(type, proposeShape(type, [a, b], spacing ? spacing.rows / spacing.columns : 1))
      if (drawn) onDrawn(drawn)
    },
    [shownFrame, modality, describe, onDrawn],
  )

  const toImage = (at: readonly [number, number]): PixelPoint | null => (matrix ? apply(inverse(matrix), at) : null)
  const pointer = usePointerTools(box, viewport, readOnly && isMeasuringTool(tool) ? 'window' : tool, {
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
  })

  useImperativeHandle(
    props.ref,
    () =>
      ({
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
        focus: () => box.current?.focus(),
      }) as ViewportHandle,
    [viewport, savedView, snapshot, readOnly, shownFrame, finish],
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
      data-viewer="imaging"
      data-shown={snapshot?.shown ?? ''}
      onFocus={onActivate}
      onContextMenu={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        onActivate()
        event.currentTarget.focus({ preventScroll: true })
        pointer.onPointerDown(event)
      }}
      onPointerMove={(event) => {
        pointer.onPointerMove(event)
        const { left, top } = event.currentTarget.getBoundingClientRect()
        const at = toImage([event.clientX - left, event.clientY - top])
        setProbe(at && viewport ? viewport.valueAt(at) : null)
      }}
      onPointerLeave={() => setProbe(null)}
      onPointerUp={pointer.onPointerUp}
      onPointerCancel={pointer.onPointerCancel}
    >
      <canvas ref={canvas} className="d-canvas" aria-hidden />
      {snapshot && (
        <svg className="d-overlay" width={snapshot.size.width} height={snapshot.size.height}>
          <title>{name}</title>
          {world && structures && snapshot.failure === null && !hideText && <StructureLayer shown={structures} world={world} />}
          {matrix && shownFrame && snapshot.failure === null && !hideText && (
            <MeasurementLayer
              measurements={onSlice}
              draft={draft}
              instance={shownFrame.instance}
              modality={modality}
              matrix={matrix}
              size={snapshot.size}
              selectedId={selectedId}
              readOnly={readOnly}
              onSelect={onSelect}
              onChanged={(m, points) => {
                const changed = describe(m.shape.type, points)
                if (changed) onChanged(m, changed)
              }}
              onDelete={onDelete}
            />
          )}
          <CornerTexts
            snapshot={snapshot}
            modality={modality}
            title={title}
            hideText={hideText}
            hiddenMarks={hideText ? onSlice.length : onSlice.filter((m) => m.hidden).length}
            probe={probe}
          />
        </svg>
      )}
      {snapshot?.shown === null && snapshot.frames.length > 0 && (
        <div className="d-state">
          <LoadingLine what={t('imaging.reading', { count: snapshot.frames.length })} />
        </div>
      )}
      {snapshot?.failure && (
        <div className="d-state" role="alert">
          <StatusIcon status="bad" size={18} />
          <strong>{t('imaging.sliceFailed', { n: snapshot.index + 1 })}</strong>
          <span className="t-2">
            {snapshot.failure === 'syntaxNotSupported' && shownFrame ? `${undecodedName(shownFrame.instance.TransferSyntaxUID)}. ` : ''}
            {t(`imaging.failure.${snapshot.failure}`)}
          </span>
          <Button onClick={() => viewport?.retry()}>{t('common.tryAgain')}</Button>
        </div>
      )}
      <RestingSlice snapshot={snapshot} />
    </div>
  )
}

/** Says the slice once scrolling has rested for half a second. */
function RestingSlice({ snapshot }: { snapshot: ViewportSnapshot | null }) {
  const t = useT()
  const [said, setSaid] = useState('')
  const shown = snapshot?.shown ?? null
  const count = snapshot?.frames.length ?? 0
  const playing = snapshot?.isPlaying ?? false
  useEffect(() => {
    if (shown === null || playing) return
    const timer = setTimeout(() => setSaid(t('imaging.sliceOf', { n: shown + 1, count })), 500)
    return () => clearTimeout(timer)
  }, [shown, count, playing, t])
  return (
    <span className="d-said" role="status">
      {said}
    </span>
  )
}

function savedViewOf(viewport: Viewport | null): SavedView | null {
  const snapshot = viewport?.snapshot()
  if (!snapshot?.window || snapshot.shown === null) return null
  const instance = snapshot.frames[snapshot.shown]?.instance
  const plane = instance ? imagePlane(instance) : null
  return {
    windowCenter: snapshot.window.center,
    windowWidth: snapshot.window.width,
    zoom: snapshot.camera.scale,
    centre: plane ? plane.toPatient([...snapshot.camera.centre]) : null,
    invert: snapshot.invert,
  }
}
