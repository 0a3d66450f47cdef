// Imaging as indexed from DICOM headers. Field names are DICOM keywords verbatim; geometry only from position and orientation.
import { z } from 'zod'
import { CaseId, DicomUid, Sha256 } from '../kit/ids.ts'
import { IdentityCheck } from './identity.ts'
import { SlideMatrix } from './slide.ts'

const triple = z.tuple([z.number(), z.number(), z.number()])
const six = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()])

/** What a viewer needs of one SOP instance; absent attribute = null, never a default. */
export const ImagingInstance = z.object({
  SOPInstanceUID: DicomUid,
  SOPClassUID: DicomUid,
  InstanceNumber: z.number().nullable(),
  TransferSyntaxUID: DicomUid,
  Rows: z.number().int(),
  Columns: z.number().int(),
  NumberOfFrames: z.number().int().positive(),
  SamplesPerPixel: z.number().int(),
  PhotometricInterpretation: z.string(),
  PlanarConfiguration: z.number().int().nullable(),
  BitsAllocated: z.number().int(),
  BitsStored: z.number().int(),
  HighBit: z.number().int(),
  PixelRepresentation: z.number().int(),
  RescaleSlope: z.number().nullable(),
  RescaleIntercept: z.number().nullable(),
  RescaleType: z.string().nullable(),
  WindowCenter: z.array(z.number()),
  WindowWidth: z.array(z.number()),
  WindowCenterWidthExplanation: z.array(z.string()),
  VOILUTFunction: z.string().nullable(),
  PixelPaddingValue: z.number().nullable(),
  /** [between rows, between columns], mm. */
  PixelSpacing: z.tuple([z.number(), z.number()]).nullable(),
  ImagerPixelSpacing: z.tuple([z.number(), z.number()]).nullable(),
  EstimatedRadiographicMagnificationFactor: z.number().nullable(),
  PixelSpacingCalibrationType: z.string().nullable(),
  ImagePositionPatient: triple.nullable(),
  ImageOrientationPatient: six.nullable(),
  FrameOfReferenceUID: DicomUid.nullable(),
  SliceThickness: z.number().nullable(),
  /** ms between frames of a cine, from FrameTime, RecommendedDisplayFrameRate or CineRate; null when none is recorded. */
  frameTimeMs: z.number().nullable(),
  LossyImageCompression: z.string().nullable(),
  LossyImageCompressionRatio: z.number().nullable(),
  Laterality: z.string().nullable(),
  /** Projection of a mammogram or radiograph, e.g. "MLO"; absent for other images. */
  ViewPosition: z.string().optional(),
  /** Directions of rows and columns of images without a place in space, e.g. ["A", "R"]; absent for others. */
  PatientOrientation: z.array(z.string()).optional(),
  /** "YES" or "NO" as stated; absent when not stated. */
  BurnedInAnnotation: z.string().optional(),
  NominalScannedPixelSpacing: z.tuple([z.number(), z.number()]).optional(),
  /** Where in an ultrasound picture which scale holds; absent for others. */
  SequenceOfUltrasoundRegions: z
    .array(
      z.object({
        RegionLocationMinX0: z.number(),
        RegionLocationMinY0: z.number(),
        RegionLocationMaxX1: z.number(),
        RegionLocationMaxY1: z.number(),
        PhysicalUnitsXDirection: z.number(),
        PhysicalUnitsYDirection: z.number(),
        PhysicalDeltaX: z.number().optional(),
        PhysicalDeltaY: z.number().optional(),
      }),
    )
    .optional(),
  ImageType: z.array(z.string()),
  AcquisitionTime: z.string().nullable(),
  /** PET: attributes for SUV, DICOM keywords; null for other modalities. */
  suv: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).nullable(),
  /** PALETTE COLOR: the lookup tables, descriptors applied (shared/codecs Palette); absent for other images. */
  palette: z
    .object({
      first: z.number().int(),
      bits: z.union([z.literal(8), z.literal(16)]),
      red: z.array(z.number()),
      green: z.array(z.number()),
      blue: z.array(z.number()),
    })
    .optional(),
  /** The object carries lookup tables or overlay planes (shared/domain/presentation); absent for others. */
  presented: z.boolean().optional(),
  /** Whole-slide pictures: the whole that the frames are tiles of; absent for others. */
  slide: SlideMatrix.optional(),
  /** Enhanced multi-frame objects: what differs from frame to frame, in frame order; absent for others. */
  perFrame: z
    .array(
      z.object({
        ImagePositionPatient: triple.nullable(),
        ImageOrientationPatient: six.nullable(),
        RescaleSlope: z.number().nullable(),
        RescaleIntercept: z.number().nullable(),
      }),
    )
    .optional(),
})
export type ImagingInstance = z.infer<typeof ImagingInstance>

