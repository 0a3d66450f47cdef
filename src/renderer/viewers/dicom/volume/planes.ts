// Three planes at right angles through one point of the patient, how each is seen on its canvas, and the mapping between both. Pure; mm and CSS pixels.
import type { CutPlane } from '#shared/domain/reslice.ts'
import { cross, dot, lengthOf, scale, subtract, type Vector3 } from '#shared/domain/vector.ts'
import { cornersOf, type VolumeGrid } from '#shared/domain/volumeGrid.ts'
import type { Size } from '../camera.ts'
import type { WorldMapping } from '../world.ts'

export const PLANES = ['axial', 'coronal', 'sagittal'] as const
export type PlaneName = (typeof PLANES)[number]

/** Directions of a picture in the patient, unit vectors. */
export interface PlaneAxes {
  right: Vector3
  down: Vector3
}
export type PlaneSet = Readonly<Record<PlaneName, PlaneAxes>>

/** What is seen of one plane. */
export interface PlaneView {
  /** Patient point in the middle of the viewport; its depth is not used. */
  focus: Vector3
  pxPerMm: number
}

export function normalOfPlane({ right, down }: PlaneAxes): Vector3 {
  return cross(right, down)
}

/** The patient's planes, turned to the nearest axes of the acquisition, so that a slice of the volume is one of them. */
export function planesOf(grid: VolumeGrid): PlaneSet {
  const axes = [grid.row, grid.column, grid.normal]
  const x = nearestAxis(axes, [1, 0, 0])
  const z = nearestAxis(axes.filter((axis) => axis !== x.axis), [0, 0, 1])
  const left = x.direction
  const head = z.direction
  const back = cross(head, left)
  const feet = scale(head, -1)
  return { axial: { right: left, down: back }, coronal: { right: left, down: feet }, sagittal: { right: back, down: feet } }
}

function nearestAxis(axes: readonly Vector3[], to: Vector3): { axis: Vector3; direction: Vector3 } {
  const [axis] = [...axes].sort((a, b) => Math.abs(dot(b, to)) - Math.abs(dot(a, to)))
  const found = axis as Vector3
  return { axis: found, direction: scale(found, dot(found, to) < 0 ? -1 : 1) }
}

/** The volume's planes turned so that the nearest of them is the one with these axes; right angles stay. */
export function planesThrough(grid: VolumeGrid, axes: PlaneAxes): PlaneSet {
  const own = planesOf(grid)
  const normal = normalOfPlane(axes)
  const nearness = (name: PlaneName) => Math.abs(dot(normalOfPlane(own[name]), normal))
  const nearest = PLANES.reduce((best, name) => (nearness(name) > nearness(best) + 1e-9 ? name : best))
  const { right, down } = axes
  const back = { axial: down, coronal: normal, sagittal: right }[nearest]
  const feet = { axial: scale(normal, -1), coronal: down, sagittal: down }[nearest]
  const left = nearest === 'sagittal' ? scale(normal, -1) : right
  return { axial: { right: left, down: back }, coronal: { right: left, down: feet }, sagittal: { right: back, down: feet } }
}

/** The two other planes turned around the normal of this one; right angles stay. */
export function turned(set: PlaneSet, about: PlaneName, degrees: number): PlaneSet {
  const axis = normalOfPlane(set[about])
  const turn = (v: Vector3) => rotate(v, axis, (degrees * Math.PI) / 180)
  const of = (name: PlaneName): PlaneAxes => (name === about ? set[name] : { right: turn(set[name].right), down: turn(set[name].down) })
  return { axial: of('axial'), coronal: of('coronal'), sagittal: of('sagittal') }
}

