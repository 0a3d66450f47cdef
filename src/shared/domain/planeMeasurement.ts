// What is drawn on a plane cut through a volume: millimetres of the patient, whatever way the plane lies, and the values the plane shows inside a region. Pure.
import type { Measurement, MeasurementShape, RoiStatistics } from './annotation.ts'
import type { ImagingInstance } from './imagingStudy.ts'
import { imagePlane } from './imagePlane.ts'
import { measure, type Measured, type PixelPoint } from './measuring.ts'
import { reslice, type Volume } from './reslice.ts'
import { areaPixels, isRoi, outlineOf, roiStatistics, type RoiType } from './roi.ts'
import { add, cross, dot, lengthOf, scale, subtract, type Vector3 } from './vector.ts'
import { cornersOf, samplingMm, type VolumeGrid } from './volumeGrid.ts'

/** A plane with two axes of its own, unit vectors at right angles; what is drawn on it is [right, down], mm from its origin. */
export interface DrawingPlane {
  origin: Vector3
  right: Vector3
  down: Vector3
}

export interface PlaneMeasurement extends Measured {
  /** What was drawn, patient mm: as in `MeasurementShape`. */
  patient: [number, number, number][]
  /** The same on the slice the measurement is kept with, [column, row]: feet of the perpendiculars. */
  pixels: [number, number][]
  /** Of that slice among the instances: the nearest to the middle of what was drawn. */
  index: number
  plane: NonNullable<Measurement['plane']>
}

export function toPatient({ origin, right, down }: DrawingPlane, [u, v]: PixelPoint): [number, number, number] {
  const [x, y, z] = add(origin, add(scale(right, u), scale(down, v)))
  return [x, y, z]
}

export function toPlane({ origin, right, down }: DrawingPlane, point: Vector3): [number, number] {
  const from = subtract(point, origin)
  return [dot(from, right), dot(from, down)]
}

/** The plane a measurement was drawn on; null for one of a slice. */
export function drawingPlaneOf({ plane, shape }: Pick<Measurement, 'plane' | 'shape'>): DrawingPlane | null {
  const [origin, next] = shape.points.patient ?? []
  if (!plane || !origin) return null
  // Lines kept by an older version name no axis: any that lies in the plane draws them the same.
  const along = plane.right ?? (next ? subtract(next, origin) : null)
  const length = along ? lengthOf(along) : 0
  if (!along || length === 0) return null
  const right = scale(along, 1 / length)
  return { origin, right, down: cross(plane.normal, right) }
}

/** @param points [right, down], mm @returns numbers in the patient's millimetres, one decimal */
export function measureOnPlane(type: MeasurementShape['type'], points: readonly PixelPoint[]): Measured {
  const { values, spacingSource } = measure(type, points, { PixelSpacing: [1, 1] })
  return { values, spacingSource: spacingSource === 'none' ? 'none' : 'patientCoordinates' }
}

/**
 * @param points of the whole shape on the plane, mm @param instances of the volume, one frame each
 * @returns null without a frame of reference, without slices that say where they lie, or for a shape without extent
 */
export function planeMeasurement(type: MeasurementShape['type'], points: readonly PixelPoint[], plane: DrawingPlane, instances: readonly ImagingInstance[]): PlaneMeasurement | null {
  const [a, b] = points
  if (!a || (type !== 'text' && !(isRoi(type) ? areaPixels(type, points) > 0 : b && Math.hypot(b[0] - a[0], b[1] - a[1]) > 0))) return null
  const patient = points.map((point) => toPatient(plane, point))
  const middle = scale(patient.reduce<Vector3>(add, [0, 0, 0]), 1 / patient.length)
  const depths = instances.map((instance) => {
    const slice = imagePlane(instance)
    return slice ? Math.abs(slice.depthOf(middle) - slice.depth) : Number.POSITIVE_INFINITY
  })
  const index = depths.indexOf(Math.min(...depths))
  const slice = instances[index]
  const on = slice && imagePlane(slice)
  if (!on || !slice.FrameOfReferenceUID) return null
  const normal = cross(plane.right, plane.down)
  return {
    ...measureOnPlane(type, points),
    patient,
    pixels: patient.map((point) => on.toPixel(point)),
    index,
    plane: { normal: [...normal], right: [plane.right[0], plane.right[1], plane.right[2]] },
  }
}

/** The closed line of a region on its plane, patient mm. */
export function outlineInPatient(measurement: Pick<Measurement, 'plane' | 'shape'>): [number, number, number][] {
  const plane = drawingPlaneOf(measurement)
  const { type, points } = measurement.shape
  if (!plane || !isRoi(type) || !points.patient) return []
  return outlineOf(type, points.patient.map((point) => toPlane(plane, point))).map((point) => toPatient(plane, point))
}

/**
 * Of the samples of the plane whose centre lies inside the region. They lie one voxel edge apart, on the centres of the voxels where the plane keeps to the
 * volume's own directions; elsewhere they are the interpolated values that the picture shows.
 * @param factor to the unit, e.g. of uptake; 1 for modality values
 */
export function planeStatistics(type: RoiType, points: readonly PixelPoint[], plane: DrawingPlane, volume: Volume, unit: string, factor = 1): RoiStatistics | null {
  const { grid } = volume
  const [du, dv] = [samplingMm(grid, plane.right), samplingMm(grid, plane.down)]
  const [u0, v0] = toPlane(plane, firstVoxel(grid))
  /** Samples counted from the foot of the volume's first voxel. */
  const cellOf = ([u, v]: PixelPoint): PixelPoint => [(u - u0) / du, (v - v0) / dv]
  const cells = points.map(cellOf)
  const there = cornersOf(grid).map((corner) => cellOf(toPlane(plane, corner)))
  const bounds = ([0, 1] as const).map((n) => {
    const along = (of: readonly PixelPoint[]) => of.map((point) => point[n])
    return [Math.floor(Math.max(Math.min(...along(cells)), Math.min(...along(there)) - 1)), Math.ceil(Math.min(Math.max(...along(cells)), Math.max(...along(there)) + 1))] as const
  })
  const [[left, right], [top, bottom]] = bounds as [readonly [number, number], readonly [number, number]]
  const [columns, rows] = [right - left + 1, bottom - top + 1]
  if (columns < 1 || rows < 1) return null
  const samples = new Float32Array(columns * rows)
  const cut = { origin: toPatient(plane, [u0 + left * du, v0 + top * dv]), right: scale(plane.right, du), down: scale(plane.down, dv), columns, rows }
  reslice(volume, cut, { mode: 'maximum', mm: 0 }, samples)
  const valueAt = ([column, row]: PixelPoint) => {
    const value = samples[(row - top) * columns + column - left]
    return value === undefined || Number.isNaN(value) ? null : value * factor
  }
  return roiStatistics(type, cells, valueAt, unit, [left, right, top, bottom])
}

function firstVoxel(grid: VolumeGrid): Vector3 {
  const [layer] = grid.layers
  if (!layer) return grid.centre
  return add(add(scale(grid.row, layer.across), scale(grid.column, layer.down)), scale(grid.normal, layer.depth))
}