export const SERIES_ISSUES = [
  'missingSlice',
  'unevenSpacing',
  'gantryTilt',
  'duplicatePosition',
  'mixedOrientation',
  'mixedGeometry',
  'noPosition',
  'noPixelSpacing',
  'lossy',
  'notDisplayable',
  'thicknessDiffersFromSpacing',
] as const
export const SeriesIssue = z.enum(SERIES_ISSUES)
export type SeriesIssue = z.infer<typeof SeriesIssue>

/** Instances of a series that can be scrolled as one: same orientation, spacing and kind, sorted along the normal. */
export const ImageStack = z.object({
  stackId: z.string(),
  /** e.g. "axial", "sagittal", "coronal", "oblique"; null without orientation. */
  orientation: z.enum(['axial', 'sagittal', 'coronal', 'oblique']).nullable(),
  /** mm between neighbouring slices along the normal; null when irregular or unknown. */
  spacingMm: z.number().nullable(),
  /** true only when equally spaced and not tilted: may be resampled and measured in three planes. */
  volume: z.boolean(),
  issues: z.array(SeriesIssue),
  /** Side and view of projections, where all images of the stack state the same one. */
  Laterality: z.string().optional(),
  ViewPosition: z.string().optional(),
  SOPInstanceUIDs: z.array(DicomUid),
})
export type ImageStack = z.infer<typeof ImageStack>

export const ImagingSeries = z.object({
  SeriesInstanceUID: DicomUid,
  Modality: z.string(),
  SeriesNumber: z.number().nullable(),
  SeriesDescription: z.string(),
  BodyPartExamined: z.string().nullable(),
  PatientPosition: z.string().nullable(),
  Manufacturer: z.string().nullable(),
  instances: z.number().int(),
  frames: z.number().int(),
  /** false: instances are missing by number, position or DICOMDIR. */
  complete: z.boolean(),
  issues: z.array(SeriesIssue),
  /** Whether its pictures may name the patient (shared/domain/board/namedPixels); absent in an index of an earlier version. */
  namedPixels: z.enum(['none', 'possible', 'stated']).optional(),
  stacks: z.array(ImageStack),
})
export type ImagingSeries = z.infer<typeof ImagingSeries>

export const ImagingStudy = z.object({
  StudyInstanceUID: DicomUid,
  caseId: CaseId,
  StudyDescription: z.string(),
  /** YYYY-MM-DD from StudyDate as written; null when absent, and while its objects contradict each other. */
  studyDate: z.string().nullable(),
  /** The dates that its objects state when they contradict each other, sorted; absent when they do not. */
  studyDates: z.array(z.string()).optional(),
  /** HH:MM:SS as written. */
  studyTime: z.string().nullable(),
  AccessionNumber: z.string().nullable(),
  InstitutionName: z.string().nullable(),
  identity: IdentityCheck,
  series: z.array(ImagingSeries),
})
export type ImagingStudy = z.infer<typeof ImagingStudy>

/** A series in its study: its own UID alone does not name it, some anonymisers give one to two studies. */
export const SeriesOfStudy = z.object({ StudyInstanceUID: DicomUid, SeriesInstanceUID: DicomUid })
export type SeriesOfStudy = z.infer<typeof SeriesOfStudy>

export function seriesKey({ StudyInstanceUID, SeriesInstanceUID }: SeriesOfStudy): string {
  return `${StudyInstanceUID}/${SeriesInstanceUID}`
}

/** A DICOM object written from own marks: SR TID 1500 of the measurements, the key object selection of the key images, or the presentation state of one of them. */
export const ExportedObject = z.object({
  kind: z.enum(['measurements', 'keyImages', 'view']),
  /** Name of the key image of a view; empty otherwise. */
  label: z.string(),
  StudyInstanceUID: DicomUid,
  SOPInstanceUID: DicomUid,
  /** The file, as a content blob. */
  sha256: Sha256,
  bytes: z.number().int(),
  /** The archive that last confirmed that it keeps the object, and when (UTC); null = none has. */
  kept: z.object({ archive: z.string(), at: z.string() }).nullable(),
})
export type ExportedObject = z.infer<typeof ExportedObject>
