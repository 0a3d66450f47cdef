// One plane of a volume: picture, crosshair with its handles, texts, pointer. Knows no feature: it is given a scene and calls back.
import { type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { edgeLetters } from '#shared/domain/orientation.ts'
import type { PixelPoint } from '#shared/domain/measuring.ts'
import { type DrawingPlane, toPlane } from '#shared/domain/planeMeasurement.ts'
import type { Vector3 } from '#shared/domain/vector.ts'
import { useT } from '../../../i18n/useT.ts'
import type { Size } from '../camera.ts'
import { MaskedPixels } from '../ViewportNotices.tsx'
import { Corner } from '../overlay/Corner.tsx'
import { barWords, scaleBar } from '../overlay/scaleBar.ts'
import { Crosshair } from './Crosshair.tsx'
import type { MeasuringTool } from '../tools.ts'
import { PlaneDraftMark, screenOf } from './PlaneMarks.tsx'
import { mappingOf, moved, type PlaneMapping, type PlaneName, type PlaneSet, type PlaneView } from './planes.ts'
import type { PlaneScene } from './planeScene.ts'
import { createPlaneSurface, type PlaneSurface } from './planeSurface.ts'
import { isPlaneMeasuring, type PlaneTool } from './planeTool.ts'
import { usePlaneDraft } from './usePlaneDraft.ts'
import '../dicom.css'

export interface PlaneTexts {
  topLeft: readonly string[]
  topRight: readonly string[]
  bottomLeft: readonly string[]
  bottomRight: readonly string[]
  warnings: readonly string[]
}

interface PlaneViewportProps {
  name: string
  plane: PlaneName
  planes: PlaneSet
  /** Everything to draw but size; a new object is drawn at once. */
  scene: PlaneScene
  texts: PlaneTexts
  tool: PlaneTool
  isActive: boolean
  /** A projection has no place of its own: no crosshair. */
  hideCrosshair: boolean
  hideText: boolean
  /** Its pictures may name the patient: covered while names are masked. */
  mayName: boolean
  /** Drawn over the picture between canvas and texts, in CSS pixels. */
  layer?: (mapping: PlaneMapping, size: Size) => React.ReactNode
  onSize(size: Size): void
  onActivate(): void
  onCentre(point: Vector3): void
  onView(view: PlaneView): void
  onTurn(degrees: number): void
  /** Slices to go on; positive along the plane's normal. */
  onScroll(slices: number): void
  onWindow(dx: number, dy: number): void
  onProbe(point: Vector3 | null): void
  /** Something was drawn: its points as [right, down] of this plane, mm. Absent = nothing is measured here: a projection has no depth. */
  onDrawn?(tool: MeasuringTool, points: PixelPoint[], plane: DrawingPlane): void
}

const WHEEL_STEP = 60

export function PlaneViewport(props: PlaneViewportProps) {
  const { name, plane, planes, scene, texts, tool, isActive, hideCrosshair, hideText, mayName, layer, onSize, onActivate, onCentre, onView, onTurn, onScroll, onWindow, onProbe, onDrawn } = props
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const surface = useRef<PlaneSurface | null>(null)
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  const [isCoarse, setCoarse] = useState(false)
  const axes = planes[plane]
  const mapping = mappingOf(axes, scene.view, scene.centre, size)
  const seen: DrawingPlane = { origin: scene.centre, ...axes }
  const drawing = usePlaneDraft(scene.view.pxPerMm, onDrawn && ((type, points) => onDrawn(type, points, seen)))
  const onSeen = (event: PointerEvent<HTMLElement>) => toPlane(seen, mapping.toPatient(within(event)))
  const drag = useRef<{ tool: PlaneTool; pointer: number; x: number; y: number; rest: number } | null>(null)
  const latest = useRef({ onSize, onScroll, onView, view: scene.view })
  latest.current = { onSize, onScroll, onView, view: scene.view }

  useLayoutEffect(() => {
    const element = box.current
    if (!canvas.current || !element) return
    const made = createPlaneSurface(canvas.current, () => setCoarse(false))
    surface.current = made
    const measure = () => {
      const next = { width: element.clientWidth, height: element.clientHeight }
      made.resize(next)
      setSize(next)
      latest.current.onSize(next)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      surface.current = null
    }
  }, [])

  useLayoutEffect(() => {
    if (size.width > 0) setCoarse(surface.current?.draw(scene) ?? false)
  }, [scene, size])

  useEffect(() => {
    const element = box.current
    if (!element) return
    let rest = 0
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const delta = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 40 : 1)
      if (event.ctrlKey || event.metaKey) {
        const { view, onView: change } = latest.current
        change({ ...view, pxPerMm: bounded(view.pxPerMm * Math.exp(-delta * 0.002)) })
        return
      }
      rest += delta
      const slices = Math.trunc(rest / WHEEL_STEP)
      if (slices === 0) return
      rest = Math.abs(delta) >= 100 ? 0 : rest - slices * WHEEL_STEP
      latest.current.onScroll(Math.abs(delta) >= 100 ? Math.sign(slices) : slices)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [])

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    onActivate()
    event.currentTarget.focus({ preventScroll: true })
    if (drag.current || event.defaultPrevented) return
    const used: PlaneTool = event.button === 1 ? 'pan' : event.button === 2 ? 'zoom' : tool
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { tool: used, pointer: event.pointerId, x: event.clientX, y: event.clientY, rest: 0 }
    if (isPlaneMeasuring(used)) drawing.begin(used, onSeen(event))
    if (used === 'crosshair') onCentre(mapping.toPatient(within(event)))
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    const now = drag.current
    if (!now) {
      onProbe(mapping.toPatient(within(event)))
      return
    }
    if (now.pointer !== event.pointerId) return
    const [dx, dy] = [event.clientX - now.x, event.clientY - now.y]
    now.x = event.clientX
    now.y = event.clientY
    const { view } = scene
    switch (now.tool) {
      case 'crosshair':
        onCentre(mapping.toPatient(within(event)))
        return
      case 'window':
        onWindow(dx, dy)
        return
      case 'pan':
        onView({ ...view, focus: moved(moved(view.focus, axes.right, -dx / view.pxPerMm), axes.down, -dy / view.pxPerMm) })
        return
      case 'zoom':
        onView({ ...view, pxPerMm: bounded(view.pxPerMm * Math.exp(-dy * 0.006)) })
        return
      case 'scroll': {
        now.rest += dy
        const slices = Math.trunc(now.rest / 6)
        now.rest -= slices * 6
        if (slices !== 0) onScroll(slices)
        return
      }
      default:
        drawing.move(onSeen(event))
    }
  }

  const letters = edgeLetters([...axes.right, ...axes.down], { rotationDegrees: 0, flipHorizontal: false, flipVertical: false })
  const bar = scaleBar(scene.view.pxPerMm, size.height * 0.3)
  const warnings = [...texts.warnings, ...(isCoarse ? [t('imaging.preview')] : [])]
  return (
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
      data-viewer="planes"
      data-plane={plane}
      data-coarse={isCoarse}
      data-named={mayName}
      onFocus={onActivate}
      onContextMenu={(event) => event.preventDefault()}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = null
        drawing.end()
      }}
      onPointerCancel={() => {
        drag.current = null
        drawing.cancel()
      }}
      onPointerLeave={() => onProbe(null)}
    >
      <canvas ref={canvas} className="d-canvas" aria-hidden />
      <svg className="d-overlay" width={size.width} height={size.height}>
        <title>{name}</title>
        {size.width > 0 && layer?.(mapping, size)}
        {drawing.draft && <PlaneDraftMark draft={drawing.draft} matrix={screenOf(mapping, seen)} size={size} />}
        {!hideCrosshair && size.width > 0 && <Crosshair plane={plane} planes={planes} mapping={mapping} centre={scene.centre} size={size} onTurn={onTurn} />}
        {!hideText && (
          <>
            <Corner x={12} y={22} anchor="start" lines={texts.topLeft} strong beside={{ lines: texts.topRight, width: size.width }} />
            <Corner x={size.width - 12} y={22} anchor="end" lines={texts.topRight} />
            <Corner x={12} y={size.height - 14 - 18 * Math.max(0, texts.bottomLeft.length - 1)} anchor="start" lines={texts.bottomLeft} />
            <Corner x={size.width - 12} y={size.height - 14 - 18 * Math.max(0, texts.bottomRight.length - 1)} anchor="end" lines={texts.bottomRight} />
          </>
        )}
        {!('refusal' in letters) && (
          <g data-letters={`${letters.left} ${letters.right} ${letters.top} ${letters.bottom}`}>
            <Corner x={12} y={size.height / 2 + 5} anchor="start" lines={[letters.left]} strong />
            <Corner x={size.width - 12} y={size.height / 2 + 5} anchor="end" lines={[letters.right]} strong />
            <Corner x={size.width / 2} y={20} anchor="middle" lines={[letters.top]} strong />
            <Corner x={size.width / 2} y={size.height - 12} anchor="middle" lines={[letters.bottom]} strong />
          </g>
        )}
        {bar && (
          <g className="d-scale">
            <title>{t('imaging.scaleBar', { length: barWords(bar.mm) })}</title>
            {(['d-core', 'd-line'] as const).map((kind) => (
              <path key={kind} className={kind} d={`M${size.width - 22} ${size.height / 2 + 28}h6v${bar.length}h-6`} />
            ))}
            <Corner x={size.width - 26} y={size.height / 2 + 32 + bar.length / 2} anchor="end" lines={[barWords(bar.mm)]} />
          </g>
        )}
        {/* Below the title: in a narrow plane both would stand on one line. */}
        <Corner x={size.width / 2} y={hideText ? 40 : 40 + 18 * Math.max(0, texts.topLeft.length - 1)} anchor="middle" tone="warn" lines={warnings} />
      </svg>
      {mayName && <MaskedPixels />}
    </div>
  )
}

const bounded = (pxPerMm: number) => Math.min(60, Math.max(0.05, pxPerMm))

function within(event: PointerEvent<HTMLElement>): [number, number] {
  const { left, top } = event.currentTarget.getBoundingClientRect()
  return [event.clientX - left, event.clientY - top]
}
