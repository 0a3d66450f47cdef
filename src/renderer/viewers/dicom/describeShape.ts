// From a shape drawn on a slice to everything an annotation needs of its image: place in the patient, values with their source, statistics, view.
import type { Measurement, SavedView } from '#shared/domain/annotation.ts'
import { imagePlane } from '#shared/domain/imagePlane.ts'
import { measure, type PixelPoint, spacingAttributes, type UserCalibration } from '#shared/domain/measuring.ts'
import { isRoi, roiStatistics, type RoiType } from '#shared/domain/roi.ts'
import { suvFactor } from '#shared/domain/suvScale.ts'
import { SUV_UNIT } from '#shared/domain/suvTrend.ts'
import { savedViewOf } from './savedView.ts'
import type { StackFrame } from './stack.ts'
import type { MeasuringTool } from './tools.ts'
import type { Viewport } from './viewport.ts'

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
  /** Of what was drawn on a plane cut through the volume. */
  plane?: Measurement['plane']
}

export function describeShape(viewport: Viewport, frame: StackFrame, modality: string, calibration: UserCalibration | null, type: MeasuringTool, pixels: PixelPoint[]): DrawnShape {
  const plane = imagePlane(frame.instance)
  return {
    frame,
    type,
    pixels,
    patient: plane ? pixels.map((p) => plane.toPatient(p)) : null,
    ...measure(type, pixels, spacingAttributes(frame.instance, modality, calibration)),
    statistics: isRoi(type) ? statisticsOf(viewport, type, pixels, frame, modality) : null,
    view: savedViewOf(viewport),
  }
}

/** A PET whose uptake is known is read in SUV; otherwise in the image's own unit, never in a guessed one. */
function statisticsOf(viewport: Viewport, type: RoiType, pixels: PixelPoint[], { instance }: StackFrame, modality: string): Measurement['statistics'] {
  const factor = suvFactor(viewport.snapshot().suv)
  if (factor === null) return roiStatistics(type, pixels, viewport.valueAt, valueUnit(instance, modality))
  const uptakeAt = (at: PixelPoint) => {
    const value = viewport.valueAt(at)
    return value === null ? null : value * factor
  }
  return roiStatistics(type, pixels, uptakeAt, SUV_UNIT)
}

/** Of an image's values after its rescale; empty when it names none. */
export function valueUnit(instance: StackFrame['instance'], modality: string): string {
  return instance.RescaleType ?? (modality === 'CT' ? 'HU' : String(instance.suv?.Units ?? ''))
}
