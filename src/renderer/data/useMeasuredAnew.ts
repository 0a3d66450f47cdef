// What a measurement would say by the millimetres its image has today; asked only where a scale set by hand is or was in play.
import type { Measurement } from '#shared/domain/annotation.ts'
import type { ImagingStudy } from '#shared/domain/imagingStudy.ts'
import { calibrationOn, measuredAnew, type Measured, spacingAttributes } from '#shared/domain/measuring.ts'
import { useSeries } from './queries.ts'

/** @param all measurements of its study @returns null when it says the same, or while the image is not known */
export function useMeasuredAnew(caseId: string, studies: readonly ImagingStudy[], measurement: Measurement | null, all: readonly Measurement[]): Measured | null {
  const calibration = measurement && calibrationOn(all, measurement.anchor.SOPInstanceUID)
  const concerned = measurement && (calibration || measurement.spacingSource === 'userCalibration') ? measurement : null
  const instance = useSeries(caseId, concerned?.anchor ?? null).data?.instances.find(({ SOPInstanceUID }) => SOPInstanceUID === concerned?.anchor.SOPInstanceUID)
  const series = studies.find(({ StudyInstanceUID }) => StudyInstanceUID === concerned?.anchor.StudyInstanceUID)?.series.find(({ SeriesInstanceUID }) => SeriesInstanceUID === concerned?.anchor.SeriesInstanceUID)
  return concerned && instance && series ? measuredAnew(concerned, spacingAttributes(instance, series.Modality, calibration)) : null
}
