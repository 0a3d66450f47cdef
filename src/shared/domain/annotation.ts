// A mark on evidence: what it marks (anchor), what it says, who made it. Engine-neutral: PDF points, patient millimetres.
import { z } from 'zod'
import { AnnotationId, DicomUid, DocumentId, LesionId, Sha256, UserId } from '../kit/ids.ts'

/** Rectangle in PDF points of the unrotated page, origin bottom left: [x1, y1, x2, y2]. Scans: pixels, origin top left. Texts without pages: [n, 0, 0, 0], the n-th place (from 0) where the quote stands. */
export const PageRect = z.tuple([z.number(), z.number(), z.number(), z.number()])
export type PageRect = z.infer<typeof PageRect>

export const PassageAnchor = z.object({
  kind: z.literal('passage'),
  documentId: DocumentId,
  sha256: Sha256,
  /** First page is 1. */
  page: z.number().int().positive(),
  rects: z.array(PageRect).min(1).max(200),
  /** The marked words; empty for an area of a scan. */
  quote: z.string().max(4000),
})
export type PassageAnchor = z.infer<typeof PassageAnchor>

/** How the reader saw the image when the mark was made; lets a proof open exactly that view. */
export const SavedView = z.object({
  windowCenter: z.number(),
  windowWidth: z.number(),
  zoom: z.number().positive(),
  /** The same zoom free of the viewport's size: 1 = the whole image fits; absent in views kept by older versions. */
  fit: z.number().positive().optional(),
  /** Patient millimetres at the centre of the viewport; null when the image has no position. */
  centre: z.tuple([z.number(), z.number(), z.number()]).nullable(),
  invert: z.boolean(),
  /** Absent = as stored. */
  turn: z.object({ rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]), flipHorizontal: z.boolean(), flipVertical: z.boolean() }).optional(),
})
export type SavedView = z.infer<typeof SavedView>

export const ImageAnchor = z.object({
  kind: z.literal('image'),
  StudyInstanceUID: DicomUid,
  SeriesInstanceUID: DicomUid,
  SOPInstanceUID: DicomUid,
  /** First frame is 1, as in DICOM. */
  frame: z.number().int().positive(),
  FrameOfReferenceUID: DicomUid.nullable(),
  view: SavedView.nullable(),
})
export type ImageAnchor = z.infer<typeof ImageAnchor>

export const Anchor = z.discriminatedUnion('kind', [PassageAnchor, ImageAnchor])
export type Anchor = z.infer<typeof Anchor>

/** Where a millimetre comes from (H3); `none` means pixels are shown. */
export const SPACING_SOURCES = [
  'patientCoordinates',
  'pixelSpacing',
  'pixelSpacingCalibrated',
  'pixelSpacingUnspecified',
  'detectorPlane',
  'detectorPlaneMagnificationCorrected',
  'nominalScanned',
  'ultrasoundRegion',
  'userCalibration',
  'none',
] as const
export const SpacingSource = z.enum(SPACING_SOURCES)
export type SpacingSource = z.infer<typeof SpacingSource>

const imagePoint = z.tuple([z.number(), z.number()])
const patientPoint = z.tuple([z.number(), z.number(), z.number()])

/** Points as [column, row] of the frame, sub-pixel, centre of the first pixel = [0, 0]; and in patient mm when the image has a position. */
const shapePoints = (n: number) =>
  z.object({ pixels: z.array(imagePoint).length(n), patient: z.array(patientPoint).length(n).nullable() })

const outlinePoints = z.object({ pixels: z.array(imagePoint).min(3).max(2000), patient: z.array(patientPoint).min(3).max(2000).nullable() })

export const MeasurementShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('length'), points: shapePoints(2) }),
  /** Long axis then short axis. */
  z.object({ type: z.literal('bidirectional'), points: shapePoints(4) }),
  /** End, vertex, end. */
  z.object({ type: z.literal('angle'), points: shapePoints(3) }),
  /** Two lines; the angle is between them. */
  z.object({ type: z.literal('cobb'), points: shapePoints(4) }),
  /** Opposite corners of the box along the image axes that holds it. */
  z.object({ type: z.literal('ellipse'), points: shapePoints(2) }),
  z.object({ type: z.literal('rectangle'), points: shapePoints(2) }),
  /** A closed outline. */
  z.object({ type: z.literal('freehand'), points: outlinePoints }),
  /** Tail, then tip. */
  z.object({ type: z.literal('arrow'), points: shapePoints(2) }),
  z.object({ type: z.literal('text'), points: shapePoints(1) }),
])
export type MeasurementShape = z.infer<typeof MeasurementShape>

const signed = z.string().regex(/^-?\d+(\.\d+)?$/)

const authored = {
  id: AnnotationId,
  author: UserId,
  authorName: z.string(),
  createdAt: z.string(),
  changedAt: z.string(),
}

