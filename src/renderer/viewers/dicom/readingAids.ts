// What helps a reader find the way between viewers; the same for every viewer of a stage.
import type { ImagingInstance } from '#shared/domain/imagingStudy.ts'
import type { CornerFact } from '#shared/domain/readingPreferences.ts'
import type { PlacedMark } from './placed/PlacedLayer.tsx'
import type { PatientPoint, ReferenceSlice } from './reference/ReferenceLayer.tsx'

export interface ReadingAids {
  /** What stands in the corners. */
  facts: ReadonlySet<CornerFact>
  /** Slices of the other viewers, whose lines are drawn. */
  slices: readonly ReferenceSlice[]
  /** The place that was pointed at. */
  point: PatientPoint | null
  /** What a report or presentation state puts on the images. */
  placed?: readonly PlacedMark[]
  /** @param pixel [column, row] of this slice */
  onPoint(instance: ImagingInstance, pixel: readonly [number, number]): void
}
