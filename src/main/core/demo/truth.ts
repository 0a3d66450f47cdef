// What truth.json says: everything that is known about the demo because we made it, for tests, the walkthrough and teaching.

export type PointMm = readonly [x: number, y: number, z: number]

/** A lesion on the slice where it is largest, in the patient coordinates of that series. */
export interface LesionTimepoint {
  readonly studyDate: string
  readonly SeriesInstanceUID: string
  readonly SOPInstanceUID: string
  readonly InstanceNumber: number
  readonly FrameOfReferenceUID: string
  readonly longDiameterMm: number
  readonly shortDiameterMm: number
  readonly centre: PointMm
  readonly longAxis: readonly [PointMm, PointMm]
  readonly shortAxis: readonly [PointMm, PointMm]
  /** Stored as CT numbers: what lies half way between lesion and surroundings. */
  readonly edgeHu: number
}

export interface LesionTruth {
  readonly id: string
  readonly site: string
  readonly role: 'target' | 'non-target'
  /** Which diameter response criteria use. */
  readonly measuredBy: 'longest' | 'shortAxis'
  readonly timepoints: readonly LesionTimepoint[]
}

export interface UptakeTruth {
  readonly id: string
  readonly site: string
  readonly SeriesInstanceUID: string
  readonly SOPInstanceUID: string
  /** Column and row of the hottest voxel, counted from 0. */
  readonly column: number
  readonly row: number
  readonly position: PointMm
  /** Body-weight SUV of the hottest voxel as stored, g/mL. */
  readonly suvMax: number
}

export interface QuoteTruth {
  readonly about: string
  /** Stands word for word on that page; line breaks count as one space. */
  readonly text: string
  readonly page: number
}

export interface DocumentTruth {
  readonly path: string
  readonly kind: string
  readonly language: 'en' | 'es'
  readonly documentDate: string | null
  readonly pages: number
  readonly hasText: boolean
  readonly quotes: readonly QuoteTruth[]
}

export interface SeriesTruth {
  readonly studyDate: string
  readonly StudyInstanceUID: string
  readonly SeriesInstanceUID: string
  readonly Modality: string
  readonly description: string
  readonly instances: number
  readonly frames: number
  readonly spacingMm: number | null
  readonly SliceThickness: number | null
}

/** Something that is deliberately not right, with the file or series it is in. */
export interface PlantedTruth {
  readonly kind: string
  readonly where: string
  readonly what: string
}

export interface BundleTruth {
  readonly caseNumber: string
  readonly path: string
  readonly patient: { readonly name: string; readonly id: string; readonly birthDate: string; readonly sex: string }
  readonly series: readonly SeriesTruth[]
  readonly lesions: readonly LesionTruth[]
  readonly uptakes: readonly UptakeTruth[]
  readonly documents: readonly DocumentTruth[]
  readonly planted: readonly PlantedTruth[]
}

export interface DemoTruth {
  readonly schema: 'consilium-demo-truth/1'
  readonly seed: number
  readonly notice: string
  readonly bundles: readonly BundleTruth[]
}