/** How a mark of a document is drawn. Absent on a mark: `area` without words, else `highlight`. */
export const MARK_SHAPES = ['highlight', 'underline', 'area', 'note', 'ink', 'stamp'] as const
export const MARK_STAMPS = ['relevant', 'contradicts', 'wrongPatient'] as const
export type MarkStamp = (typeof MARK_STAMPS)[number]

/** Points in the units of the anchor's rectangles; a pen that was put down once is one stroke. */
export const Stroke = z.array(z.tuple([z.number(), z.number()])).min(2).max(2000)
export type Stroke = z.infer<typeof Stroke>

export const Highlight = z.object({
  ...authored,
  type: z.literal('highlight'),
  anchor: PassageAnchor,
  category: z.enum(['claim', 'limits', 'identity']),
  note: z.string().max(4000),
  shape: z.enum(MARK_SHAPES).optional(),
  /** Of a stamp. */
  stamp: z.enum(MARK_STAMPS).optional(),
  /** Of ink. */
  strokes: z.array(Stroke).min(1).max(50).optional(),
  /** A mark that was in the file as it came: who made it there, as the file says. */
  fromFile: z.object({ author: z.string().max(120) }).optional(),
  /** Carried over from another edition of the file by its quoted words; `unsure` until a person has compared them. */
  carriedFrom: z.object({ annotationId: AnnotationId, sha256: Sha256, certainty: z.enum(['same', 'moved', 'unsure']) }).optional(),
})
export type Highlight = z.infer<typeof Highlight>

export function shapeOf({ shape, anchor }: Pick<Highlight, 'shape' | 'anchor'>): (typeof MARK_SHAPES)[number] {
  return shape ?? (anchor.quote === '' ? 'area' : 'highlight')
}

/** Of the pixels whose centre lies inside a region, in the units of the image after its rescale. */
export const RoiStatistics = z.object({ mean: signed, sd: signed, min: signed, max: signed, pixels: z.number().int().positive(), unit: z.string().max(16) })
export type RoiStatistics = z.infer<typeof RoiStatistics>

/** What a measurement said until it was changed. */
const EarlierValue = z.object({ values: z.array(z.string()).max(2), changedAt: z.string(), spacingSource: SpacingSource.optional() })

export const Measurement = z.object({
  ...authored,
  type: z.literal('measurement'),
  anchor: ImageAnchor,
  shape: MeasurementShape,
  /** e.g. "T1 right hilum"; empty until named. */
  label: z.string().max(120),
  /** By shape: [length], [long axis, short axis], [degrees] or [area]; nothing for arrow and text. mm or mm², pixels when source is none. Decimal strings, one decimal. */
  values: z.array(z.string().regex(/^\d+(\.\d+)?$/)).max(2),
  spacingSource: SpacingSource,
  note: z.string().max(4000),
  /** The followed lesion this is a measurement of; null = of none. */
  lesionId: LesionId.nullable().default(null),
  /** Every value it had before, oldest first: no millimetre changes without a trace. */
  earlier: z.array(EarlierValue).max(500).default([]),
  statistics: RoiStatistics.nullable().default(null),
  /** Its author keeps it from being moved by accident. */
  locked: z.boolean().default(false),
  /** Drawn on a plane cut through the volume, with this normal: its patient points are what was drawn, its pixels their feet on the slice it is kept with. `right` is the plane's own axis, along which boxes lie; lines kept by older versions have none. */
  plane: z.object({ normal: patientPoint, right: patientPoint.optional() }).nullable().default(null),
  /** Of a length on an image without a spacing of its own: how long this line is known to be, and why. It gives the image its millimetres. */
  calibration: z.object({ knownMm: z.string().regex(/^\d{1,4}(\.\d{1,2})?$/), reason: z.string().min(3).max(200) }).nullable().default(null),
  /** Not drawn; counted on the image, so that it never vanishes silently. */
  hidden: z.boolean().default(false),
  /** Where a hand has put the middle of its label, from its first point: [columns, rows] of the frame, or mm along [right, down] of its plane. Absent = the program puts it beside the mark. */
  labelAt: imagePoint.optional(),
})
export type Measurement = z.infer<typeof Measurement>

export const KeyImage = z.object({
  ...authored,
  type: z.literal('keyImage'),
  anchor: ImageAnchor,
  label: z.string().max(120),
  note: z.string().max(4000),
})
export type KeyImage = z.infer<typeof KeyImage>

export const Annotation = z.discriminatedUnion('type', [Highlight, Measurement, KeyImage])
export type Annotation = z.infer<typeof Annotation>

/** What is drawn on one image and not hidden, oldest first: what its key image shows, in print, in its presentation state and behind a proof. */
export function visibleOn(annotations: readonly Annotation[], { SOPInstanceUID, frame }: Pick<ImageAnchor, 'SOPInstanceUID' | 'frame'>): Measurement[] {
  const drawn = annotations.filter((one): one is Measurement => one.type === 'measurement' && !one.hidden && one.plane === null && one.anchor.SOPInstanceUID === SOPInstanceUID && one.anchor.frame === frame)
  return drawn.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.id < b.id ? -1 : 1))
}