/** Rodrigues' rotation, normalised against drift. */
function rotate(v: Vector3, axis: Vector3, radians: number): Vector3 {
  const [c, s] = [Math.cos(radians), Math.sin(radians)]
  const across = cross(axis, v)
  const along = dot(axis, v) * (1 - c)
  const at = (n: 0 | 1 | 2) => v[n] * c + across[n] * s + axis[n] * along
  const turnedVector: Vector3 = [at(0), at(1), at(2)]
  return scale(turnedVector, 1 / lengthOf(turnedVector))
}

export function isOblique(set: PlaneSet, grid: VolumeGrid): boolean {
  const own = planesOf(grid)
  return PLANES.some((name) => dot(normalOfPlane(set[name]), normalOfPlane(own[name])) < 1 - 1e-9)
}

/** The whole volume in view. */
export function fittedView(axes: PlaneAxes, grid: VolumeGrid, size: Size): PlaneView {
  const corners = cornersOf(grid)
  const extent = (direction: Vector3) => {
    const along = corners.map((corner) => dot(corner, direction))
    return Math.max(...along) - Math.min(...along) || 1
  }
  const pxPerMm = Math.min(size.width / (extent(axes.right) + grid.columnMm), size.height / (extent(axes.down) + grid.rowMm))
  return { focus: grid.centre, pxPerMm: pxPerMm > 0 && Number.isFinite(pxPerMm) ? pxPerMm : 1 }
}

/** World to canvas and back, for the plane through `centre`. */
export interface PlaneMapping extends Omit<WorldMapping, 'FrameOfReferenceUID'> {
  /** On the plane. */
  toPatient(at: readonly [number, number]): Vector3
}

export function mappingOf(axes: PlaneAxes, view: PlaneView, centre: Vector3, size: Size): PlaneMapping {
  const normal = normalOfPlane(axes)
  const base = onPlane(view.focus, centre, normal)
  const s = view.pxPerMm
  return {
    toScreen: (point) => {
      const from = subtract(point, base)
      return [size.width / 2 + dot(from, axes.right) * s, size.height / 2 + dot(from, axes.down) * s]
    },
    toPatient: ([x, y]) => moved(moved(base, axes.right, (x - size.width / 2) / s), axes.down, (y - size.height / 2) / s),
    distance: (point) => dot(subtract(point, centre), normal),
    normal,
    pxPerMm: s,
  }
}

function onPlane(point: Vector3, centre: Vector3, normal: Vector3): Vector3 {
  return moved(point, normal, dot(subtract(centre, point), normal))
}

export function moved(point: Vector3, direction: Vector3, mm: number): Vector3 {
  return [point[0] + direction[0] * mm, point[1] + direction[1] * mm, point[2] + direction[2] * mm]
}

/** The samples behind the canvas. @param pitch CSS pixels from sample to sample */
export function cutOf(axes: PlaneAxes, view: PlaneView, centre: Vector3, size: Size, pitch: number): CutPlane {
  const { toPatient } = mappingOf(axes, view, centre, size)
  const mm = pitch / view.pxPerMm
  return {
    origin: toPatient([pitch / 2, pitch / 2]),
    right: scale(axes.right, mm),
    down: scale(axes.down, mm),
    columns: Math.max(1, Math.ceil(size.width / pitch)),
    rows: Math.max(1, Math.ceil(size.height / pitch)),
  }
}

/** The line in which another plane cuts this picture, from edge to edge through the shared centre. */
export function cutLine(axes: PlaneAxes, other: PlaneAxes, mapping: PlaneMapping, centre: Vector3, size: Size): { from: [number, number]; to: [number, number] } | null {
  const along = cross(normalOfPlane(axes), normalOfPlane(other))
  const length = lengthOf(along)
  if (length < 1e-6) return null
  const direction = scale(along, 1 / length)
  const [x, y] = mapping.toScreen(centre)
  const [dx, dy] = [dot(direction, axes.right), dot(direction, axes.down)]
  const reach = size.width + size.height
  return { from: [x - dx * reach, y - dy * reach], to: [x + dx * reach, y + dy * reach] }
}
