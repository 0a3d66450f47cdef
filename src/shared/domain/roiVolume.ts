// The volume of regions drawn on neighbouring slices under one name: areas times the distance of the slices. Pure; refuses instead of bridging what was not drawn.
import type { Measurement } from './annotation.ts'
import { type ImagingInstance, seriesKey } from './imagingStudy.ts'
import { imagePlane } from './imagePlane.ts'
import { drawingPlaneOf, toPlane } from './planeMeasurement.ts'
import { areaPixels, isRoi } from './roi.ts'
import { cross, dot, type Vector3 } from './vector.ts'
import { samplingMm, volumeGrid } from './volumeGrid.ts'

export type VolumeAnswer =
  | { mm3: number; slices: number }
  | { refusal: 'withoutGeometry' | 'irregularSpacing' | 'slicesBetween' | 'planesBetween'; slices: number }

/** Cosine of a fifth of a degree. */
const PARALLEL = 0.999994
/** Distances between slices may differ by so much, as in the rules for stacks. */
const SPACING_TOLERANCE = 0.01

/**
 * @param region one of the regions @param all measurements of the study @param instances images of the region's series
 * @returns null when no other slice has a region of this name by this author
 * @source Cavalieri's principle: the sum of the areas of equidistant sections times their distance
 */
export function roiVolume(region: Measurement, all: readonly Measurement[], instances: readonly ImagingInstance[]): VolumeAnswer | null {
  const named = all.filter((m) => isRoi(m.shape.type) && m.label === region.label && m.author === region.author && seriesKey(m.anchor) === seriesKey(region.anchor))
  if (region.plane) return planeVolume(region.plane.normal, region.label === '' ? [] : named, instances)
  const parts = named.filter(({ plane }) => plane === null)
  const images = new Map(instances.map((instance) => [instance.SOPInstanceUID, instance]))
  const slices = new Set(parts.map((m) => m.anchor.SOPInstanceUID)).size
  if (region.label === '' || slices < 2) return null
  const depths = depthsOf(instances)
  if (!depths || parts.some((m) => !images.has(m.anchor.SOPInstanceUID))) return { refusal: 'withoutGeometry', slices }
  const ordered = [...new Set(depths.values())].sort((a, b) => a - b)
  const gaps = ordered.slice(1).map((depth, n) => depth - (ordered[n] ?? 0))
  const used = parts.map((m) => ordered.indexOf(depths.get(m.anchor.SOPInstanceUID) ?? Number.NaN))
  const [first, last] = [Math.min(...used), Math.max(...used)]
  if (last - first + 1 !== new Set(used).size) return { refusal: 'slicesBetween', slices }
  // The slices on both sides belong to the distance too: the outermost section stands for its half beyond.
  const around = gaps.slice(Math.max(0, first - 1), last + 1)
  const spacing = around.reduce((sum, gap) => sum + gap, 0) / around.length
  if (around.some((gap) => Math.abs(gap - spacing) > SPACING_TOLERANCE * spacing)) return { refusal: 'irregularSpacing', slices }
  const areas = parts.map(({ anchor, shape }) => {
    const [rows, columns] = images.get(anchor.SOPInstanceUID)?.PixelSpacing ?? [0, 0]
    return isRoi(shape.type) ? areaPixels(shape.type, shape.points.pixels) * rows * columns : 0
  })
  return { mm3: areas.reduce((sum, area) => sum + area, 0) * spacing, slices }
}

/** Of regions on parallel cuts, one step of the volume's own sampling apart: their areas times that step. */
function planeVolume(normal: Vector3, regions: readonly Measurement[], instances: readonly ImagingInstance[]): VolumeAnswer | null {
  const parts = regions.flatMap((region) => {
    const { shape } = region
    const plane = drawingPlaneOf(region)
    if (!plane || !isRoi(shape.type) || !(Math.abs(dot(cross(plane.right, plane.down), normal)) > PARALLEL)) return []
    return [{ depth: dot(plane.origin, normal), area: areaPixels(shape.type, (shape.points.patient ?? []).map((point) => toPlane(plane, point))) }]
  })
  const grid = volumeGrid(instances)
  const step = 'refusal' in grid ? 0 : samplingMm(grid, normal)
  const depths = [...new Set(parts.map(({ depth }) => Math.round(depth * 1e4) / 1e4))].sort((a, b) => a - b)
  const slices = depths.length
  if (slices < 2) return null
  if (step === 0) return { refusal: 'withoutGeometry', slices }
  const gaps = depths.slice(1).map((depth, n) => depth - (depths[n] ?? 0))
  if (gaps.some((gap) => gap > step * (1 + SPACING_TOLERANCE))) return { refusal: 'planesBetween', slices }
  if (gaps.some((gap) => gap < step * (1 - SPACING_TOLERANCE))) return { refusal: 'irregularSpacing', slices }
  return { mm3: parts.reduce((sum, { area }) => sum + area, 0) * step, slices }
}

/** mm along the common normal by image; null when an image has no plane or the planes are not parallel in one frame of reference. */
function depthsOf(instances: readonly ImagingInstance[]): Map<string, number> | null {
  const [first] = instances
  const depths = new Map<string, number>()
  for (const instance of instances) {
    const plane = imagePlane(instance)
    const isParallel = instance.ImageOrientationPatient?.every((value, n) => Math.abs(value - (first?.ImageOrientationPatient?.[n] ?? Number.NaN)) < 1e-3)
    if (!plane || !isParallel || instance.FrameOfReferenceUID !== first?.FrameOfReferenceUID || instance.NumberOfFrames !== 1) return null
    depths.set(instance.SOPInstanceUID, Math.round(plane.depth * 1e4) / 1e4)
  }
  return depths.size > 1 ? depths : null
}
