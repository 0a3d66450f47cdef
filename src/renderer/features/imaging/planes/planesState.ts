// The state of the three planes and its pure steps: where the crosshair is, how the planes are turned, how thick they are, how they are shaded and fused.
import type { Slab } from '#shared/domain/reslice.ts'
import type { SuvKind } from '#shared/domain/suvScale.ts'
import { dot, type Vector3 } from '#shared/domain/vector.ts'
import { samplingMm, type VolumeGrid } from '#shared/domain/volumeGrid.ts'
import type { Window } from '#shared/domain/windowing.ts'
import type { Size } from '../../../viewers/dicom/camera.ts'
import type { ColourMapName } from '../../../viewers/dicom/volume/colourMaps.ts'
import { fittedView, moved, normalOfPlane, PLANES, type PlaneAxes, type PlaneName, type PlaneSet, type PlaneView, planesOf, planesThrough, turned } from '../../../viewers/dicom/volume/planes.ts'
import type { PlaneTool } from '../../../viewers/dicom/volume/planeTool.ts'

export interface Fusion {
  /** entryKey of the second stack. */
  key: string
  map: ColourMapName
  /** 0 to 1, at the end of the scale. */
  opacity: number
  /** End of the colour scale: SUV where it is known, else modality values; null = not set yet. */
  high: number | null
  /** Lines of equal dose instead of colours; only of a dose. */
  lines: boolean
  /** Moved by hand, patient mm. */
  shift: Vector3
}

export interface PlanesState {
  planes: PlaneSet
  centre: Vector3
  /** undefined until the viewport has a size or somebody zoomed: then the whole volume is shown. */
  views: Partial<Record<PlaneName, PlaneView>>
  sizes: Partial<Record<PlaneName, Size>>
  active: PlaneName
  tool: PlaneTool
  slab: Slab
  window: Window | null
  invert: boolean
  fusion: Fusion | null
  suvKind: SuvKind
  /** Turn of the projection about the long axis of the body, degrees. */
  turnDegrees: number
  hideCrosshair: boolean
}

export const OPACITY = 0.78
export const SLAB_STEPS_MM = [0, 5, 10, 20, 40] as const

/** @param centre where the reader was in the stack; null = middle of the volume */
export function initialPlanes(grid: VolumeGrid, centre: Vector3 | null, invert: boolean, axes: PlaneAxes | null): PlanesState {
  return {
    planes: axes ? planesThrough(grid, axes) : planesOf(grid),
    centre: centre ? insideOf(grid, centre) : grid.centre,
    views: {},
    sizes: {},
    active: 'axial',
    tool: 'crosshair',
    slab: { mode: 'maximum', mm: 0 },
    window: null,
    invert,
    fusion: null,
    suvKind: 'suvbw',
    turnDegrees: 0,
    hideCrosshair: false,
  }
}

export function viewOf(state: PlanesState, grid: VolumeGrid, plane: PlaneName): PlaneView {
  return planeView(state.views[plane], state.planes[plane], grid, state.sizes[plane])
}

/** The view a person chose, else the whole plane in its viewer. */
export function planeView(chosen: PlanesState['views'][PlaneName], axes: PlanesState['planes'][PlaneName], grid: VolumeGrid, size: PlanesState['sizes'][PlaneName]): PlaneView {
  return chosen ?? fittedView(axes, grid, size ?? { width: 1, height: 1 })
}

/** mm from one cut to the next along a plane's normal: the volume's own sampling in that direction. */
export function stepMm(grid: VolumeGrid, state: PlanesState, plane: PlaneName): number {
  return samplingMm(grid, normalOfPlane(state.planes[plane]))
}

/** Towards the head, the left and the back, as the letters of the other planes say; stops at the volume's ends. */
export function scrolled(state: PlanesState, grid: VolumeGrid, plane: PlaneName, slices: number): PlanesState {
  return centred(state, grid, moved(state.centre, normalOfPlane(state.planes[plane]), slices * stepMm(grid, state, plane)))
}

/** The crosshair stays inside the volume. */
export function centred(state: PlanesState, grid: VolumeGrid, point: Vector3): PlanesState {
  return { ...state, centre: insideOf(grid, point) }
}

function insideOf(grid: VolumeGrid, point: Vector3): Vector3 {
  const [first, last] = [grid.layers[0], grid.layers.at(-1)]
  if (!first || !last) return point
  const depth = clamp(dot(point, grid.normal), first.depth, last.depth)
  const share = last.depth === first.depth ? 0 : (depth - first.depth) / (last.depth - first.depth)
  const across = clamp(dot(point, grid.row), ...around(first.across, last.across, share, (grid.columns - 1) * grid.columnMm))
  const down = clamp(dot(point, grid.column), ...around(first.down, last.down, share, (grid.rows - 1) * grid.rowMm))
  const at = (n: 0 | 1 | 2) => grid.row[n] * across + grid.column[n] * down + grid.normal[n] * depth
  return [at(0), at(1), at(2)]
}

function around(first: number, last: number, share: number, extent: number): [number, number] {
  const start = first + (last - first) * share
  return [start, start + extent]
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

export function turnedBy(state: PlanesState, about: PlaneName, degrees: number): PlanesState {
  // Turned planes are fitted anew unless somebody chose their view.
  return { ...state, planes: turned(state.planes, about, degrees) }
}

/** At a place, in the plane that something was drawn on, thin: there it is to be seen. @param axes null = the volume's own planes */
export function placedAt(state: PlanesState, grid: VolumeGrid, { centre, axes }: { centre: Vector3 | null; axes: PlaneAxes | null }): PlanesState {
  const planes = axes ? planesThrough(grid, axes) : planesOf(grid)
  return { ...state, planes, centre: centre ? insideOf(grid, centre) : state.centre, slab: { ...state.slab, mm: 0 } }
}

/** Planes, views and thickness as at the beginning; crosshair and window stay. */
export function resetPlanes(state: PlanesState, grid: VolumeGrid): PlanesState {
  return { ...state, planes: planesOf(grid), views: {}, slab: { ...state.slab, mm: 0 }, turnDegrees: 0 }
}

export function nextPlane(plane: PlaneName): PlaneName {
  return PLANES[(PLANES.indexOf(plane) + 1) % PLANES.length] as PlaneName
}

/** The window moved by a drag: right widens, down brightens less. */
export function windowDragged(window: Window, dx: number, dy: number): Window {
  const step = Math.max(window.width, 1e-6) / 300
  return { ...window, center: window.center + dy * step, width: Math.max(window.voiFunction === 'LINEAR' ? 1 : 1e-6, window.width + dx * step) }
}
