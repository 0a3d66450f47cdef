// From a shape drawn on a plane to all that an annotation needs, or why nothing can be measured there. Pure.
import type { PixelPoint } from '#shared/domain/measuring.ts'
import { type DrawingPlane, planeMeasurement, planeStatistics } from '#shared/domain/planeMeasurement.ts'
import { isRoi } from '#shared/domain/roi.ts'
import { suvFactor } from '#shared/domain/suvScale.ts'
import { SUV_UNIT } from '#shared/domain/suvTrend.ts'
import type { GridLimit } from '#shared/domain/volumeGrid.ts'
import { type DrawnShape, valueUnit } from '../../../viewers/dicom/describeShape.ts'
import type { MeasuringTool } from '../../../viewers/dicom/tools.ts'
import type { VolumeSource } from '../../../viewers/dicom/volume/volumeSource.ts'

/** Words of `planes`: in a thick cut a shape lies at no known depth; in a volume with holes or tilt its size would not be the patient's. */
export type DrawingRefusal = 'measureThin' | 'measureNoSpace' | 'measureLoading' | 'measureUnread' | `limit.${GridLimit}`

/** @param slabMm thickness of the planes, 0 = a thin cut @param points [right, down] on the plane, mm */
export function drawnOnPlane(source: VolumeSource, slabMm: number, type: MeasuringTool, points: PixelPoint[], plane: DrawingPlane): DrawnShape | { refusal: DrawingRefusal } {
  const { volume, frames, modality } = source
  const [limit] = type === 'arrow' || type === 'text' ? [] : volume.grid.limits
  const refusal = slabMm > 0 ? 'measureThin' : limit ? (`limit.${limit}` as const) : isRoi(type) ? withoutValues(source) : null
  if (refusal) return { refusal }
  const drawn = planeMeasurement(type, points, plane, frames.map(({ instance }) => instance))
  const frame = drawn && frames[drawn.index]
  if (!frame) return { refusal: 'measureNoSpace' }
  const factor = suvFactor(source.suv)
  const unit = factor === null ? valueUnit(frame.instance, modality) : SUV_UNIT
  const { index: _, ...shape } = drawn
  return { ...shape, frame, type, statistics: isRoi(type) ? planeStatistics(type, points, plane, volume, unit, factor ?? 1) : null, view: null }
}

/** A mean over slices of which some are not there would be a mean of something else. */
function withoutValues(source: VolumeSource): DrawingRefusal | null {
  const { loaded, failed, count } = source.progress()
  return failed > 0 ? 'measureUnread' : loaded < count ? 'measureLoading' : null
}
