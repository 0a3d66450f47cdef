// The volume of regions drawn on neighbouring slices under one name: areas times the distance of the slices. Pure; refuses instead of bridging what was not drawn.
import type { Measurement } from './annotation.ts'
import type { ImagingInstance } from './imagingStudy.ts'
import { imagePlane } from './imagePlane.ts'
import { areaPixels, isRoi } from './roi.ts'

export type VolumeAnswer =
  | { mm3: number; slices: number }
  | { refusal: 'withoutGeometry' | 'irregularSpacing' | 'slicesBetween'; slices: number }

/** Distances between slices may differ by so much, as in the rules for stacks. */
const SPACING_TOLERANCE = 0.01

/**
 * @param region one of the regions @param all measurements of the study @param instances images of the region's series
 * @returns null when no other slice has a region of this name by this author
 * @source Cavalieri's principle: the sum of the areas of equidistant sections times their distance
 */
export function roiVolume(region: Measurement, all: readonly Measurement[], instances: readonly ImagingInstance[]): VolumeAnswer | null {
  const parts = all.filter((m) => isRoi(m.shape.type) && m.label === region.label && m.author === region.author && m.anchor.SeriesInstanceUID === region.anchor.SeriesInstanceUID)
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
