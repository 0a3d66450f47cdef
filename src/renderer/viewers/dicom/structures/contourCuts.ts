// How an outline drawn on parallel planes looks in any picture: as itself where the picture lies in its plane, as the stretches it cuts elsewhere. Pure.
import type { Structure, StructureContour } from '#shared/domain/structures.ts'
import { dot, lengthOf, scale, type Vector3 } from '#shared/domain/vector.ts'
import type { WorldMapping } from '../world.ts'

interface MeasuredContour {
  closed: boolean
  points: readonly Vector3[]
  depth: number
}

export interface MeasuredStructure {
  number: number
  name: string
  colour: readonly [number, number, number] | null
  /** Across the planes of the contours, unit vector. */
  normal: Vector3
  /** mm from plane to plane; what each contour stands for. */
  spacingMm: number
  contours: readonly MeasuredContour[]
}

/** Beside this angle (cosine) a picture lies in the contours' planes. */
const PARALLEL = 0.9986
const USUAL_SPACING_MM = 3

export function measureStructure({ number, name, colour, contours }: Structure): MeasuredStructure {
  const all = contours.map(pointsOf)
  const normal = all.map(newell).find((n) => lengthOf(n) > 1e-6) ?? [0, 0, 1]
  const unit = scale(normal, 1 / lengthOf(normal))
  const measured = all.map((points, n) => ({ closed: contours[n]?.closed ?? true, points, depth: dot(points[0] as Vector3, unit) }))
  const depths = [...new Set(measured.map(({ depth }) => Math.round(depth * 100) / 100))].sort((a, b) => a - b)
  const gaps = depths.slice(1).map((depth, n) => depth - (depths[n] as number)).sort((a, b) => a - b)
  return { number, name, colour, normal: unit, spacingMm: gaps[gaps.length >> 1] ?? USUAL_SPACING_MM, contours: measured }
}

function pointsOf({ points }: StructureContour): Vector3[] {
  return Array.from({ length: Math.floor(points.length / 3) }, (_, n): Vector3 => [points[n * 3] as number, points[n * 3 + 1] as number, points[n * 3 + 2] as number])
}

/** Twice the area vector of a polygon: robust against points on one line. */
function newell(points: readonly Vector3[]): Vector3 {
  let [x, y, z] = [0, 0, 0]
  for (const [n, a] of points.entries()) {
    const b = points[(n + 1) % points.length] as Vector3
    x += (a[1] - b[1]) * (a[2] + b[2])
    y += (a[2] - b[2]) * (a[0] + b[0])
    z += (a[0] - b[0]) * (a[1] + b[1])
  }
  return [x, y, z]
}

export interface StructureCut {
  /** SVG path of whole outlines. */
  outline: string
  /** SVG path of stretches inside the structure, to be stroked as thick as `thicknessPx`. */
  stretches: string
  thicknessPx: number
}

export function cutStructure(structure: MeasuredStructure, world: WorldMapping): StructureCut {
  const lies = Math.abs(dot(structure.normal, world.normal)) >= PARALLEL
  if (lies) return { outline: outlines(structure, world), stretches: '', thicknessPx: 0 }
  const sine = Math.sqrt(1 - dot(structure.normal, world.normal) ** 2)
  return { outline: '', stretches: structure.contours.map((contour) => stretchesOf(contour, world)).join(''), thicknessPx: (structure.spacingMm / Math.max(0.05, sine)) * world.pxPerMm }
}

/** Contours of the plane nearest to the picture, as long as the picture lies within half a spacing of it. */
function outlines({ contours, spacingMm }: MeasuredStructure, world: WorldMapping): string {
  const near = contours.flatMap((contour) => {
    const distance = Math.abs(world.distance(contour.points[0] as Vector3))
    return distance <= spacingMm / 2 + 1e-3 ? [{ contour, distance }] : []
  })
  const nearest = Math.min(...near.map(({ distance }) => distance))
  return near
    .filter(({ distance }) => distance <= nearest + 1e-2)
    .map(({ contour: { points, closed } }) => points.map((p, n) => `${n === 0 ? 'M' : 'L'}${spell(world.toScreen(p))}`).join('') + (closed ? 'Z' : ''))
    .join('')
}

/** Where the picture's plane runs inside a closed contour: between its first and second crossing, its third and fourth, and so on. */
function stretchesOf({ points, closed }: MeasuredContour, world: WorldMapping): string {
  if (!closed) return ''
  const crossings: [number, number][] = []
  let before = world.distance(points.at(-1) as Vector3)
  for (const [n, point] of points.entries()) {
    const here = world.distance(point)
    if (before < 0 !== here < 0) {
      const from = points[(n + points.length - 1) % points.length] as Vector3
      const share = before / (before - here)
      const at = (axis: 0 | 1 | 2) => from[axis] + (point[axis] - from[axis]) * share
      crossings.push(world.toScreen([at(0), at(1), at(2)]))
    }
    before = here
  }
  const [first, second] = crossings
  if (!first || !second) return ''
  const along = (p: readonly [number, number]) => p[0] * (second[0] - first[0]) + p[1] * (second[1] - first[1])
  crossings.sort((a, b) => along(a) - along(b))
  let path = ''
  for (let n = 0; n + 1 < crossings.length; n += 2) path += `M${spell(crossings[n] as [number, number])}L${spell(crossings[n + 1] as [number, number])}`
  return path
}

const spell = ([x, y]: readonly [number, number]) => `${x.toFixed(1)} ${y.toFixed(1)}`
